"""A busy newsroom before an act, to say afterwards whether the act stands: it does so whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faults.busy import head, own_work
from snapshot import litter

if TYPE_CHECKING:
    from conftest import Room
    from faults.busy import Act


class Seen:
    """What the newsroom is like before the act; for one made by a wheel, which leaves only `meadow` unsaved."""

    def __init__(self, room: Room, act: Act) -> None:
        self.room, self.act = room, act
        self.head, self.own = head(room), own_work(room)
        self.unsaved, self.meadow = self._unsaved(), room.article("meadow").read_bytes()
        self.commits = self._commits()

    def _unsaved(self) -> str:
        return self.room.git("status", "--porcelain", "--", "articles", "newsroom.yaml", "public")

    def _commits(self) -> int:
        return int(self.room.git("rev-list", "--count", "HEAD"))

    def is_new(self, *, must: bool) -> bool:
        """Whether the act stands; it ``must``, where nothing came between."""
        new = head(self.room) != self.head
        assert new or not must, self.act
        assert litter(self.room) == [], self.act
        assert self._commits() == self.commits + new, self.act
        assert self._unsaved() == ("" if new and self.act.argv[0] == "save" else self.unsaved), self.act
        assert self.room.article("meadow").read_bytes() == self.meadow, self.act
        assert own_work(self.room) == self.own, self.act
        return new
