"""Acts by people who may not do them: not yet, not any more, or only in a newsroom of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servers.bad_push import Bad
from servers.forging import forge_roster

from dragoman.workflow.roster_seal import UNSEALED

if TYPE_CHECKING:
    from servers.hub import Clone, Hub


def _same_push(hub: Hub) -> Clone:
    olga = hub.clone("olga")
    olga.ok("person", "add", "dina", "--name", "Dina", "--email", "dina@example.org", "--role", "editor")
    olga.as_("dina").ok("edit", "school")
    return olga


def _removed_person(hub: Hub) -> Clone:
    """Tarek, removed meanwhile, brings an act by the roster of before in on a branch of its own."""
    tarek, olga = hub.clone("tarek"), hub.clone("olga")
    olga.ok("person", "remove", "tarek")
    olga.pushed()
    tarek.translate("water")
    tarek.git("pull", "--quiet", "--no-rebase", "--no-edit")
    return tarek


def _revoked_key(hub: Hub) -> Clone:
    """Whoever found omar's old key signs as if it were yesterday, by the roster of yesterday."""
    omar, olga = hub.clone("omar"), hub.clone("olga")
    key = f"{hub.folder / 'keys/omar'}.pub"
    olga.ok("person", "revoke-key", "omar", key)
    olga.pushed()
    omar.ok("edit", "school")
    omar.git("pull", "--quiet", "--rebase")
    yesterday = "2026-11-21T12:00:00Z"
    omar.git("commit", "--quiet", "--amend", "--no-edit", "--date", yesterday, GIT_COMMITTER_DATE=yesterday)
    return omar


def _another_beginning(hub: Hub) -> Clone:
    """Tarek founds a newsroom of his own in which he is omar, approves there, and merges the approval in."""
    tarek = hub.clone("tarek")
    mine = (tarek.root / "newsroom.yaml").read_text(encoding="utf-8")
    mine = mine.replace("tarek@example.org", "t@example.org").replace("omar@example.org", "tarek@example.org")
    tarek.git("checkout", "--quiet", "--orphan", "mine")
    tarek.git("rm", "-r", "--quiet", "--cached", "rosters")
    for path in (tarek.root / "rosters").iterdir():
        path.unlink()
    tarek.change(tarek.root / "newsroom.yaml", "owner", "publisher")
    forge_roster(tarek, mine.replace("[editor]", "[editor, owner]"), "omar", UNSEALED)
    tarek.commit("another beginning")
    tarek.ok("edit", "school")
    tarek.git("checkout", "--quiet", "main")
    tarek.git("merge", "--quiet", "--allow-unrelated-histories", "--no-edit", "--strategy-option=theirs", "mine")
    tarek.git("checkout", "main^", "--", "newsroom.yaml", "rosters")
    tarek.git("commit", "--quiet", "--amend", "--no-edit")
    return tarek


# The other newsroom begins with what others did here.
_OTHERS = ("not-by-author", "several-acts")

ROLES = (
    Bad("a role and an act that needs it", ("roster-same-push",), _same_push),
    Bad("an act of somebody removed, by an older roster", ("roster-same-push",), _removed_person),
    Bad("an act with a revoked key, dated back", ("key-revoked",), _revoked_key, signed=True),
    Bad("another newsroom's beginning", ("root-mismatch", *_OTHERS, "unknown-roster"), _another_beginning),
)
