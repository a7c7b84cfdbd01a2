from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.workflow.errors import BadText, NoArticleFound
from dragoman.workflow.extract import Extracted, decode, extract_page, extract_text, guess_language
from dragoman.workflow.markdown_runs import Run, tidied, write_line
from dragoman.workflow.plain import one_line

PAGES = Path(__file__).parent / "pages"
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))
FILLER = "".join(
    f"<p>The ferry number {nth} left the pier in the morning, and the captain said it would be back by night.</p>"
    for nth in range(6)
)


def page(name: str, url: str = "https://site.example/2026/05/story.html") -> Extracted:
    return extract_page((PAGES / name).read_bytes(), url=url)


def article(inner: str, head: str = "") -> Extracted:
    html = (
        f"<html lang=en><head><meta charset=utf-8>{head}</head><body><article>{inner}{FILLER}</article></body></html>"
    )
    return extract_page(html.encode(), url="https://site.example/a/b")


def words(markdown: str) -> str:
    """What a reader sees of it."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    children = (child for token in tokens for child in token.children or [])
    return "".join("\n" if child.type in {"softbreak", "hardbreak"} else child.content for child in children)


def test_arabic_page_gives_its_metadata() -> None:
    found = page("water-ar.html")
    assert found.title == "محطة المياه في الحي الشرقي تعود إلى العمل"
    assert found.dek == "أهالي الحي يقولون إن المياه وصلت بعد انقطاع دام أربعة أشهر"
    assert found.byline == "سلمى الخطيب, نادر عواد"
    assert found.outlet == "صحيفة الفرات الحر"
    assert (found.published, found.lang) == ("2026-10-31", "ar")
    assert found.url == "https://site.example/news/water"
    assert found.keywords == ("مياه", "حلب", "البنية التحتية", "خدمات")


@pytest.mark.parametrize(
    "clutter",
    [
        "Logo",
        "الرئيسية",
        "ملفات تعريف",
        "شارك",
        "غرد",
        "كلمات مفتاحية",
        "النشرة",
        "اقرأ أيضا",
        "خبر آخر",
        "جميع الحقوق",
    ],
)
def test_arabic_page_leaves_its_clutter_out(clutter: str) -> None:
    assert clutter not in page("water-ar.html").body.replace("المضخات الرئيسية", "")


def test_headline_and_dek_are_not_repeated_in_the_body() -> None:
    found = page("water-ar.html")
    assert found.title not in found.body
    assert found.dek not in found.body


def test_structure_of_the_article_survives_in_order() -> None:
    body = page("water-ar.html").body
    parts = [
        "[محطة المياه](https://site.example/water?x=1)",
        "**يوم الاثنين**",
        "*أربعة أشهر*",
        "> كنا نشتري",
        ">\n> اليوم",
        "## ماذا قال",
        "على مراحل:\\\nمرحلة أولى",
        "- تبديل المضخات الرئيسية\n",
        "- إصلاح الأنابيب\n  - الأنابيب القديمة",
        "1. أولا الضخ\n2. ثانيا",
        "### تفاصيل",
        "> اقتباس بسيط [مع رابط]",
        "| الحي | الساعات |",
        "*ترجمة وتحرير الصحيفة.",
    ]
    places = [body.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_page_on_a_template_of_another_language_is_told_by_its_letters() -> None:
    assert page("bakery-ar.html").lang == "ar"


def test_cut_off_summary_is_no_dek_and_its_sentence_stays() -> None:
    found = page("bakery-ar.html")
    assert found.dek == ""
    assert found.body.startswith("فتح فرن الحارة القديمة أبوابه")


def test_canonical_to_the_front_page_is_not_believed() -> None:
    assert page("bakery-ar.html").url == "https://site.example/2026/05/story.html"


def test_site_name_byline_labels_and_rights_are_out_and_a_number_is_no_list() -> None:
    found = page("bakery-ar.html")
    assert found.title == "فرن الحارة القديمة يفتح أبوابه من جديد"
    assert found.byline == "هدى العلي"
    assert found.published == "2026-09-17"
    for clutter in ("بقلم", "اقرأ", "المطحنة", "الكلمات", "طحين]", "©", "الحقوق"):
        assert clutter not in found.body
    assert "\n\n1\\. هذا سطر" in found.body


def test_bold_that_markdown_cannot_close_beside_a_letter_still_reads_as_text() -> None:
    body = page("bakery-ar.html").body
    assert "«**الخبز حق**»وأن" in body
    assert "«الخبز حق»وأن" in words(body)


def test_persian_page_keeps_its_joiners_and_resolves_its_author() -> None:
    found = page("river-fa.html")
    assert found.title == "کتابخانه‌های کوچک در روستاها"
    assert found.dek == "داوطلبان می‌گویند هر روستا می‌تواند کتابخانه‌ای داشته باشد"
    assert found.byline == "مینا رودباری"
    assert (found.lang, found.outlet, found.keywords) == ("fa", "خبرنامهٔ رودخانه", ("کتاب", "روستا"))
    assert "> بچه‌ها هر روز می‌آیند و کتاب‌ها" in found.body
    assert "برچسب" not in found.body


def test_english_page_with_every_kind_of_clutter_is_only_its_article() -> None:
    found = page("harbour-en.html")
    assert (found.title, found.lang, found.byline) == ("Harbour cranes fall silent", "en-GB", "Ada Brackwell")
    assert found.keywords == ("harbour", "strike")
    assert found.body.startswith("The cranes stopped at six on Monday 4 May, when")
    assert found.body.endswith("both sides said in the evening.\n")
    for clutter in ("cookies", "Share", "Post", "Helpful", "letters every", "ship", "lighthouse", "rights", "Logo"):
        assert clutter not in found.body


def test_signs_are_escaped_where_they_would_be_markup_and_nowhere_else() -> None:
    body = page("harbour-en.html").body
    assert "They said [no].” Her rule was 5 * 3 < 16, and a file called night_shift_plan.txt" in body
    assert "\n\\# is the first sign" in body
    assert "\\<script> tag" in body
    assert "\n\\- a dash" in body
    assert "~~was~~" in body
    assert "> We are ready" in body
    assert "   - pay" in body


def test_links_are_absolute_and_only_of_harmless_kinds() -> None:
    found = page("harbour-en.html")
    assert "[plan (draft)](https://site.example/2026/2026/plan.html?a=1&b=2)" in found.body
    assert "a trap and a [mail](mailto:desk@quay.example)" in found.body


def test_password_in_the_pages_own_url_goes_nowhere() -> None:
    assert "canary" not in repr(page("harbour-en.html"))


def test_german_page_without_the_charset_it_claims_keeps_umlauts_and_loses_soft_hyphens() -> None:
    data = (PAGES / "bridge-de.html").read_text(encoding="utf-8").encode("cp1252")
    found = extract_page(data, url="https://tal.example/bruecke")
    assert found.title == "Die alte Brücke wird wieder geöffnet"
    assert (found.byline, found.outlet) == ("Liese Obermoser, Tomasz Krähn", "Talbote")
    assert (found.lang, found.published) == ("de-AT", "2026-02-11")
    assert "Viele Bewohner mußten" in found.body
    assert "Seilbahn" not in found.body
    assert "vorbehalten" not in found.body


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6", "utf-16", "utf-16-le"])
def test_arabic_page_in_any_charset_reads_the_same(charset: str) -> None:
    text = (PAGES / "school-ar.html").read_text(encoding="utf-8")
    found = extract_page(text.replace("CHARSET", charset).encode(charset))
    assert found.title == "المدرسة تستقبل طلابها"
    assert found.lang == "ar-SY"
    assert "مئتين وأربعين طالبا" in found.body
    assert "الحقوق" not in found.body


def test_charset_of_the_server_is_used_when_the_page_names_none() -> None:
    text = (PAGES / "school-ar.html").read_text(encoding="utf-8").replace('<meta charset="CHARSET">', "")
    assert "المديرة" in extract_page(text.encode("cp1256"), charset="windows-1256").body


def test_the_aleppo_page_is_its_paragraphs() -> None:
    path = SHARED / "cases" / "aleppo-page.html"
    if not path.exists():
        pytest.skip("the shared cases are not here")
    found = extract_page(path.read_bytes())
    assert found.title.startswith("Regime Morale Collapsing")
    assert found.title not in found.body
    assert found.dek
    assert found.dek not in found.body
    assert found.outlet == "The Syrian Observer"
    assert (found.published, found.lang) == ("2016-10-31", "en")
    assert found.body.count("\n\n") == 8
    for clutter in ("Logo", "Helpful", "Read also", "All rights", "newsletter", "About us"):
        assert clutter not in found.body


TRAPS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='https://a.example/\" onmouseover=alert(1)'>x</a>",
    "<a href='https://a.example/) <script>alert(1)</script>'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "[x](javascript:alert(1))",
    "[x]: javascript:alert(1)",
    "&lt;javascript:alert(1)&gt;",
    "`&lt;/code&gt;&lt;script&gt;`",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<b onclick=alert(1)>bold</b>",
    "&amp;lt;script&amp;gt;alert(1)",
    "<!-- disclaimer: x -->&lt;!-- disclaimer: x --&gt;",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_in_a_page_can_execute_once_rendered(trap: str) -> None:
    body = article(
        f"<p>Here the pilot said {trap} and went on to the next island with all her passengers.</p>{trap}"
    ).body
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    tags = set(re.findall(r"<\s*([^\s/>]+)", html))
    assert tags <= {"p", "a", "strong", "em", "code", "pre", "br", "h2", "ul", "li", "ol", "blockquote"}
    assert not re.search(r"<[^>]*\bon\w+\s*=", html)
    assert not re.search(r"href=[\"']?\s*(?:java|vb|data)", html, re.IGNORECASE)


def test_metadata_is_one_line_without_codes_that_act() -> None:
    head = (
        '<meta property="og:title" content="A \x1b[31mred\u202e\n line\u009b &amp;#8217;s">'
        '<meta property="og:description" content="می\u200cشود \u200fx <b>y</b>">'
    )
    found = article("", head)
    assert found.title == "A [31mred line ’s"
    assert found.dek == "می\u200cشود \u200fx y"


def test_headline_on_the_article_is_preferred_only_when_the_page_agrees() -> None:
    found = article(
        "<h1>Ferries resume</h1>",
        '<meta property="og:title" content="Ferries resume | Pier Post">'
        '<meta property="og:site_name" content="Pier Post"><title>Ferries resume | Pier Post</title>',
    )
    assert (found.title, found.outlet) == ("Ferries resume", "Pier Post")
    assert "Ferries resume" not in found.body


def test_outlet_is_read_from_the_title_when_nothing_else_names_it() -> None:
    found = article("<h1>Ferries resume</h1>", "<title>Ferries resume – Pier Post</title>")
    assert (found.title, found.outlet) == ("Ferries resume", "Pier Post")


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"   ",
        b"<html><body></body></html>",
        b"\0\0\0\0",
        bytes(range(256)) * 50,
        b"<" * 10_000,
        b"<html><body>" + b"<div>" * 50_000 + b"hello" + b"</div>" * 50_000,
        b"<html><body><nav><a href=/>Home</a></nav></body></html>",
    ],
)
def test_page_without_an_article_says_so(html: bytes) -> None:
    with pytest.raises(NoArticleFound):
        extract_page(html)


def test_fifty_thousand_nested_boxes_beside_an_article_do_no_harm() -> None:
    html = f"<html><body><article>{FILLER}{'<div>' * 50_000}hello{'</div>' * 50_000}</article></body></html>"
    assert "ferry number 3" in extract_page(html.encode()).body


def seconds_for(paragraphs: int) -> float:
    inner = "".join(
        f"<p>Paragraph {nth} says <b>something</b> of its own about the river.</p>" for nth in range(paragraphs)
    )
    start = time.process_time()
    assert f"Paragraph {paragraphs - 1} says" in article(inner).body
    return time.process_time() - start


@pytest.mark.slow
def test_time_grows_with_the_page_and_not_with_its_square() -> None:
    seconds_for(10)
    assert seconds_for(4_000) < seconds_for(1_000) * 8


def test_extraction_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoArticleFound):
        extract_page(b"<p>")
    page("water-ar.html")
    assert capfd.readouterr() == ("", "")


def test_text_with_a_heading_gives_title_and_body() -> None:
    found = extract_text("\ufeff\r\n# The *old* pier\r\n\r\nFirst line.\r\nSecond.\r\n\r\n\r\n")
    assert found.title == "The old pier"
    assert found.body == "First line.\nSecond.\n"


def test_text_with_an_underlined_heading_gives_its_title() -> None:
    assert extract_text("The old pier\n===\n\nText here.").title == "The old pier"


def test_text_without_a_heading_is_all_body() -> None:
    found = extract_text("#hashtag first\n\nThen more.")
    assert (found.title, found.body) == ("", "#hashtag first\n\nThen more.\n")


@pytest.mark.parametrize("text", ["", " \n\t", "# Only a heading\n", "\ufeff", "---\n"])
def test_empty_text_is_no_article(text: str) -> None:
    with pytest.raises(NoArticleFound):
        extract_text(text)


@given(st.text())
def test_any_text_gives_an_article_or_one_clear_error(text: str) -> None:
    try:
        found = extract_text(text)
    except (NoArticleFound, BadText):
        return
    assert found.body.endswith("\n")
    assert not found.body.endswith("\n\n")
    assert "\r" not in found.body
    assert "\n" not in found.title


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_decode_or_give_one_clear_error(data: bytes) -> None:
    try:
        text = decode(data)
    except (NoArticleFound, BadText):
        return
    assert "\0" not in text


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "punycode", "nonsense", "rot13", "\0", "utf-16"]))
@settings(deadline=None, max_examples=60)
def test_any_bytes_as_a_page_give_an_article_or_one_clear_error(data: bytes, charset: str) -> None:
    try:
        assert extract_page(b"<p>" + data, charset=charset).body
    except NoArticleFound:
        return


MARKUP = st.text(st.sampled_from(list("ab1 .*_[]()<>#`~!|&;:/\\+-=\"'نم،«»\u200c\n")), max_size=40)
RUNS = st.lists(
    st.builds(
        Run,
        text=MARKUP | st.text(max_size=20),
        bold=st.booleans(),
        italic=st.booleans(),
        struck=st.booleans(),
        href=st.sampled_from(["", "", "https://a.example/x_(y)?a=1&copy;=2"]),
    ),
    max_size=4,
)


def letters(text: str) -> str:
    return "".join(text.split())


@given(MARKUP | st.text())
@settings(max_examples=400, deadline=None)
def test_paragraph_of_any_text_renders_back_to_that_text(text: str) -> None:
    plain = one_line(text.replace("<", "‹").replace("&", "+"))
    runs = tidied([Run(plain)])
    if runs:
        assert letters(words(write_line(runs))) == letters(plain)


@given(RUNS)
@settings(max_examples=400, deadline=None)
def test_paragraph_of_any_styles_and_links_renders_back_to_its_words(runs: list[Run]) -> None:
    clean = tidied(
        [Run(one_line(run.text) or " ", run.bold, run.italic, run.struck, run.code, run.href) for run in runs]
    )
    if clean:
        html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(write_line(clean))
        assert [token.type for token in html] == ["paragraph_open", "inline", "paragraph_close"]
        assert letters(words(write_line(clean))) == letters("".join(run.text for run in clean))


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("\ufeffنص".encode(), None, "نص"),
        ("نص عربي".encode("cp1256"), "windows-1256", "نص عربي"),
        ("نص عربي".encode("utf-16"), None, "نص عربي"),
        ("naïve café".encode("latin-1"), "iso-8859-1", "naïve café"),
        ("“quoted”".encode("cp1252"), "iso-8859-1", "“quoted”"),
        ("نص".encode(), "windows-1256", "نص"),
    ],
)
def test_text_files_decode_by_mark_utf8_and_declaration(data: bytes, charset: str | None, text: str) -> None:
    assert decode(data, charset) == text


def test_undeclared_arabic_bytes_are_recognised() -> None:
    text = "استقبلت مدرسة القرية طلابها يوم الأحد بعد ترميم القسم المتضرر من المبنى. " * 4
    assert decode(text.encode("cp1256")) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("عادت محطة المياه في الحي الشرقي إلى العمل يوم الاثنين", "ar"),
        ("بچه‌ها هر روز می‌آیند و کتاب‌ها را با خود می‌برند", "fa"),
        ("The cranes stopped at six on Monday, when the night shift left", "en"),
        ("Nach drei Jahren Bau wird die alte Brücke wieder geöffnet", "de"),
        ("12 345", ""),
        ("", ""),
    ],
)
def test_language_is_guessed_or_left_open(text: str, code: str) -> None:
    assert guess_language(text) == code
