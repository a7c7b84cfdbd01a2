"""Invented articles to review, in four pairs of languages, each translation with mistakes that are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.examining import Examiner
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.review.judgement import Judgement, judgement
from dragoman.workflow.review.rows import Review, rows_of
from dragoman.workflow.review.sides import Side, side_of_article, side_of_source
from dragoman.workflow.source_file import Source, parse_source

if TYPE_CHECKING:
    from conftest import Room


@dataclass(frozen=True)
class Story:
    """A source and its translation, both with front matter."""

    langs: tuple[str, str]
    source: str
    translation: str


ARABIC = Story(
    ("ar", "en"),
    """\
---
title: محطة المياه في وادي السنديان تعود إلى العمل بعد أربعة أشهر
dek: الأهالي اشتروا المياه من الصهاريج طوال الصيف
outlet: صحيفة الضفة
byline: سلمى الخطيب
lang: ar
---

عادت مضخات الحي الشرقي في وادي السنديان إلى العمل صباح الاثنين بعد توقف دام ١٦ أسبوعا،
بحسب ما قاله عاملون في المحطة للصحيفة.

وقالت ربى العلي، وهي معلمة تسكن قرب المحطة: «كنا نشتري المياه من الصهاريج كل يوم، وندفع نصف الراتب».

## إصلاح بالجهد المحلي

أفادت البلدية بأن كلفة الإصلاح بلغت ٢٥ ألف دولار، جمع الأهالي نحو ثلثها، ولم يتسن للصحيفة التحقق من الرقم.

- المضخة الأولى: ٣٠٠ متر مكعب في الساعة
- المضخة الثانية: ١٥٠ مترا مكعبا في الساعة

