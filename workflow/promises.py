"""The promises an article keeps while it claims a state; each function says what is broken, and who mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.hidden_places import hidden_problems
from dragoman.workflow.problems import Problem, Severity
from dragoman.workflow.record_files import live_path
from dragoman.workflow.seal import approved_digest, broken_links, canonical, disclaimer_digest
from dragoman.workflow.standing import replayed, stage_of, standing_entry
from dragoman.workflow.states import (
    BY_NAME,
    DISCLAIMER_ATTACHED,
    EDITED,
    PUBLISHED,
    TAKEN_DOWN,
    WITHDRAWN,
    is_earlier,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.facts import Facts
    from dragoman.workflow.people import Roster
    from dragoman.workflow.snapshots import Kept


def broken_promises(article: Article, facts: Facts, *, compare_template: bool = True) -> Iterator[Problem]:
    """Everything that is wrong with an article in the state it claims, its source included.

    Comparing the disclaimer with what its template says today takes a template engine; a reader may leave it out.
    """
    yield from own_promises(article, facts.newsroom.roster)
    yield from source_stands(article, facts)
    yield from source_looked_at(article, facts.kept, facts.newsroom.roster)
    yield from assets_stand(article, facts)
    yield from approvals_stand(article, facts)
    if not is_earlier(stage_of(article), DISCLAIMER_ATTACHED):
        yield from disclaimer_stands(article, facts, compare_template=compare_template)
    yield from live_stands(article, facts)
    yield from text_is_plain(article, facts.newsroom.roster)


def own_promises(article: Article, roster: Roster) -> Iterator[Problem]:
    """What is wrong as far as the article's own file shows it."""
    yield from history_intact(article, roster)
    if not is_earlier(stage_of(article), EDITED):
        yield from approvals_hold(article, roster)
    yield from credits_match(article, roster)


def text_is_plain(article: Article, roster: Roster) -> Iterator[Problem]:
    """Nothing hides in the file: no bidi override, nothing that nobody sees. Worth a look; it stops nothing."""
    yield from hidden_problems(article.path, article.text, article.fields, roster.who(BY_NAME["edit"].roles))


def history_intact(article: Article, roster: Roster) -> Iterator[Problem]:
    """The history is as dragoman wrote it, legal by the table, and backs the state."""
    fix = f"git checkout HEAD -- {article.path}, or git log -p {article.path} to see who changed it"
    for number in broken_links(article):
        entry = article.history[number]
        message = f"The record of `{entry.act}` by {entry.by} ({entry.at}) was changed by hand."
        yield Problem("history-intact", message, who=_owner(roster), fix=fix)
    result = replayed(article)
    if result.fault:
        yield Problem("history-intact", f"The history is not legal: {result.fault}.", who=_owner(roster), fix=fix)
    elif result.state != article.state:
        backed = result.state or "no state at all"
        message = f"The file says {article.state}, but its history backs {backed}."
        yield Problem("state-backed", message, who=_owner(roster), fix=fix)
    if article.word("lang") != article.lang:
        message = f"`lang: {article.word('lang')}` does not match the file's name."
        fix = f"write `lang: {article.lang}` in {article.path}"
        yield Problem("lang-matches", message, who=_owner(roster), fix=fix)


def _owner(roster: Roster) -> str:
    return roster.who(("owner",))


def credits_match(article: Article, roster: Roster) -> Iterator[Problem]:
    """Credits, date and flags are those that the history has; an illegal one credits nobody."""
    if replayed(article).fault:
        return
    published = standing_entry(article, "publish")
    at = published.at if published else ""
    if article.word("date") != at:
        message = f"`date: {article.word('date')}` does not match the history, which says {at or 'nothing'}."
        fix = f"write `date: {at}` in {article.path}" if at else f"take `date` out of {article.path}"
        yield Problem("credits-match", message, who=roster.who(("editor",)), fix=fix)
    for key, word in replayed(article).flags._asdict().items():
        if article.word(key) != word:
            message = f"`{key}: {article.word(key)}` does not match the history, which says {word or 'nothing'}."
            fix = f"git checkout HEAD -- {article.path}; dragoman show {article.name} tells the acts"
            yield Problem("credits-match", message, who=roster.who(("editor",)), fix=fix)
    for key, act in (("translator", "translate"), ("editor", "edit")):
        entry = standing_entry(article, act)
        by = entry.by if entry else ""
        if article.word(key) != by:
            message = f"`{key}: {article.word(key)}` does not match the history, which says {by or 'nobody'}."
            who = roster.who(("editor",))
            yield Problem("credits-match", message, who=who, fix=f"write `{key}: {by}` in {article.path}")


