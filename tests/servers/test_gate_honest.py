"""The gate lets honest work in: acts by their people, each from a clone of their own, and any work on texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from servers.founding import copied, founded

if TYPE_CHECKING:
    from pathlib import Path

    from servers.hub import Clone, Hub


@pytest.fixture
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Hub:
    return copied(founded(tmp_path_factory, signed=getattr(request, "param", False)), tmp_path / "hub")


def proved(hub: Hub) -> dict[str, Any]:
    """What a stranger's fresh clone proves of the server's main branch, its whole history replayed."""
    stranger = hub.clone("stranger")
    ran = stranger.run("verify", "--history", "--json")
    found: dict[str, Any] = json.loads(ran.out)
    assert [one for one in found["findings"] if one["severity"] == "error"] == []
    assert ran.code == 0
    return found


def write(clone: Clone, name: str, text: str = "words\n") -> None:
    (clone.root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("hub", [False, True], indirect=True, ids=["claimed", "signed"])
def test_an_article_goes_from_source_to_publication_and_back_between_six_clones(hub: Hub) -> None:
    people = {name: hub.clone(name) for name in ("olga", "lina", "tarek", "omar", "sara", "nour")}
    olga, lina, tarek, omar, sara, nour = people.values()
    lina.source("mill")
    lina.pushed()
    tarek.git("pull", "--quiet", "--rebase")
    tarek.change(tarek.article("mill"), 'title: ""', 'title: "The mill"')
    tarek.ok("save", "mill")
    tarek.translate("mill")
    olga.ok("person", "add", "omar", "--email", "omar@paper.example", "--role", "publisher")
    olga.git("pull", "--quiet", "--rebase")
    olga.pushed()
    assert "fetch first" in tarek.push().err
    tarek.git("pull", "--quiet", "--rebase")
    tarek.pushed()
    nour.translate("water")
    nour.git("pull", "--quiet", "--no-rebase", "--no-edit")
    nour.pushed()
    omar.git("pull", "--quiet", "--rebase")
    omar.ok("edit", "mill")
    omar.ok("disclaim", "mill")
    omar.pushed()
    sara.git("pull", "--quiet", "--rebase")
    sara.ok("publish", "mill")
    sara.ok("return", "harbour", "--to", "translated", "--reason", "The figures differ.")
    sara.pushed()
    assert proved(hub)["levels"]["claimed"] == 6 + 1 + 5 + 1


def test_work_on_texts_and_other_files_is_let_in(hub: Hub) -> None:
    tarek = hub.clone("tarek")
    tarek.change(tarek.article("water"), 'title: ""', 'title: "Water"')
    write(tarek, "notes.txt")
    tarek.commit("words")
    tarek.git("commit", "--quiet", "--allow-empty", "--message", "nothing at all")
    tarek.pushed()
    tarek.change(tarek.root / "newsroom.yaml", "# Roles:", "# The roles:")
    tarek.commit("a comment")
    tarek.git("tag", "--annotate", "--message", "so far", "so-far")
    tarek.pushed("main", "so-far", "HEAD:refs/notes/mine")
    tarek.pushed(":so-far")


@pytest.mark.parametrize("hub", [True], indirect=True)
def test_signed_acts_may_be_squashed_and_committed_by_others(hub: Hub) -> None:
    lina = hub.clone("lina")
    lina.translate("water")
    hub.keyed(lina.as_("omar")).ok("edit", "water")
    tarek = lina.as_("tarek")
    tarek.git("reset", "--quiet", "--soft", "HEAD~2")
    tarek.commit("squashed")
    ran = tarek.push()
    assert ran.code == 0
    assert "Each is signed. [several-acts]" in ran.err
    proved(hub)


def test_an_owner_puts_right_what_was_broken_before_the_gate_stood(hub: Hub) -> None:
    lina, olga = hub.clone("lina"), hub.clone("olga")
    hook = hub.bare / "hooks/pre-receive"
    hook.rename(hub.folder / "hook")
    lina.change(lina.root / "newsroom.yaml", "roles: [translator]", "roles: [translator, owner]")
    lina.commit()
    lina.pushed()
    (hub.folder / "hook").rename(hook)
    olga.git("pull", "--quiet", "--rebase")
    olga.change(olga.root / "newsroom.yaml", "roles: [translator, owner]", "roles: [translator]")
    olga.ok("save", "newsroom.yaml")
    olga.pushed()
    lina.git("pull", "--quiet", "--rebase")
    lina.translate("water")
    lina.pushed()
