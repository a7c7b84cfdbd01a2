"""A commit's change of an article is text work, or acts that the table allows: every other change has its name."""

from __future__ import annotations

import pytest
from proofs import ids, resealed, with_history
from pure import PATH, changed, do, otherwise, reach

from dragoman.workflow.article import Article, Entry, parse_article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.commit_rules import change_faults, lost
from dragoman.workflow.disclaimer_block import attach
from dragoman.workflow.seal import sealed, text_digest
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import (
    DISCLAIMER_ATTACHED,
    EDITED,
    PUBLISHED,
    SOURCED,
    STATES,
    TRANSLATED,
)

LATER = "2026-12-01T06:00:00Z"
PAIRS = list(zip(("", *STATES), STATES, strict=False))
RETURNED = do(reach(PUBLISHED), "return", "sara", to=TRANSLATED, reason="a word")


def state(name: str) -> Article | None:
    return reach(name) if name else None


def found(old: Article | None, new: Article | None) -> list[str]:
    return ids(change_faults(old, new))


def written(article: Article, **fields: str) -> Article:
    """The article with these fields otherwise, and seals as they were."""
    return otherwise(article, fields={**article.fields, **fields})


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_each_legal_act_alone_is_in_order(old: str, new: str) -> None:
    assert found(state(old), reach(new)) == []


def forced(article: Article) -> Article:
    """The article with a publication that its hold, embargo or plan forbids, sealed as if it were legal."""
    free = do(reach(DISCLAIMER_ATTACHED), "publish", "sara")
    history = (*article.history, free.history[-1])
    return resealed(otherwise(written(free, **replayed(article).flags._asdict()), history=history), -1)


@pytest.mark.parametrize(
    ("act", "said"), [("hold", {"reason": "a doubt"}), ("embargo", {"until": LATER}), ("schedule", {"until": LATER})]
)
def test_a_publication_against_a_hold_or_a_date_has_its_own_name_in_one_commit_with_it_or_after(
    act: str, said: dict[str, str]
) -> None:
    ready = reach(DISCLAIMER_ATTACHED)
    held = do(ready, act, "omar", **said)
    assert found(ready, held) == []
    assert found(held, forced(held)) == ["published-on-hold"]
    assert found(ready, forced(held)) == ["published-on-hold"]
    assert found(None, forced(held)) == ["published-on-hold"]


def test_a_step_left_out_is_not_called_held_though_a_hold_stands() -> None:
    held = do(reach(TRANSLATED), "hold", "omar", reason="a doubt")
    assert "state-skipped" in found(held, entry(held, "publish", "sara"))
    assert "published-on-hold" not in found(held, entry(held, "publish", "sara"))


def test_a_correction_that_is_out_of_order_is_not_called_held() -> None:
    corrected = do(do(RETURNED, "edit", "omar"), "disclaim", "sara")
    assert "published-on-hold" not in found(corrected, entry(corrected, "translate", "tarek"))


@pytest.mark.parametrize("to", STATES[:-1])
def test_a_return_is_in_order_and_so_is_going_on_from_it(to: str) -> None:
    back = do(reach(PUBLISHED), "return", "sara", to=to, reason="a word")
    assert found(reach(PUBLISHED), back) == []


def test_going_on_after_a_return_is_in_order() -> None:
    again = do(RETURNED, "edit", "omar")
    assert found(RETURNED, again) == []
    assert found(again, do(again, "disclaim", "sara")) == []


@pytest.mark.parametrize(("first", "last"), [(SOURCED, EDITED), (TRANSLATED, PUBLISHED), ("", PUBLISHED)])
def test_several_legal_acts_in_one_commit_are_legal_here_and_who_did_them_is_judged_elsewhere(
    first: str, last: str
) -> None:
    assert found(state(first), reach(last)) == []


def test_of_several_acts_the_last_one_seals_the_text_that_is_committed() -> None:
    again = do(changed(reach(TRANSLATED), "Monday", "Tuesday"), "edit", "omar")
    assert found(reach(SOURCED), again) == []
    assert found(reach(SOURCED), changed(again, "Tuesday", "Friday")) == ["sealed-other-text"]


