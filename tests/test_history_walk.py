"""Where a history leads, act by act, and the sentence about the first step that no rule allows."""

from __future__ import annotations

import pytest

from dragoman.workflow.article import Entry
from dragoman.workflow.flags import NO_FLAGS, Flags
from dragoman.workflow.states import (
    DISCLAIMER_ATTACHED,
    EDITED,
    PUBLISHED,
    SOURCED,
    SPIKED,
    TAKEN_DOWN,
    TRANSLATED,
    WITHDRAWN,
)
from dragoman.workflow.walk import Replay, latest, readers_have, replay

WHO = {"source": "lina", "translate": "lina", "edit": "omar", "disclaim": "sara", "publish": "sara"}


def entry(said: str) -> Entry:
    """An act as ``act``, ``act:person`` or ``act:person:word``; the word is what it has besides, ``~`` for ``:``."""
    act, by, word = (*(part.replace("~", ":") for part in said.split(":")), "", "")[:3]
    more = {"return": {"to": word}, "correct": {"kind": word or "correction"}, "hold": {"reason": word or "wait"},
            "embargo": {"until": word}, "schedule": {"until": word}}  # fmt: skip
    return Entry(act, by or WHO.get(act, "omar"), "2026-11-22T12:00:00Z", "", **more.get(act, {}))


def walked_through(said: str) -> tuple[Entry, ...]:
    return tuple(map(entry, said.split()))


def walked(said: str) -> Replay:
    return replay(walked_through(said))


LINE = "source translate edit disclaim publish"
REST, AGAIN, PUBLISH = "translate edit disclaim", "edit disclaim", "publish"
READY = f"source {REST}"
WENT = "`publish` by sara (2026-11-22T12:00:00Z) went against"


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("source", Replay(SOURCED, (0,), "", SOURCED)),
        ("source translate", Replay(TRANSLATED, (0, 1), "", TRANSLATED, NO_FLAGS, ("lina",))),
        (LINE, Replay(PUBLISHED, (0, 1, 2, 3, 4), "", PUBLISHED, NO_FLAGS, ("lina",))),
        (
            f"{LINE} return:sara:edited",
            Replay(EDITED, (0, 1, 2), "", EDITED, NO_FLAGS, ("lina",)),
        ),
        (
            f"{LINE} correct:tarek",
            Replay(TRANSLATED, (0, 1), "", TRANSLATED, Flags(live="5"), ("lina", "tarek")),
        ),
        (
            f"{LINE} correct:tarek correct:omar",
            Replay(TRANSLATED, (0, 1), "", TRANSLATED, Flags(live="5"), ("lina", "tarek", "omar")),
        ),
        (
            f"{LINE} correct:tarek edit:omar disclaim publish",
            Replay(PUBLISHED, (0, 1, 6, 7, 8), "", PUBLISHED, NO_FLAGS, ("lina", "tarek")),
        ),
        (
            f"{LINE} correct:tarek edit:omar disclaim publish correct:omar",
            Replay(TRANSLATED, (0, 1), "", TRANSLATED, Flags(live="9"), ("lina", "omar")),
        ),
        (
            "source translate edit return:omar:sourced translate:tarek",
            Replay(TRANSLATED, (0, 4), "", TRANSLATED, NO_FLAGS, ("tarek",)),
        ),
        (f"{LINE} withdraw", Replay(WITHDRAWN, (0, 1, 2, 3, 4), "", PUBLISHED, NO_FLAGS, ("lina",))),
        (
            f"{LINE} correct withdraw",
            Replay(WITHDRAWN, (0, 1), "", TRANSLATED, Flags(live="5"), ("lina", "omar")),
        ),
        (f"{LINE} withdraw takedown", Replay(TAKEN_DOWN, (0, 1, 2, 3, 4), "", PUBLISHED, NO_FLAGS, ("lina",))),
        ("source translate spike", Replay(SPIKED, (0, 1), "", TRANSLATED, NO_FLAGS, ("lina",))),
        ("source translate spike unspike", Replay(TRANSLATED, (0, 1), "", TRANSLATED, NO_FLAGS, ("lina",))),
        ("source hold", Replay(SOURCED, (0,), "", SOURCED, Flags(hold="wait"))),
        ("source hold release", Replay(SOURCED, (0,), "", SOURCED)),
        (
            "source translate embargo::x schedule::y",
            Replay(TRANSLATED, (0, 1), "", TRANSLATED, Flags(embargo="x", schedule="y"), ("lina",)),
        ),
        ("source translate recheck:omar", Replay(TRANSLATED, (0, 1), "", TRANSLATED, NO_FLAGS, ("lina",))),
    ],
)
def test_a_legal_history_leads_to_a_state_with_these_acts_standing(said: str, where: Replay) -> None:
    assert walked(said) == where


