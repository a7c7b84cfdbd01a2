"""Pushes that overwrite or delete branches, and those that hide something bad among what is good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servers.bad_push import Bad
from servers.forging import Forged, forge_act

if TYPE_CHECKING:
    from servers.hub import Clone, Hub


def _without_the_last(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    tarek.git("reset", "--quiet", "--hard", "HEAD~1")
    tarek.git("commit", "--quiet", "--allow-empty", "--message", "as if nothing had been")
    return tarek


def _clone(hub: Hub) -> Clone:
    return hub.clone("tarek")


def _branch(hub: Hub) -> Clone:
    """A branch on the server with an act that is nowhere else."""
    lina = hub.clone("lina")
    lina.git("checkout", "--quiet", "-b", "draft")
    lina.translate("water")
    lina.pushed("draft")
    return lina


def _branch_without_its_act(hub: Hub) -> Clone:
    lina = _branch(hub)
    lina.git("reset", "--quiet", "--hard", "HEAD~1")
    return lina


def _one_of_many(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    for name in ("a", "b", "c", "d", "e"):
        tarek.git("checkout", "--quiet", "-b", name, "main")
        (tarek.root / name).write_text("good\n", encoding="utf-8")
        if name == "d":
            forge_act(tarek, "school", Forged("edit", "tarek", "editor"))
        tarek.commit()
    tarek.git("tag", "good", "main")
    return tarek


def _two_branches(hub: Hub) -> Clone:
    """Two branches that hold the same act, which would go at once."""
    lina = _branch(hub)
    lina.pushed("draft:refs/heads/copy")
    return lina


REFS = (
    Bad("a forced push", ("history-rewritten", "record-removed"), _without_the_last, refs=("+main",)),
    Bad("the main branch deleted", ("branch-deleted",), _clone, refs=(":main",)),
    Bad("a branch deleted whose act is nowhere else", ("record-removed",), _branch, refs=(":draft",)),
    Bad("two branches deleted that hold the same act", ("record-removed",), _two_branches, refs=(":draft", ":copy")),
    Bad("a branch forced back over its act", ("record-removed",), _branch_without_its_act, refs=("+draft",)),
    Bad("one bad branch of many", ("role-missing",), _one_of_many, refs=("a", "b", "c", "d", "e", "good")),
)
