"""Verify again: only the stories that changed since the tree that was verified last, and those that stood out.

What it says is what judging everything would say. Where it cannot be sure of that, it says nothing, and everything is
judged: another chain of rosters, a tree that is gone, a memory that does not fit.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.file_rules import stands_for
from dragoman.workflow.ledger import Ledger, Quiet, Tally
from dragoman.workflow.places import story_of
from dragoman.workflow.tree_part import TreePart
from dragoman.workflow.verifying import JUDGED, unjudged, verify_copy
from dragoman.workflow.version import VERSION
from dragoman.workflow.witness import seen_in

if TYPE_CHECKING:
    from dragoman.workflow.article import Article
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.objects import Reader
    from dragoman.workflow.problems import Found
    from dragoman.workflow.roster_chain import Chain

# Up to so many stories are judged twice, in the old tree and in the new one; of more, only this part of all.
_FEW = 200
_PART = 8
_ID = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Known:
    """A tree that was verified: the sum over its quiet stories, and those that must be judged every time."""

    tree: str
    quiet: Quiet
    loud: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a commit came to: as if everything had been judged."""

    found: list[Found]
    tally: Tally
    strays: list[str]
    ledger: Ledger


class Again:
    """Judges trees of one repository by one chain, of which ``known`` was judged before."""

    def __init__(self, root: str, reader: Reader, chain: Chain, memory: Memory, known: Known) -> None:
        self._root, self._reader, self._chain, self._memory = root, reader, chain, memory
        self._known = known

    def judge(self, tree: str, witness: str) -> Judged | None:
        """What judging a tree comes to; None where everything has to be judged. ``witness`` names a branch."""
        found = self._reader.find(witness + "^{tree}") if witness else None
        watched = found.name if found else ""
        try:
            return self._judge(tree, watched)
        except GitFailed:
            return None  # whoever judges everything says what is missing

    def _judge(self, tree: str, watched: str) -> Judged | None:
        known, width = self._known, len(tree) // 2
        stories = known.loud | self._between(known.tree, tree)
        if watched:
            stories |= self._between(watched, tree)
        most = max(_FEW, known.quiet.articles // _PART)
        if len(stories) <= most:
            stories |= TreePart(self._reader, tree, width).named(
                {slug for story in stories if (slug := _slug(story))}
            )
        if len(stories) > most:
            return None
        before, ledger, tally = Ledger(), Ledger(), Tally()
        was = TreePart(self._reader, known.tree, width, stories - known.loud)
        list(verify_copy(was, self._chain, self._memory, Tally(), ledger=before))
        part = TreePart(self._reader, tree, width, stories)
        witness = TreePart(self._reader, watched, width, stories) if watched else None
        seen = seen_in(witness, part) if witness else _nothing
        found = list(verify_copy(part, self._chain, self._memory, tally, seen, ledger=ledger))
        others = known.quiet.plus(before.quiet, -1)
        if before.loud or not others.could_be():
            return None  # what was quiet when it was verified: the memory is of something else
        told = Tally(others.articles, others.acts, others.signed, others.acts if watched else 0, set(others.people))
        told.add(tally)
        ledger.quiet = others.plus(ledger.quiet)
        return Judged(found, told, unjudged(part.paths), ledger)

    def _between(self, old: str, new: str) -> set[str]:
        """The stories that differ between two trees."""
        if old == new:
            return set()
        words = ("-r", "-z", "--name-only", "--no-renames", "--no-relative", "--ignore-submodules=none")
        names = git.run(self._root, "diff-tree", *words, "--end-of-options", old, new).split(b"\0")
        paths = (name.decode("utf-8", "surrogateescape") for name in names)
        return {story_of(path) for path in paths if path.split("/")[0] in JUDGED or stands_for(path)}


def _nothing(_path: str, _article: Article) -> int:
    return 0


def _slug(story: str) -> str:
    """What a story is called, whatever its month; empty for a file that is none."""
    parts = story.split("/")
    return parts[3] if len(parts) > 3 else ""  # noqa: PLR2004  # articles, year, month, slug


def to_keep(tree: str, ledger: Ledger, chain: Chain) -> dict[str, object]:
    """What to remember of a tree, as JSON has it."""
    quiet = ledger.quiet
    return {
        "by": _by(chain),
        "tree": tree,
        "counts": [quiet.articles, quiet.acts, quiet.signed],
        "people": dict(quiet.people),
        "loud": sorted(ledger.loud),
    }


def kept(data: object, chain: Chain) -> Known | None:
    """What was remembered, if it is of this chain and this release."""
    try:
        if not isinstance(data, dict) or data["by"] != _by(chain) or not _ID.fullmatch(data["tree"]):
            return None
        articles, acts, signed = map(int, data["counts"])
        people = Counter({str(person): int(number) for person, number in data["people"].items()})
        return Known(data["tree"], Quiet(articles, acts, signed, people), frozenset(map(str, data["loud"])))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _by(chain: Chain) -> str:
    """All that a judgement depends on besides the tree."""
    said = repr((chain.versions, chain.problems, chain.doubts, sorted(chain.claimed)))
    return f"{VERSION} {sha256(said.encode(errors='surrogatepass')).hexdigest()}"
