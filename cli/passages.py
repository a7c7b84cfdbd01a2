"""Passages that changed, word by word: as people see them, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.console import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.cli.console import Console
    from dragoman.workflow.word_diff import Passage

_PLAIN = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


def tell_passages(console: Console, passages: Iterable[Passage]) -> None:
    """Print each passage under its place; without colours what went is in [-…-] and what came in {+…+}."""
    for passage in passages:
        console.say("")
        console.say(Words(passage.where, "dim"))
        if console.fancy:
            console.say(*(Words(piece.text, piece.kind) for piece in passage.pieces), prose=True)
            continue
        marks = ((_PLAIN[piece.kind], piece.text) for piece in passage.pieces)
        console.say("".join(start + text + end for (start, end), text in marks))


def passage_keys(passages: Iterable[Passage]) -> list[dict[str, object]]:
    """The keys of ``changes`` in ``diff --json`` and ``show --json``."""
    return [
        {"where": p.where, "pieces": [{"kind": piece.kind, "text": piece.text} for piece in p.pieces]}
        for p in passages
    ]
