"""Sites that Hugo, Jekyll and Eleventy themselves make of what is written for them; their HTML is looked at.

Skipped where a generator is missing; `make generators` installs them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from generator_sites import BASE, KINDS, build, lay_out, target_for, target_in, why_not
from site_stories import edition_of, story
from test_site_hostile import CORPUS, hostile

from dragoman.workflow.body_html import body_html
from dragoman.workflow.built_in import page_words
from dragoman.workflow.generators.press import harmless
from dragoman.workflow.publication import Correction

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.workflow.publication import Publication

pytestmark = pytest.mark.slow

WAYS = {"en": "ltr", "ar": "rtl"}
TEMPLATES = (
    "{{ 7 | times: 191 }}", "{{ 7*191 }}", "{{ mul 7 191 }}", '{{< param "title" >}}', "{{% param title %}}", "{{< x",
    "{{</* x */>}}", "{{ site.url }}", "{% assign x = 1337 %}{{ x }}", "{% raw %}", "{% endraw %}", "{% if", "{{",
    "{%",
    "{# note #}", "<%= 7*191 %>", "`{{< ref x >}}`", "    {{< ref x >}}\n    {{ 7*191 }}",
    "```\n{{% x %}}\n{{ x }}\n```",
    "# Words {#id .class onclick=alert(1)}", "words\n{onclick=alert(1)}", "[^1]\n\n[^1]: note", ":smile: :boom:",
    "$1+1$ $$x$$ \\(a\\)", "---\nlayout: x\n---", "...", "+++\ntitle = 1\n+++", "constructor", "__proto__", "all",
    "toString", "hasOwnProperty", "prototype", "false", "12:30:45", "1_000", "1,000", "2026-11-22", "=", "<<",
    ":symbol",
    "!ruby/object:Object {}", "*anchor", "&anchor", "%TAG", "@x", "null", "~", "\\u0041 \\x41 \\N", "a\tb", "'\"",
)  # fmt: skip
ALL = (*CORPUS, *TEMPLATES)


def url_of(kind: str, lang: str, slug: str) -> str:
    return f"{lang}/news/{slug}/index.html" if kind == "hugo" else f"{lang}/{slug}/index.html"


def made(kind: str, folder: Path, published: list[Publication]) -> Path:
    if why_not(kind):
        pytest.skip(why_not(kind))
    lay_out(kind, folder, WAYS)
    target_for(kind, folder).deliver(edition_of(published), lambda *_: None)
    return build(kind, folder)


def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def words(node: Any) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


def letters(node: Any) -> str:
    """Words without blanks: generators put some of their own beside images."""
    return words(node).replace(" ", "")


def own_letters(published: Publication) -> str:
    """The words of an article's text, as our own pages have them."""
    photo = {"photo": page_words("/nowhere", published.lang)["photo"]}
    return letters(parsed(body_html(published.body, published.place, published.pictures, lambda _: "x", photo)))


