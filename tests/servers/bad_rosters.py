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
)
