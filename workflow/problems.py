"""A problem: one unmet requirement or broken promise, with who can mend it and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning", "note", "todo"]
# The gravest first.
RANK: dict[str, int] = {"error": 0, "warning": 1, "note": 2, "todo": 3}
# From which severity findings stop a check.
Limit = Literal["error", "warning"]


class Problem(NamedTuple):
    """What is wrong, in one sentence; ``who`` can mend it and the command or step (``fix``) that does.

    ``error``: a promise is broken or an act is refused. ``warning``: worth a look, stops nothing. ``note``: good to
    know. ``todo``: unfinished work, which is told and is no failure. ``line`` and ``column`` count from 1 in the
    article's file, in characters; ``width`` is how many the words have that it speaks of, 0 where it speaks of a
    line. ``source`` and ``translation`` are the paragraphs it speaks of, from 0, and ``passage`` their words: a
    waiver holds for these words and no others. ``words`` tell two findings on one passage apart. ``waived`` is who
    waived it, when and why; empty where it counts.
    """

    id: str
    message: str
    severity: Severity = "error"
    who: str = ""
    fix: str = ""
    line: int | None = None
    column: int | None = None
    width: int = 0
    passage: str = ""
    source: tuple[int, ...] = ()
    translation: tuple[int, ...] = ()
    words: str = ""
    waived: tuple[str, ...] = ()

    def stops(self, limit: Limit = "error") -> bool:
        """Whether a check fails for it: unfinished work and what somebody waived never do."""
        return self.severity in (("error",) if limit == "error" else ("error", "warning")) and not self.waived

    @property
    def key(self) -> str:
        """What it is called from run to run: the same for the same check of the same words, wherever they stand."""
        return f"{self.id}-{self.digest[:8]}"

    @property
    def end_column(self) -> int | None:
        """The column behind the last of its words; none where it speaks of a line or of no place."""
        return self.column + self.width if self.column and self.width else None

    @property
    def digest(self) -> str:
        """The SHA-256 of the check and the words: a waiver holds as long as it is the same."""
        import hashlib

        said = " ".join(f"{self.passage or self.message} {self.words}".split())
        return hashlib.sha256(f"{self.id} {said}".encode("utf-8", "surrogatepass")).hexdigest()

    def as_dict(self) -> dict[str, str | int | None]:
        """The keys of ``show --json``."""
        return {
            "id": self.id,
            "severity": self.severity,
            "message": self.message,
            "who": self.who,
            "fix": self.fix,
        }


def as_kept(problem: Problem) -> dict[str, Any]:
    """A problem as it is kept in JSON: whatever is as it is without a word is left out."""
    usual = Problem._field_defaults
    return {key: value for key, value in problem._asdict().items() if key not in usual or value != usual[key]}


def problem_from(kept: Mapping[str, Any]) -> Problem:
    """The problem that was kept as JSON, which knows no tuples.

    Raises:
        TypeError: it is none.
    """
    found = Problem(**kept)
    if found.source or found.translation or found.waived:
        return found._replace(
            source=tuple(found.source), translation=tuple(found.translation), waived=tuple(found.waived)
        )
    return found


class Found(NamedTuple):
    """A problem with its place: an article (empty: the newsroom), a path, a commit (empty: the copy as it is)."""

    problem: Problem
    article: str = ""
    path: str = ""
    commit: str = ""

    def as_dict(self) -> dict[str, str | int | None]:
        """The keys of ``verify --json``."""
        return {
            "id": self.problem.id,
            "severity": self.problem.severity,
            "commit": self.commit or None,
            "article": self.article or None,
            "path": self.path or None,
            "message": self.problem.message,
            "who": self.problem.who,
            "fix": self.problem.fix,
        }
