"""Rules that could hide an article are told from those that cannot; git itself is asked whether that is so."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import environment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.workflow.ignore_rules import may_hide
from dragoman.workflow.repository import read_config

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = ["articles/2026/11/water/en.md", "articles/2026/11/public/en.md", "articles/2026/01/a-b/ckb-Arab.md"]
HARMLESS = [
    "/public/",
    "*.swp",
    "*~",
    ".DS_Store",
    ".*",
    "# en.md",
    "",
    "build/x",
    "__pycache__/",
    "/site",
    "a/b.md",
    "*.tmp",
]
HIDING = [
    "*.md",
    "en.md",
    "articles/",
    "/articles",
    "public/",
    "water",
    "*",
    "**/fr.md",
    "articles/*/11",
    "1?",
    "[0-9]*",
    "/a*",
]


def asked(root: Path, rules: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(root / "none"))
    (root / ".gitignore").write_text(rules, encoding="utf-8")
    return may_hide(str(root), str(root / ".git"), read_config(str(root)))


@pytest.mark.parametrize("rule", HARMLESS, ids=repr)
def test_a_rule_that_fits_no_article_is_harmless(tmp_path: Path, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not asked(tmp_path, rule + "\n", monkeypatch)


@pytest.mark.parametrize("rule", HIDING, ids=repr)
def test_a_rule_that_could_fit_one_is_not(tmp_path: Path, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(tmp_path, f"*.swp\n{rule}\n", monkeypatch)


@pytest.mark.parametrize("place", [".git/info/exclude", "articles/.gitignore", "none/git/ignore", "named"])
def test_rules_count_wherever_git_reads_them(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    if place == "named":
        subprocess.run(["git", "-C", str(tmp_path), "config", "core.excludesFile", str(tmp_path / place)], check=True)
    assert not asked(tmp_path, "", monkeypatch)
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("en.md\n", encoding="utf-8")
    assert asked(tmp_path, "", monkeypatch)


PARTS = [
    "/",
    "*",
    "**",
    "?",
    "[a-z]",
    "articles",
    "2026",
    "11",
    "water",
    "en",
    ".md",
    ".",
    "a",
    "!",
    "\\",
    "~",
    "_",
    " ",
]
RULES = st.lists(st.sampled_from(PARTS), max_size=6).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RULES)
def test_what_is_called_harmless_hides_nothing_from_git(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    root = tmp_path_factory.mktemp("rules")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    if not asked(root, f"{rule}\n", monkeypatch):
        argv = ["git", "-C", str(root), "check-ignore", "--no-index", *ARTICLES]
        done = subprocess.run(argv, env=environment("omar"), capture_output=True, check=False)
        assert done.returncode == 1, (rule, done.stdout)
