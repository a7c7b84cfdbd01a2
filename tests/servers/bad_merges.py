"""Merges that drop what a side had, or bring what no side had."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from servers.bad_push import Bad
from servers.forging import Forged, forge_act

if TYPE_CHECKING:
    from servers.hub import Clone, Hub


def _fork(hub: Hub, person: str = "tarek") -> Clone:
    """A clone with other work than the server has, just before it merges."""
    clone = hub.clone(person)
    (clone.root / "notes.txt").write_text("mine\n", encoding="utf-8")
    clone.commit("notes")
    return clone


def _lina_translates(hub: Hub) -> None:
    lina = hub.clone("lina")
    lina.translate("water")
    lina.pushed()


def _amended(clone: Clone) -> Clone:
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "--amend", "--no-edit")
    return clone


def _ours(hub: Hub) -> Clone:
    tarek = _fork(hub)
    _lina_translates(hub)
    tarek.git("fetch", "--quiet")
    tarek.git("merge", "--quiet", "--strategy=ours", "--no-edit", "origin/main")
    return tarek


def _ours_without_the_article(hub: Hub) -> Clone:
    tarek = _fork(hub)
    lina = hub.clone("lina")
    lina.source("mill")
    lina.pushed()
    tarek.git("fetch", "--quiet")
    tarek.git("merge", "--quiet", "--strategy=ours", "--no-edit", "origin/main")
    return tarek


def _mine_instead(hub: Hub) -> Clone:
    """Tarek has translated the same article, and keeps his own when he merges."""
    tarek = hub.clone("tarek")
    tarek.translate("water")
    _lina_translates(hub)
    tarek.git("fetch", "--quiet")
    tarek.git("merge", "--quiet", "--strategy-option=ours", "--no-edit", "origin/main")
    return tarek


def _merged(hub: Hub) -> Clone:
    """Tarek's clone after an honest merge of what lina did."""
    tarek = _fork(hub)
    _lina_translates(hub)
    tarek.git("fetch", "--quiet")
    tarek.git("merge", "--quiet", "--no-edit", "origin/main")
    return tarek


def _act_inside(hub: Hub) -> Clone:
    omar = _merged(hub).as_("omar")
    forge_act(omar, "school", Forged("edit", "omar", "editor"))
    return _amended(omar)


def _credit_inside(hub: Hub) -> Clone:
    tarek = _merged(hub)
    tarek.change(tarek.article("water"), "translator: lina", "translator: tarek")
    return _amended(tarek)


def _source_inside(hub: Hub) -> Clone:
    """The source that only one side had, changed by the merge."""
    tarek = _fork(hub)
    lina = hub.clone("lina")
    lina.source("mill")
    lina.pushed()
    tarek.git("fetch", "--quiet")
    tarek.git("merge", "--quiet", "--no-edit", "origin/main")
    tarek.change(tarek.article("mill", "source.ar.md"), "عادت", "لم تعد")
    return _amended(tarek)


def _signature_dropped_inside(hub: Hub) -> Clone:
    tarek = _merged(hub)
    tarek.article("water", "signatures/en-0002-*.sig").unlink()
    return _amended(tarek)


def _roster_dropped_inside(hub: Hub) -> Clone:
    tarek = _fork(hub)
    olga = hub.clone("olga")
    olga.ok("person", "add", "dina", "--name", "Dina", "--email", "dina@example.org", "--role", "editor")
    olga.pushed()
    tarek.git("fetch", "--quiet")
    tarek.git("merge", "--quiet", "--no-edit", "origin/main")
    max((tarek.root / "rosters").glob("*.yaml")).unlink()
    return _amended(tarek)


def _link_inside(hub: Hub) -> Clone:
    """A link whose target is word for word the article that stood there."""
    tarek = _merged(hub)
    path = tarek.article("school").relative_to(tarek.root).as_posix()
    blob = tarek.git("rev-parse", f"HEAD:{path}")
    tarek.git("update-index", "--cacheinfo", f"120000,{blob},{path}")
    tarek.git("commit", "--quiet", "--amend", "--no-edit")
    os.unlink(tarek.root / path)
    return tarek


MERGES = (
    Bad("a merge that drops an act", ("record-removed",), _ours),
    Bad("a merge that drops an article", ("record-removed",), _ours_without_the_article),
    Bad("a merge that keeps one's own act instead of the server's", ("record-rewritten",), _mine_instead),
    Bad("a merge that does an act", ("act-in-merge",), _act_inside),
    Bad("a merge that changes a credit", ("state-by-hand",), _credit_inside),
    Bad("a merge that changes a source", ("record-rewritten",), _source_inside),
    Bad("a merge that drops a signature", ("signature-removed",), _signature_dropped_inside, signed=True),
    Bad("a merge that drops a kept roster", ("roster-rewritten",), _roster_dropped_inside),
    Bad("a merge that makes a link of an article", ("not-a-file",), _link_inside),
)
