"""A replay by itself: where it begins, how it is shared out, what it reads at once, and what it counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pasts import FIRST, Step, act_files, path_of, roster_files
from proofs import act, but, opened, signature, version, with_keys
from pure import ROSTER, changed
from replays import BREAD, DISCLAIMED, RETURNED, ROOT, START, WATER, desk

from dragoman.workflow import replaying
from dragoman.workflow.changes import Commit
from dragoman.workflow.file_rules import name_of
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.replaying import Counts
from dragoman.workflow.workers import Share

if TYPE_CHECKING:
    from pathlib import Path

ROAD = opened(FIRST, path=path_of("road"))
SECOND = version(but(FIRST, "lina", roles=("editor",)), FIRST)


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_commits_and_acts_are_counted(tmp_path: Path) -> None:
    done = desk(tmp_path, Step("omar", act_files(DISCLAIMED)), Step("lina", {"README.md": "x"}))
    found, counts = done.replay()
    assert found == []
    assert counts == Counts(len(done.ids), len(DISCLAIMED.history) + len(WATER.history))
    assert done.replay(ROOT + 1)[1] == Counts(2, 1)
    assert Counts() == Counts(0, 0)


def tampered() -> tuple[Step, ...]:
    """Something wrong with each of several stories, with the roster, and in a merge."""
    slugs = ["one", "two", "three", "four", "five", "six"]
    return (
        Step("omar", {BREAD.path: changed(BREAD, "state: edited", "state: published").text}),
        Step("eve", act_files(RETURNED)),
        *(Step("eve", act_files(opened(FIRST, "lina", path=path_of(slug)))) for slug in slugs),
        Step("eve", {"rosters/0001.yaml": "x", "newsroom.yaml": "x"}),
        Step("olga", {"README.md": "x"}, parents=(ROOT,)),
        Step(
            "olga",
            {"newsroom.yaml": "y", "rosters/0002.yaml": "y", ROAD.path: ROAD.text, WATER.path: None},
            parents=(ROOT + 9, ROOT + 10),
        ),
    )


def test_parts_find_together_what_one_finds_alone_and_each_thing_once(tmp_path: Path) -> None:
    odd = desk(tmp_path, *tampered())
    whole, counts = odd.replay()
    assert {place for _, place in whole} == {ROOT + n for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)}
    for of in (2, 3, 5):
        parts = [odd.replay(part=Share(number, of)) for number in range(of)]
        assert Counter(one for part, _ in parts for one in part) == Counter(whole)
        assert {one.commits for _, one in parts} == {counts.commits}
        assert sum(one.acts for _, one in parts) == counts.acts
        assert sum(bool(part) for part, _ in parts) > 1


def test_what_a_roster_lacks_is_told_in_the_first_part_alone(tmp_path: Path) -> None:
    odd = desk(tmp_path, Step("eve", {"newsroom.yaml": "x"}), Step("olga", {"README.md": "x"}, parents=(ROOT,)),
               Step("olga", {"newsroom.yaml": "y"}, parents=(ROOT + 1, ROOT + 2)))  # fmt: skip
    told = [("roster-unsealed", ROOT + 1), ("roster-unsealed", ROOT + 3)]
    assert [odd.replay(part=Share(number, 3))[0] for number in range(3)] == [told, [], []]


def test_where_a_copy_begins_is_taken_as_it_is_and_what_follows_is_judged_by_its_rosters(tmp_path: Path) -> None:
    evil = Step("eve", act_files(RETURNED))
    done = desk(tmp_path / "1", evil, Step("omar", act_files(DISCLAIMED)))
    assert done.told(ROOT + 1) == [("not-by-author", ROOT + 1)]
    assert done.told(ROOT + 1, start=(ROOT + 1,)) == []
    assert done.told(start=(0,)) == [("not-by-author", ROOT + 1)]
    second = desk(tmp_path / "2", Step("olga", roster_files(SECOND)), evil)
    assert second.told(ROOT + 1, start=(ROOT + 1,)) == [("not-by-author", ROOT + 2)]


UNKEPT = [version(but(FIRST, "lina", name=f"Lina {number}"), FIRST) for number in range(6)]


@pytest.mark.parametrize("newsroom", ["x", None, FIRST, *UNKEPT])
def test_a_replay_that_begins_later_goes_by_the_last_roster_that_was_kept(
    tmp_path: Path, newsroom: str | None
) -> None:
    moved = version(but(FIRST, "lina", emails=("lina-2@example.org",)), FIRST)
    steps = (
        Step("olga", roster_files(moved)),
        Step("eve", {"newsroom.yaml": newsroom}),
        Step("lina-2", act_files(act(BREAD, "disclaim", "lina", moved), moved)),
        Step("eve", act_files(RETURNED)),
    )
    late = desk(tmp_path, *steps)
    assert late.told(ROOT + 3) == [("not-by-author", ROOT + 4)]
    assert [one for one in late.told() if one[1] != ROOT + 2] == [("not-by-author", ROOT + 4)]


def test_the_first_commit_may_bring_the_first_article_with_the_roster(tmp_path: Path) -> None:
    both = roster_files(FIRST) | act_files(ROAD)
    assert ("roster-not-owner", 0) in desk(tmp_path / "1", Step("tarek", both), before=[]).told()
    assert desk(tmp_path / "2", Step("olga", both), before=[]).told() == []
    unsigned = roster_files(FIRST) | act_files(opened(FIRST, "lina", path=ROAD.path))
    assert desk(tmp_path / "3", Step("olga", unsigned), before=[]).told() == [("not-by-author", 0)]
    early = desk(tmp_path / "4", Step("olga", {"README.md": "x"}), Step("olga", unsigned), before=[])
    assert early.told() == [("not-by-author", 1)]


def test_a_roster_that_never_came_into_force_counts_for_nobody_later(tmp_path: Path) -> None:
    forged = desk(tmp_path, Step("tarek", roster_files(FIRST)), Step("tarek", act_files(ROAD)), before=[])
    assert ("unknown-roster", 1) in forged.told()


def test_an_illegal_version_counts_for_no_act(tmp_path: Path) -> None:
    illegal = version(but(FIRST, "lina", roles=("editor", "publisher")), FIRST, by="omar")
    disclaimed = act(BREAD, "disclaim", "lina", illegal)
    told = desk(tmp_path, Step("omar", roster_files(illegal)), Step("lina", act_files(disclaimed, illegal))).told()
    assert [kind for kind, place in told if place == ROOT + 1] == ["roster-not-owner"]
    assert ("unknown-roster", ROOT + 2) in told


def test_the_same_beginning_committed_again_begins_no_other_newsroom(tmp_path: Path) -> None:
    again = Step("olga", roster_files(FIRST), parents=())
    assert desk(tmp_path / "1", again, Step("olga", {}, parents=(ROOT, ROOT + 1))).told() == []
    other = Step("olga", roster_files(version(but(FIRST, "lina", name="Eve"))), parents=())
    found = desk(tmp_path / "2", other, Step("olga", {}, parents=(ROOT, ROOT + 1))).told()
    assert found == [("root-mismatch", ROOT + 1)]


def test_a_merge_with_a_bad_roster_leaves_the_acts_of_its_sides_and_the_newest_roster(tmp_path: Path) -> None:
    back = act_files(RETURNED)
    sides = (Step("omar", act_files(DISCLAIMED)), Step("sara", back, parents=(ROOT,)))
    merge = Step("olga", back | {"newsroom.yaml": "y"}, parents=(ROOT + 1, ROOT + 2))
    assert desk(tmp_path / "1", *sides, merge).told() == [("roster-unsealed", ROOT + 3)]
    third = version(but(SECOND, "lina", roles=()), SECOND)
    for parents in ((ROOT + 1, ROOT + 2), (ROOT + 2, ROOT + 1)):
        steps = (
            Step("olga", roster_files(SECOND)),
            Step("olga", {"README.md": "x"}, parents=(ROOT,)),
            Step("olga", {"newsroom.yaml": "y"}, parents=parents),
            Step("olga", roster_files(third)),
        )
        told = desk(tmp_path / str(parents), *steps).told()
        assert ("roster-unsealed", ROOT + 3) in told
        assert all(place < ROOT + 4 for _, place in told)


def test_an_address_that_comes_with_an_act_does_not_count_for_it_yet(tmp_path: Path) -> None:
    keyed = version(with_keys(ROSTER, "olga"))
    moved = version(but(keyed, "lina", emails=("lina-2@example.org",)), keyed)
    change = roster_files(moved) | {roster_path(2, "sig"): signature("olga", parse_newsroom(moved).record)}
    opening = act_files(opened(moved, "lina", path=ROAD.path), moved)
    first = Step("olga", roster_files(keyed))
    at_once = desk(tmp_path / "1", first, Step("lina-2", change | opening), before=[])
    assert at_once.told() == [("not-by-author", 1)]
    later = desk(tmp_path / "2", first, Step("lina-2", change), Step("lina-2", opening), before=[])
    assert later.told() == []


def test_an_article_that_could_not_be_read_is_judged_from_the_beginning_once_it_can(tmp_path: Path) -> None:
    odd = desk(tmp_path, Step("eve", {BREAD.path: "x"}), Step("omar", {BREAD.path: BREAD.text}))
    told = odd.told()
    assert told[0] == ("unreadable", ROOT + 1)
    assert ("several-acts", ROOT + 2) in told


def test_a_deletion_is_told_of_its_commit_and_not_of_the_merge_that_takes_it(tmp_path: Path) -> None:
    sides = (Step("eve", {BREAD.path: None}), Step("olga", {"README.md": "x"}, parents=(ROOT,)))
    gone = desk(tmp_path / "1", *sides, Step("olga", {"README.md": "x"}, parents=(ROOT + 1, ROOT + 2)))
    assert gone.told() == [("record-removed", ROOT + 1)]
    road = (Step("tarek", act_files(ROAD)), Step("olga", {"README.md": "x"}, parents=(ROOT,)))
    merge = Step("olga", dict.fromkeys(act_files(ROAD)), parents=(ROOT + 1, ROOT + 2))
    assert ("record-removed", ROOT + 3) in desk(tmp_path / "2", *road, merge).told()


def test_a_signature_counts_where_it_comes_with_its_act(tmp_path: Path) -> None:
    files = act_files(DISCLAIMED)
    signature = next(path for path in files if path.endswith(".sig"))
    alone = {path: content for path, content in files.items() if path != signature}
    early = desk(tmp_path / "1", Step("omar", {signature: files[signature]}), Step("lina", alone))
    assert early.told() == [("signature-stray", ROOT + 1), ("unsigned", ROOT + 2), ("not-by-author", ROOT + 2)]
    assert desk(tmp_path / "2", Step("lina", files)).told() == []


def test_an_article_may_be_opened_over_a_source_that_was_committed_before(tmp_path: Path) -> None:
    files = act_files(ROAD)
    source = next(path for path in files if path.endswith("source.ar.md"))
    rest = {path: content for path, content in files.items() if path != source}
    brought = desk(tmp_path / "1", Step("tarek", {source: files[source]}), Step("tarek", rest))
    assert brought.told() == []
    assert desk(tmp_path / "2", Step("tarek", rest)).told() == [("source-unchanged", ROOT + 1)]


def test_only_what_is_judged_must_be_a_plain_file(tmp_path: Path) -> None:
    judged = ["newsroom.yaml", "rosters/0002.yaml", "rosters/x", "articles/2026/x", BREAD.path, "articles/x"]
    others = ["README.md", "zzz", "docs/articles", "docs/rosters/x", "articles2", "newsroom.yaml2", "rosters2/x"]
    for name in (*judged, *others):
        odd = desk(tmp_path / name.replace("/", "_"), Step("eve", {name: "target"}, modes={name: "120000"}),
                   Step("eve", {name: None}))  # fmt: skip
        linked = [place for kind, place in odd.told() if kind == "not-a-file"]
        assert linked == ([ROOT + 1] if name in judged else []), name


def test_a_link_is_told_of_its_commit_and_not_of_the_merge_that_takes_it(tmp_path: Path) -> None:
    link = Step("eve", {"articles/x": "target"}, modes={"articles/x": "120000"})
    other = Step("olga", {"README.md": "x"}, parents=(ROOT,))
    merge = Step("olga", {"README.md": "x"}, parents=(ROOT + 1, ROOT + 2))
    assert desk(tmp_path, link, other, merge).told() == [("not-a-file", ROOT + 1)]


def test_what_will_be_judged_is_read_at_once_and_nothing_else(tmp_path: Path) -> None:
    folder = path_of("road").rpartition("/")[0]
    plain = [*act_files(ROAD), "newsroom.yaml", "rosters/0001.yaml", BREAD.path]
    others = [
        "README.md",
        f"{folder}/source.html",
        f"{folder}/source.mdx",
        f"{folder}/notes.txt",
        "rosters/0002.yaml",
    ]
    files = {name: f"{name} {number}" for number, name in enumerate(others)}
    step = Step("tarek", {**act_files(ROAD), **files}, modes={"rosters/0002.yaml": "120000"})
    wide = desk(tmp_path, step)
    _, _, wanted = wide.noted()
    assert wide.blobs(*plain) <= wanted
    assert not wide.blobs(*others) & wanted
    parts = [wide.noted(part=Share(number, 3))[2] for number in range(3)]
    rosters = wide.blobs("newsroom.yaml", "rosters/0001.yaml")
    for part in parts:
        assert rosters <= part
        assert not wide.blobs(*others) & part
    assert set().union(*parts) == wanted
    assert sum(wide.blobs(ROAD.path) <= part for part in parts) == 1


def test_commits_are_gone_through_in_runs_of_equal_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "_AT_ONCE", 2)
    for length in range(6):
        stream = [Commit(str(number), "", (), "", ()) for number in range(length)]
        runs = [run for run in replaying._chunks(stream) if run]
        assert runs == [stream[at : at + 2] for at in range(0, length, 2)]


def test_an_articles_name_is_read_off_its_path() -> None:
    assert name_of("articles/2026/11/water/en.md") == "water/en"
    assert name_of("articles/2026/11/water/pt-br.md") == "water/pt-br"
    for path in ("articles/2026/11/water/source.ar.md", "newsroom.yaml", "articles/2026/11/en.md", ""):
        assert name_of(path) == ""


@pytest.mark.parametrize("start", [(), (ROOT + 1,)])
def test_a_replay_that_begins_at_a_roster_changed_by_hand_goes_by_the_last_one_that_an_owner_sealed(
    tmp_path: Path, start: tuple[int, ...]
) -> None:
    hand = FIRST.replace("[sara@example.org]", "[sara@example.org, eve@example.org]")
    assert hand != FIRST
    done = desk(tmp_path, Step("eve", {"newsroom.yaml": hand}), Step("eve", act_files(RETURNED)))
    assert [kind for kind, _ in done.told(ROOT + 1 if start else ROOT + 2, start=start)] == ["not-by-author"]


def test_a_copy_that_begins_without_kept_rosters_goes_by_its_newsroom_yaml(tmp_path: Path) -> None:
    bare = [Step("olga", {"newsroom.yaml": FIRST}), *START.steps[1:]]
    begun = desk(tmp_path, Step("eve", act_files(RETURNED)), before=bare).told(start=(0,))
    assert [one for one in begun if one[0] != "unknown-roster"] == [("not-by-author", ROOT + 1)]


def test_articles_that_come_with_the_first_roster_are_judged_by_it(tmp_path: Path) -> None:
    alone = version(but(ROSTER, "olga", roles=("owner", "translator")))
    files = roster_files(alone) | act_files(opened(alone, "olga", path_of("bread")), alone)
    assert desk(tmp_path / "1", before=[Step("olga", files)]).told() == []
    by_lina = roster_files(alone) | act_files(opened(alone, "lina", path_of("bread")), alone)
    assert desk(tmp_path / "2", before=[Step("olga", by_lina)]).told() == [("not-by-author", 0)]
