"""What a target remembers of its folder between runs: which article made which files, and out of what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dragoman.workflow.output_folder import Made
    from dragoman.workflow.teaser import Teaser

Story = tuple[str, "dict[str, Remembered]"]


class Remembered(NamedTuple):
    """What came of one article: its teaser, its files, and why it is held back (empty: it is not)."""

    teaser: Teaser | None
    files: tuple[Made, ...] = ()
    held: str = ""


class Pending(NamedTuple):
    """Where an interrupted run may have left something, and since when (ns): what is older is somebody else's."""

    places: tuple[str, ...] = ()
    since: int = 0


@dataclass(slots=True)
class Memory:
    """Stories by folder: out of what each was made, and what came of its articles by name; and the other files."""

    stories: dict[str, Story] = field(default_factory=dict)
    rest: dict[str, tuple[str, Made]] = field(default_factory=dict)

    def paths(self) -> set[str]:
        """Every file it knows."""
        files = (made for _, articles in self.stories.values() for one in articles.values() for made in one.files)
        return {made.path for made in files} | set(self.rest)
