"""A merge keeps one side's history whole, chooses among texts, and does nothing that an act would do."""

from __future__ import annotations

import pytest
from proofs import but, ids, resealed, version, with_history
from pure import ROSTER, changed, do, otherwise, reach

from dragoman.workflow.article import Article
from dragoman.workflow.changes import ABSENT, FileChanged
from dragoman.workflow.merge_rules import (
    apart_faults,
    article_faults,
    dropped_faults,
    kept_faults,
    merged_roster_faults,
    merged_signature_faults,
    merged_version_faults,
    roster_merge_faults,
)
from dragoman.workflow.newsroom import Newsroom, parse_newsroom
from dragoman.workflow.states import EDITED, PUBLISHED, SOURCED, STATES, TRANSLATED

OLD, NEW = reach(TRANSLATED), reach(EDITED)
BY_LINA = do(OLD, "edit", "lina")
BARE = with_history(reach(SOURCED), ())
BACK = do(OLD, "return", "omar", to=SOURCED, reason="again")


def found(parents: tuple[Article | None, ...], new: Article | None) -> list[str]:
    return ids(article_faults(parents, new))


def fields(article: Article, **words: str) -> Article:
    return otherwise(article, fields={**article.fields, **words})


@pytest.mark.parametrize(
    "parents", [(OLD, NEW), (NEW, OLD), (None, NEW), (NEW, None), (NEW, NEW), (OLD, None, NEW), (reach(SOURCED), NEW)]
)
def test_a_merge_with_the_side_that_went_on_is_in_order(parents: tuple[Article | None, ...]) -> None:
    assert found(parents, NEW) == []


def test_a_merge_may_choose_among_texts_and_mix_them() -> None:
    one, other = changed(OLD, "Monday", "Tuesday"), changed(OLD, "tankers", "trucks")
    both = changed(one, "tankers", "trucks")
    for new in (one, other, both):
        assert found((one, other), new) == []


def test_a_merge_that_deletes_what_every_side_had_is_told_and_one_sides_deletion_is_that_sides() -> None:
    assert found((OLD, NEW), None) == ["record-removed"]
    assert found((NEW, None), None) == []
    assert found((None, None), None) == []
    assert found((BARE, BARE), None) == ["state-by-hand"]
    assert "`edit` by omar" in next(article_faults((NEW, OLD), None)).message
    assert found((NEW, BARE), None) == ["record-removed"]


def test_a_merge_that_leaves_out_what_only_some_sides_had_is_told_where_no_side_deleted_it() -> None:
    for parents in ((NEW, None), (None, NEW), (None, OLD, NEW)):
        assert ids(dropped_faults(parents)) == ["record-removed"]
    assert ids(dropped_faults((BARE, None))) == ["state-by-hand"]
    assert ids(dropped_faults((OLD, NEW))) == []  # told by the rule above
    assert ids(dropped_faults((None, None))) == []


@pytest.mark.parametrize(("kept", "gone"), [(NEW, BY_LINA), (BY_LINA, NEW), (BACK, NEW), (NEW, BACK)])
def test_parallel_acts_are_a_warning_that_names_the_one_that_does_not_count(kept: Article, gone: Article) -> None:
    for parents in ((kept, gone), (gone, kept)):
        problems = list(article_faults(parents, kept))
        assert [(one.id, one.severity) for one in problems] == [("parallel-acts", "warning")]
        assert problems[0].who == gone.history[-1].by
        assert f"`{gone.history[-1].act}` by {gone.history[-1].by}" in problems[0].message


def test_of_several_acts_in_parallel_the_first_that_does_not_count_is_named() -> None:
    longer = do(BY_LINA, "disclaim", "omar")
    problems = list(article_faults((NEW, longer), NEW))
    assert [(one.id, one.who) for one in problems] == [("parallel-acts", "lina")]
    shorter = list(article_faults((NEW, longer), longer))
    assert [(one.id, one.who) for one in shorter] == [("parallel-acts", "omar")]


@pytest.mark.parametrize("state", STATES[1:])
def test_a_merge_that_takes_acts_back_is_told_and_the_first_of_them_named(state: str) -> None:
    problems = list(article_faults((reach(SOURCED), reach(state)), reach(SOURCED)))
    assert ids(problems) == ["record-removed"]
    assert "`translate` by tarek" in problems[0].message
    assert found((reach(state), reach(SOURCED)), reach(SOURCED)) == ["record-removed"]


