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


def test_a_branch_may_come_be_renamed_rewritten_and_go_while_no_act_is_lost(hub: Hub) -> None:
    lina = hub.clone("lina")
    lina.git("checkout", "--quiet", "-b", "draft")
    write(lina, "a.txt")
    lina.commit("a")
    lina.translate("water")
    lina.pushed("draft")
    lina.git("commit", "--quiet", "--amend", "--message", "translate: water/en, in other words")
    lina.pushed("+draft")
    lina.pushed("draft:refs/heads/better", ":draft")
    lina.pushed("draft:main", ":better")
    assert hub.refs().count("\n") == 0


def test_what_is_on_the_server_already_is_not_judged_again_when_a_branch_takes_it_in(hub: Hub) -> None:
    lina, olga = hub.clone("lina"), hub.clone("olga")
    lina.git("checkout", "--quiet", "-b", "draft")
    lina.translate("water")
    lina.pushed("draft")
    olga.ok("person", "add", "dina", "--name", "Dina", "--email", "dina@example.org", "--role", "editor")
    olga.ok("person", "remove", "lina", "--role", "translator")
    olga.pushed()
    olga.as_("dina").ok("edit", "school")
    olga.pushed()
    lina.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")
    lina.pushed("draft")
    lina.pushed("draft:main")
    proved(hub)


def test_of_two_acts_at_once_a_merge_keeps_the_servers_and_the_branch_may_go(hub: Hub) -> None:
    lina, tarek = hub.clone("lina"), hub.clone("tarek")
    tarek.git("checkout", "--quiet", "-b", "draft")
    tarek.translate("water")
    tarek.pushed("draft")
    lina.translate("water")
    lina.pushed()
    lina.git("fetch", "--quiet")
    lina.git("merge", "--quiet", "--strategy-option=ours", "--no-edit", "origin/draft")
    ran = lina.push()
    assert ran.code == 0
    assert "[parallel-acts]" in ran.err
    lina.pushed(":draft")
    proved(hub)


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
