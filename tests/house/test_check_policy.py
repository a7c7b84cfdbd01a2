"""What newsroom.yaml says of checks: read strictly, and asked by check and act."""

from __future__ import annotations

import pytest

from dragoman.workflow.check_policy import CheckPolicy, check_policy
from dragoman.workflow.errors import BrokenNewsroom
from dragoman.workflow.newsroom import parse_newsroom


def policy(text: str) -> CheckPolicy:
    return check_policy(parse_newsroom(f"name: Example Desk\npolicy: {text}\n"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{checks: {speling: off}}", "`policy.checks` names 'speling', which is no check; there are headline-number"),
        ("{checks: {spelling: loud}}", "names 'loud', which is no severity; there are off, note, warning, error"),
        ("{checks: {spelling: [off]}}", "which is no severity"),
        ("{checks: {spelling: {print: off}}}", "names 'print', which is no act; there are translate, edit"),
        ("{checks: {spelling: {edit: loud}}}", "which is no severity"),
        ("{checks: spelling}", "should have keys of its own"),
        ("{requires: {print: [all]}}", "which is no act"),
        ("{requires: {edit: [speling]}}", "names 'speling', which is no check; there are all, "),
        ("{requires: {edit: {spelling: yes}}}", "should be a list of checks"),
        ("{checks: {has-title: off}}", "which is no check"),
        ("{require: {edit: [all]}}", "names 'require', which is no key; there are signatures, checks, requires"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(text: str, says: str) -> None:
    with pytest.raises(BrokenNewsroom) as raised:
        policy(text)
    assert says in raised.value.sentence


def test_without_a_word_every_check_has_its_own_severity_and_no_act_demands_any() -> None:
    said = policy("{signatures: off}")
    assert (said.level("spelling"), said.level("number-changed")) == ("note", "error")
    assert not said.demands("publish", "number-changed", "error")


def test_an_acts_own_level_counts_before_the_one_for_all() -> None:
    said = policy("{checks: {double-space: {edit: off, publish: error}, spelling: warning}}")
    assert [said.level("double-space", act) for act in ("translate", "edit", "publish")] == ["note", "off", "error"]
    assert said.severity("double-space", "note", "edit") is None
    assert said.severity("spelling", "note", "edit") == "warning"


@pytest.mark.parametrize(
    ("level", "found", "told"),
    [
        ("error", "error", "error"),
        ("error", "note", "note"),
        ("warning", "error", "warning"),
        ("warning", "note", "note"),
        ("note", "error", "note"),
    ],
)
def test_what_compare_is_less_sure_of_is_never_made_graver(level: str, found: str, told: str) -> None:
    severity = {"error": "error", "note": "note"}[found]
    said = policy(f"{{checks: {{number-changed: {level}}}}}")
    assert said.severity("number-changed", "error" if severity == "error" else "note", "edit") == told


def test_all_demands_every_check_at_warning_and_error_and_no_requirement() -> None:
    said = policy("{requires: {publish: [all], edit: doubled-word}}")
    assert said.demands("publish", "double-space", "warning")
    assert not said.demands("publish", "double-space", "note")
    assert not said.demands("publish", "waiver-void", "warning")
    assert said.demands("edit", "doubled-word", "warning")
    assert not said.demands("edit", "double-space", "error")
