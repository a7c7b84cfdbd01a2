"""Everything that `check` can say: requirements of acts, promises of states, house checks, and `compare`'s."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.house.compared import COMPARED
from dragoman.workflow.house.registry import HOUSE
from dragoman.workflow.requirements import REQUIREMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.check_policy import CheckPolicy

KINDS = {
    "house": "House checks",
    "compare": "What comparing with the source finds",
    "requirement": "Requirements of acts",
    "promise": "Promises of states, and what is wrong with files",
}
# Severities that are not errors stand with the problems themselves; these are the ids' reasons.
_PROMISES = (
    ("approval-flagged", "warning", "Somebody who did an act of a published article has left, or a key was revoked."),
    ("by-hand", "error", "What only acts write was changed by hand, or the article is in no commit."),
    ("credits-match", "error", "Translator, editor and date are those that the history has."),
    (
        "disclaimer-current",
        "error",
        "The disclaimer says what its template says today; a warning once it is published.",
    ),
    ("glossary-unreadable", "warning", "The newsroom's glossary is not written as it must be."),
    (
        "hidden-text",
        "warning",
        "Nothing hides in the file: no sign that nobody sees, none that turns the order round.",
    ),
    ("history-intact", "error", "The history is as dragoman wrote it, and legal."),
    ("lang-matches", "error", "The article's language is the one that its file's name says."),
    ("live-intact", "error", "While it is corrected, the version readers have is there, as it was approved."),
    ("not-here", "error", "No article is left out because git was told not to check it out."),
    ("no-article", "error", "What was named is an article."),
    ("role-missing", "error", "Whoever did an act had the role for it, by the roster that its record names."),
    ("root-mismatch", "error", "The first roster is the one that is pinned."),
    ("roster-link", "error", "Each kept version of newsroom.yaml follows from the one before."),
    ("roster-not-owner", "error", "Each kept version of newsroom.yaml is by somebody who was an owner before."),
    ("roster-rollback", "error", "Nothing goes back to an older version of newsroom.yaml."),
    ("roster-unsealed", "error", "Each kept version of newsroom.yaml is as it was sealed."),
    ("roster-unsigned", "warning", "An owner with a key signed the newest newsroom.yaml; an error where it must be."),
    ("role", "error", "Whoever acts has a role that may."),
    (
        "signature",
        "error",
        "Whoever acts signs, where the newsroom wants that of all or has a key for them.",
    ),
    ("signature-bad", "error", "Signatures on acts that count hold."),
    ("signature-missing", "error", "Acts that count are signed, where the newsroom wants each signed."),
    (
        "snapshot-unreadable",
        "warning",
        "What was kept of the original can be read; an error once a disclaimer is attached.",
    ),
    (
        "source-changed",
        "warning",
        "The original says what was translated, or an editor has looked; an error once a disclaimer is attached.",
    ),
    ("source-gone", "note", "The original can still be found where it was published."),
    ("state", "error", "The article is in a state from which the act starts."),
    ("state-backed", "error", "The history backs the state that the file claims."),
    ("twin", "warning", "No two files have names that some disks hold for one."),
    ("unfinished", "todo", "Work that goes on; it is no failure."),
    ("unknown-person", "error", "Acts that count are by somebody whom the roster had then."),
    ("unknown-roster", "error", "Acts that count name a kept version of newsroom.yaml."),
    ("unsigned", "error", "Acts that count are signed by whoever has a key."),
    ("unreadable", "error", "The file can be read."),
    ("waiver-lapsed", "note", "The passage of a waiver has changed: it holds no more."),
    ("waiver-void", "warning", "A waiver's file cannot be read, or names somebody who may not waive."),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing that ``check`` can say; ``severity`` by default, ``level`` in this newsroom before its act."""

    kind: str
    id: str
    severity: str
    reason: str
    level: str


def check_list(policy: CheckPolicy, act: str = "") -> Iterator[Listed]:
    """Everything that can be said, by kind."""
    for kind, checks in (("house", HOUSE), ("compare", COMPARED)):
        for one in checks:
            yield Listed(kind, one.id, one.severity, one.reason, policy.level(one.id, act))
    for name, rule in REQUIREMENTS.items():
        yield Listed("requirement", name, "error", _sentence(rule.__doc__ or ""), "error")
    for name, severity, reason in _PROMISES:
        yield Listed("promise", name, severity, reason, severity)


def _sentence(text: str) -> str:
    return text.strip().split("\n\n")[0].replace("\n", " ")
