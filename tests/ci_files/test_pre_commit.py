"""The hooks of this repository, run by the real pre-commit in a newsroom."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from ci_files.stage import SCRIPTS, run
from conftest import environment
from project import copied_project

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room

pytestmark = pytest.mark.slow


def hooks_repository(folder: Path) -> tuple[Path, str]:
    """This project as a repository of its own with the hooks as they are now, and its commit."""
    copied_project(folder)

    def git(*argv: str) -> str:
        done = subprocess.run(["git", *argv], cwd=folder, env=environment("olga"), capture_output=True, check=True)
        return done.stdout.decode().strip()

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "as it is")
    return folder, git("rev-parse", "HEAD")


def test_pre_commit_runs_the_hooks_of_this_repository(room: Room, tmp_path: Path) -> None:
    if not (SCRIPTS / "pre-commit").exists():
        pytest.skip("there is no pre-commit here: make ci-files installs it")
    repository, commit = hooks_repository(tmp_path / "hooks")
    hooks = "[{id: dragoman-check}, {id: dragoman-verify}]"
    config = f"repos:\n- repo: {repository}\n  rev: {commit}\n  hooks: {hooks}\n"
    (room.root / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    room.git("add", ".pre-commit-config.yaml")
    room.git("commit", "--quiet", "--message", "hooks")
    room.bring("translated")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}

    def pre_commit(*argv: str) -> tuple[int, str]:
        ran = run([str(SCRIPTS / "pre-commit"), "run", *argv], room.root, home, seconds=500)
        return ran.code, ran.out + ran.err

    code, told = pre_commit("dragoman-check")
    assert (code, "no files to check" in told) == (0, True), told
    file = room.article()
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("residents told the paper", "residents TK told the paper"), encoding="utf-8")
    room.git("add", "--all")
    code, told = pre_commit("dragoman-check")
    assert (code, "The query TK is still open." in told) == (1, True), told
    code, told = pre_commit("dragoman-verify", "--hook-stage", "pre-push", "--all-files")
    assert code == 0, told
    file.write_text(good.replace("residents told the paper", "residents told this paper"), encoding="utf-8")
    room.git("add", "--all")
    code, told = pre_commit("dragoman-check")
    assert code == 0, told
