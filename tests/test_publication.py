"""What readers get: nothing internal in it, a valid page in its own direction, and nothing in it that executes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from pure import NEWSROOM, PATH, ROSTER, changed, reach

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.body_html import safe_html
from dragoman.workflow.built_in import built_in, page_words
from dragoman.workflow.disclaimers import Disclaimer, fill
from dragoman.workflow.errors import BadText
from dragoman.workflow.fence import split
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.page import render_page
from dragoman.workflow.publication import Publication, as_markdown, publication
from dragoman.workflow.read_yaml import read_strictly
from dragoman.workflow.states import PUBLISHED

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

TEMPLATE = built_in("page.html") or ""
FULL = Publication(
    slug="water",
    lang="en",
    direction="ltr",
    title="Water station back at work",
    dek="After four months",
    body=(
        "The pumps ran again.\n\n## Later\n\n> *Quoted*\n\n- [a link](https://news.example/a)\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |"
    ),
    disclaimer="*This article was translated and edited by Example Desk.*",
    date="2026-11-22T12:00:00Z",
    keywords=("Aleppo", "water"),
    newsroom="Example Desk",
    translator="Lina Khatib",
    editor="Omar",
    byline="Salma Khatib",
    outlet="Al-Furat Paper",
    url="https://news.example/water?a=1&b=2",
    original_lang="ar",
    original_date="2026-10-31",
)
BARE = replace(FULL, dek="", keywords=(), byline="", url="", original_date="")


def page(published: Publication, words: dict[str, str] | None = None) -> Element:
    """The parsed page, once it is sure that it is valid HTML."""
    text = render_page(published, TEMPLATE, words or page_words("/nowhere", published.lang))
    parsed: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return parsed


def text_of(node: Element | None) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


@pytest.mark.parametrize("published", [FULL, BARE], ids=["everything", "only what must be there"])
@pytest.mark.parametrize(
    ("lang", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("de", "ltr"), ("tlh", "ltr")]
)
def test_the_page_is_valid_html_in_its_language_and_direction(
    published: Publication, lang: str, direction: str
) -> None:
    html = page(replace(published, lang=lang, direction=direction))
    assert html.attrib == {"lang": lang, "dir": direction}
    assert text_of(html.find("head/title")) == "Water station back at work – Example Desk"
    assert [text_of(node) for node in html.iter("h1")] == ["Water station back at work"]
    assert "translated and edited by Example Desk" in text_of(html.find(".//footer"))


def test_optional_parts_stand_there_only_when_they_are_known() -> None:
    full, bare = page(FULL), page(BARE)
    metas = {node.get("name"): node.get("content") for node in full.iter("meta")}
    assert metas["description"] == "After four months"
    assert metas["keywords"] == "Aleppo, water"
    assert {node.get("name") for node in bare.iter("meta")} == {None, "viewport"}
    assert len(list(full.iter("time"))) == 2
    assert len(list(bare.iter("time"))) == 1
    assert "By Salma" in text_of(full)
    assert not re.search(r"\bBy\b", text_of(bare))


def test_the_credits_name_everybody_and_link_to_the_original() -> None:
    credits_ = page(FULL).find(".//div[@class='credits']")
    assert credits_ is not None
    assert text_of(credits_) == (
        "By Salma Khatib Original: Al-Furat Paper, 2026-10-31 "
        "Translated by Lina Khatib · Edited by Omar Published 2026-11-22"
    )
    link = credits_.find(".//a")
    assert link is not None
    assert link.attrib == {
        "href": "https://news.example/water?a=1&b=2", "hreflang": "ar", "rel": "noopener noreferrer"
    }  # fmt: skip
    assert [node.text for node in credits_.iter("bdi")] == ["Salma Khatib", "Al-Furat Paper", "Lina Khatib", "Omar"]


@pytest.mark.parametrize(
    ("lang", "word"), [("ar", "ترجمة"), ("fa", "ترجمهٔ"), ("fr-CA", "Traduit par"), ("de", "Übersetzt von")]
)
def test_the_page_speaks_its_own_language(lang: str, word: str) -> None:
    assert word in text_of(page(replace(FULL, lang=lang)))


def test_the_newsrooms_own_words_win_and_need_not_be_complete(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/words.yaml").write_text(
        "en: {by: Written by}\nsw: {translated: Imetafsiriwa na}\nar: none\n"
    )
    assert page_words(str(tmp_path), "en")["by"] == "Written by"
    assert page_words(str(tmp_path), "sw") == {
        **page_words("/nowhere", "en"), "by": "Written by", "translated": "Imetafsiriwa na"
    }  # fmt: skip
    assert page_words(str(tmp_path), "ar") == page_words("/nowhere", "ar")
    text = text_of(page(replace(FULL, lang="sw"), page_words(str(tmp_path), "sw")))
    assert "Imetafsiriwa na Lina" in text


CANARIES = {
    "ednote": "canary-ednote",
    "claim": "canary-claim",
    "legal-note": "canary-unknown-key",
    "embargo": "2026-01-01T00:00Z",
}
SECRET = parse_newsroom(ROSTER.replace("example.org", "canary-mail.example"))


def internal() -> Article:
    """A published article with something in every place that is not for readers."""
    notes = "".join(f"{key}: {value}\n" for key, value in CANARIES.items())
    article = changed(reach(PUBLISHED), "keywords: []\n", f"keywords: [Aleppo]\n{notes}")
    article = changed(article, "lang: en", "# canary in a YAML comment\nlang: en")
    return changed(article, "The pumps", "<!-- canary-comment -->The <!--\ncanary\n-->pumps")


@pytest.mark.parametrize("ending", ["md", "html"])
def test_nothing_internal_reaches_the_readers(ending: str) -> None:
    article = internal()
    published = publication(article, SECRET)
    text = as_markdown(published) if ending == "md" else render_page(published, TEMPLATE, page_words("/x", "en"))
    assert "The pumps of the eastern district" in text
    for canary in ("canary", "ednote", "embargo", "2026-01-01", "history", "state:", "seal", "sha256", "@", "<!--"):
        assert canary not in text.removeprefix("<!DOCTYPE html>").split("</style>")[-1], canary
    for entry in article.history:
        assert entry.seal not in text
        assert entry.text == "" or entry.text not in text
    for person in ("tarek", "omar", "sara", "lina", "olga"):
        assert not re.search(rf"\b{person}\b", text)
    assert "raw" not in text.split("</style>")[-1]


def test_the_published_markdown_has_the_words_for_readers_and_reads_back() -> None:
    parts = split(as_markdown(FULL), "f")
    assert read_strictly(parts.head, "f") == {
        "title": FULL.title, "dek": FULL.dek, "lang": "en", "date": FULL.date, "newsroom": FULL.newsroom,
        "translator": FULL.translator, "editor": FULL.editor,
        "source": {
            "outlet": FULL.outlet, "url": FULL.url, "byline": FULL.byline, "lang": "ar", "published": "2026-10-31"
        },
        "keywords": ["Aleppo", "water"],
    }  # fmt: skip
    assert parts.body == f"\n{FULL.body}\n\n{FULL.disclaimer}\n"


def test_what_nobody_knows_is_left_out_of_the_published_markdown() -> None:
    found = read_strictly(split(as_markdown(BARE), "f").head, "f")
    assert found["source"] == {"outlet": "Al-Furat Paper", "lang": "ar"}
    assert not {"dek", "keywords"} & set(found)


def test_a_publication_names_people_and_not_their_ids() -> None:
    published = publication(reach(PUBLISHED), NEWSROOM)
    assert (published.translator, published.editor, published.byline) == ("Tarek", "Omar", "Salma Khatib")
    assert (published.slug, published.lang, published.direction) == ("water", "en", "ltr")
    assert published.path("html") == "public/en/water.html"
    assert published.disclaimer.startswith("*This article was translated and edited by Example Desk.")
    assert "disclaimer" not in published.body


def test_signs_that_act_instead_of_being_read_stay_out_and_direction_marks_stay() -> None:
    article = changed(reach(PUBLISHED), 'title: "Water station', 'title: "\\u202EWater\\a\\e[31m \\nstat\\u200Fion')
    article = changed(article, "The pumps", "\u202eThe\u200f pumps\u200c")
    published = publication(article, NEWSROOM)
    assert published.title == "Water[31m stat\u200fion back at work"
    assert published.body.startswith("The\u200f pumps\u200c of")
    page(published)


PROBES = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "vbscript:msgbox(1)",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java&#9;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](javascript:alert(1))",
    '![x](https://news.example/"onerror="alert(1))',
    '[x](https://news.example "" onclick="alert(1)")',
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    '<https://news.example/"onclick=alert(1)>',
    "```html\n<script>alert(1)</script>\n```",
    '```" onclick="alert(1)\nx\n```',
    "{{ 7*7 }}",
    "{% for x in range(9) %}{{ x }}{% endfor %}",
    "{{ article.__class__ }}",
    "https://x.example/' onclick='alert(1)",
    'https://x.example/" onclick="alert(1)',
    "https:javascript:alert(1)",
    "x\nhttps://x.example",
    "<!-- --!><script>alert(1)</script> -->",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "\u202e<script>",
]  # fmt: skip
PLACES = ["title", "dek", "body", "disclaimer", "byline", "outlet", "url", "keywords", "newsroom", "translator"]


def harmless(text: str) -> Element:
    """The page as a browser would see it, once it is sure that nothing in it executes."""
    html: Element = html5lib.parse(text, namespaceHTMLElements=False)
    for node in html.iter():
        assert isinstance(node.tag, str)
        assert node.tag not in ("script", "iframe", "svg", "math", "object", "embed", "base")
        for name, value in node.attrib.items():
            assert not name.lower().startswith("on"), (node.tag, name)
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                scheme = re.sub(r"[\x00-\x20]", "", value).partition(":")[0].lower()
                assert scheme not in ("javascript", "data", "vbscript"), value
    assert len(list(html.iter("style"))) == 1
    assert len(list(html.iter("title"))) == 1
    return html


def in_places(probe: str, *places: str) -> Publication:
    """A publication with the probe in each of these places."""
    words: dict[str, Any] = {place: (probe, "x") if place == "keywords" else probe for place in places}
    return replace(FULL, **words)


@pytest.mark.parametrize("probe", PROBES)
def test_nothing_a_stranger_wrote_executes_on_the_page(probe: str) -> None:
    text = render_page(in_places(probe, *PLACES), TEMPLATE, page_words("/nowhere", "en"))
    html = harmless(text)
    assert probe.startswith("https://") or html.find(".//header//a") is None
    if "7*7" in probe:
        assert text.count("{{ 7*7 }}") > len(PLACES) - 2
        assert "49" not in text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("probe", PROBES[:6])
def test_each_place_by_itself_lets_nothing_execute(probe: str, place: str) -> None:
    harmless(render_page(in_places(probe, place), TEMPLATE, page_words("/nowhere", "en")))


@pytest.mark.parametrize("probe", [probe for probe in PROBES if "\x01" not in probe])
def test_a_probe_in_the_title_is_shown_as_it_is_written(probe: str) -> None:
    html = harmless(render_page(replace(FULL, title=probe), TEMPLATE, page_words("/nowhere", "en")))
    assert [text_of(node) for node in html.iter("h1")] == [" ".join(probe.split())]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/a", True),
        ("http://news.example/a", True),
        ("HTTPS://NEWS.example/a", True),
        ("", False),
        ("news.example/a", False),
        ("//news.example/a", False),
        (" https://news.example", False),
        ("ftp://news.example", False),
        ("file:///etc/passwd", False),
        ("mailto:a@news.example", False),
    ],
)
def test_only_a_web_address_becomes_a_link_to_the_original(url: str, linked: bool) -> None:
    html = page(replace(FULL, url=url))
    assert (html.find(".//header//a") is not None) == linked
    assert "Al-Furat Paper" in text_of(html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# A\n\nb", "<h1>A</h1>\n<p>b</p>"),
        ("~~gone~~ *em* **strong**", "<p><s>gone</s> <em>em</em> <strong>strong</strong></p>"),
        ("<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>"),
        ("[a](mailto:a@news.example)", '<p><a href="mailto:a@news.example" rel="noopener noreferrer">a</a></p>'),
        ("![a](https://news.example/a.png)", '<p><img src="https://news.example/a.png" alt="a"></p>'),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("[a](ftp://news.example/a)", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("[a](tel:1)", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("", ""),
    ],
)
def test_markdown_becomes_plain_html(markdown: str, html: str) -> None:
    assert safe_html(markdown) == html


@pytest.mark.parametrize(
    "template",
    [
        "{{ article.nothing }}",
        "{{ nothing }}",
        "{% for %}",
        "{% include 'x' %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ article.title * 999999999 }}",
        "{{ article.title * 2 }}",
        "{{ 2 * article.keywords }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{{ 1 / 0 }}",
        "{{ article.title + 1 }}",
        "{{ article.keywords[9] }}",
        "{{ article.title | nofilter }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ article.date | day | day(1) }}",
    ],
)
def test_a_page_template_that_cannot_be_used_is_bad_text_in_one_line(template: str) -> None:
    with pytest.raises(BadText) as caught:
        render_page(FULL, f"<p>\n{template}", {})
    assert caught.value.sentence.startswith("templates/page.html")
    assert "\n" not in caught.value.sentence


def test_a_page_template_may_loop_and_multiply_numbers() -> None:
    template = "{% for word in article.keywords %}{{ loop.index * 2 }} {{ word }};{% endfor %}"
    assert render_page(FULL, template, {}) == "2 Aleppo;4 water;"


@pytest.mark.parametrize("name", ["A & B <i>", "*Desk*", "الديوان"])
def test_a_disclaimer_shows_the_newsrooms_name_on_the_page(name: str) -> None:
    filled = fill("x", built_in("disclaimers/en.md") or "", {"newsroom": name})
    assert isinstance(filled, Disclaimer)
    footer = page(replace(FULL, disclaimer=filled.words)).find(".//footer")
    assert f"translated and edited by {name}." in text_of(footer)


def test_an_article_in_arabic_is_published_from_right_to_left() -> None:
    article = parse_article(reach(PUBLISHED).text, PATH.replace("en.md", "ar.md"))
    assert publication(article, NEWSROOM).direction == "rtl"
