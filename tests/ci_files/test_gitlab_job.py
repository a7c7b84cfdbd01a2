"""The GitLab job, run for real by gitlab-ci-local in a newsroom's clone."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from ci_files.stage import ROOT, run, stage
from project import copied_project, made_venv

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ran, Room

pytestmark = pytest.mark.slow
PROGRAM = ROOT / "build/ci-tools/node_modules/.bin/gitlab-ci-local"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the image has: a Python of its own, without dragoman."""
    return made_venv(tmp_path_factory.mktemp("image") / "python")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the job is told to install."""
    return copied_project(tmp_path_factory.mktemp("package") / "dragoman")


def pipeline(python: Path, package: Path | str, clone: Room) -> Ran:
    if not PROGRAM.exists() or not shutil.which("rsync") or not shutil.which("node"):
        pytest.skip("there is no gitlab-ci-local or no rsync here: make ci-files installs them")
    asked = {"DRAGOMAN_PACKAGE": str(package), "CI_PIPELINE_SOURCE": "merge_request_event"}
    asked |= {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    words = [word for key, value in asked.items() for word in ("--variable", f"{key}={value}")]
    path = {"PATH": f"{python / 'bin'}:/usr/local/bin:/usr/bin:/bin", "HOME": str(python.parent)}
    return run([str(PROGRAM), "--force-shell-executor", *words, "dragoman"], clone.root, path, seconds=500)


def test_the_job_fails_for_a_bad_article_and_reports_it(
    python: Path, package: Path, room: Room, tmp_path: Path
) -> None:
    clone = stage(room, tmp_path / "clone", bad=True)
    clone.ok("olga", "ci", "gitlab")
    ran = pipeline(python, package, clone)
    told = ran.out + ran.err
    assert ran.code == 1, told
    assert "The query TK is still open." in told
    assert "Proved, as far as this goes." in told
    report = next(clone.root.rglob("dragoman.xml"))
    suites = ET.parse(report).getroot()  # noqa: S314  # our own output
    assert [suite.get("name") for suite in suites] == ["bridge/en"]
    comment = next(clone.root.rglob("dragoman.md"))
    assert "Not ready" in comment.read_text(encoding="utf-8")


def test_the_job_passes_for_a_good_article(python: Path, package: Path, room: Room, tmp_path: Path) -> None:
    clone = stage(room, tmp_path / "clone", bad=False)
    clone.ok("olga", "ci", "gitlab")
    ran = pipeline(python, package, clone)
    assert ran.code == 0, ran.out + ran.err


def test_the_job_says_when_nobody_named_what_to_install(python: Path, room: Room, tmp_path: Path) -> None:
    clone = stage(room, tmp_path / "clone", bad=False)
    clone.ok("olga", "ci", "gitlab")
    ran = pipeline(python, "", clone)
    assert ran.code == 1
    assert "Set the project variable DRAGOMAN_PACKAGE" in ran.out + ran.err
