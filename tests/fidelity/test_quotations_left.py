"""What is left of quotations: one of several gone, one cut short, one that goes on over paragraphs."""

from __future__ import annotations

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.quotes import quotations


def checks(source: str, translation: str, tags: tuple[str, str]) -> list[str]:
    return [one.check for one in compare(source, translation, tags).findings if one.severity != "note"]


ARABIC = (
    "ووصفت ليلى الحمداني إغلاق الجسر بأنه «خطأ كبير على الإطلاق» وقالت عن جيرانها الذين يعيشون هناك: "
    "«إنهم يعودون إلى بيوتهم ليلا وهم جائعون ومتعبون ولا يسألهم أحد عن حالهم»."
)
KEPT = "They come home at night, hungry and tired, and nobody asks them how they are."
ENGLISH = f'Leila Hamdani called closing the bridge "a very big mistake" and said of the neighbours there: "{KEPT}"'


def test_one_of_two_quotations_is_missed_in_whatever_letters_they_are_written() -> None:
    assert checks(ARABIC, ENGLISH, ("ar", "en")) == []
    assert checks(ARABIC, ENGLISH.replace('"a very big mistake"', "that"), ("ar", "en")) == ["quote-missing"]


def test_a_quotation_of_which_little_is_left_is_missed() -> None:
    source = "«Мы останемся здесь навсегда, и никто нас отсюда не прогонит, что бы ни решил совет», — сказала она."
    whole = '"We will stay here for ever and nobody will drive us away, whatever the council decides," she said.'
    part = 'They would stay there and nobody would drive them away, "whatever the council decides," she said.'
    assert checks(source, whole, ("ru", "en")) == []
    assert checks(source, part, ("ru", "en")) == ["quote-missing"]


def test_a_short_question_is_a_quotation() -> None:
    source = "سأل الرجل: «ما هذا؟»"
    assert checks(source, 'The man asked: "What is this?"', ("ar", "en")) == []
    assert checks(source, "The man asked what this was.", ("ar", "en")) == ["quote-missing"]


def test_a_mark_behind_a_comma_ends_what_came_from_the_paragraph_before() -> None:
    assert quotations('It belongs to the town," he said.') == ("It belongs to the town,",)
    assert quotations('He said, "It belongs to the town."') == ("It belongs to the town.",)


def test_a_mark_that_only_one_language_repeats_in_every_paragraph_is_no_finding() -> None:
    source = "אבל גדלתי כאן עם אבא שלי, וזה תמיד היה משהו שמשך אותי חזרה אל העיר הזאת."
    english = "But I grew up here with my dad, and it is always something that has drawn me back to this town."
    assert checks(source, f'"{english}', ("he", "en")) == []
    assert checks(source, f'"{english}"', ("he", "en")) == ["quote-added"]


def test_two_quotations_that_ran_into_one_are_told() -> None:
    """What stood between them is gone with the marks."""
    source = "Er nannte das Haus „eine kalte Höhle“ und schrieb seiner Schwester später: „Ich zog nie wieder hin.“"
    translation = "He called the house “a cold cave, I never went to live there again.”"
    found = compare(source, translation, ("de", "en")).findings
    assert "quote-missing" in [one.check for one in found if one.severity == "warning"]


def test_a_name_in_marks_is_no_counterpart_of_what_was_said() -> None:
    source = "„Wir haben die Brücke nachts geräumt“, sagte ein Mann namens Weber."
    translation = "They did, said a man by the name of “Weber” about the bridge."
    found = compare(source, translation, ("de", "en")).findings
    assert "quote-missing" in [one.check for one in found if one.severity == "warning"]
