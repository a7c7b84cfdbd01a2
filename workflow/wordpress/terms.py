"""Categories and tags at a WordPress: looked up by name, made where they are missing."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from dragoman.workflow.wordpress.answers import Rejected
from dragoman.workflow.wordpress.door import PAGE, joined
from dragoman.workflow.wordpress.there import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from dragoman.workflow.wordpress.door import Door

CATEGORIES, TAGS = "categories", "tags"


class Terms:
    """The terms of a WordPress, each asked for once in a run."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._known: dict[tuple[str, str], int] = {}

    def ids(self, kind: str, names: Sequence[str]) -> list[int]:
        """The terms of these names; a missing one is made.

        Raises:
            TargetFailed: one is neither there nor can be made.
        """
        for name in names:
            if (kind, name) not in self._known:
                self._known[kind, name] = self._find(kind, name) or self._make(kind, name)
        return list(dict.fromkeys(self._known[kind, name] for name in names))

    def names(self, kind: str, ids: Iterable[int]) -> dict[int, str]:
        """What some terms are called.

        Raises:
            TargetFailed: they cannot be listed.
        """
        found: dict[int, str] = {}
        for part in parts([str(one) for one in sorted(set(ids))], PAGE):
            asked = self._door.pages(f"list {kind}", f"/wp/v2/{kind}", include=joined(part), _fields="id,name")
            found |= {int(row["id"]): _name(row) for rows, _ in asked for row in rows}
        return found

    def _find(self, kind: str, name: str) -> int:
        asked = self._door.pages(f"look for {kind}", f"/wp/v2/{kind}", search=name, _fields="id,name")
        every = (row for rows, _ in asked for row in rows)
        same = (row["id"] for row in every if _name(row).casefold() == name.casefold())
        return int(next(same, 0))

    def _make(self, kind: str, name: str) -> int:
        try:
            return int(self._door.put(f"make new {kind}", f"/wp/v2/{kind}", {"name": name})["id"])
        except Rejected as error:
            # What the search did not find, since WordPress writes some signs in another way.
            if error.code == "term_exists" and isinstance(error.data.get("term_id"), int):
                return int(error.data["term_id"])
            raise


def _name(row: Mapping[str, Any]) -> str:
    return unescape(str(row.get("name", "")))