def test_an_act_done_inside_a_merge_is_told() -> None:
    for parents in ((OLD, OLD), (OLD, reach(SOURCED)), (OLD, None)):
        problems = list(article_faults(parents, NEW))
        assert ids(problems) == ["act-in-merge"]
        assert "`edit` by omar" in problems[0].message


def test_an_article_made_inside_a_merge_is_told_with_acts_and_without() -> None:
    assert found((None, None), NEW) == ["act-in-merge"]
    assert found((None, None), BARE) == ["act-in-merge"]
    assert "made an article" in next(article_faults((None, None), BARE)).message


def test_a_merge_that_rewrites_or_mixes_histories_is_told() -> None:
    first, *rest = NEW.history
    rewritten = with_history(NEW, (first._replace(note="more"), *rest))
    assert found((OLD, NEW), rewritten) == ["record-rewritten"]
    mixed = with_history(NEW, (*NEW.history, BY_LINA.history[-1]))
    assert found((NEW, BY_LINA), mixed) == ["act-in-merge"]
    shorter = with_history(reach(PUBLISHED), reach(PUBLISHED).history[:2])
    assert found((reach(PUBLISHED), reach(SOURCED)), shorter) == ["record-removed"]


@pytest.mark.parametrize("state", STATES)
def test_the_state_after_a_merge_follows_from_the_acts(state: str) -> None:
    assert found((OLD, NEW), fields(NEW, state=state)) == ([] if state == EDITED else ["state-by-hand"])


@pytest.mark.parametrize("key", ["translator", "editor", "date", "disclaimer", "source", "lang"])
def test_what_only_acts_write_is_after_a_merge_as_a_side_with_those_acts_had_it(key: str) -> None:
    assert found((OLD, NEW), fields(NEW, **{key: "eve"})) == ["state-by-hand"]
    other = fields(OLD, **{key: "eve"})
    assert found((other, NEW), fields(NEW, **{key: "eve"})) == ["state-by-hand"]
    same = fields(NEW, **{key: "eve"})
    assert found((same, NEW), same) == []


def test_fields_that_are_nowhere_are_the_same_as_empty_ones() -> None:
    assert found((OLD, NEW), fields(NEW, date="")) == []
    assert found((OLD, fields(NEW, date="")), NEW) == []


CHANGED = FileChanged("p", "100644", "100644", "a", "b")
ADDED = FileChanged("p", ABSENT, "100644", "0", "b")
REMOVED = FileChanged("p", "100644", ABSENT, "a", "0")
Sides = list[FileChanged | None]


@pytest.mark.parametrize(
    ("sides", "fault"),
    [
        ([CHANGED, CHANGED], True),
        ([REMOVED, REMOVED], True),
        ([CHANGED, ADDED], True),
        ([ADDED, ADDED], True),
        ([CHANGED, CHANGED, CHANGED], True),
        ([None, CHANGED], False),
        ([CHANGED, None], False),
        ([ADDED, None], False),
        ([CHANGED, CHANGED, None], False),
    ],
)
def test_what_is_kept_is_after_a_merge_as_some_side_had_it(sides: Sides, fault: bool) -> None:
    assert ids(kept_faults("p", sides)) == (["record-rewritten"] if fault else [])


@pytest.mark.parametrize(
    ("sides", "with_act", "without_act"),
    [
        ([CHANGED, CHANGED], ["record-rewritten"], ["signature-stray"]),
        ([CHANGED, ADDED], ["record-rewritten"], ["signature-stray"]),
        ([ADDED, ADDED], ["record-rewritten"], ["signature-stray"]),
        ([None, ADDED], [], ["signature-stray"]),
        ([ADDED, None], [], ["signature-stray"]),
        ([None, CHANGED], [], ["signature-stray"]),
        ([None, REMOVED], ["signature-removed"], []),
        ([REMOVED, None], ["signature-removed"], []),
        ([REMOVED, REMOVED], ["signature-removed"], []),
    ],
)
def test_a_signature_is_there_after_a_merge_if_its_act_is(
    sides: Sides, with_act: list[str], without_act: list[str]
) -> None:
    assert ids(merged_signature_faults("p", sides, {"p", "q"})) == with_act
    assert ids(merged_signature_faults("p", sides, {"q"})) == without_act


