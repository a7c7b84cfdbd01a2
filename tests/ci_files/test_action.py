"""action.yml does what it says: its steps are read out of it and run with bash as the runner runs them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from ci_files.stage import ROOT, run, stage
from project import copied_project, made_venv

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import Ran, Room

pytestmark = pytest.mark.slow
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}


def filled(words: str, values: Mapping[str, str]) -> str:
    """An expression of the runner's that only names a value, filled."""
    return re.sub(r"\$\{\{ ([a-z_.-]+) \}\}", lambda match: values[match[1]], words)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder for temporary files, with dragoman installed by the action's own step."""
    temp = tmp_path_factory.mktemp("runner")
    copied_project(temp / "action")
    made_venv(temp / "dragoman")  # the step makes it once more, and need not fetch what is here
    ran = step("Install dragoman", temp, temp, {})
    assert ran.code == 0, ran
    return temp


def step(name: str, temp: Path, folder: Path, given: Mapping[str, str]) -> Ran:
    """Run one step as the runner does, on a pull request that goes to main."""
    inputs = {f"inputs.{key}": str(one.get("default", "")) for key, one in ACTION["inputs"].items()}
    values = inputs | {f"inputs.{key}": value for key, value in given.items()}
    values |= {"github.action_path": str(temp / "action"), "github.base_ref": "main"}
    env = {key: filled(value, values) for key, value in STEPS[name].get("env", {}).items()}
    own = {"RUNNER_TEMP": temp, "GITHUB_OUTPUT": temp / "output", "GITHUB_STEP_SUMMARY": temp / "summary.md"}
    assert STEPS[name]["shell"] == "bash"
    assert "${{" not in STEPS[name]["run"], "a value in a script is a script"
    script = temp / "step.sh"
    script.write_text(STEPS[name]["run"], encoding="utf-8")
    argv = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return run(argv, folder, env | {key: str(path) for key, path in own.items()})


def test_a_bad_article_fails_the_job_with_annotations_sarif_and_a_summary(
    runner: Path, room: Room, tmp_path: Path
) -> None:
    clone = stage(room, tmp_path / "clone", bad=True)
    ran = step("Check", runner, clone.root, {})
    assert ran.code == 1, ran
    lines = ran.out.splitlines()
    assert all(re.match(r"::(error|warning|notice) file=articles/", line) for line in lines)
    assert any("title=no-open-queries" in line for line in lines)
    outputs = dict(line.split("=", 1) for line in (runner / "output").read_text(encoding="utf-8").splitlines())
    with open(outputs["sarif"], encoding="utf-8") as file:
        assert json.load(file)["runs"][0]["results"]
    assert step("Summary", runner, clone.root, {}).code == 0
    assert "Not ready" in (runner / "summary.md").read_text(encoding="utf-8")
    assert step("Verify", runner, clone.root, {}).code == 0, "who did what is in order"


def test_a_good_article_passes_and_other_articles_are_not_looked_at(runner: Path, room: Room, tmp_path: Path) -> None:
    clone = stage(room, tmp_path / "clone", bad=False)
    ran = step("Check", runner, clone.root, {"format": "json"})
    told = json.loads(ran.out)
    assert (ran.code, told["ready"], {one["article"] for one in told["findings"]}) == (0, True, {"bread/en"})
    assert step("Check", runner, clone.root, {"fail-on": "warning"}).code == 1


def test_approvals_by_hand_and_another_pin_fail_the_verification(runner: Path, room: Room, tmp_path: Path) -> None:
    clone = stage(room, tmp_path / "clone", bad=True)
    assert step("Verify", runner, clone.root, {"trust": "0" * 64}).code == 1
    file = clone.article("bridge")
    file.write_text(file.read_text(encoding="utf-8").replace("state: translated", "state: edited"), encoding="utf-8")
    clone.git("commit", "--quiet", "--all", "--message", "by hand")
    assert step("Verify", runner, clone.root, {}).code == 1


def test_no_input_is_obeyed_by_the_shell(runner: Path, room: Room, tmp_path: Path) -> None:
    clone = stage(room, tmp_path / "clone", bad=True)
    for key in ("base", "format", "fail-on", "path"):
        ran = step("Check", runner, clone.root, {key: "$(touch pwned); touch pwned `touch pwned`"})
        assert ran.code in {2, 3}, (key, ran)
    assert not list(tmp_path.rglob("pwned"))