@pytest.mark.parametrize(("old", "new"), [("Monday", "Tuesday"), ("title: ", "ednote: x\ntitle: ")])
@pytest.mark.parametrize("name", [SOURCED, TRANSLATED])
def test_text_work_before_an_approval_is_in_order(name: str, old: str, new: str) -> None:
    assert found(reach(name), changed(reach(name), old, new)) == []


WORDS = ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "monday", "a Monday")


@pytest.mark.parametrize("name", [EDITED, DISCLAIMER_ATTACHED, PUBLISHED])
@pytest.mark.parametrize("word", WORDS)
def test_text_work_after_an_approval_is_a_warning(name: str, word: str) -> None:
    (problem,) = change_faults(reach(name), changed(reach(name), "Monday", word))
    assert (problem.id, problem.severity) == ("changed-after-approval", "warning")
    assert "The text was changed" in problem.message
    assert found(reach(name), changed(reach(name), "title: ", "ednote: x\ntitle: ")) == []


@pytest.mark.parametrize("name", [DISCLAIMER_ATTACHED, PUBLISHED])
@pytest.mark.parametrize("word", WORDS)
def test_another_disclaimer_after_it_was_attached_is_a_warning(name: str, word: str) -> None:
    (problem,) = change_faults(reach(name), changed(reach(name), " -->\n", f" -->\n{word} "))
    assert (problem.id, problem.severity) == ("changed-after-approval", "warning")
    assert "The disclaimer was changed" in problem.message


def with_disclaimer(article: Article) -> Article:
    """The article with a disclaimer that nobody attached by an act."""
    return rewritten(article, [], attach(article.body, "default", "Words."))


def test_a_disclaimer_that_no_act_attached_is_text_work_and_none_of_the_acts() -> None:
    for name in (TRANSLATED, EDITED):
        assert found(reach(name), with_disclaimer(reach(name))) == []
    assert found(reach(TRANSLATED), with_disclaimer(reach(EDITED))) == []


@pytest.mark.parametrize("old", STATES)
@pytest.mark.parametrize("new", STATES)
def test_a_state_written_by_hand_is_told(old: str, new: str) -> None:
    after = written(reach(old), state=new)
    assert found(reach(old), after) == (["state-by-hand"] if old != new else [])


@pytest.mark.parametrize("key", ["date", "source", "translator", "editor", "disclaimer", "lang"])
def test_what_only_acts_write_is_told_when_it_changes_without_one(key: str) -> None:
    for name in (SOURCED, TRANSLATED):
        assert found(reach(name), written(reach(name), **{key: "eve"})) == ["state-by-hand"]
    gone = {word: value for word, value in reach(PUBLISHED).fields.items() if word != key}
    assert "state-by-hand" in found(reach(PUBLISHED), otherwise(reach(PUBLISHED), fields=gone))


@pytest.mark.parametrize("key", ["date", "translator", "editor", "disclaimer"])
@pytest.mark.parametrize(("old", "new"), [pair for pair in PAIRS if pair[1] != SOURCED])
def test_what_only_acts_write_is_told_when_an_act_is_committed_with_another_word(
    key: str, old: str, new: str
) -> None:
    after = written(reach(new), **{key: "eve"})
    expected = ["state-by-hand"] + (["sealed-other-text"] if key == "translator" else [])
    assert found(reach(old), after) == expected


@pytest.mark.parametrize("key", ["source", "lang"])
def test_where_a_text_comes_from_does_not_change_with_an_act(key: str) -> None:
    back = do(reach(TRANSLATED), "return", "omar", to=SOURCED, reason="x")
    assert found(reach(TRANSLATED), back) == []
    assert "state-by-hand" in found(reach(TRANSLATED), written(back, **{key: "eve"}))


def without(article: Article, key: str) -> Article:
    return otherwise(article, fields={word: value for word, value in article.fields.items() if word != key})


def test_a_field_that_was_not_there_and_is_not_there_did_not_change() -> None:
    back = do(reach(TRANSLATED), "return", "omar", to=SOURCED, reason="x")
    assert found(without(reach(TRANSLATED), "lang"), without(back, "lang")) == []
    bare = with_history(reach(SOURCED), ())
    assert "history" in bare.fields
    assert found(without(bare, "history"), bare) == []


def test_a_return_takes_away_what_the_returned_acts_wrote() -> None:
    for key, word in (("editor", "omar"), ("date", "2026-11-22T12:00:00Z"), ("disclaimer", "default")):
        assert found(reach(PUBLISHED), written(RETURNED, **{key: word})) == ["state-by-hand"]
    assert found(reach(PUBLISHED), written(RETURNED, translator="")) == ["state-by-hand"]


