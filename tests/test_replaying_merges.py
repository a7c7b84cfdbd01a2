"""Merges in a history: each side's acts and files are kept, one side's roster is taken, and no act is done."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from pasts import FIRST, Content, Step, act_files, path_of, roster_files, worked, write
from proofs import act, but, line, opened, signature, version, with_history
from pure import changed

from dragoman.workflow.article import Article
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.proving import Wanted, verify
from dragoman.workflow.record_files import live_path, roster_path
from dragoman.workflow.states import EDITED
from dragoman.workflow.trust import Trust

START = worked()
ROOT = len(START.steps) - 1
BREAD = START.articles["bread"]  # edited by omar, who signed
WATER, ROAD = path_of("water"), path_of("road")
DISCLAIMED = act(BREAD, "disclaim", "omar", FIRST)
BY_SARA = act(BREAD, "disclaim", "sara", FIRST)
RETURNED = act(START.articles["water"], "return", "sara", FIRST, to=EDITED, reason="x")
SOURCE = path_of("bread").replace("en.md", "source.ar.md")
SIGNATURE = next(path for path in act_files(DISCLAIMED) if path.endswith(".sig"))
PUBLISHED = START.articles["water"]
CORRECTED = act(PUBLISHED, "correct", "tarek", FIRST, kind="correction", notice="A number was wrong.")
VERSION = live_path(CORRECTED)
CORRECTION = act_files(CORRECTED) | {VERSION: PUBLISHED.text}
SNAPSHOT = "articles/2026/11/bread/snapshots/2026-11-23T101500Z.txt"
OLD_SIGNATURE = next(path for path in act_files(BREAD) if path.endswith(".sig"))


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


Files = Mapping[str, Content]
NOTHING: Files = {}


def merged(
    one: Files, other: Files, merge: Files, people: tuple[str, str] = ("omar", "sara"), link: str = ""
) -> list[tuple[str, str]]:
    """What is told of a merge of two sides; its tree is the first side's with the files of ``merge``."""
    steps = [
        *START.steps,
        Step(people[0], one),
        Step(people[1], other, parents=(ROOT,)),
        Step("olga", merge, parents=(ROOT + 1, ROOT + 2), modes={link: "120000"}),
    ]
    with tempfile.TemporaryDirectory() as folder:
        ids = write(Path(folder), steps)
        found = verify(folder, Wanted(history=True), Trust()).found
    return [(one.problem.id, one.problem.severity) for one in found if one.commit == ids[-1]]


def text(article: Article) -> dict[str, Content]:
    return {article.path: article.text}


def test_a_merge_of_acts_on_different_articles_has_no_fault() -> None:
    assert merged(act_files(DISCLAIMED), act_files(RETURNED), act_files(RETURNED)) == []
    assert merged(act_files(RETURNED), act_files(DISCLAIMED), act_files(DISCLAIMED), ("sara", "omar")) == []


def test_a_merge_of_an_act_and_of_text_work_has_no_fault() -> None:
    returned = changed(RETURNED, "Monday", "Tuesday")
    assert merged(act_files(DISCLAIMED), {"README.md": "x"}, {"README.md": "x"}) == []
    assert merged(NOTHING, text(returned) | act_files(RETURNED), text(returned) | act_files(RETURNED)) == []


def test_parallel_acts_are_a_warning_once_the_signature_of_the_lost_one_is_gone() -> None:
    signed, unsigned = act_files(DISCLAIMED), act_files(BY_SARA)
    warning = ("parallel-acts", "warning")
    assert merged(signed, unsigned, NOTHING) == [warning]
    assert merged(signed, unsigned, unsigned | {SIGNATURE: None}) == [warning]
    assert set(merged(signed, unsigned, unsigned)) == {warning, ("signature-stray", "error")}
    assert set(merged(unsigned, signed, {SIGNATURE: signed[SIGNATURE]}, ("sara", "omar"))) == {
        warning,
        ("signature-stray", "error"),
    }


