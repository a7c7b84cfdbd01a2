"""``dragoman show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Column, Console, Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.next_step import tell_next
from dragoman.cli.options import article_argument, json_option
from dragoman.cli.passages import tell_passages
from dragoman.cli.refusals import tell_problems
from dragoman.cli.views import show_keys

if TYPE_CHECKING:
    from dragoman.workflow.article import Article
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Roster
    from dragoman.workflow.proved_acts import Prover
    from dragoman.workflow.standing import Judged
    from dragoman.workflow.what_broke import Broken

_FIELDS = (Column(""), Column("", flexible=True, wraps=True))
# So many passages are shown; `dragoman diff` shows all.
_MOST = 5
_ACTS = (Column(""), Column(""), Column(""), Column("", flexible=True, wraps=True))


@click.command("show")
@article_argument
@json_option
@click.option("--text", is_flag=True, help="Print the text too.")
@click.pass_context
def command(ctx: click.Context, article: str, as_json: bool, text: bool) -> None:
    """Show one article: its words, its acts, what is wrong with it.

    Of each act it says whether it still holds: whether the text it approved is the text in the file. Where that is
    not so, the passages that changed are shown.
    """
    # The shell asks this file which articles there are; that takes none of these.
    from dragoman.workflow.cards import card_of
    from dragoman.workflow.catalogue import open_newsroom
    from dragoman.workflow.gather import gather, read_article
    from dragoman.workflow.promises import broken_promises
    from dragoman.workflow.standing import judge

    root = root_of(ctx)
    newsroom = open_newsroom(root)
    found = read_article(root, find(root, article))
    facts = gather(root, newsroom, found, now(), prover=_prover(root, newsroom))
    item = card_of(found, (*broken_promises(found, facts, compare_template=False), *facts.unproved))
    console = out()
    acts = judge(found, facts.assets.digest)
    if as_json:
        console.json(show_keys(item, acts, _broken(root, found, acts)))
        return
    _head(console, found, newsroom.roster)
    _acts(console, acts)
    for broken in _broken(root, found, acts)[-1:]:
        _tell_broken(console, found, broken)
    if item.problems:
        console.say(Words("Problems", "strong"))
        tell_problems(console, item.problems)
    else:
        tell_next(console, found.name, found.state)
    if text:
        console.say("")
        console.say(found.body.strip("\r\n"))


def _prover(root: str, newsroom: Newsroom) -> Prover | None:
    """Who asks for the proof of acts, where there is any to ask for: it takes a while to get ready."""
    if not newsroom.wants_proof:
        return None
    from dragoman.workflow.proved_acts import Prover

    return Prover.on_disk(root, newsroom)


def _head(console: Console, article: Article, roster: Roster) -> None:
    from dragoman.workflow.record_files import live_path

    source = article.source
    console.say(Words(article.name, "strong"), "  ", Words(article.state, article.state))
    title = article.word("title")
    if title:
        console.say(Words(title, "strong", foreign=True))
    fields = (
        ("dek", article.word("dek")),
        ("source", " · ".join(filter(None, (source.get("outlet"), source.get("byline"), source.get("published"))))),
        ("url", source.get("url", "")),
        ("languages", f"{source.get('lang', '?')} → {article.lang}"),
        ("translator", roster.name_of(article.word("translator"))),
        ("editor", roster.name_of(article.word("editor"))),
        ("published", article.word("date")),
        ("on hold", article.word("hold")),
        ("embargo", article.word("embargo")),
        ("schedule", article.word("schedule")),
        ("readers have", live_path(article)),
        ("keywords", ", ".join(article.keywords)),
        ("file", article.path),
    )
    rows = [(Words(label, "dim"), Words(text, foreign=True)) for label, text in fields if text]
    console.table(_FIELDS, rows, header=False)


def _acts(console: Console, acts: tuple[Judged, ...]) -> None:
    console.say(Words("Acts", "strong"))
    console.table(_ACTS, [_act(judged) for judged in acts], header=False)


def _act(judged: Judged) -> tuple[Words, ...]:
    entry = judged.entry
    sign, style = ("✓", "good") if judged.holds else ("○", "warning")
    words = " · ".join(filter(None, (judged.why, entry.kind, entry.until, entry.reason, entry.notice, entry.note)))
    when = entry.at[:16].replace("T", " ")
    return Words(f"{sign} {_named(judged)}", style), Words(entry.by), Words(when, "dim"), Words(words, foreign=True)


def _broken(root: str, article: Article, acts: tuple[Judged, ...]) -> list[Broken]:
    """What broke which acts; only then is git asked, which takes a while to get ready."""
    from dragoman.workflow.standing import TEXT_CHANGED

    if all(judged.why != TEXT_CHANGED for judged in acts):
        return []
    from dragoman.workflow.what_broke import broken_texts

    return broken_texts(root, article, acts)


def _tell_broken(console: Console, article: Article, broken: Broken) -> None:
    """The passages that broke an act, the first few of them."""
    entry, passages = broken.entry, broken.passages
    if passages is None:
        console.say(
            f"What changed since `{entry.act}` is not known: no commit of this copy has the text as approved."
        )
        console.say(Words("  do:  ", "dim"), Words("git fetch --unshallow", "command"), ", if this is a part")
        return
    console.say(Words(f"Changed since `{entry.act}`", "strong"), Words(f"  by {entry.by}, {entry.at}", "dim"))
    tell_passages(console, passages[:_MOST])
    console.say("")
    if len(passages) > _MOST:
        command = Words(f"dragoman diff {article.name} --since {entry.act}", "command")
        console.say(Words(f"… and {len(passages) - _MOST} more: ", "dim"), command)
    elif not passages:
        console.say("The words are the same; blank lines between them, or the form of a field, are not.")


def _named(judged: Judged) -> str:
    entry = judged.entry
    return f"{entry.act} → {entry.to}" if entry.to else entry.act
