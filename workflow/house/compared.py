"""What `compare` can find, listed beside the house checks: default severity, reason, and two pairs of texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.workflow.problems import Severity


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation."""

    source: str
    translation: str
    languages: tuple[str, str] = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Compared:
    """A check of ``compare``. ``severity`` is what it says where it is sure; in doubt it says less."""

    id: str
    severity: Severity
    reason: str
    fires: Pair
    passes: Pair


_FIRST = "عادت مضخات الحي الشرقي إلى العمل يوم الاثنين بعد أربعة أشهر من التوقف، بحسب ما قال الأهالي للصحيفة المحلية."
_SECOND = "ويعيش في الحي نحو أربعة آلاف شخص، وكانوا يشترون المياه من الصهاريج كل يوم بأسعار مرتفعة جدا."
_THIRD = "وقالت البلدية إن إصلاح المحطة كلف ٣٠٠ ألف دولار، وإن العمال سيصلحون أنابيب شارع السوق في الربيع المقبل."
_ONE = "The pumps of the eastern district ran again on Monday after four months, residents told the local paper."
_TWO = "About four thousand people live in the district; they bought water from tankers every day at high prices."
_THREE = "The municipality said the repair cost 300,000 dollars, and workers will mend the market street's pipes in spring."
_FOURTH = "وسافر وفد من ٤٥ طالبا إلى فرنسا في مايو لدراسة الموسيقى والرسم، وبقي هناك حتى انتهاء الدورة الصيفية."
_FOUR = "A delegation of 45 students travelled to France in May to study music and painting, and stayed for the course."
_SOURCE = f"{_FIRST}\n\n{_SECOND}\n\n{_THIRD}"
_GOOD = Pair(_SOURCE, f"{_ONE}\n\n{_TWO}\n\n{_THREE}")


def _with(old: str, new: str) -> Pair:
    return Pair(_SOURCE, _GOOD.translation.replace(old, new))


def _swapped(pair: Pair, old: str, new: str) -> Pair:
    return Pair(pair.source, pair.translation.replace(old, new), pair.languages)


def _both(source: str, translation: str) -> Pair:
    return Pair(f"{_FIRST}\n\n{source}\n\n{_THIRD}", f"{_ONE}\n\n{translation}\n\n{_THREE}")


