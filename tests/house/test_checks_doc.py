"""docs/checks.md says everything that `check` can say, and its example of a policy is one."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.workflow.check_list import KINDS, check_list
from dragoman.workflow.check_policy import CheckPolicy, check_policy
from dragoman.workflow.house.check import Check, Sample
from dragoman.workflow.house.registry import HOUSE
from dragoman.workflow.newsroom import parse_newsroom

ROOT = Path(__file__).parents[2]
DOC = ROOT / "docs" / "checks.md"
# Where the findings of `check` are made, besides the house checks and `compare`.
MADE = "catalogue checking decide examining hidden_places promises requirements twins waived".split()


def generated() -> str:
    rows = list(check_list(CheckPolicy()))
    parts = []
    for kind, heading in KINDS.items():
        lines = [f"## {heading}", "", "| check | severity | |", "|---|---|---|"]
        lines += [f"| `{row.id}` | {row.severity} | {row.reason} |" for row in rows if row.kind == kind]
        parts.append("\n".join(lines))
    examples = "\n\n".join(map(example, HOUSE))
    return "\n\n".join([*parts, "## Examples of the house checks", examples])


def example(check: Check) -> str:
    says = " ".join((check.find.__doc__ or "").split())
    spots = [spot.message for spot in check.find(check.fires.manuscript())]
    return (
        f"### `{check.id}`\n\n{check.reason} {says}\n\nFires: {' '.join(spots)}\n\n{quoted(check.fires)}\n\n"
        f"Does not:\n\n{quoted(check.passes)}"
    )


def quoted(sample: Sample) -> str:
    head = [f"{key}: {words}" for key, words in (("title", sample.title), ("source", sample.source)) if words]
    return "````markdown\n" + "\n".join([*head, *([""] if head else []), sample.body]) + "\n````"


def test_the_page_of_checks_is_what_the_code_says(golden: bool) -> None:
    pattern = re.compile(r"(<!-- generated: checks -->\n).*?(<!-- /generated -->)", re.DOTALL)
    text = DOC.read_text(encoding="utf-8")
    assert pattern.search(text)
    wanted = pattern.sub(lambda match: f"{match[1]}{generated()}\n{match[2]}", text)
    if golden:
        DOC.write_text(wanted, encoding="utf-8")
    assert DOC.read_text(encoding="utf-8") == wanted, "make golden rewrites it"


def test_the_list_has_every_finding_that_the_code_makes() -> None:
    made = {
        name
        for file in MADE
        for name in re.findall(
            r'(?:Problem|_void)\(\s*"([a-z-]+)"', (ROOT / "workflow" / f"{file}.py").read_text(encoding="utf-8")
        )
    }
    assert len(made) > 30
    assert made <= {row.id for row in check_list(CheckPolicy())}


def test_nothing_is_listed_twice() -> None:
    names = [row.id for row in check_list(CheckPolicy())]
    assert sorted(names) == sorted(set(names))


def test_the_pages_policy_is_one() -> None:
    example = re.findall(r"```yaml\n(policy:.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)[0]
    policy = check_policy(parse_newsroom(f"name: Example Desk\n{example}"))
    assert policy.level("spelling") == "off"
    assert (policy.level("double-space"), policy.level("double-space", "publish")) == ("note", "error")
    assert policy.demands("publish", "doubled-word", "warning")
    assert policy.demands("edit", "hedge-missing", "error")
    assert not policy.demands("translate", "hedge-missing", "error")