@pytest.mark.parametrize(("old", "new"), PAIRS[1:])
def test_the_state_follows_from_the_acts(old: str, new: str) -> None:
    assert found(reach(old), written(reach(new), state=old)) == ["state-by-hand"]


def entry(article: Article, act: str, by: str, **words: str) -> Article:
    """The article after an act that nobody allowed, its seal made right."""
    added = sealed(
        article.name,
        article.source["sha256"],
        Entry(act, by, "2026-11-22T12:00:00Z", "", **words),
        article.history[-1].seal if article.history else "",
    )
    return with_history(article, (*article.history, added))


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("act", ["source", "translate", "edit", "disclaim", "publish", "return", "bless"])
def test_an_act_out_of_its_turn_is_told(name: str, act: str) -> None:
    turn = {SOURCED: "translate", TRANSLATED: "edit", EDITED: "disclaim", DISCLAIMER_ATTACHED: "publish"}
    expected = "state-by-hand" if turn.get(name) == act else "state-skipped"
    assert expected in found(reach(name), entry(reach(name), act, "omar"))


def test_an_article_that_begins_with_another_act_than_source_is_told() -> None:
    bare = with_history(reach(TRANSLATED), ())
    assert found(None, entry(bare, "translate", "tarek")) == ["state-skipped"]


def test_an_edit_by_the_translator_is_self_approval_and_any_other_illegal_act_is_not() -> None:
    forged = resealed(reach(EDITED), -1, by="tarek")
    assert found(reach(TRANSLATED), forged) == ["self-approval"]
    assert found(reach(SOURCED), forged) == ["state-skipped"]  # two acts: the translation is not known before
    assert found(reach(SOURCED), resealed(entry(reach(SOURCED), "edit", "tarek"), -1)) == ["state-skipped"]
    assert "state-skipped" in found(reach(TRANSLATED), entry(reach(TRANSLATED), "disclaim", "tarek"))
    assert "state-skipped" in found(reach(EDITED), entry(reach(EDITED), "translate", "tarek"))
    assert "state-skipped" in found(None, forged)


def test_it_is_the_last_translation_that_counts_for_self_approval_and_nobodys_where_there_is_none() -> None:
    odd = entry(reach(TRANSLATED), "utter", "omar")
    assert found(odd, entry(odd, "edit", "tarek")) == ["self-approval"]
    assert found(odd, entry(odd, "edit", "omar")) == ["state-skipped"]
    assert found(reach(SOURCED), entry(reach(SOURCED), "edit", "x")) == ["state-skipped"]
    assert found(None, entry(reach(SOURCED), "edit", "x")) == ["state-skipped"]


@pytest.mark.parametrize("name", STATES)
def test_a_seal_that_is_not_its_records_is_told(name: str) -> None:
    article = reach(name)
    *before, last = article.history
    broken = with_history(article, (*before, last._replace(note="more")))
    assert found(state({after: before for before, after in PAIRS}[name]), broken) == ["seal-broken"]


def test_seals_of_older_acts_are_not_told_again() -> None:
    first, *rest = reach(EDITED).history
    old = with_history(reach(EDITED), (first._replace(note="more"), *rest))
    later = with_history(reach(DISCLAIMER_ATTACHED), (*old.history, reach(DISCLAIMER_ATTACHED).history[-1]))
    assert found(old, later) == []


@pytest.mark.parametrize("name", STATES[1:])
def test_an_act_over_another_text_than_the_committed_one_is_told(name: str) -> None:
    before = reach(STATES[STATES.index(name) - 1])
    assert found(before, changed(reach(name), "Monday", "Tuesday")) == ["sealed-other-text"]
    returned = changed(RETURNED, "Monday", "Tuesday")
    assert found(reach(PUBLISHED), returned) == []  # a return seals no text


@pytest.mark.parametrize("name", [DISCLAIMER_ATTACHED, PUBLISHED])
def test_an_act_over_another_disclaimer_than_the_committed_one_is_told(name: str) -> None:
    before = reach(STATES[STATES.index(name) - 1])
    for word in WORDS:
        words = changed(reach(name), "-->\n", f"-->\n{word} ")
        assert found(before, words) == ["sealed-other-text"]


