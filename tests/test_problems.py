from __future__ import annotations

from dragoman.workflow.problems import Problem


def test_a_finding_is_called_the_same_wherever_its_words_stand() -> None:
    here = Problem("number-changed", "25 became 26.", line=3, column=4, passage="26 people\nwere hurt")
    there = Problem("number-changed", "25 became 26.", line=9, column=1, passage="26 people were hurt")
    assert here.key == there.key == "number-changed-8d87d6c4"


def test_other_words_or_another_check_make_another_finding() -> None:
    checks, words = ("number-changed", "spelling"), ("26", "27")
    keys = {Problem(check, "", passage=word).key for check in checks for word in words}
    assert len(keys) == 4


def test_a_finding_about_no_words_is_told_by_its_sentence() -> None:
    assert Problem("has-title", "No title.").key != Problem("has-title", "No headline.").key
