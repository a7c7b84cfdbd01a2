"""Acts that nobody did, or not so, and acts that were done and are not there any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servers.bad_push import Bad
from servers.forging import Forged, forge_act

if TYPE_CHECKING:
    from servers.hub import Clone, Hub


def _state_by_hand(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    lina.change(lina.article("water"), "state: sourced", "state: translated")
    lina.commit()
    return lina


def _credit_by_hand(hub: Hub) -> Clone:
    lina = hub.clone("lina")
    lina.change(lina.article("school"), "translator: lina", "translator: tarek")
    lina.commit()
    return lina


def _skipped(hub: Hub) -> Clone:
    sara = hub.clone("sara")
    forge_act(sara, "school", Forged("publish", "sara", "publisher"))
    sara.commit()
    return sara


def _self_approval(hub: Hub) -> Clone:
    nour = hub.clone("nour")
    nour.translate("water")
    forge_act(nour, "water", Forged("edit", "nour", "editor"))
    nour.commit()
    return nour


def _other_author(hub: Hub) -> Clone:
    omar = hub.clone("omar")
    omar.ok("edit", "school")
    omar.as_("tarek").git("commit", "--quiet", "--amend", "--no-edit", "--reset-author")
    return omar


def _role_missing(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    forge_act(tarek, "school", Forged("edit", "tarek", "editor"))
    tarek.commit()
    return tarek


def _unsigned(hub: Hub) -> Clone:
    omar = hub.clone("omar")
    forge_act(omar, "school", Forged("edit", "omar", "editor"))
    omar.commit()
    return omar


def _removed(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    path = tarek.article("harbour").relative_to(tarek.root)
    before = tarek.git("log", "--format=%H", "--skip=1", "--max-count=1", "--", str(path))
    tarek.git("checkout", "--quiet", before, "--", str(path))
    tarek.commit()
    return tarek


def _rewritten(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    tarek.change(tarek.article("harbour"), "by: omar", "by: nour")
    tarek.commit()
    return tarek


def _deleted(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    tarek.article("harbour").unlink()
    tarek.commit()
    return tarek


def _moved(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    folder = tarek.article("harbour").parent
    folder.rename(folder.with_name("haven"))
    tarek.commit()
    return tarek


def _squashed(hub: Hub) -> Clone:
    omar = hub.clone("omar")
    omar.as_("lina").translate("water")
    omar.ok("edit", "water")
    omar.git("reset", "--quiet", "--soft", "HEAD~2")
    omar.commit("squashed")
    return omar


# The old place has lost its article, and the records in the new one were sealed for the old one's name.
_MOVED = ("record-removed", "source-rewritten", "seal-broken")

ACTS = (
    Bad("a state changed by hand", ("state-by-hand",), _state_by_hand),
    Bad("a credit changed by hand", ("state-by-hand",), _credit_by_hand),
    Bad("a skipped state", ("state-skipped",), _skipped),
    Bad("an approval of one's own words", ("self-approval",), _self_approval),
    Bad("an act that another person committed", ("not-by-author",), _other_author),
    Bad("an act without the role", ("role-missing",), _role_missing),
    Bad("an act without the signature that is wanted", ("signature-missing",), _unsigned, signed=True),
    Bad("a record taken out", ("record-removed",), _removed),
    Bad("a record rewritten", ("record-rewritten",), _rewritten),
    Bad("an article deleted", ("record-removed",), _deleted),
    Bad("an article moved", (*_MOVED, "several-acts", "not-by-author"), _moved),
    Bad("two people's acts in one commit", ("several-acts", "not-by-author"), _squashed),
)