@pytest.mark.parametrize("name", [DISCLAIMER_ATTACHED, PUBLISHED])
@pytest.mark.parametrize("what", ["text", "assets"])
def test_a_disclaimer_or_publication_over_what_the_editor_did_not_approve_is_told(name: str, what: str) -> None:
    before = changed(reach(STATES[STATES.index(name) - 1]), "Monday", "Tuesday")
    after = changed(reach(name), "Monday", "Tuesday")
    over = {"text": text_digest(after.fields, after.body)} if what == "text" else {"assets": "ab"}
    after = resealed(after if what == "text" else reach(name), -1, **over)
    problems = list(change_faults(before, after))
    assert ids(problems) == ["edited-after-approval"]
    assert problems[0].severity == "error"
    assert problems[0].who == "omar"
    assert {"text": "a text that was edited", "assets": "an image or file"}[what] in problems[0].message


@pytest.mark.parametrize("word", WORDS)
def test_which_of_both_the_editor_did_not_approve_is_told(word: str) -> None:
    after = changed(reach(PUBLISHED), "Monday", word)
    forged = resealed(after, -1, text=text_digest(after.fields, after.body))
    (problem,) = change_faults(changed(reach(DISCLAIMER_ATTACHED), "Monday", word), forged)
    assert "a text that was edited after omar approved it" in problem.message


def test_of_a_rewritten_history_no_more_is_told() -> None:
    forged = written(resealed(reach(PUBLISHED), 0, note="more"), state=SOURCED)
    assert found(reach(EDITED), forged) == ["record-rewritten"]


def test_an_editor_may_approve_a_changed_text_again() -> None:
    again = do(changed(RETURNED, "Monday", "Tuesday"), "edit", "omar")
    assert found(RETURNED, again) == []


def test_an_article_without_an_act_is_told() -> None:
    assert found(None, with_history(reach(SOURCED), ())) == ["state-by-hand"]
    assert found(None, None) == []


def test_a_deleted_article_takes_its_acts_with_it() -> None:
    for name in STATES:
        (problem,) = change_faults(reach(name), None)
        assert problem.id == "record-removed"
        assert f"`{reach(name).history[-1].act}` by" in problem.message
    assert found(with_history(reach(SOURCED), ()), None) == []


@pytest.mark.parametrize("gone", range(5))
def test_a_record_taken_out_is_told(gone: int) -> None:
    history = reach(PUBLISHED).history
    after = with_history(reach(PUBLISHED), (*history[:gone], *history[gone + 1 :]))
    assert found(reach(PUBLISHED), after) == ["record-removed" if gone == len(history) - 1 else "record-rewritten"]
    assert found(reach(PUBLISHED), with_history(reach(PUBLISHED), history[:gone])) == ["record-removed"]


@pytest.mark.parametrize("place", range(5))
def test_a_record_rewritten_is_told_and_named_even_with_good_seals(place: int) -> None:
    for after in (resealed(reach(PUBLISHED), place, note="more"), resealed(reach(PUBLISHED), place, by="lina")):
        problems = list(change_faults(reach(PUBLISHED), after))
        assert ids(problems) == ["record-rewritten"]
        entry = reach(PUBLISHED).history[place]
        assert f"`{entry.act}` by {entry.by}" in problems[0].message


@pytest.mark.parametrize("place", range(4))
def test_records_in_another_order_are_told(place: int) -> None:
    history = list(reach(PUBLISHED).history)
    history[place], history[place + 1] = history[place + 1], history[place]
    assert found(reach(PUBLISHED), with_history(reach(PUBLISHED), tuple(history))) == ["record-rewritten"]


def test_what_is_lost_is_named() -> None:
    one, two, three = reach(EDITED).history
    for before, after, name in (
        ((one, two, three), (one, two), three),
        ((one, two, three), (one,), two),
        ((one, two, three), (), one),
        ((one, two), (one, three), two),
        ((one, two), (two, one), one),
    ):
        assert f"`{name.act}` by" in lost(before, after).message


def test_the_file_may_be_written_otherwise_at_any_time() -> None:
    article = reach(PUBLISHED)
    for text in (article.text.replace("\n", "\r\n"), "\ufeff" + article.text):
        assert found(article, parse_article(text, PATH)) == []