@pytest.mark.parametrize(
    ("merge", "kind"),
    [
        pytest.param(text(BREAD), "record-removed", id="act taken back"),
        pytest.param({BREAD.path: None}, "record-removed", id="article deleted"),
        pytest.param(text(act(DISCLAIMED, "publish", "sara", FIRST)), "act-in-merge", id="act done"),
        pytest.param(
            text(with_history(DISCLAIMED, DISCLAIMED.history[1:])), "record-rewritten", id="records taken out"
        ),
        pytest.param(text(changed(DISCLAIMED, "editor: omar", "editor: eve")), "state-by-hand", id="credit"),
        pytest.param(
            text(changed(DISCLAIMED, "state: disclaimer-attached", "state: published")), "state-by-hand", id="state"
        ),
        pytest.param({BREAD.path: "x"}, "unreadable", id="article unreadable"),
        pytest.param({SOURCE: "x"}, "record-rewritten", id="source changed"),
        pytest.param({SIGNATURE: None}, "signature-removed", id="signature of one side removed"),
        pytest.param({OLD_SIGNATURE: None}, "signature-removed", id="signature of both sides removed"),
        pytest.param({SIGNATURE: "x"}, "record-rewritten", id="signature of one side changed"),
        pytest.param({OLD_SIGNATURE: "x"}, "record-rewritten", id="signature of both sides changed"),
        pytest.param({SIGNATURE + "2": "x"}, "signature-stray", id="signature of nothing"),
        pytest.param({"rosters/0001.yaml": "x"}, "roster-rewritten", id="kept roster changed"),
        pytest.param({"rosters/0001.yaml": None}, "roster-rewritten", id="kept roster removed"),
        pytest.param({"rosters/0009.yaml": "x"}, "roster-rewritten", id="kept roster made"),
        pytest.param({"newsroom.yaml": "x"}, "roster-unsealed", id="newsroom.yaml made"),
        pytest.param({"newsroom.yaml": None}, "roster-unsealed", id="newsroom.yaml removed"),
        pytest.param(
            roster_files(version(but(FIRST, "sara", roles=("owner",)), FIRST)), "roster-unsealed", id="roster made"
        ),
    ],
)
def test_what_a_merge_does_by_itself_is_told(merge: Files, kind: str) -> None:
    for found in (
        merged(act_files(DISCLAIMED), {"README.md": "x"}, merge),
        merged(act_files(DISCLAIMED), act_files(RETURNED), {**act_files(RETURNED), **merge}),
    ):
        assert (kind, "error") in found


@pytest.mark.parametrize(
    ("merge", "told"),
    [
        pytest.param({}, [], id="all of it"),
        pytest.param({VERSION: None}, ["version-changed"], id="without the version"),
        pytest.param({VERSION: "x"}, ["record-rewritten"], id="with another version"),
        pytest.param({VERSION.replace("0005", "0004"): "x"}, ["version-stray"], id="with one version more"),
        pytest.param(
            {path: None for path in CORRECTION if path.endswith(".sig")} | text(PUBLISHED),
            ["record-removed", "version-stray"],
            id="only the version",
        ),
    ],
)
def test_a_merge_takes_a_correction_with_the_version_that_readers_had(merge: Files, told: list[str]) -> None:
    assert merged({"README.md": "x"}, CORRECTION, {**CORRECTION, **merge}, ("sara", "tarek")) == [
        (kind, "error") for kind in told
    ]
    assert merged(CORRECTION, {"README.md": "x"}, merge, ("tarek", "sara")) == [(kind, "error") for kind in told]


def test_a_snapshot_is_there_after_a_merge_as_the_side_had_it_that_brought_it() -> None:
    one, other = {SNAPSHOT: "x"}, {"README.md": "x"}
    assert merged(one, other, NOTHING) == []
    assert merged(other, one, one) == []
    assert merged(one, other, {SNAPSHOT: None}) == [("snapshot-removed", "error")]
    assert merged(other, one, NOTHING) == [("snapshot-removed", "error")]
    assert merged(one, other, {SNAPSHOT: "y"}) == [("record-rewritten", "error")]
    assert merged(other, other, one) == [("record-rewritten", "error")]


def test_a_link_made_by_a_merge_is_told_and_one_that_a_side_had_already_was() -> None:
    for path in (BREAD.path, "newsroom.yaml", "rosters/0009.yaml", "articles/x"):
        assert ("not-a-file", "error") in merged(act_files(DISCLAIMED), NOTHING, {path: "x"}, link=path)