_SAID = "وقال أحمد الخطيب: «كنا نشتري المياه من الصهاريج كل يوم». وأضاف الخطيب أن الإصلاح استغرق وقتا طويلا."
_QUOTED = 'Ahmad Khatib said: "We bought water from tankers every day." The repair took a long time, Khatib added.'
_REPORTED = "Ahmad Khatib said they bought water from tankers every day. The repair took a long time, Khatib added."
_PEOPLE = Pair(
    "Le maire Karim Delacroix a promis lundi de nouvelles pompes pour tout le quartier avant la fin de l'année.\n\n"
    "La présidente du conseil, Salma Fitzgerald, a demandé une enquête sur les tuyaux de la rue du marché.\n\n"
    "En mai, le maire Delacroix en rendra compte aux habitants, et Fitzgerald lui répondra devant le conseil.",
    "Mayor Karim Delacroix promised new pumps on Monday for the whole district before the year is over.\n\n"
    "The chairwoman of the council, Salma Fitzgerald, asked for an inquiry on the pipes of the market street.\n\n"
    "In May, mayor Delacroix will report on it to the people, and Fitzgerald will answer him before the council.",
    ("fr", "en"),
)
_SPOKEN = Pair(
    "« Nous attendons ces pompes depuis quatre mois », a dit lundi le maire Delacroix devant les habitants du quartier.\n\n"
    "De son côté, Fitzgerald a demandé une enquête sur les tuyaux de la rue du marché et sur leur prix.\n\n"
    "En mai, le maire Delacroix en rendra compte aux habitants, et Fitzgerald lui répondra devant le conseil.",
    "“We have waited four months for these pumps,” mayor Delacroix said on Monday before the people of the district.\n\n"
    "On the other side, Fitzgerald asked for an inquiry on the pipes of the market street and their price.\n\n"
    "In May, mayor Delacroix will report on it to the people, and Fitzgerald will answer him before the council.",
    ("fr", "en"),
)
_LINKED = "وقالت البلدية في [تقرير](https://paper.example/report) إن العمل سيستمر حتى نهاية الشهر."
_LINK = "The municipality said in a [report](https://paper.example/report) that work goes on until the month's end."
_PICTURED = "![المحطة](station.jpg)"
_PICTURE = "![The station](station.jpg)"
_MAILED = "ويمكن الكتابة إلى الصحيفة على العنوان desk@paper.example في أي وقت من النهار."
_MAIL = "The paper can be written to at desk@paper.example at any time of day."
_HEADED = "## ماذا بعد ذلك في الحي الشرقي"
_HEAD = "## What comes next in the eastern district"
_LISTED = "- المضخات القديمة\n- الأنابيب الجديدة\n- الخزان الكبير"
_LIST = "- the old pumps\n- the new pipes\n- the large tank"
_STRESSED = "وقالت البلدية إن العمل **لم ينته بعد** في شارع السوق القديم من المدينة."
_STRESS = "The municipality said that work is **not over yet** in the old market street of the town."
_DOUBTED = "ويقال إن المضخة الكبيرة تعطلت مرتين، ولم يتسن التحقق من ذلك من مصدر مستقل."
_DOUBT = "The large pump reportedly broke down twice, which could not be independently verified."
_TOLD = "ووفقا لمسؤولين في البلدية فإن المضخة الكبيرة تعطلت مرتين في هذا الصيف."
_TELL = "According to officials of the municipality the large pump broke down twice this summer."

