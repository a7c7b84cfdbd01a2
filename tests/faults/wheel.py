"""Acts without end: one article goes round through its states; between, others are sourced, saved, people added."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from faults.busy import SAID, Act

if TYPE_CHECKING:
    from conftest import Room

_ROUND = {
    "sourced": Act("lina", ("translate", "bread", "--file", "../english.md")),
    "translated": Act("omar", ("edit", "bread")),
    "edited": Act("omar", ("disclaim", "bread")),
    "disclaimer-attached": Act("sara", ("publish", "bread")),
    "published": Act("omar", ("return", "bread", "--to", "sourced", "--reason", "again")),
}
# Every so many acts of the article's another one comes, and every so many of those they begin anew.
_OTHERS = 3


class Wheel:
    """Says what to do next in a busy newsroom, by its state: the act before may not have worked out."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._turns = itertools.count()

    def next(self) -> Act:
        """The next act that may be done."""
        turn = next(self._turns)
        if turn % (_OTHERS + 1) < _OTHERS:
            text = self.room.article("bread").read_text(encoding="utf-8")
            found = re.search("^state: (.*)$", text, re.MULTILINE)
            assert found
            return _ROUND[found[1]]
        return (self._source, self._save, self._person)[turn // (_OTHERS + 1) % 3](turn)

    def _source(self, turn: int) -> Act:
        return Act("lina", ("source", "../arabic.md", *SAID, "--slug", f"new-{turn}"))

    def _save(self, turn: int) -> Act:
        meadow = self.room.article("meadow")
        meadow.write_text(meadow.read_text(encoding="utf-8") + f"\nSentence {turn}.\n", encoding="utf-8")
        return Act("lina", ("save", "meadow"))

    def _person(self, turn: int) -> Act:
        named = ("--name", f"P {turn}", "--email", f"p{turn}@example.org", "--role", "translator")
        return Act("olga", ("person", "add", f"p{turn}", *named))
