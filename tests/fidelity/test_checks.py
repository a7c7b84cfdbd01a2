"""Each check finds what it is for, and lets a faithful translation pass."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.model import Finding
from dragoman.workflow.fidelity.quotes import quotations
from dragoman.workflow.fidelity.signs import evened, folded
from dragoman.workflow.fidelity.skeleton import skeletons


def findings(source: str, translation: str, tags: tuple[str, str] = ("ar", "en")) -> list[Finding]:
    return [one for one in compare(source, translation, tags).findings if one.severity != "note"]


def checks(source: str, translation: str, tags: tuple[str, str] = ("ar", "en")) -> list[str]:
    return [one.check for one in findings(source, translation, tags)]


@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("وصل الوزير يوم الاثنين في شهر يناير.", "ar"),
        ("وزیر روز دوشنبه در ماه ژانویه رسید.", "fa"),
        ("השר הגיע ביום שני בחודש ינואר.", "he"),
        ("وەزیر ڕۆژی دووشەممە لە مانگی کانوونی دووەم گەیشت.", "ckb"),
        ("Der Minister kam am Montag im Januar an.", "de"),
        ("Le ministre est arrivé lundi en janvier.", "fr"),
        ("El ministro llegó el lunes en enero.", "es"),
        ("Министр прибыл в понедельник в январе.", "ru"),
    ],
)
def test_days_and_months_are_compared_by_what_they_are(source: str, tag: str) -> None:
    assert checks(source, "The minister arrived on Monday in January.", (tag, "en")) == []
    assert "date-changed" in checks(source, "The minister arrived on Tuesday in January.", (tag, "en"))
    assert "date-changed" in checks(source, "The minister arrived on Monday in August.", (tag, "en"))
    assert "date-missing" in checks(source, "The minister arrived in January.", (tag, "en"))


def test_a_day_in_the_name_of_a_newspaper_is_no_date() -> None:
    assert checks("صرح لصحيفة صنداي تايمز.", "He told the Sunday Times.") == []


HEDGED = (
    ("ذكرت تقارير أن الطريق أغلق.", "ar"),
    ("ظاهرا جاده بسته شده است.", "fa"),
    ("לפי הדיווחים הכביש נסגר.", "he"),
    ("پێدەچێت ڕێگاکە داخرابێت.", "ckb"),
    ("Berichten zufolge wurde die Straße gesperrt.", "de"),
    ("La route a apparemment été fermée.", "fr"),
    ("La carretera fue supuestamente cerrada.", "es"),
    ("По сообщениям, дорога закрыта.", "ru"),
)


@pytest.mark.parametrize(("source", "tag"), HEDGED)
def test_a_doubt_that_became_a_fact_is_found_and_one_that_stayed_is_not(source: str, tag: str) -> None:
    found = checks(source, "The road was closed.", (tag, "en"))
    assert "hedge-missing" in found or "attribution-missing" in found
    assert not [one for one in checks(source, "The road was reportedly closed.", (tag, "en")) if "missing" in one]


@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("وفقا للشرطة، أغلق الطريق.", "ar"),
        ("به گفته پلیس جاده بسته شد.", "fa"),
        ("לדברי המשטרה הכביש נסגר.", "he"),
        ("بەگوێرەی پۆلیس ڕێگاکە داخرا.", "ckb"),
        ("Laut der Polizei wurde die Straße gesperrt.", "de"),
        ("Selon la police, la route a été fermée.", "fr"),
        ("Según la policía, la carretera fue cerrada.", "es"),
        ("По словам полиции, дорога была закрыта.", "ru"),
    ],
)
def test_a_statement_keeps_its_source(source: str, tag: str) -> None:
    assert "attribution-missing" in checks(source, "The road of the police was closed.", (tag, "en"))
    assert "attribution-missing" not in checks(source, "According to the police the road was closed.", (tag, "en"))
    assert "attribution-missing" not in checks(source, "The road was closed, police said.", (tag, "en"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said: "We will stay here."', ("We will stay here.",)),
        ("قال: «سوف نبقى هنا».", ("سوف نبقى هنا",)),
        ("Er sagte: „Wir bleiben hier.“", ("Wir bleiben hier.",)),
        ("„אנחנו נשארים כאן“, אמר יו“ר הוועדה", ("אנחנו נשארים כאן",)),
        ("'We will stay here,' he said.", ("We will stay here,",)),
        ("It's the players' game.", ()),
        ('"And then we left.', ("And then we left.",)),
        ('and then we left."', ("and then we left.",)),
        ('قامت بدور"ليلى"، في المسلسل', ("ليلى",)),
        ("Il a dit : « On l'appelle “le fou” ici. »", ("On l'appelle “le fou” ici.",)),
    ],
)
def test_quotations_are_read_in_any_marks(text: str, wanted: tuple[str, ...]) -> None:
    assert quotations(text) == wanted


def test_a_quotation_that_lost_its_marks_is_found() -> None:
    source = "قالت سميرة: «لم يبق لنا ماء ولا خبز منذ أيام»."
    assert checks(source, 'Samira said: "We have had no water or bread for days."') == []
    assert "quote-missing" in checks(source, "Samira said they had had no water or bread for days.")


def test_one_of_two_quotations_that_stand_apart_is_missed() -> None:
    source = (
        "Она назвала закрытие моста «большой и глупой ошибкой» и сказала о своих соседях, которые там живут: "
        "«Они возвращаются домой ночью, голодные и усталые, и никто их не спрашивает»."
    )
    kept = "They come home at night, hungry and tired, and nobody asks them."
    both = f'She called closing the bridge "a big and silly mistake" and said of the neighbours there: "{kept}"'
    assert checks(source, both, ("ru", "en")) == []
    one = both.replace('"a big and silly mistake"', "an error")
    assert checks(source, one, ("ru", "en")) == ["quote-missing"]


def test_one_quotation_that_was_split_in_two_is_not_missed() -> None:
    source = "«Мы останемся здесь навсегда, — сказала она, — и никто нас не прогонит»."
    assert checks(source, '"We will stay here for ever and nobody will drive us away," she said.', ("ru", "en")) == []
    split = "«Мы останемся здесь навсегда», — сказала она. — «И никто нас не прогонит»."
    assert checks(split, '"We will stay here for ever and nobody will drive us away," she said.', ("ru", "en")) == []


def test_a_month_that_is_a_common_word_too_is_no_date_alone() -> None:
    assert checks("ئازاری زۆری هەبوو.", "It was very painful.", ("ckb", "en")) == []


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("kavanaugh", ("كافانو", "کاوانا", "קוואנו", "кавано")),
        ("merkel", ("ميركل", "مرکل", "מרקל", "меркель")),
        ("johnson", ("جونسون", "جانسون", "ג'ונסון", "джонсон")),
        ("schwarz", ("شوارتس", "שוורץ", "шварц")),
    ],
)
def test_a_name_has_one_skeleton_in_every_script(name: str, others: tuple[str, ...]) -> None:
    for other in others:
        assert set(skeletons(name)) & set(skeletons(folded(other))), other


def test_a_swapped_name_is_found_and_a_transliterated_one_is_not() -> None:
    source = (
        "قال جون فيرغسون إن المدينة جميلة.\n\nوأضاف فيرغسون أن النهر قديم.\n\n"
        "ورحلت ماري دوبونت مع فيرغسون إلى القرية."
    )
    english = (
        "John Ferguson said the city was beautiful.\n\n"
        "The river, so Ferguson added, was old.\n\nMary Dupont left with Ferguson for the village."
    )
    assert not [one for one in checks(source, english) if "name" in one or "speaker" in one]
    swapped = findings(source, english.replace("so Ferguson added", "so Kowalski added"))
    assert [(one.check, one.translation) for one in swapped] == [("name-changed", (1,))]
    assert "Kowalski" in swapped[0].message


def test_links_images_and_addresses_must_be_there() -> None:
    source = "انظر [هنا](https://news.example/a) و ![صورة](b.jpg) أو اكتب إلى me@news.example للمزيد."
    assert (
        checks(source, "See [here](https://news.example/a/), ![picture](b.jpg), or write to me@news.example.") == []
    )
    found = checks(source, "See here, or write to somebody else for more of this.")
    assert {"link-missing", "image-missing", "email-missing"} <= set(found)


def test_the_shape_must_stay() -> None:
    assert "heading-changed" in checks("## عنوان كبير", "A large title")
    assert "list-changed" in checks("- تفاح\n- خبز\n- ماء", "- apples\n- bread and water")


def test_a_passage_that_was_left_in_the_source_language_is_found() -> None:
    same = "Der Minister kam am Montag mit dem Zug aus der Stadt an und ging zu Fuß nach Hause."
    assert "untranslated" in checks(same, same, ("de", "en"))


def test_a_passage_cut_short_is_found() -> None:
    long = "Er sprach lange mit den Bauern über das Wetter, die Ernte, die Maschinen und die Preise."
    rest = "Die Bauern hörten ihm zu und gingen am Abend wieder nach Hause in ihr Dorf."
    english = "The farmers listened to him and went back home to their village in the evening."
    source = "\n\n".join((rest, rest, f"Der Minister kam am Montag. {long}", rest))
    assert "passage-missing" in checks(
        source, f"{english}\n\n{english}\n\nThe minister came on Monday.\n\n{english}", ("de", "en")
    )


def test_a_language_without_lists_is_compared_all_the_same_and_it_is_said() -> None:
    comparison = compare(
        "Ministeri saapui maanantaina, ja 25 ihmistä odotti.", "52 people waited on Monday.", ("fi", "en")
    )
    assert "number-changed" in [one.check for one in comparison.findings]
    assert len(comparison.limits) == 1
    assert "`fi`" in comparison.limits[0]
    assert not compare("eins", "one", ("de", "en")).limits


@pytest.mark.parametrize(
    ("one", "other"), [("٢٥", "25"), ("۲۵", "25"), ("२५", "25"), ("كتاب", "کتاب"), ("مُحَمَّد", "محمد")]
)
def test_letters_and_digits_are_brought_into_one_form(one: str, other: str) -> None:
    assert evened(one) == evened(other)