COMPARED = (
    Compared("paragraph-missing", "error", "A paragraph of the source has no counterpart.",
             Pair(f"{_SOURCE}\n\n{_FOURTH}", _GOOD.translation), _GOOD),
    Compared("paragraph-added", "error", "A paragraph has no counterpart in the source.",
             Pair(_SOURCE, f"{_GOOD.translation}\n\n{_FOUR}"), _GOOD),
    Compared("passage-missing", "warning", "A paragraph is far shorter than its counterpart, or was joined and lost.",
             _with(_TWO, "They bought water."), _GOOD),
    Compared("passage-added", "warning", "A paragraph is far longer than its counterpart.",
             _with(_TWO, f"{_TWO} {_TWO.replace('four thousand', 'many')} {'Nobody knows how long it will go on like this, and nobody in the town hall wants to say a word about it. ' * 3}"), _GOOD),
    Compared("paragraph-moved", "note", "A paragraph stands elsewhere.",
             Pair(_SOURCE, f"{_THREE}\n\n{_ONE}\n\n{_TWO}"), _GOOD),
    Compared("untranslated", "error", "A paragraph was left as it is in the source.", _with(_TWO, _SECOND), _GOOD),
    Compared("number-changed", "error", "Two numbers differ: an error in digits, less in words.",
             _with("300,000", "30,000"), _GOOD),
    Compared("number-missing", "warning", "A number has no counterpart in the translation.",
             _with("300,000 dollars", "a great deal of money"), _GOOD),
    Compared("number-added", "warning", "A number has no counterpart in the source.",
             _with("workers", "25 workers"), _GOOD),
    Compared("date-changed", "error", "Another day of the week, or another month.", _with("Monday", "Tuesday"), _GOOD),
    Compared("date-missing", "warning", "A day or a month has no counterpart in the translation.",
             _with(" on Monday", ""), _GOOD),
    Compared("date-added", "warning", "A day or a month has no counterpart in the source.",
             _with("every day", "every day until March"), _GOOD),
    Compared("quote-missing", "warning", "A quotation lost its marks: nobody is held to its words any more.",
             _both(_SAID, _REPORTED), _both(_SAID, _QUOTED)),
    Compared("quote-added", "warning", "Words are put in somebody's mouth.",
             _with(_TWO, 'About four thousand people live in the district. "We buy water from tankers every day at high prices," they complained.'), _both(_SAID, _QUOTED)),
    Compared("name-changed", "error", "Another name stands where the source has this one.",
             _swapped(_PEOPLE, "Mayor Karim Delacroix", "Mayor Karim Fitzgerald"), _PEOPLE),
    Compared("speaker-changed", "error", "Somebody else speaks.", _swapped(_SPOKEN, "Delacroix said", "Fitzgerald said"),
             _SPOKEN),
    Compared("name-added", "warning", "A name that the source does not have.",
             _swapped(_PEOPLE, "new pumps", "new pumps from Kirkwood"), _PEOPLE),
    Compared("name-missing", "note", "A name of the source is not in the translation.", 
             _swapped(_PEOPLE, "Salma Fitzgerald", "a woman"), _PEOPLE),
    Compared("hedge-missing", "warning", "A doubt became a fact.",
             _both(_DOUBTED, "The large pump broke down twice, and people in the whole district know that by now."),
             _both(_DOUBTED, _DOUBT)),
    Compared("hedge-added", "note", "A fact became a doubt.",
             _with("ran again", "reportedly ran again"), _both(_DOUBTED, _DOUBT)),
    Compared("attribution-missing", "warning", "Nobody says it any more.",
             _both(_TOLD, "The large pump of the municipality broke down twice this summer."), _both(_TOLD, _TELL)),
    Compared("link-changed", "warning", "A link leads elsewhere.",
             _both(_LINKED, _LINK.replace("/report)", "/other)")), _both(_LINKED, _LINK)),
    Compared("link-missing", "warning", "A link is gone.",
             _both(_LINKED, _LINK.replace("[report](https://paper.example/report)", "report")), _both(_LINKED, _LINK)),
    Compared("link-added", "note", "A link that the source does not have.",
             _with("local paper", "[local paper](https://paper.example)"), _both(_LINKED, _LINK)),
    Compared("image-changed", "warning", "Another image.",
             _both(_PICTURED, _PICTURE.replace("station.jpg", "other.jpg")), _both(_PICTURED, _PICTURE)),
    Compared("image-missing", "warning", "An image is gone.",
             Pair(f"{_FIRST}\n\n{_PICTURED}\n\n{_THIRD}", f"{_ONE}\n\n{_THREE}"), _both(_PICTURED, _PICTURE)),
    Compared("image-added", "note", "An image that the source does not have.",
             Pair(f"{_FIRST}\n\n{_THIRD}", f"{_ONE}\n\n{_PICTURE}\n\n{_THREE}"), _both(_PICTURED, _PICTURE)),
    Compared("email-changed", "warning", "Another e-mail address.",
             _both(_MAILED, _MAIL.replace("desk@", "dusk@")), _both(_MAILED, _MAIL)),
    Compared("email-missing", "warning", "An e-mail address is gone.",
             _both(_MAILED, _MAIL.replace(" at desk@paper.example", "")), _both(_MAILED, _MAIL)),
    Compared("email-added", "note", "An e-mail address that the source does not have.",
             _with("local paper", "local paper (desk@paper.example)"), _both(_MAILED, _MAIL)),
    Compared("heading-changed", "warning", "A heading became a paragraph, or the other way round.",
             _both(_HEADED, _HEAD.removeprefix("## ")), _both(_HEADED, _HEAD)),
    Compared("list-changed", "warning", "A list lost its items, or gained some.",
             _both(_LISTED, _LIST.replace("\n- ", ", ").removeprefix("- ")), _both(_LISTED, _LIST)),
    Compared("emphasis-changed", "note", "What was stressed is not, or the other way round.",
             _both(_STRESSED, _STRESS.replace("**", "")), _both(_STRESSED, _STRESS)),
)  # fmt: skip
