"""Where a server runs no hooks, CI asks `dragoman verify --base`: it finds what a gate finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from servers.bad_pushes import FOR_CI
from servers.founding import copied, founded

if TYPE_CHECKING:
    from pathlib import Path

    from servers.bad_push import Bad
    from servers.hub import Clone, Hub


@pytest.fixture
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Hub:
    return copied(founded(tmp_path_factory, signed=getattr(request, "param", False)), tmp_path / "hub")


def errors(clone: Clone) -> set[str]:
    """The ids of all that stands against a clone's last commit since the base."""
    ran = clone.run("verify", "--base", "origin/main", "--json")
    found = {one["id"] for one in json.loads(ran.out)["findings"] if one["severity"] == "error"}
    assert ran.code == (1 if found else 0)
    return found


@pytest.mark.parametrize(("hub", "bad"), [pytest.param(b.signed, b, id=b.name) for b in FOR_CI], indirect=["hub"])
def test_verify_against_a_base_finds_what_the_gate_refuses(hub: Hub, bad: Bad) -> None:
    clone = bad.prepare(hub)
    clone.git("fetch", "--quiet")
    assert errors(clone) >= set(bad.ids)


@pytest.mark.parametrize("hub", [True], indirect=True)
def test_verify_against_a_base_lets_honest_work_in(hub: Hub) -> None:
    omar, lina = hub.clone("omar"), hub.clone("lina")
    lina.translate("water")
    lina.pushed()
    omar.ok("edit", "school")
    omar.change(omar.article("water"), 'title: ""', 'title: "Water"')
    omar.git("stash", "--quiet")
    omar.git("pull", "--quiet", "--no-rebase", "--no-edit")
    assert errors(omar) == set()


def test_a_copy_whose_roster_was_deleted_is_no_success_either(hub: Hub) -> None:
    lina = hub.clone("lina")
    lina.git("rm", "--quiet", "newsroom.yaml")
    lina.commit()
    ran = lina.run("verify", "--base", "origin/main")
    assert (ran.code, "There is no newsroom.yaml" in ran.err) == (3, True)