@pytest.fixture(scope="module", params=KINDS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A generator's name and its site: a story in two languages with an image and a correction, and an older one."""
    kind = str(request.param)
    published = [story("en", corrected=True), story("ar"), story("en", "older-3", 3)]
    return kind, made(kind, tmp_path_factory.mktemp(kind) / "site", published)


@pytest.mark.parametrize("lang", WAYS)
def test_the_page_is_in_its_language_and_direction_with_its_words(site: tuple[str, Path], lang: str) -> None:
    kind, folder = site
    html = parsed((folder / url_of(kind, lang, "ferries")).read_text(encoding="utf-8"))
    one = story(lang)
    assert html.attrib == {"lang": lang, "dir": WAYS[lang]}
    assert words(html.find(".//h1")) == words(html.find("head/title")) == one.title
    assert html.find("head/meta[@name='description']").get("content") == one.dek
    assert words(html.find(".//*[@id='who']")) == f"Lina Khatib, {one.outlet}"
    assert [words(node) for node in html.findall(".//*[@id='tags']/li")] == list(one.keywords)
    assert letters(html.find(".//main")).startswith(own_letters(one))


@pytest.mark.parametrize(("lang", "other"), [("en", "ar"), ("ar", "en")])
def test_translations_find_each_other_by_the_generators_own_means(
    site: tuple[str, Path], lang: str, other: str
) -> None:
    kind, folder = site
    html = parsed((folder / url_of(kind, lang, "ferries")).read_text(encoding="utf-8"))
    links = {node.get("hreflang"): node.get("href") for node in html.findall("head/link[@rel='alternate']")}
    assert links == {other: f"{BASE}/{url_of(kind, other, 'ferries').removesuffix('index.html')}"}
    alone = parsed((folder / url_of(kind, "en", "older-3")).read_text(encoding="utf-8"))
    assert alone.findall("head/link[@rel='alternate']") == []


def test_a_theme_that_knows_nothing_of_us_shows_credits_corrections_and_disclaimer(site: tuple[str, Path]) -> None:
    kind, folder = site
    main = parsed((folder / url_of(kind, "en", "ferries")).read_text(encoding="utf-8")).find(".//main")
    text = words(main).replace("\u2068", "").replace("\u2069", "")
    for said in (
        "Correction, November 24, 2026: An earlier version said that five boats are at work; six are.",
        "By Karim Haddad Original: Little Harbour Paper · French · November 15, 2026 Translated by Lina Khatib",
        "Edited by Omar Nasser",
        "This article was translated and edited by Example Desk.",
    ):
        assert text.count(said) == 1
    links = {words(node).strip("\u2068\u2069"): node.get("href") for node in main.iter("a")}
    assert links["Little Harbour Paper"] == "https://harbour.example/2026/ferries?a=1&b=2"


def test_images_are_where_the_page_looks_for_them(site: tuple[str, Path]) -> None:
    kind, folder = site
    for lang in WAYS:
        path = url_of(kind, lang, "ferries")
        main = parsed((folder / path).read_text(encoding="utf-8")).find(".//main")
        (image,) = main.iter("img")
        assert image.get("alt") == story(lang).pictures[0].alt
        assert [node.get("id") for node in main.iter("h2")] in ([None], ["fourteen-weeks"], ["أربعة-عشر-أسبوعا"])
        source = image.get("src")
        file = folder / source.removeprefix(f"{BASE}/") if source.startswith("/") else (folder / path).parent / source
        assert file.read_bytes().startswith(b"\x89PNG")
        assert story(lang).pictures[0].caption in words(main)


@pytest.fixture(scope="module", params=KINDS)
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A generator's name and its site of nothing but probes, one in every place of an article each."""
    kind = str(request.param)
    published = [hostile(number, probe) for number, probe in enumerate(ALL)]
    return kind, made(kind, tmp_path_factory.mktemp(kind) / "site", published)


def test_nothing_on_any_page_runs_or_is_fetched_from_elsewhere(attacked: tuple[str, Path]) -> None:
    kind, folder = attacked  # Hugo makes a page of its own that leads to the first language
    pages = [path for path in folder.rglob("*.html") if path != folder / "index.html" or kind == "jekyll"]
    assert len(pages) >= len(ALL)
    for path in pages:
        for node in parsed(path.read_text(encoding="utf-8")).iter():
            assert node.tag not in (
                "iframe",
                "svg",
                "math",
                "object",
                "embed",
                "base",
                "style",
                "form",
                "input",
                "script",
            )
            for name, value in node.attrib.items():
                assert not name.startswith("on"), path
                if name in ("href", "src"):
                    assert re.match(r"(https?:|mailto:|/|#|photo\.png)", value), (path, value)
            assert node.tag != "meta" or node.get("http-equiv") is None, path


def test_no_template_in_an_article_is_evaluated_and_every_probe_is_read_as_written(
    attacked: tuple[str, Path],
) -> None:
    kind, folder = attacked
    for number, probe in enumerate(ALL):
        one = hostile(number, probe)
        text = (folder / url_of(kind, "en", one.slug)).read_text(encoding="utf-8")
        html = parsed(text)
        # Liquid prints words in text as they are.
        title = one.title if kind == "hugo" else str(harmless(one.title))
        shown = title if kind == "hugo" else unescape(title)
        assert words(html.find(".//h1")) == words(html.find("head/title")) == " ".join(shown.split()), probe
        assert html.find("head/meta[@name='description']").get("content") == shown
        assert "1337" in probe or "1337" not in text, probe
        assert letters(html.find(".//main")).startswith(own_letters(one)), probe


@pytest.mark.skipif(bool(why_not("minima")), reason=why_not("minima"))
def test_jekylls_own_theme_with_its_plugins_lets_nothing_run_and_shows_the_disclaimer(tmp_path: Path) -> None:
    lay_out("minima", tmp_path, WAYS)
    published = [story("en"), *(hostile(number, probe) for number, probe in enumerate(ALL))]
    target_in("jekyll", tmp_path).deliver(edition_of(published), lambda *_: None)
    folder = build("jekyll", tmp_path)
    pages = list(folder.rglob("*.html"))
    assert len(pages) > len(ALL)
    for path in pages:
        for node in parsed(path.read_text(encoding="utf-8")).iter():
            assert node.tag not in ("iframe", "object", "embed", "base", "style", "math"), path
            assert node.tag != "script" or node.get("type") == "application/ld+json", path
            assert not [name for name in node.attrib if name.startswith("on") or name == "http-equiv"] or (
                node.attrib == {"http-equiv": "X-UA-Compatible", "content": "IE=edge"}
            ), path
    article = words(parsed((folder / "en/ferries/index.html").read_text(encoding="utf-8")).find(".//article"))
    assert "This article was translated and edited by Example Desk." in article
    ET.fromstring((folder / "feed.xml").read_text(encoding="utf-8"))  # noqa: S314  # our own file


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_was_withdrawn_says_why_and_one_that_left_is_gone(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    why = Correction("withdrawn", "2026-11-25", "The source took back what it had said.")
    bare = replace(
        story("en"), body="", disclaimer="", pictures=(), files=(), dek="", keywords=(), corrections=(why,),
        withdrawn=True,
    )  # fmt: skip
    html = made(kind, folder, [bare, story("en", "older-3", 3)])
    page = parsed((html / url_of(kind, "en", "ferries")).read_text(encoding="utf-8"))
    assert words(page.find(".//main")).startswith(
        "Withdrawn, November 25, 2026: The source took back what it had said."
    )
    if kind == "hugo":
        listed = (html / "en/news/index.html").read_text(encoding="utf-8")
        assert "/older-3/" in listed
        assert "/news/ferries/" not in listed + (html / "en/sitemap.xml").read_text(encoding="utf-8")
    target_for(kind, folder).deliver(edition_of([bare]), lambda *_: None)
    assert not [path for path in folder.rglob("*older-3*") if "public" not in path.parts]
