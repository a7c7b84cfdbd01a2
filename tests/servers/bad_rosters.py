"""Rosters that no owner made, that go back or leave one out, and acts by people who may not do them any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servers.bad_push import Bad
from servers.forging import forge_roster, newsroom_of

from dragoman.workflow.roster_seal import UNSEALED

if TYPE_CHECKING:
    from servers.hub import Clone, Hub

_LINA = "emails: [lina@example.org], roles: [translator"


def _text(clone: Clone, version: str = "newsroom.yaml") -> str:
    return (clone.root / version).read_text(encoding="utf-8")


def _by_hand(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    lina.change(lina.root / "newsroom.yaml", _LINA, f"{_LINA}, editor")
    lina.commit()
    return lina


def _not_owner(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    text = _text(lina).replace(_LINA, f"{_LINA}, editor, owner")
    forge_roster(lina, text, "lina", newsroom_of(lina).sealed)
    lina.commit()
    return lina


def _in_an_owners_name(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    text = _text(lina).replace(_LINA, f"{_LINA}, editor")
    forge_roster(lina, text, "olga", newsroom_of(lina).sealed)
    lina.commit()
    return lina


def _unsigned(hub: Hub) -> Clone:
    olga = _in_an_owners_name(hub).as_("olga")
    olga.git("commit", "--quiet", "--amend", "--no-edit", "--reset-author")
    return olga


def _rolled_back(hub: Hub) -> Clone:
    olga = hub.clone("olga")
    (olga.root / "newsroom.yaml").write_text(_text(olga, "rosters/0003.yaml"), encoding="utf-8")
    olga.commit()
    return olga


def _rolled_back_and_sealed(hub: Hub) -> Clone:
    olga = hub.clone("olga")
    before = newsroom_of(olga).sealed
    forge_roster(olga, _text(olga, "rosters/0003.yaml"), "olga", replace(before, version=before.version - 1))
    olga.commit()
    return olga


def _kept_version_changed(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    lina.change(lina.root / "rosters/0002.yaml", _LINA, f"{_LINA}, editor")
    lina.commit()
    return lina


def _link_skipped(hub: Hub) -> Clone:
    olga = hub.clone("olga")
    before = newsroom_of(olga).sealed
    forge_roster(olga, _text(olga), "olga", replace(before, version=before.version + 1))
    olga.commit()
    return olga


def _deleted(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    lina.git("rm", "--quiet", "newsroom.yaml")
    lina.commit()
    return lina


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
    mine = _text(tarek).replace("tarek@example.org", "t@example.org").replace("omar@example.org", "tarek@example.org")
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

ROSTERS = (
    Bad("a roster changed by hand", ("roster-unsealed",), _by_hand),
    Bad("a roster by somebody who is no owner", ("roster-not-owner",), _not_owner),
    Bad("a roster in an owner's name", ("roster-not-owner",), _in_an_owners_name),
    Bad("a roster without the signature that is wanted", ("roster-unsigned",), _unsigned, signed=True),
    Bad("an old roster once more", ("roster-rollback",), _rolled_back),
    Bad("an old roster sealed anew", ("roster-rollback", "roster-rewritten"), _rolled_back_and_sealed),
    Bad("a kept roster changed", ("roster-rewritten",), _kept_version_changed),
    Bad("a roster that leaves one out", ("roster-link",), _link_skipped),
    Bad("a roster deleted", ("roster-unsealed",), _deleted),
    Bad("a role and an act that needs it", ("roster-same-push",), _same_push),
    Bad("an act of somebody removed, by an older roster", ("roster-same-push",), _removed_person),
    Bad("an act with a revoked key, dated back", ("key-revoked",), _revoked_key, signed=True),
    Bad("another newsroom's beginning", ("root-mismatch", *_OTHERS, "unknown-roster"), _another_beginning),
)
