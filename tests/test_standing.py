"""Which acts of a history stand and hold, and the words in which it is said why one does not."""

from __future__ import annotations

import pytest
from proofs import resealed
from pure import NOON, changed, do, in_round, otherwise, reach

from dragoman.workflow.article import Article, Entry
from dragoman.workflow.facts import stamp
from dragoman.workflow.seal import sealed
from dragoman.workflow.standing import TEXT_CHANGED, judge, stage_of, standing_entry
from dragoman.workflow.states import DISCLAIMER_ATTACHED, EDITED, PUBLISHED, SOURCED, STATES, TRANSLATED
from dragoman.workflow.walk import latest, replay

ASSETS = "an image or file it refers to has changed since"
DISCLAIMER = "the disclaimer has changed since"
RETURNED = "returned since"


def done(*acts: tuple[str, str]) -> tuple[Entry, ...]:
    """A history of these acts, each with who did it; a return goes back to the beginning."""
    return tuple(Entry(act, by, "noon", "s", to=SOURCED if act == "return" else "") for act, by in acts)


OPENED = ("source", "mona")
TRANSLATED_BY_MONA = (OPENED, ("translate", "mona"))
DISCLAIMED = (*TRANSLATED_BY_MONA, ("edit", "omar"), ("disclaim", "mona"))


def sealed_anew(*more: Entry) -> Article:
    """A translated article with more acts, all seals right, as a forger would have it."""
    article = reach(TRANSLATED)
    history = list(article.history)
    for entry in more:
        history.append(sealed(article.name, article.source["sha256"], entry, history[-1].seal))
    return otherwise(article, history=tuple(history))


def why(article: Article, assets: str | None = None) -> list[str]:
    """Why each act does not hold; empty where it does."""
    judged = judge(article, assets)
    assert [one.holds for one in judged] == [not one.why for one in judged]
    assert tuple(one.entry for one in judged) == article.history
    return [one.why for one in judged]


@pytest.mark.parametrize("by", ["", "alia", "mon", "monaa", "zoe"])
def test_anybody_but_the_translator_may_edit(by: str) -> None:
    assert replay(done(*TRANSLATED_BY_MONA, ("edit", by)))[:2] == (EDITED, (0, 1, 2))


def test_an_edit_of_ones_own_translation_is_a_fault_and_ends_the_replay_before_it() -> None:
    history = done(*TRANSLATED_BY_MONA, ("edit", "mona"), ("disclaim", "omar"))
    assert replay(history)[:3] == (TRANSLATED, (0, 1), "mona edited their own translation")


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        (DISCLAIMED, DISCLAIMER_ATTACHED),
        ((*DISCLAIMED, ("publish", "mona")), PUBLISHED),
        ((*TRANSLATED_BY_MONA, ("return", "mona")), SOURCED),
        ((*TRANSLATED_BY_MONA, ("return", "omar"), ("translate", "mona")), TRANSLATED),
    ],
)
def test_a_translator_may_do_any_other_act_over_their_own_translation(
    acts: tuple[tuple[str, str], ...], state: str
) -> None:
    told = replay(done(*acts))
    assert (told.state, told.fault) == (state, "")


def test_a_return_takes_back_what_is_beyond_its_state_and_stands_nowhere() -> None:
    back = do(reach(PUBLISHED), "return", "sara", to=EDITED, reason="a word")
    assert replay(back.history)[:2] == (EDITED, (0, 1, 2))
    assert standing_entry(back, "publish") is None
    assert standing_entry(back, "return") is None
    assert standing_entry(back, "edit") == back.history[2]


def test_of_several_acts_of_a_name_the_last_one_stands() -> None:
    back = do(reach(EDITED), "return", "omar", to=TRANSLATED, reason="a word")
    again = do(back, "edit", "lina")
    assert standing_entry(again, "edit") == again.history[-1]


