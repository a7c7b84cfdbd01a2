"""Links, images and e-mail addresses: whatever the source leads to, the translation must lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair
    from dragoman.workflow.fidelity.model import Finding, Markup

_WHAT = {"link": "link", "image": "image", "email": "address"}


def links(pair: Pair) -> Iterator[Finding]:
    """A link, an image or an address that one side lacks."""
    if not any(
        one.markup.links or one.markup.images or one.markup.mails
        for one in (*pair.source.paragraphs, *pair.translation.paragraphs)
    ):
        return
    for what, called in _WHAT.items():
        here = {_same(one): one for paragraph in pair.source.paragraphs for one in _of(paragraph.markup, what)}
        there = {_same(one): one for paragraph in pair.translation.paragraphs for one in _of(paragraph.markup, what)}
        lost = [one for key, one in here.items() if key not in there]
        new = [one for key, one in there.items() if key not in here]
        for old, now in zip(lost, new, strict=False):
            yield pair.finding(
                f"{what}-changed",
                "warning",
                f"The {called} {shown(old)} became {shown(now)} in the translation.",
                old,
                now,
            )
        for old in lost[len(new) :]:
            message = f"The {called} {shown(old)} is not in the translation."
            yield pair.finding(f"{what}-missing", "warning", message, old)
        for now in new[len(lost) :]:
            message = f"The {called} {shown(now)} is not in the source."
            yield pair.finding(f"{what}-added", "note", message, now=now)


def _of(markup: Markup, what: str) -> tuple[str, ...]:
    return {"link": markup.links, "image": markup.images, "email": markup.mails}[what]


def _same(address: str) -> str:
    """Addresses that lead to one place: with and without scheme, www. and the last slash."""
    bare = address.split("://", maxsplit=1)[-1].removeprefix("www.").rstrip("/")
    host, slash, path = bare.partition("/")
    return host.lower() + slash + path
