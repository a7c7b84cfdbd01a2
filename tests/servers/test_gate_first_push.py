"""A gate before anything is there: where it is put, and the first push."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from servers.founding import copied, founded
from servers.hub import Clone, Hub, told_ids

from dragoman.workflow.gate_install import command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def hub(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Hub:
    """A server whose newsroom is in a clone only."""
    hub = copied(founded(tmp_path_factory, signed=False), tmp_path / "hub")
    hub.clone("olga")
    hub.bare.rename(hub.folder / "old.git")
    return hub


def bare(hub: Hub, *options: str) -> Clone:
    """A new repository in the server's place."""
    anybody = Clone(hub.folder, "olga")
    anybody.git("init", "--quiet", "--bare", *options, str(hub.bare))
    return Clone(hub.bare, "olga")


def people(hub: Hub) -> tuple[Clone, str]:
    """The owner's clone, and the seal of the first roster in it."""
    olga = Clone(hub.folder / "olga", "olga")
    return olga, olga.ok("trust").split()[2]


def another_newsroom(hub: Hub) -> Clone:
    (hub.folder / "mine").mkdir()
    mine = Clone(hub.folder / "mine", "tarek")
    mine.ok("init", "--name", "Mine", "--from", "ar", "--to", "en")
    mine.git("remote", "add", "origin", str(hub.bare))
    return mine


def test_the_first_push_may_hold_the_whole_newsroom(hub: Hub) -> None:
    olga, seal = people(hub)
    olga.ok("gate", "install", str(bare(hub).root), "--pin", seal)
    olga.pushed()


def test_a_first_push_with_another_first_roster_than_the_pinned_one_is_refused(hub: Hub) -> None:
    _, seal = people(hub)
    bare(hub).ok("gate", "install", "--pin", seal)
    mine = another_newsroom(hub)
    ran = mine.push()
    assert told_ids(ran.err) == {"root-mismatch"}
    assert "not the one pinned in the server's gate" in ran.err
    assert not hub.refs()


def test_a_pin_holds_also_where_something_else_came_first(hub: Hub) -> None:
    _, seal = people(hub)
    bare(hub).ok("gate", "install", "--pin", seal)
    mine = another_newsroom(hub)
    mine.git("checkout", "--quiet", "--orphan", "empty")
    mine.git("rm", "-r", "--quiet", "--force", ".")
    mine.git("commit", "--quiet", "--allow-empty", "--message", "nothing yet")
    mine.pushed("empty:main")
    mine.git("checkout", "--quiet", "main")
    mine.git("merge", "--quiet", "--allow-unrelated-histories", "--no-edit", "empty")
    assert told_ids(mine.push().err) == {"root-mismatch"}


def test_a_repository_that_would_call_another_branch_its_main_one_is_set_right(hub: Hub) -> None:
    server = bare(hub, "--initial-branch", "master")
    assert "its main branch is main" in server.ok("gate", "install")
    olga, _ = people(hub)
    refused = olga.push("main:draft")
    assert told_ids(refused.err) == {"no-main-branch"}
    olga.pushed("main", "main:draft")
    server.git("symbolic-ref", "HEAD", "refs/heads/master")
    ran = server.run("gate", "install")
    assert ran.code == 1
    assert "symbolic-ref HEAD refs/heads/BRANCH" in ran.err


def test_the_hook_goes_where_git_looks_for_this_repositorys_hooks(hub: Hub) -> None:
    server = bare(hub)
    server.git("config", "core.hooksPath", "my hooks")
    server.ok("gate", "install")
    assert (server.root / "my hooks/pre-receive").exists()
    olga, _ = people(hub)
    assert told_ids(olga.push("main:draft").err) == {"no-main-branch"}


def test_settings_that_name_a_folder_for_all_hooks_do_not_lead_past_the_gate(hub: Hub) -> None:
    settings = hub.folder / "settings"
    settings.write_text(f"[core]\n\thooksPath = {hub.folder}/everybodys\n", encoding="utf-8")
    everybody = {"GIT_CONFIG_GLOBAL": str(settings)}
    server = bare(hub)
    assert server.run("gate", "install", **everybody).code == 0
    assert (server.root / "hooks/pre-receive").exists()
    assert not (hub.folder / "everybodys").exists()
    olga, _ = people(hub)
    refused = olga.try_git("push", "origin", "main:draft", **everybody)
    assert told_ids(refused.err) == {"no-main-branch"}


def test_installing_renews_our_hook_and_leaves_another_one_alone(hub: Hub) -> None:
    server = bare(hub)
    server.ok("gate", "install")
    hook = server.root / "hooks/pre-receive"
    hook.write_text(hook.read_text(encoding="utf-8").replace("exec ", "exec /old/"), encoding="utf-8")
    server.ok("gate", "install")
    assert f"exec {command()}\n" in hook.read_text(encoding="utf-8")
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    ran = server.run("gate", "install")
    assert (ran.code, hook.read_text(encoding="utf-8")) == (1, "#!/bin/sh\nexit 0\n")
    assert f"add to it: {command()}" in ran.err


def test_a_gate_stands_neither_in_a_clone_nor_where_no_repository_is(hub: Hub) -> None:
    olga, _ = people(hub)
    assert "a clone that people work in" in olga.run("gate", "install").err
    (hub.folder / "empty").mkdir()
    assert olga.run("gate", "install", str(hub.folder / "empty")).code == 3