def approvals_hold(article: Article, roster: Roster) -> Iterator[Problem]:
    """The text is the one that the standing approvals sealed."""
    digest = approved_digest(article)
    for name in ("edit", "disclaim", "publish"):
        entry = standing_entry(article, name)
        if entry is None or not entry.text or entry.text == digest:
            continue
        back = BY_NAME["edit"].sources[0]
        yield Problem(
            "seals-hold",
            f"The text has changed since {entry.by} approved it (`{entry.act}`, {entry.at}).",
            who=roster.who(BY_NAME["return"].roles),
            fix=f"dragoman diff {article.name} --since {entry.act}, then undo the change, or "
            f'dragoman return {article.name} --to {back} --reason "text changed" and edit again',
        )
        return


def assets_stand(article: Article, facts: Facts) -> Iterator[Problem]:
    """The files that the text refers to are those that the editor saw."""
    entry = standing_entry(article, "edit")
    if entry and entry.assets != facts.assets.digest:
        back = BY_NAME["edit"].sources[0]
        yield Problem(
            "assets-unchanged",
            f"An image or file that the text refers to has changed since {entry.by} approved it ({entry.at}).",
            who=facts.newsroom.roster.who(BY_NAME["return"].roles),
            fix=f"git checkout HEAD -- {article.path.rpartition('/')[0]}/, or "
            f'dragoman return {article.name} --to {back} --reason "image changed" and edit again',
        )


def approvals_stand(article: Article, facts: Facts) -> Iterator[Problem]:
    """Nobody whose act still stands has left, and no key that signed it was revoked; what is published is flagged."""
    roster = facts.newsroom.roster
    revoked = roster.revoked()
    for number in replayed(article).standing:
        entry = article.history[number]
        person = roster.by_id(entry.by)
        why = f"{entry.by} has left" if person and person.left else ""
        if facts.signers.get(entry.seal) in revoked:
            why = "the key that signed it was revoked"
        if why and entry.act != "source":
            yield _void(article, entry, why, roster)


def _void(article: Article, entry: Entry, why: str, roster: Roster) -> Problem:
    back = BY_NAME[entry.act].sources[0]
    fix = f'dragoman return {article.name} --to {back} --reason "{why}", then {entry.act} again'
    who = roster.who(BY_NAME["return"].roles)
    act = f"`{entry.act}` by {entry.by} ({entry.at})"
    if article.state in (PUBLISHED, WITHDRAWN, TAKEN_DOWN):
        message = f"{act} should be looked at again: {why}."
        return Problem("approval-flagged", message, "warning", who=who, fix=fix)
    return Problem("approvals-valid", f"{act} is void: {why}.", who=who, fix=fix)


def live_stands(article: Article, facts: Facts) -> Iterator[Problem]:
    """While a published article is corrected, the version that readers have is kept beside it, as it was approved."""
    if not replayed(article).flags.live:
        return
    who, live = facts.newsroom.roster.who(("owner",)), facts.live
    path = live_path(article)
    fix = f"git checkout HEAD -- {path}, or git log -p -- {path} to see who changed it"
    if live is None:
        message = facts.live_fault or f"The version that readers have is gone: there is no {path}."
        yield Problem("live-intact", message, who=who, fix=fix)
    else:
        for message in kept_faults(live, facts.newsroom.roster):
            yield Problem("live-intact", f"{path}: {message}", who=who, fix=fix)