def test_nothing_leads_nowhere() -> None:
    assert walked("") == Replay("", (), "", "", NO_FLAGS, ()) == Replay("", ())


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("bless:omar", "`bless` is no act"),
        ("translate:lina", "`translate` by lina does not follow from nothing"),
        ("source edit", "`edit` by omar does not follow from sourced"),
        ("source source:tarek", "`source` by tarek does not follow from sourced"),
        ("source translate edit:lina", "lina edited their own translation"),
        ("source translate edit:omar edit:lina", "`edit` by lina does not follow from edited"),
        (f"{LINE} correct:omar edit:omar", "omar edited their own correction"),
        (f"{LINE} correct:omar edit:lina", "lina edited their own correction"),
        (f"{LINE} correct:tarek correct:omar edit:tarek", "tarek edited their own correction"),
        ("source translate return:omar:edited", "`return` by omar does not go back: from translated to edited"),
        (
            "source translate return:omar:translated",
            "`return` by omar does not go back: from translated to translated",
        ),
        ("source translate return:omar:spiked", "`return` by omar does not go back: from translated to spiked"),
        ("source translate return:omar", "`return` by omar does not go back: from translated to nowhere"),
        ("source translate recheck:lina", "lina looked at the original for their own translation"),
        (f"{LINE} correct:tarek recheck:tarek", "tarek looked at the original for their own translation"),
        ("source translate correct", "`correct` by omar is about an article that readers do not have"),
        ("source withdraw:sara", "`withdraw` by sara is about an article that readers do not have"),
        ("source takedown:sara", "`takedown` by sara is about an article that readers do not have"),
        (f"{LINE} return:sara:edited correct", "`correct` by omar is about an article that readers do not have"),
        (f"{LINE} correct:omar:rewrite", "`correct` by omar is of no kind that there is"),
        (f"{LINE} return:sara:edited spike", "`spike` by omar comes after publication"),
        (f"{LINE} correct embargo::x", "`embargo` by omar comes after publication"),
        ("source release", "`release` by omar follows no hold"),
        ("source hold release release", "`release` by omar follows no hold"),
        (f"{READY} hold {PUBLISH}", f"{WENT} a hold: wait"),
        (f"source hold {REST} {PUBLISH}", f"{WENT} a hold: wait"),
        (f"{READY} embargo::2026-11-22T12~00Z hold {PUBLISH}", f"{WENT} a hold: wait"),
        (f"{LINE} hold correct:tarek {AGAIN} {PUBLISH}", f"{WENT} a hold: wait"),
        (f"{LINE} correct:tarek schedule::x {AGAIN} {PUBLISH}", f"{WENT} a schedule until x"),
        (f"{READY} embargo::2026-11-22T12~00~01Z {PUBLISH}", f"{WENT} an embargo until 2026-11-22T12:00:01Z"),
        (f"{READY} embargo::2026-11-22T12~01Z {PUBLISH}", f"{WENT} an embargo until 2026-11-22T12:01Z"),
        (f"source hold {PUBLISH}", "`publish` by sara does not follow from sourced"),
        (f"{READY} embargo::tomorrow {PUBLISH}", f"{WENT} an embargo until tomorrow"),
        (f"{READY} schedule::2026-11-23T00~00Z {PUBLISH}", f"{WENT} a schedule until 2026-11-23T00:00Z"),
        (f"{LINE} withdraw correct", "`correct` by omar does not follow from withdrawn"),
    ],
)
def test_an_illegal_step_ends_the_walk_where_it_was_before(said: str, fault: str) -> None:
    before, _, _ = said.rpartition(" ")
    assert walked(said) == walked(before)._replace(fault=fault)
    assert walked(f"{said} translate:tarek hold").fault == fault


def test_a_publication_without_a_time_is_not_after_the_end_of_an_embargo() -> None:
    ready = walked_through(f"{READY} embargo::2026-11-22T12~00Z")
    for at, fault in (("", True), ("soon", True), ("2026-11-22T12:00:00Z", False), ("9999-01-01T00:00:00Z", False)):
        assert bool(replay((*ready, entry(PUBLISH)._replace(at=at))).fault) == fault


@pytest.mark.parametrize(
    "between",
    [
        "hold release",
        "embargo::2026-11-22T12~00Z",
        "embargo::2026-11-22T12~00~00Z schedule::2026-11-22T11~59~59Z",
        "embargo::2027-01-01T00~00Z embargo",
        "schedule::2027-01-01T00~00Z schedule",
    ],
)
def test_what_was_let_go_or_is_over_keeps_no_publication_back(between: str) -> None:
    assert (walked(f"{READY} {between} {PUBLISH}").fault, walked(f"{LINE} hold withdraw").fault) == ("", "")


@pytest.mark.parametrize("kind", ["correction", "clarification", "update", "refile"])
def test_each_kind_of_correction_is_legal(kind: str) -> None:
    assert walked(f"{LINE} correct:omar:{kind}").fault == ""


def test_readers_have_what_is_published_or_withdrawn_or_being_corrected() -> None:
    assert not readers_have(walked("source translate edit disclaim"))
    assert readers_have(walked(LINE))
    assert readers_have(walked(f"{LINE} withdraw"))
    assert readers_have(walked(f"{LINE} correct"))
    assert not readers_have(walked(f"{LINE} takedown"))
    assert not readers_have(walked(f"{LINE} return:sara:disclaimer-attached"))
    assert walked(f"{LINE} return:sara:disclaimer-attached").state == DISCLAIMER_ATTACHED


def test_the_latest_of_several_is_meant() -> None:
    history = tuple(
        map(entry, ("source:lina", "translate:lina", "return:omar:sourced", "translate:tarek", "edit:omar"))
    )
    assert latest(history, "translate") == "tarek"
    assert latest(history, "publish") == ""
