"""The gate and branches: they come, take each other in and go, and no act is lost or judged twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from servers.founding import copied, founded

if TYPE_CHECKING:
    from pathlib import Path

    from servers.hub import Hub


@pytest.fixture
def hub(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Hub:
    return copied(founded(tmp_path_factory, signed=False), tmp_path / "hub")


def ensure_proved(hub: Hub) -> None:
    """A stranger's fresh clone proves the whole history of the server's main branch."""
    assert hub.clone("stranger").run("verify", "--history").code == 0


def test_a_branch_may_come_be_renamed_rewritten_and_go_while_no_act_is_lost(hub: Hub) -> None:
    lina = hub.clone("lina")
    lina.git("checkout", "--quiet", "-b", "draft")
    (lina.root / "a.txt").write_text("words\n", encoding="utf-8")
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
    ensure_proved(hub)


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
    ensure_proved(hub)
