"""Small articles and their translations, to try the checks of `compare` on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation."""

    source: str
    translation: str
    languages: tuple[str, str] = ("ar", "en")


FIRST = "عادت مضخات الحي الشرقي إلى العمل يوم الاثنين بعد أربعة أشهر من التوقف، بحسب الصحيفة المحلية."
SECOND = "ويعيش في الحي نحو أربعة آلاف شخص، وكانوا يشترون المياه من الصهاريج كل يوم بأسعار مرتفعة جدا."
THIRD = "وقالت البلدية إن إصلاح المحطة كلف ٣٠٠ ألف دولار، وإن العمال سيصلحون أنابيب شارع السوق في الربيع المقبل."
ONE = "The pumps of the eastern district ran again on Monday after four months, according to the local paper."
TWO = "About four thousand people live in the district; they bought water from tankers every day at high prices."
THREE = (
    "The municipality said the repair cost 300,000 dollars, and workers will mend pipes in the market street next."
)
FOURTH = "وسافر وفد من ٤٥ طالبا إلى فرنسا في مايو لدراسة الموسيقى والرسم، وبقي هناك حتى انتهاء الدورة الصيفية."
FOUR = (
    "A delegation of 45 students travelled to France in May to study music and painting, and stayed for the course."
)
SOURCE = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
GOOD = Pair(SOURCE, f"{ONE}\n\n{TWO}\n\n{THREE}")


def changed(old: str, new: str) -> Pair:
    """The good pair with something else in its translation."""
    return Pair(SOURCE, GOOD.translation.replace(old, new))


def swapped(pair: Pair, old: str, new: str) -> Pair:
    """A pair with something else in its translation."""
    return Pair(pair.source, pair.translation.replace(old, new), pair.languages)


def beside(source: str, translation: str) -> Pair:
    """A paragraph and its translation between two that are good."""
    return Pair(f"{FIRST}\n\n{source}\n\n{THIRD}", f"{ONE}\n\n{translation}\n\n{THREE}")


SAID = "وقال أحمد الخطيب: «كنا نشتري المياه من الصهاريج كل يوم». وأضاف الخطيب أن الإصلاح استغرق وقتا طويلا."
QUOTED = 'Ahmad Khatib said: "We bought water from tankers every day." The repair took a long time, Khatib added.'
REPORTED = "Ahmad Khatib said they bought water from tankers every day. The repair took a long time, Khatib added."
PEOPLE = Pair(
    "Le maire Karim Delacroix a promis lundi de nouvelles pompes pour tout le quartier avant la fin de l'année.\n\n"
    "La présidente du conseil, Salma Fitzgerald, a demandé une enquête sur les tuyaux de la rue du marché.\n\n"
    "En mai, le maire Delacroix en rendra compte aux habitants, et Fitzgerald lui répondra devant le conseil.",
    "Mayor Karim Delacroix promised new pumps on Monday for the whole district before the year is over.\n\n"
    "The chairwoman of the council, Salma Fitzgerald, asked for an inquiry on the pipes of the market street.\n\n"
    "In May, mayor Delacroix will report on it to the people, and Fitzgerald will answer him before the council.",
    ("fr", "en"),
)
SPOKEN = Pair(
    "« Nous attendons ces pompes depuis quatre mois », a dit lundi le maire Delacroix devant les habitants.\n\n"
    "De son côté, Fitzgerald a demandé une enquête sur les tuyaux de la rue du marché et sur leur prix.\n\n"
    "En mai, le maire Delacroix en rendra compte aux habitants, et Fitzgerald lui répondra devant le conseil.",
    "“We have waited four months for these pumps,” mayor Delacroix said on Monday before the people.\n\n"
    "On the other side, Fitzgerald asked for an inquiry on the pipes of the market street and their price.\n\n"
    "In May, mayor Delacroix will report on it to the people, and Fitzgerald will answer him before the council.",
    ("fr", "en"),
)
FAR = "وتبعد المحطة ٣٠ كيلومترا عن المدينة، ويصل إليها العمال بالحافلة كل صباح."
FARTHER = "The station is 30 miles from the town, and the workers reach it by bus every morning."
LINKED = "وقالت البلدية في [تقرير](https://paper.example/report) إن العمل سيستمر حتى نهاية الشهر."
LINK = "The municipality said in a [report](https://paper.example/report) that work goes on until the month's end."
PICTURED = "![المحطة](station.jpg)"
PICTURE = "![The station](station.jpg)"
MAILED = "ويمكن الكتابة إلى الصحيفة على العنوان desk@paper.example في أي وقت من النهار."
MAIL = "The paper can be written to at desk@paper.example at any time of day."
HEADED = "## ماذا بعد ذلك في الحي الشرقي"
HEAD = "## What comes next in the eastern district"
LISTED = "- المضخات القديمة\n- الأنابيب الجديدة\n- الخزان الكبير"
LIST = "- the old pumps\n- the new pipes\n- the large tank"
STRESSED = "وقالت البلدية إن العمل **لم ينته بعد** في شارع السوق القديم من المدينة."
STRESS = "The municipality said that work is **not over yet** in the old market street of the town."
DOUBTED = "ويقال إن المضخة الكبيرة تعطلت مرتين، ولم يتسن التحقق من ذلك من مصدر مستقل."
DOUBT = "The large pump reportedly broke down twice, which could not be independently verified."
DENIED = "ولم تصل المضخات الجديدة إلى المدينة في هذا الصيف."
DENIAL = "The new pumps did not reach the town this summer."
TOLD = "ووفقا لمسؤولين في البلدية فإن المضخة الكبيرة تعطلت مرتين في هذا الصيف."
TELL = "According to officials of the municipality the large pump broke down twice this summer."

LONG = (
    f"{TWO} {'Nobody knows how long it will go on like this, and the town hall does not say a word about it. ' * 4}"
)
COMPLAINT = 'Four thousand people live there. "We buy water from tankers every day at high prices," they complained.'