def test_who_did_an_act_last_is_known_and_of_an_act_not_done_nobody() -> None:
    history = done(OPENED, ("translate", "tarek"), ("return", "omar"), ("translate", "lina"), ("edit", "sara"))
    for act, person in (("source", "mona"), ("translate", "lina"), ("return", "omar"), ("edit", "sara")):
        assert latest(history, act) == person
    for act in ("publish", "disclaim", ""):
        assert latest(history, act) == ""
    assert latest((), "translate") == ""


@pytest.mark.parametrize(
    ("to", "taken_back"),
    [
        (SOURCED, ("translate", "edit", "disclaim", "publish")),
        (TRANSLATED, ("edit", "disclaim", "publish")),
        (EDITED, ("disclaim", "publish")),
        (DISCLAIMER_ATTACHED, ("publish",)),
    ],
)
def test_of_each_act_that_was_taken_back_it_is_said(to: str, taken_back: tuple[str, ...]) -> None:
    back = do(reach(PUBLISHED), "return", "sara", to=to, reason="a word")
    assert why(back) == [RETURNED if entry.act in taken_back else "" for entry in back.history]


WORDS = [f"Words{number}. " for number in range(8)]


@pytest.mark.parametrize("word", WORDS)
def test_another_text_or_disclaimer_is_told_of_the_acts_that_sealed_it(word: str) -> None:
    article = reach(PUBLISHED)
    assert why(article) == ["", "", "", "", ""]
    assert why(changed(article, "Monday", word)) == ["", *[TEXT_CHANGED] * 4]
    assert why(changed(article, " -->\n", f" -->\n{word}")) == ["", "", "", DISCLAIMER, DISCLAIMER]


@pytest.mark.parametrize("there", ["", "a", "mm", "z"])
def test_other_files_than_the_sealed_ones_are_told_of_the_acts_that_sealed_a_text(there: str) -> None:
    article = resealed(reach(TRANSLATED), -1, assets="m")
    assert why(article, there) == ["", ASSETS]
    assert why(article, "m") == ["", ""]
    assert why(reach(PUBLISHED), there) == ["", *["" if there == "" else ASSETS] * 4]


@pytest.mark.parametrize("state", STATES)
def test_files_that_nobody_looked_at_are_no_fault(state: str) -> None:
    article = resealed(reach(state), -1, assets="m")
    assert why(article) == [""] * len(article.history)


def test_what_a_correction_went_back_beyond_is_corrected_since() -> None:
    beyond = ["corrected since"] * 3
    assert why(in_round(TRANSLATED)) == ["", "", *beyond, ""]
    assert why(in_round(SOURCED)) == ["", "returned since", *beyond, "", ""]


def test_an_act_after_which_nothing_went_back_and_that_does_not_stand_is_not_legal() -> None:
    history = sealed_anew(Entry("publish", "sara", stamp(NOON), ""), Entry("odd", "sara", stamp(NOON), ""))
    assert why(history)[-2:] == ["it is not legal", "it is not legal"]


def test_an_article_off_the_line_counts_by_the_state_it_was_taken_off_from() -> None:
    spiked = do(reach(EDITED), "spike", "omar", reason="late")
    assert (spiked.state, stage_of(spiked), stage_of(reach(EDITED))) == ("spiked", EDITED, EDITED)
    by_hand = changed(reach(EDITED), "state: edited", "state: translated")
    assert stage_of(by_hand) == TRANSLATED
    assert stage_of(otherwise(spiked, history=())) == SOURCED


def test_an_act_that_there_is_not_was_taken_back_by_nothing() -> None:
    unheard = Entry("acclaim", "omar", "noon", "", roster="r")
    back = Entry("return", "omar", "noon", "", to=SOURCED, reason="again")
    assert why(sealed_anew(unheard, back))[-2:] == ["it is not legal", ""]


def test_what_was_done_beside_the_line_takes_nothing_back() -> None:
    held = do(reach(EDITED), "hold", "tarek", reason="a doubt")
    back = do(held, "return", "omar", to=SOURCED, reason="again")
    assert why(back) == ["", RETURNED, RETURNED, "", ""]