def of_last(steps: list[Step]) -> list[tuple[str, str]]:
    """What is told of the last commit of a history."""
    with tempfile.TemporaryDirectory() as folder:
        ids = write(Path(folder), steps)
        found = verify(folder, Wanted(history=True), Trust()).found
    return [(one.problem.id, one.problem.severity) for one in found if one.commit == ids[-1]]


def test_a_link_that_a_side_had_is_not_the_merges() -> None:
    link = Step("omar", {"articles/x": "y"}, modes={"articles/x": "120000"})
    sides = [link, Step("sara", {"README.md": "x"}, parents=(ROOT,))]
    assert of_last([*START.steps, *sides, Step("olga", {}, parents=(ROOT + 1, ROOT + 2))]) == []


def test_what_a_side_could_not_read_is_mended_by_taking_the_others() -> None:
    unreadable, other = {BREAD.path: "x"}, {"README.md": "x"}
    assert merged(unreadable, other, text(BREAD)) == []
    assert merged(other, unreadable, NOTHING) == []
    assert merged(unreadable, other, {BREAD.path: None}) == [("record-removed", "error")]


def test_an_article_that_a_commit_deleted_is_told_there_and_not_of_the_merge() -> None:
    gone, other = {BREAD.path: None}, {"README.md": "x"}
    assert merged(gone, other, NOTHING) == []
    assert merged(other, gone, gone) == []


def test_a_roster_that_the_merge_made_is_told_once_and_leaves_everybodys_acts_alone() -> None:
    made = dict(roster_files(SECOND))
    assert merged(act_files(DISCLAIMED), act_files(RETURNED), act_files(RETURNED) | made) == [
        ("roster-unsealed", "error")
    ]
    assert merged(act_files(DISCLAIMED), act_files(RETURNED), act_files(RETURNED) | {"newsroom.yaml": "x"}) == [
        ("roster-unsealed", "error")
    ]


def test_an_article_that_only_one_side_had_may_not_be_left_out() -> None:
    road = opened(FIRST, path=ROAD)
    assert merged({"README.md": "x"}, act_files(road), act_files(road), ("omar", "tarek")) == []
    found = merged({"README.md": "x"}, act_files(road), NOTHING, ("omar", "tarek"))
    assert ("record-removed", "error") in found


SECOND = version(but(FIRST, "lina", roles=("editor",)), FIRST)
THIRD = version(but(SECOND, "lina", roles=()), SECOND)
BESIDE = version(but(FIRST, "lina", roles=()), FIRST)
OLGA = ("olga", "olga")


def test_the_newest_roster_is_taken() -> None:
    both = dict(roster_files(SECOND))
    assert merged(both, {"README.md": "x"}, NOTHING, OLGA) == []
    assert merged({"README.md": "x"}, both, both, OLGA) == []
    assert merged(both, {"README.md": "x"}, {"newsroom.yaml": FIRST}, OLGA)[0][0] == "roster-rollback"
    assert merged(both, {"README.md": "x"}, {"newsroom.yaml": FIRST, "rosters/0002.yaml": None}, OLGA) != []


def test_of_rosters_that_went_apart_one_is_taken_whole_and_acts_by_the_other_do_not_count() -> None:
    one, other = roster_files(SECOND), roster_files(BESIDE)
    told = [("parallel-rosters", "warning")]
    assert merged(one, other, NOTHING, OLGA) == told
    assert merged(one, other, other, OLGA) == told
    mixed = merged(one, other, {"newsroom.yaml": BESIDE}, OLGA)
    assert mixed == [*told, ("roster-rewritten", "error")]
    by_beside = act(BREAD, "disclaim", "omar", BESIDE)
    steps = [
        *START.steps,
        Step("olga", one),
        Step("olga", other, parents=(ROOT,)),
        Step("omar", act_files(by_beside)),
        Step("olga", act_files(by_beside), parents=(ROOT + 1, ROOT + 3)),
    ]
    with tempfile.TemporaryDirectory() as folder:
        ids = write(Path(folder), steps)
        found = verify(folder, Wanted(history=True), Trust()).found
    assert {(one.problem.id, one.problem.severity) for one in found if one.commit == ids[-1]} == {
        ("parallel-rosters", "warning"),
        ("unknown-roster", "error"),
    }