ويُتوقَّع أن تصل المياه إلى القرى المجاورة قبل نهاية كانون الأول، وفق [خطة البلدية](https://baladiya.example/plan).

ولم ترد الشركة المورِّدة للمضخات على أسئلة الصحيفة حتى ساعة النشر.
""",
    """\
---
title: Water station in Wadi al-Sindiyan works again after four months
dek: Residents bought water from tankers all summer
---

The pumps of the eastern district of Wadi al-Sindiyan ran again on Monday morning after a standstill of 6 weeks,
according to people who work at the station.

“We used to buy water from tankers every day, and paid half a salary for it,” said Ruba al-Ali,
a teacher who lives near the station.

## Repaired by local effort

The municipality said the repair cost 25 million dollars, about a third of it collected by residents.

- First pump: 300 cubic metres an hour
- Second pump: 150 cubic metres an hour

The water is expected to reach the neighbouring villages before the end of November, according to the [municipality's plan](https://baladiya.example/plan).
""",
)
PERSIAN = Story(
    ("fa", "en"),
    """\
---
title: کتابخانهٔ کوچک باغ‌گل پس از ۲ سال باز شد
dek: اهالی سقف را خودشان تعمیر کردند
outlet: روزنامهٔ رودخانه
byline: نسرین کمالی
lang: fa
---

کتابخانهٔ کوچک محلهٔ باغ‌گل روز پنجشنبه، ۱۲ مهر ۱۴۰۳، پس از دو سال تعطیلی دوباره باز شد.

به گفتهٔ مسئول کتابخانه، ۴٬۵۰۰ جلد کتاب از آب‌گرفتگی نجات یافته است. او گفت: «هیچ کتابی را دور نینداختیم.»

بنا بر گزارش‌ها، شهرداری قول داده است که هزینهٔ بخاری را بپردازد؛ این خبر هنوز تأیید نشده است.
""",
    """\
---
title: Bagh-e Gol's small library opens after 2 years
dek: Residents mended the roof themselves
---

The small library of the Bagh-e Gol neighbourhood opened again on Thursday after two years.

According to the librarian, 5,400 volumes were saved from the flood. “We did not throw away a single book,” she said.

The city will pay for the heating.
""",
)
GERMAN = Story(
    ("de", "en"),
    """\
---
title: Brücke über die Lohre bleibt bis März gesperrt
dek: Umweg von 14 Kilometern für Pendler
outlet: Lohretaler Bote
byline: Jana Wittkamp
lang: de
---

Die Brücke über die Lohre bleibt nach Angaben des Kreises bis zum 15. März gesperrt. Bei einer Prüfung hätten sich
Risse in drei Pfeilern gezeigt, sagte eine Sprecherin.

Wer nach Obertal will, fährt nun 14 Kilometer weiter. „Das kostet mich jeden Tag eine Stunde“,
sagte Bäcker Henning Ruland.

Die Kosten sollen sich auf 2,4 Millionen Euro belaufen.
""",
    """\
---
title: Bridge over the Lohre closed until March
dek: Commuters drive 14 kilometres more
---

The bridge over the Lohre will stay closed until March 25, the district said. An inspection had shown
cracks in three piers, a spokeswoman said.

The costs are put at 24 million euros.

Anyone heading for Obertal now drives 14 kilometres more. “That costs me an hour every day,”
said Henning Ruland, a baker.

A vote on a new bridge is due in the summer.
""",
)
INTO_ARABIC = Story(
    ("en", "ar"),
    """\
---
title: Harbour market reopens with 40 stalls
dek: Fishers say the new ice house will save their catch
outlet: Little Harbour Paper
byline: Edith Marlow
lang: en
---

The harbour market reopened on Saturday with 40 stalls, half of them run by women, the market's committee said.

“We lost a third of the catch every August,” said Noura Bishara, who has fished here for 22 years.

Reportedly, the ice house cost 90,000 euros; the committee would not confirm the figure.

Read more in the [committee's report](https://harbour.example/report).
""",
    """\
---
title: سوق المرفأ يفتح أبوابه من جديد وفيه 40 بسطة
dek: صيادون يقولون إن بيت الثلج الجديد سيحفظ صيدهم
---

فتح سوق المرفأ أبوابه من جديد يوم السبت وفيه 14 بسطة تدير النساء نصفها، بحسب لجنة السوق.

قالت نورا بشارة، التي تصيد هنا منذ 22 عاما: «كنا نخسر ثلث الصيد في كل آب».

كلف بيت الثلج 90 ألف يورو.

للمزيد: [تقرير اللجنة](https://harbour.example/report).
""",
)
STORIES = {"station": ARABIC, "library": PERSIAN, "bridge": GERMAN, "market": INTO_ARABIC}


NEWSROOM = """\
name: Desk
languages: {from: [ar, de, en, fa], to: [ar, en]}
policy: {checks: {spelling: off}}
people:
  lina: {name: Lina, emails: [lina@example.org], roles: [translator, editor]}
"""


def judged_of(source: Source, article: Article, lang: str) -> tuple[tuple[Side, Side], Judgement]:
    """Both sides, and what all checks say but spelling, which hangs on the machine's dictionaries."""
    sides = side_of_source(source, lang), side_of_article(article)
    with Examiner("/nowhere", parse_newsroom(NEWSROOM)) as examiner:
        examined = examiner.examine(article, source)
    return sides, judgement(sides, examined.groups, examined.problems, examined.limits)


def review_of(story: Story, disclaimer: str = "*Translated and edited by us.*") -> Review:
    """A story reviewed, without a newsroom."""
    here, there = story.langs
    end = f"\n<!-- disclaimer: translated-and-edited -->\n{disclaimer}\n<!-- /disclaimer -->\n"
    text = (
        story.translation.replace("---\n", f"---\nlang: {there}\nstate: edited\nsource: {{lang: {here}}}\n", 1) + end
    )
    source = parse_source(story.source, f"source.{here}.md")
    article = parse_article(text, f"articles/2026/11/station/{there}.md")
    sides, judged = judged_of(source, article, here)
    rows, general = rows_of(*sides, judged, text)
    return Review(
        article.name, article.path, "edited", source.path, story.langs, ("صحيفة الضفة", "سلمى الخطيب"), tuple(rows),
        tuple(general),
    )  # fmt: skip


def bring(room: Room, slug: str, story: Story) -> None:
    """Source a story and hand its translation in."""
    here, there = story.langs
    room.ok("lina", "source", "-", "--no-url", "--lang", here, "--to", there, "--slug", slug, stdin=story.source)
    room.ok("lina", "translate", slug, "--file", "-", stdin=story.translation)
