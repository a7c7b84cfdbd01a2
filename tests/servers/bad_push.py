"""What a bad push is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from servers.hub import Clone, Hub

MAIN = ("main",)


@dataclass(frozen=True)
class Bad:
    """A push that must be refused with these findings; ``prepare`` does the deed in a clone and hands it over.

    ``signed``: in a newsroom that wants signatures. ``refs`` is what is pushed, as git push takes it.
    """

    name: str
    ids: tuple[str, ...]
    prepare: Callable[[Hub], Clone]
    signed: bool = False
    refs: tuple[str, ...] = MAIN
