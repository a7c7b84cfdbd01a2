"""What became of originals, in words and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dragoman.cli.console import Words, out
from dragoman.cli.passages import passage_keys, tell_passages
from dragoman.workflow.promises import looked_at
from dragoman.workflow.states import BY_NAME
from dragoman.workflow.word_diff import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.workflow.affected import Answering, Change
    from dragoman.workflow.refreshing import Refreshed

_SIGNS = {
    "same": ("✓ ", "good"),
    "back": ("✓ ", "good"),
    "no-address": ("· ", "dim"),
    "changed": ("! ", "warning"),
    "gone": ("✗ ", "error"),
    "not-allowed": ("✗ ", "error"),
    "failed": ("✗ ", "error"),
}
_SAYS = {
    "same": "as it was",
    "back": "there again, and as it was",
    "no-address": "not published on the web",
    "changed": "the original has changed",
    "gone": "gone",
    "not-allowed": "not asked",
    "failed": "not known",
}
# So much of a translated paragraph tells which one it is.
_SHOWN = 60


def tell(done: Refreshed, *, dry_run: bool = False, kept: bool = False) -> None:
    """Print what became of one original."""
    console, original = out(), done.original
    says = "nothing was kept of it" if kept and not done.snapshot else _SAYS[done.came]
    why = f": {done.why}" if done.why else f" since {done.since}" if done.came == "gone" and kept else ""
    console.say(Words(*_SIGNS[done.came]), Words(original.story.slug, "strong"), f"  {says}", Words(why))
    if done.found_at:
        console.say(Words("  now at:  ", "dim"), Words(done.found_at, foreign=True))
    if done.came == "gone":
        since = f", as since {done.since}" if done.since and not kept else ""
        console.say(Words("  its text stays: ", "dim"), original.known_path, since)
    if done.snapshot:
        commit = (Words(f"  {done.commit[:10]}", "dim"),) if done.commit else ()
        console.say(Words("  kept:    ", "dim"), done.snapshot, *commit)
    if done.since and kept and done.came == "changed":
        console.say(Words("  gone:    ", "dim"), f"since {done.since}")
    if done.changes:
        console.say(Words("  against: ", "dim"), done.against)
    for change in done.changes:
        _tell_change(change)
    if done.changes:
        console.say("")
    for article in done.articles if done.came == "changed" else ():
        looked = kept and looked_at(article) == original.kept.digest
        waits = article.state in BY_NAME["recheck"].sources and not (dry_run or looked)
        console.say(
            Words(f"  {article.name}", "strong"), " is ", Words(article.state, article.state),
            "; an editor has to look at this before it is published" if waits else "; an editor has looked" * looked,
        )  # fmt: skip


def _tell_change(change: Change) -> None:
    console = out()
    added = {"added": " (new)", "removed": " (gone)"}.get(change.how, "")
    tell_passages(console, [Passage(f"{change.where}{added}", change.pieces)])
    for one in change.answering:
        for words in _places(one):
            console.say(Words("  → ", "dim"), *words)


def _places(one: Answering) -> Iterable[list[Words | str]]:
    """Where a translation answers to a change."""
    if one.behind is not None:
        where = f"behind paragraph {one.behind}" if one.behind else "at the top"
        yield [f"{one.article}: new, {where}"]
        return
    for number, text in one.paragraphs:
        flat = " ".join(text.split())
        shown = flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
        where = f"paragraph {number}" if number else "its own"
        yield [f"{one.article}: {where}  ", Words(shown, "dim", foreign=True)]
    if not one.paragraphs:
        yield [f"{one.article}: no paragraph answers to it"]


def tell_sum(done: Sequence[Refreshed], *, dry_run: bool) -> None:
    """Print how many there were of each."""
    counts = Counter[str](one.came for one in done)
    parts = [f"{counts[came]:,} {_SAYS[came]}" for came in _SAYS if counts[came] and came != "changed"]
    parts = [f"{counts['changed']:,} changed", *parts] if counts["changed"] else parts
    said = ", ".join(parts) or "nothing to ask for"
    would = " (nothing was kept)" if dry_run else ""
    what = "original" if len(done) == 1 else "originals"
    out().say(Words(f"refresh: {len(done):,} {what}: {said}{would}", "dim"))


def keys(done: Iterable[Refreshed]) -> dict[str, Any]:
    """The keys of ``--json``."""
    found = sorted(done, key=lambda one: one.original.story.folder)
    counts = Counter[str](one.came for one in found)
    every = {came: counts[came] for came in _SAYS}
    return {"version": 1, "counts": every, "originals": [_keys(one) for one in found]}


def _keys(one: Refreshed) -> dict[str, Any]:
    return {
        "slug": one.original.story.slug,
        "source": one.original.source.path,
        "url": one.original.url,
        "found_at": one.found_at or None,
        "came": one.came,
        "message": one.why or None,
        "status": int(one.status) if one.status else None,
        "gone_since": one.since or None,
        "snapshot": one.snapshot or None,
        "commit": one.commit or None,
        "against": one.against or None,
        "changes": [_change_keys(change) for change in one.changes],
        "articles": [{"article": article.name, "state": article.state} for article in one.articles],
    }


def _change_keys(change: Change) -> dict[str, Any]:
    (passage,) = passage_keys([Passage(change.where, change.pieces)])
    return {
        **passage,
        "change": change.how,
        "before": change.before or None,
        "after": change.after or None,
        "translations": [
            {
                "article": one.article,
                "paragraphs": [number for number, _ in one.paragraphs if number],
                "behind": one.behind,
            }
            for one in change.answering
        ],
    }