def test_a_merge_with_a_bad_roster_leaves_acts_by_the_sides_rosters_alone() -> None:
    by_beside = act(BREAD, "disclaim", "omar", BESIDE)
    other = roster_files(BESIDE) | act_files(by_beside, BESIDE)
    made = {"newsroom.yaml": THIRD, "rosters/0003.yaml": THIRD} | act_files(by_beside, BESIDE)
    assert merged(roster_files(SECOND), other, made, OLGA) == [("roster-unsealed", "error")]


def test_a_version_signed_with_a_key_that_the_side_left_behind_revoked_is_not_the_one_to_keep() -> None:
    keyed = version(but(FIRST, "olga", keys=(line("olga"),)), FIRST)
    kept = version(but(keyed, "lina", roles=("editor",)), keyed)
    revoked = roster_files(version(but(keyed, "olga", keys=(), revoked=(line("olga"),)), keyed))
    seal = {roster_path(3, "sig"): signature("olga", parse_newsroom(kept).record)}
    for files, told in (
        (roster_files(kept), ("parallel-rosters", "warning")),
        (roster_files(kept) | seal, ("roster-not-owner", "error")),
    ):
        base = [*START.steps, Step("olga", roster_files(keyed))]
        sides = [Step("olga", files), Step("olga", revoked, parents=(ROOT + 1,))]
        assert of_last([*base, *sides, Step("olga", NOTHING, parents=(ROOT + 2, ROOT + 3))]) == [told]


def test_what_a_mac_holds_for_the_roster_may_be_taken_out_by_a_merge_and_not_brought() -> None:
    twin = {"Newsroom.yaml": "x"}
    assert merged({"README.md": "x"}, NOTHING, twin) == [("twin", "error")]
    assert merged(twin, twin, {"Newsroom.yaml": None}) == []


def test_after_a_merge_with_a_bad_roster_the_newest_of_the_sides_counts() -> None:
    steps = [
        *START.steps,
        Step("olga", roster_files(SECOND)),
        Step("olga", {"README.md": "x"}, parents=(ROOT,)),
        Step("olga", {"newsroom.yaml": FIRST}, parents=(ROOT + 1, ROOT + 2)),
        Step("olga", {"newsroom.yaml": THIRD, "rosters/0003.yaml": THIRD}),
    ]
    with tempfile.TemporaryDirectory() as folder:
        ids = write(Path(folder), steps)
        found = verify(folder, Wanted(history=True), Trust()).found
    assert [one.problem.id for one in found if one.commit == ids[-2]] == ["roster-rollback", "roster-rewritten"]
    assert [one.problem.id for one in found if one.commit == ids[-1]] == []


def test_after_a_merge_that_took_one_of_two_rosters_that_one_counts() -> None:
    by_beside = act(BREAD, "disclaim", "omar", BESIDE)
    sides = [Step("olga", roster_files(SECOND)), Step("olga", roster_files(BESIDE), parents=(ROOT,))]
    merge = Step("olga", roster_files(BESIDE), parents=(ROOT + 1, ROOT + 2))
    assert of_last([*START.steps, *sides, merge, Step("omar", act_files(by_beside, BESIDE))]) == []
    after = version(but(BESIDE, "lina", roles=("translator",)), BESIDE)
    saved = Step("olga", {"newsroom.yaml": after, "rosters/0003.yaml": after})
    assert of_last([*START.steps, *sides, merge, saved]) == []
    after = version(but(SECOND, "lina", roles=("translator",)), SECOND)
    saved = Step("olga", {"newsroom.yaml": after, "rosters/0003.yaml": after})
    assert of_last([*START.steps, *sides, merge, saved]) != []


def test_after_a_merge_with_a_bad_roster_a_side_without_one_does_not_count() -> None:
    everything = {path: content for step in START.steps for path, content in step.files.items()}
    stranger = Step("eve", {"README.md": "x"}, parents=())
    merge = Step("olga", everything | {"newsroom.yaml": "x"}, parents=(ROOT + 1, ROOT))
    assert of_last([*START.steps, stranger, merge, Step("omar", act_files(DISCLAIMED))]) == []
    saved = Step("olga", roster_files(SECOND))
    assert of_last([*START.steps, stranger, merge, saved]) == []