def kept_faults(version: Article, roster: Roster) -> Iterator[str]:
    """Why a version that readers had is not what was approved, in sentences, as far as its own file shows it."""
    yield from (problem.message for problem in own_promises(version, roster))
    if message := _disclaimer_fault(version):
        yield message


def disclaimer_stands(article: Article, facts: Facts, *, compare_template: bool) -> Iterator[Problem]:
    """The disclaimer is there once, named and worded as sealed; and, if asked, as its template has it today."""
    again = f"dragoman return {article.name} --to {EDITED} --reason WHY, then dragoman disclaim {article.name}"
    if message := _disclaimer_fault(article):
        yield Problem("disclaimer-intact", message, who=_who_disclaims(facts), fix=again)
    elif compare_template and (message := _not_as_rendered(article, facts)):
        severity: Severity = "warning" if article.state == PUBLISHED else "error"
        yield Problem("disclaimer-current", message, severity, who=_who_disclaims(facts), fix=again)


def _who_disclaims(facts: Facts) -> str:
    return facts.newsroom.roster.who(BY_NAME["disclaim"].roles)


def _disclaimer_fault(article: Article) -> str:
    block = take_apart(article.body)
    entry = standing_entry(article, "disclaim")
    if not block.name:
        why = f": {block.fault}" if block.fault else ""
        return f"The disclaimer is not where it should be, at the end of the text{why}."
    if block.name != article.word("disclaimer"):
        return f"The text has the disclaimer {block.name!r}, the front matter {article.word('disclaimer')!r}."
    if entry and entry.disclaimer != disclaimer_digest(article.body):
        return f"The disclaimer has changed since {entry.by} attached it ({entry.at})."
    return ""


def _not_as_rendered(article: Article, facts: Facts) -> str:
    filled = facts.disclaimer(article)
    if canonical(filled.words) == canonical(take_apart(article.body).words):
        return ""
    return f"The disclaimer is not what the template {filled.name!r} for {article.lang} says today."


def source_stands(article: Article, facts: Facts) -> Iterator[Problem]:
    """The source is there and unchanged since the article was sourced, its raw bytes too."""
    folder = article.path.rpartition("/")[0]
    message = facts.source_fault
    if not message and facts.source is None:
        message = f"The source is gone: there is no {folder}/source.{article.source.get('lang', '')}.md."
    elif not message and facts.source and facts.source.digest != article.source.get("sha256", ""):
        message = f"The source has changed since it was frozen: {facts.source.path}."
    if message:
        who = facts.newsroom.roster.who(BY_NAME["source"].roles)
        fix = f"git checkout HEAD -- {folder}/, or git log -p {folder}/ to see who changed it"
        yield Problem("source-unchanged", message, who=who, fix=fix)


def source_looked_at(article: Article, kept: Kept, roster: Roster) -> Iterator[Problem]:
    """An editor has looked at whatever the original has become; what waits for publication does not go on without."""
    if not kept.snapshots and not kept.faults:
        return
    who = roster.who(BY_NAME["recheck"].roles)
    if kept.digest != looked_at(article) and article.state in BY_NAME["recheck"].sources:
        severity: Severity = "error" if article.state == DISCLAIMER_ATTACHED else "warning"
        fix = f"dragoman source refresh {article.name} --kept, then dragoman recheck {article.name}"
        for fault, _ in kept.faults:
            yield Problem("snapshot-unreadable", f"{fault}.", severity, who=who, fix=fix)
        if kept.changed:
            _, last = kept.changed[-1]
            message = f"The original is not what was translated any more: {last.by} found so, {last.retrieved}."
            yield Problem("source-changed", message, severity, who=who, fix=fix)
    gone = kept.newest
    if gone and kept.gone_since:
        message = f"The original is gone from the web (HTTP {gone.status}, {gone.retrieved}); its text is kept here."
        yield Problem("source-gone", message, "note", who=who)


def looked_at(article: Article) -> str:
    """The digest of the snapshots that an editor looked at last; empty where nobody did."""
    return next((entry.snapshots for entry in reversed(article.history) if entry.act == "recheck"), "")
