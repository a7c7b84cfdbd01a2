"""Rosters that no owner made, that go back or leave one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servers.bad_push import Bad
from servers.forging import forge_roster, newsroom_of

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
    forge_roster(olga, _text(olga, "rosters/0003.yaml"), "olga", before._replace(version=before.version - 1))
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
    forge_roster(olga, _text(olga), "olga", before._replace(version=before.version + 1))
    olga.commit()
    return olga


def _deleted(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    lina.git("rm", "--quiet", "newsroom.yaml")
    lina.commit()
    return lina


_DINA = ("dina", "--name", "Dina", "--email", "dina@example.org")


def _removed_owner(hub: Hub) -> Clone:
    """Dina, an owner for a day, goes on from the roster that had her; olga has removed her meanwhile."""
    olga = hub.clone("olga")
    olga.ok("person", "add", *_DINA, "--role", "owner")
    olga.pushed()
    dina = hub.clone("dina")
    olga.ok("person", "remove", "dina")
    olga.pushed()
    dina.ok("person", "add", "lina", "--role", "editor")
    dina.ok("person", "add", "tarek", "--role", "owner")
    return dina


def _taken_over(hub: Hub) -> Clone:
    """The same, merged: the newest roster is hers."""
    dina = _removed_owner(hub)
    dina.git("fetch", "--quiet")
    dina.git("merge", "--quiet", "--no-edit", "--strategy", "ours", "origin/main")
    return dina


def _another_instead(hub: Hub) -> Clone:
    """Two owners change the roster at the same time, and whoever merges keeps her own version."""
    olga = hub.clone("olga")
    olga.ok("person", "add", *_DINA, "--role", "owner")
    olga.pushed()
    dina = hub.clone("dina")
    olga.ok("person", "add", "lina", "--role", "editor")
    olga.pushed()
    dina.ok("person", "add", "tarek", "--role", "editor")
    dina.git("fetch", "--quiet")
    dina.git("merge", "--quiet", "--no-edit", "--strategy", "ours", "origin/main")
    return dina


def _new_owner_at_once(hub: Hub) -> Clone:
    olga = hub.clone("olga")
    olga.ok("person", "add", *_DINA, "--role", "owner")
    olga.as_("dina").ok("person", "add", "lina", "--role", "editor")
    return olga


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
    Bad("a branch on which a removed owner goes on", ("roster-same-push",), _removed_owner, refs=("main:side",)),
    Bad("a newsroom taken over by a removed owner", ("roster-same-push", "roster-not-owner"), _taken_over),
    Bad("another roster in the place of the server's", ("roster-rewritten",), _another_instead),
    Bad("a roster by somebody whom the push makes an owner", ("roster-same-push",), _new_owner_at_once),
)
