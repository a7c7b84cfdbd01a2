"""What `doctor` says of git by its number."""

from __future__ import annotations

import pytest

from dragoman.workflow.git_version import judge_version


@pytest.mark.parametrize("said", ["git version 2.35.8", "git version 1.8.3.1", "git version 2.9.5"])
def test_a_git_that_cannot_run_hooks_for_us_is_too_old(said: str) -> None:
    checked = judge_version(said)
    assert (checked.good, checked.message, checked.fix) == (False, f"{said} is too old.", "install git 2.36 or later")


@pytest.mark.parametrize(
    "said",
    [
        "git version 2.50.2",
        "git version 2.51.3",
        "git version 2.51.10.windows.1",
        "git version 2.56.1 (Apple Git-170)",
        "git version 2.57.0",
        "git version 3.0.0",
    ],
)
def test_of_a_release_that_has_what_was_mended_only_its_number_is_said(said: str) -> None:
    checked = judge_version(said)
    assert (checked.good, checked.message, checked.fix) == (True, said, "")


@pytest.mark.parametrize("said", ["git version 2.36.0", "git version 2.39.5", "2.50.1", "2.51.2", "2.52.9", "2.56.0"])
def test_an_older_release_is_fit_and_told_to_look_for_security_updates(said: str) -> None:
    checked = judge_version(said)
    assert checked.good
    assert checked.message.startswith(f"{said}. Security faults were mended in 2.50.2, 2.51.3 and 2.56.1")
    assert "distribution" in checked.fix
