"""The rules of a history: a commit's change of an article is text work, or exactly one legal act.

Pure: an article before and after, and out comes what is wrong. Who did it, and by which roster, is ``proof``'s part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.article import OWNED
from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.problems import Problem
from dragoman.workflow.seal import approved_digest, broken_links, disclaimer_digest
from dragoman.workflow.standing import replayed, stage_of, standing_entry
from dragoman.workflow.states import BY_NAME, DISCLAIMER_ATTACHED, EDITED, is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.walk import Replay

# What acts write, without the words that `history` is judged by itself.
WRITTEN = tuple(key for key in OWNED if key not in ("history", "state"))
_UNDO = "git revert this commit, or have an owner put the history right"


def change_faults(old: Article | None, new: Article | None) -> Iterator[Problem]:
    """What is wrong with a commit that took an article from ``old`` to ``new``; None: there is none."""
    if new is None:
        if old and old.history:
            yield removed(old.history[-1], "the article was deleted with its history")
        return
    before = old.history if old else ()
    if new.history[: len(before)] != before:
        yield lost(before, new.history)
        return
    added = new.history[len(before) :]
    if not added:
        yield from _text_work(old, new)
        return
    yield from _acts(old, new, added)


def _acts(old: Article | None, new: Article, added: tuple[Entry, ...]) -> Iterator[Problem]:
    yield from _links(new, len(new.history) - len(added))
    result = replayed(new)
    entry = added[-1]
    if result.fault:
        yield _illegal(result, entry, old)
    else:
        yield from _beside_history(old, new, result.state)
    if entry.text and entry.text != approved_digest(new):
        message = f"{act_words(entry)} sealed another text than the one it was committed with."
        yield Problem("sealed-other-text", message, who=entry.by, fix="return the article, and do the act again")
    elif entry.disclaimer and entry.disclaimer != disclaimer_digest(new.body):
        message = f"{act_words(entry)} sealed another disclaimer than the one it was committed with."
        yield Problem("sealed-other-text", message, who=entry.by, fix="return the article, and do the act again")
    yield from _on_unapproved(new, entry)


def _beside_history(old: Article | None, new: Article, state: str) -> Iterator[Problem]:
    """What acts write besides their records is what the acts still standing wrote, and nothing else came along."""
    if state != new.state:
        yield by_hand(f"The file says {new.state}; its acts lead to {state}.")
    for key in ("source", "lang"):
        if old and new.fields.get(key, "") != old.fields.get(key, ""):
            yield by_hand(f"`{key}` was changed together with an act; no act changes it.")
    translated, edited, published = (standing_entry(new, act) for act in ("translate", "edit", "publish"))
    disclaimed = standing_entry(new, "disclaim")
    written = {
        "translator": translated.by if translated else "",
        "editor": edited.by if edited else "",
        "disclaimer": take_apart(new.body).name if disclaimed else "",
        "date": published.at if published else "",
        **replayed(new).flags._asdict(),
    }
    for key, word in written.items():
        if new.fields.get(key, "") != word:
            yield by_hand(f"`{key}` is not what the acts wrote, which is {word or 'nothing'}.")


def _on_unapproved(new: Article, entry: Entry) -> Iterator[Problem]:
    """A disclaimer or a publication over another text, or other images, than the editor approved."""
    approved = standing_entry(new, "edit")
    if approved is None or entry.act not in ("disclaim", "publish"):
        return
    if (entry.text, entry.assets) != (approved.text, approved.assets):
        what = "a text that was edited" if entry.text != approved.text else "an image or file that was changed"
        message = f"{act_words(entry)} is over {what} after {approved.by} approved it ({approved.at})."
        fix = f'dragoman return {new.name} --to {BY_NAME["edit"].sources[0]} --reason "edited after approval"'
        yield Problem("edited-after-approval", message, who=approved.by, fix=f"{fix}, and edit again")


def _links(new: Article, start: int) -> Iterator[Problem]:
    for number in broken_links(new, start):
        words = act_words(new.history[number])
        message = f"{words} does not carry the seal of its own words: it was changed, or copied from elsewhere."
        yield Problem("seal-broken", message, who="an owner", fix=_UNDO)


def _text_work(old: Article | None, new: Article) -> Iterator[Problem]:
    """No act: the words may change, what acts write may not."""
    if old is None:
        yield by_hand("The article appeared without an act; `dragoman source` makes one.")
        return
    if new.state != old.state:
        yield by_hand(f"The state went from {old.state} to {new.state} without an act.")
    for key in WRITTEN:
        if new.fields.get(key, "") != old.fields.get(key, ""):
            yield by_hand(f"`{key}` was changed without an act.")
    what = _approved_change(old, new)
    if what:
        message = f"The {what} was changed in the state {new.state}: the approval does not cover it any more."
        fix = f"dragoman diff {new.name} --since edit"
        yield Problem("changed-after-approval", message, "warning", who="an editor", fix=fix)


def _approved_change(old: Article, new: Article) -> str:
    """What an approval covers and was changed all the same: the text, the disclaimer, or nothing."""
    if not is_earlier(stage_of(new), EDITED) and approved_digest(new) != approved_digest(old):
        return "text"
    attached = not is_earlier(stage_of(new), DISCLAIMER_ATTACHED)
    return "disclaimer" if attached and disclaimer_digest(new.body) != disclaimer_digest(old.body) else ""


def _illegal(at: Replay, entry: Entry, old: Article | None) -> Problem:
    """The finding for a history that breaks off; ``at`` is where it had come to."""
    kind = "state-skipped"
    if entry.act == "edit" and old and entry.by in replayed(old).writers:
        kind = "self-approval"
    elif at.state == DISCLAIMER_ATTACHED and any(at.flags._replace(live="")):
        kind = "published-on-hold"
    return Problem(kind, f"The act is not legal: {at.fault}.", who="an owner", fix=_UNDO)


def lost(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Problem:
    """The finding for a history that does not go on from the one before."""
    gone = next(entry for number, entry in enumerate(before) if after[number : number + 1] != (entry,))
    if after == before[: len(after)]:
        return removed(gone, "its record was taken out of the history")
    message = f"The record of {act_words(gone)} was rewritten."
    return Problem("record-rewritten", message, who="an owner", fix=_UNDO)


def removed(entry: Entry, why: str) -> Problem:
    """The finding for an act that is gone."""
    return Problem("record-removed", f"{act_words(entry)} is gone: {why}.", who="an owner", fix=_UNDO)


def by_hand(message: str) -> Problem:
    """The finding for what only acts may write."""
    return Problem("state-by-hand", message, who="an owner", fix=_UNDO)


def act_words(entry: Entry) -> str:
    """An act in a sentence."""
    return f"`{entry.act}` by {entry.by} ({entry.at})"
