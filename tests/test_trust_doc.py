"""docs/trust.md speaks of every finding that verifying has, and of none that it has not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
JUDGES = (
    "append_only after_rules author_rules beside_rules commit_rules file_rules gating live_rules merge_rules "
    "merging parted_rosters promises proof proving replaying rewritten roster_chain roster_rules snapshot_rules "
    "verifying waiver_rules site_verifying hidden_places catalogue requirements"
).split()
# Told by `check` of one article; what an act wants is listed in the README's table of the states.
ELSEWHERE = {"credits-match", "lang-matches", "disclaimer-current", "unreadable", "embargo-over"}


def ids(file: str) -> set[str]:
    """The ids of the problems a file makes."""
    tree = ast.parse((ROOT / "workflow" / f"{file}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    first = [call.args[0] for call in calls if getattr(call.func, "id", "") in ("Problem", "_problem") and call.args]
    return {arg.value for arg in first if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}


MADE = {one for file in JUDGES for one in ids(file)}
TEXT = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")


def test_every_finding_of_verifying_is_in_the_page() -> None:
    judged = {one for file in JUDGES if file not in ("requirements", "after_rules") for one in ids(file)} - ELSEWHERE
    assert len(judged) > 30
    assert {one for one in judged if f"`{one}`" not in TEXT} == set()


def test_the_page_names_no_finding_that_does_not_exist() -> None:
    table = TEXT.split("<!-- attacks -->")[1].split("<!-- /attacks -->")[0]
    column = [line.rsplit("|", 2)[1] for line in table.splitlines() if line.startswith("| ")]
    named = {one for cell in column[1:] for one in re.findall(r"`([a-z-]+)`", cell)}
    known = MADE | {"self-approval", "state-skipped", "signature-removed", "signature-changed", "published-on-hold"}
    assert len(named) > 30
    assert named - known == set()