@pytest.mark.parametrize(
    ("sides", "with_correction", "without_it"),
    [
        ([CHANGED, CHANGED], ["record-rewritten"], ["version-stray"]),
        ([ADDED, ADDED], ["record-rewritten"], ["version-stray"]),
        ([None, ADDED], [], ["version-stray"]),
        ([ADDED, None], [], ["version-stray"]),
        ([None, REMOVED], ["version-changed"], []),
        ([REMOVED, None], ["version-changed"], []),
        ([REMOVED, REMOVED], ["version-changed"], []),
    ],
)
def test_a_version_is_there_after_a_merge_if_its_correction_is(
    sides: Sides, with_correction: list[str], without_it: list[str]
) -> None:
    assert ids(merged_version_faults("p", sides, {"p", "q"})) == with_correction
    assert ids(merged_version_faults("p", sides, {"q"})) == without_it
    for problem in (*merged_version_faults("p", sides, {"p"}), *merged_version_faults("p", sides, set())):
        assert problem.severity == "error"


@pytest.mark.parametrize(
    ("taken", "fault"),
    [
        ([None], False),
        ([None, None], False),
        ([None, CHANGED], False),
        ([CHANGED, None], False),
        ([CHANGED], True),
        ([REMOVED], True),
        ([ADDED], True),
        ([CHANGED, REMOVED], True),
    ],
)
def test_kept_rosters_come_from_the_side_whose_newsroom_yaml_was_taken(taken: Sides, fault: bool) -> None:
    assert ids(merged_roster_faults("p", taken)) == (["roster-rewritten"] if fault else [])


def test_acts_by_a_roster_that_the_merge_left_behind_are_told() -> None:
    seal = NEW.history[-1].roster
    assert list(apart_faults(NEW, set())) == []
    assert list(apart_faults(NEW, {"0" * 64})) == []
    assert ids(apart_faults(NEW, {seal})) == ["unknown-roster"] * 3
    assert list(apart_faults(None, {seal})) == []
    one = resealed(NEW, 1, roster="0" * 64)
    assert ids(apart_faults(one, {"0" * 64})) == ["unknown-roster"]


FIRST = version(ROSTER)
SECOND = version(but(FIRST, "lina", roles=("editor",)), FIRST)
BESIDE = version(but(FIRST, "lina", roles=()), FIRST)


def rosters(sides: tuple[str, ...], new: str) -> list[str]:
    def read(text: str) -> Newsroom | None:
        return parse_newsroom(text) if text else None

    return ids(roster_merge_faults([read(side) for side in sides], read(new)))


@pytest.mark.parametrize(
    ("sides", "new", "fault"),
    [
        ((FIRST, SECOND), SECOND, []),
        ((SECOND, FIRST), SECOND, []),
        ((FIRST, FIRST), FIRST, []),
        (("", SECOND), SECOND, []),
        (("", ""), "", []),
        (("", ""), SECOND, []),  # nothing there before: the copy has no chain, which is told elsewhere
        ((SECOND, BESIDE), SECOND, []),
        ((SECOND, BESIDE), BESIDE, []),
        ((FIRST, SECOND), "# a comment\n" + SECOND, []),
        ((FIRST, SECOND), FIRST, ["roster-rollback"]),
        ((SECOND, FIRST), FIRST, ["roster-rollback"]),
        (("", SECOND, FIRST), FIRST, ["roster-rollback"]),
        ((FIRST, SECOND), "", ["roster-unsealed"]),
        ((FIRST, ""), "", ["roster-unsealed"]),
        ((FIRST, SECOND), SECOND.replace("Tarek", "Eve"), ["roster-unsealed"]),
        ((FIRST, FIRST), SECOND, ["roster-unsealed"]),
        ((FIRST, SECOND), BESIDE, ["roster-unsealed"]),
        ((FIRST, SECOND), ROSTER, ["roster-unsealed"]),
        ((ROSTER, ROSTER), ROSTER, ["roster-unsealed"]),
    ],
)
def test_a_merge_has_the_newest_roster_of_its_sides_as_it_was_sealed(
    sides: tuple[str, ...], new: str, fault: list[str]
) -> None:
    assert rosters(sides, new) == fault
