"""The site as files: what pages say, that every link leads somewhere, that only what changed is made again."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import html5lib
import pytest
from site_stories import (
    CORRECTION,
    LANGUAGES,
    URL,
    deliver,
    edition_of,
    everything,
    quiet,
    site_in,
    story,
    to_look_at,
)

from dragoman.workflow.edition import Edition, HeldBack, Item
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.output_memory_file import MemoryFile
from dragoman.workflow.site.addresses import group_slug
from dragoman.workflow.site.lists import PER_PAGE
from dragoman.workflow.site.local import day, language_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from dragoman.workflow.publication import Publication

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of page."""
    folder = tmp_path_factory.mktemp("made") / "site"
    deliver(folder, everything())
    return folder


def page(site: Path, path: str) -> Element:
    """A page, once it is sure that it is valid HTML."""
    text = (site / path).read_text(encoding="utf-8")
    parsed: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return parsed


def files(site: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the time it was written."""
    return {
        str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file()
    }


def changed(before: dict[str, tuple[bytes, int]], after: dict[str, tuple[bytes, int]]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def words(node: Element | None) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


def test_every_page_is_valid_html_with_one_heading_in_its_language_and_direction(site: Path) -> None:
    pages = sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))
    assert len(pages) > 60
    for path in pages:
        html = page(site, path)
        lang = path.split("/")[0] if "/" in path else "en"
        assert html.get("lang") == lang, path
        assert html.get("dir") == ("ltr" if lang in ("en", "de") else "rtl")
        assert len(list(html.iter("h1"))) == 1
        assert words(html.find("head/title"))


def test_every_link_of_the_site_leads_to_a_file_of_the_site(site: Path) -> None:
    checked = 0
    for path in site.rglob("*.html"):
        for node in page(site, str(path.relative_to(site))).iter():
            for name in ("href", "src"):
                address = node.get(name, "")
                if address.startswith((URL, "/")):
                    inner = unquote(urlsplit(address).path).lstrip("/")
                    target = site / (f"{inner}index.html" if inner.endswith("/") or not inner else inner)
                    assert target.is_file(), (path, address)
                    checked += 1
                elif address:
                    assert address.startswith(("https://harbour.example/", "#text", "data:,")), (path, address)
                    assert node.tag == "a" or address == "data:,"
    assert checked > 1000


def test_no_page_asks_for_anything_elsewhere_and_nothing_on_it_runs(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = page(site, str(path.relative_to(site)))
        for node in html.iter():
            assert node.tag not in ("iframe", "object", "embed", "form", "base", "style")
            assert node.tag != "script" or node.get("type") == "application/ld+json"
            assert not [name for name in node.attrib if name.startswith("on") or name == "style"]
            if node.tag in ("img", "source", "audio", "video"):
                assert node.get("src", "").startswith("/media/")
        policy = html.find("head/meta[@http-equiv='Content-Security-Policy']")
        assert policy is not None
        assert policy.get("content", "").startswith("default-src 'none'; style-src 'self'; img-src 'self' data:")
    assert "@import" not in (site / "site.css").read_text(encoding="utf-8")
    assert "url(" not in (site / "site.css").read_text(encoding="utf-8")


def alternates(html: Element) -> dict[str, str]:
    return {node.get("hreflang", ""): node.get("href", "") for node in html.iter("link") if node.get("hreflang")}


def test_translations_name_each_other_and_a_page_for_everybody_else(site: Path) -> None:
    every = [alternates(page(site, f"{lang}/ferries/index.html")) for lang in LANGUAGES]
    assert every[0] == {**{lang: f"{URL}{lang}/ferries/" for lang in LANGUAGES}, "x-default": f"{URL}en/ferries/"}
    assert all(one == every[0] for one in every)
    assert alternates(page(site, "fa/index.html"))["x-default"] == URL
    shown = page(site, "de/ferries/index.html").find(".//nav[@class='languages']")
    assert shown is not None
    assert [words(node) for node in shown.iter("a")] == ["العربية", "کوردیی ناوەندی", "English", "فارسی", "اردو"]


def test_the_canonical_page_is_ours_or_by_policy_the_original(tmp_path: Path) -> None:
    def canonical(html: Element) -> str:
        return next(node.get("href", "") for node in html.iter("link") if node.get("rel") == "canonical")

    deliver(tmp_path / "own", [story("en"), story("ar")])
    deliver(tmp_path / "theirs", [story("en"), story("ar"), replace(story("de"), url="")], canonical="original")
    own, theirs = (page(tmp_path / one, "en/ferries/index.html") for one in ("own", "theirs"))
    assert canonical(own) == f"{URL}en/ferries/"
    assert canonical(theirs) == "https://harbour.example/2026/ferries?a=1&b=2"
    assert alternates(theirs) == {}
    assert not (tmp_path / "theirs/sitemap.xml").exists()
    assert canonical(page(tmp_path / "theirs", "de/ferries/index.html")) == f"{URL}de/ferries/"


def data(html: Element) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(node.text or "" for node in html.iter("script")))
    return found


def test_machines_are_told_what_is_a_translation_of_what_and_by_whom(site: Path) -> None:
    said = data(page(site, "en/ferries/index.html"))
    assert said["@type"] == "NewsArticle"
    assert said["@id"] == said["url"] == f"{URL}en/ferries/"
    assert said["author"] == {"@type": "Person", "name": "Karim Haddad"}
    assert said["translator"] == {"@type": "Person", "name": "Lina Khatib"}
    assert said["translationOfWork"]["url"] == "https://harbour.example/2026/ferries?a=1&b=2"
    assert said["translationOfWork"]["inLanguage"] == "fr"
    assert said["image"] == [f"{URL}media/2026/11/ferries/photo.png"]
    assert said["correction"] == [
        {"@type": "CorrectionComment", "text": CORRECTION.note, "datePublished": "2026-11-24"}
    ]
    assert "correction" not in data(page(site, "ar/ferries/index.html"))


def test_what_nobody_knows_is_not_claimed(tmp_path: Path) -> None:
    bare = replace(
        story("en"), dek="", byline="", url="", original_lang="", original_date="", keywords=(), pictures=(),
        files=(), body="One line.", disclaimer="", modified="",
    )  # fmt: skip
    deliver(tmp_path / "site", [bare])
    html = page(tmp_path / "site", "en/ferries/index.html")
    said = data(html)
    assert not {"description", "keywords", "image", "correction"} & said.keys()
    assert said["translationOfWork"].keys() == {"@type", "publisher"}
    assert "By" not in words(html.find(".//p[@class='byline']")).split()


def test_the_credits_name_everybody_and_link_to_the_original(site: Path) -> None:
    html = page(site, "de/ferries/index.html")
    pairs = [node for node in html.iter("div") if node.find("dt") is not None]
    assert {words(node.find("dt")): words(node.find("dd")) for node in pairs} == {
        "Original": "Little Harbour Paper · Französisch · 15. November 2026", "Übersetzt von": "Lina Khatib",
        "Redigiert von": "Omar Nasser", "Themen": "FährenWinter",
    }  # fmt: skip
    link = html.find(".//dd/a")
    assert link is not None
    assert link.get("href") == "https://harbour.example/2026/ferries?a=1&b=2"


def test_an_image_alone_in_a_paragraph_is_a_figure_with_caption_and_credit(site: Path) -> None:
    html = page(site, "en/ferries/index.html")
    figure = html.find(".//figure")
    assert figure is not None
    image = figure.find("img")
    assert image is not None
    assert image.attrib == {
        "src": "/media/2026/11/ferries/photo.png", "alt": "A ferry leaves a grey quay in the morning",
        "loading": "lazy",
    }  # fmt: skip
    assert (
        words(figure.find("figcaption"))
        == "The first boat leaves the old quay. Photo: Samir Aoun / Little Harbour Paper"
    )
    assert (site / "media/2026/11/ferries/photo.png").read_bytes().startswith(b"\x89PNG")


def test_an_image_from_elsewhere_is_a_link_and_a_link_to_nowhere_only_words(tmp_path: Path) -> None:
    body = "![A map](https://maps.example/a.png) and [notes](notes.docx) and [us](/about) and [b](../other/en.md)."
    one = replace(story("en"), body=body, pictures=(), files=(("articles/2026/11/ferries/notes.docx", b"x"),))
    deliver(tmp_path / "site", [one])
    text = page(tmp_path / "site", "en/ferries/index.html").find(".//div[@class='body']/p")
    assert text is not None
    assert words(text) == "A map and notes and us and b."
    assert [node.get("href") for node in text] == ["https://maps.example/a.png"]
    assert not list((tmp_path / "site").rglob("*.docx"))


@pytest.mark.parametrize(
    ("name", "content"),
    [("photo.svg", b"<svg onload='alert(1)'/>"), ("photo.png", b"<html><script>alert(1)</script>"), ("a.html", b"x")],
)
def test_what_a_browser_would_run_is_no_image_for_readers(tmp_path: Path, name: str, content: bytes) -> None:
    first = story("en").pictures[0]
    path = f"articles/2026/11/ferries/{name}"
    one = replace(story("en"), pictures=(replace(first, target=name, path=path),), files=((path, content),))
    with pytest.raises(DiskFailed) as error:
        deliver(tmp_path / "site", [one])
    assert name in error.value.sentence
    assert "PNG" in error.value.hint


@pytest.mark.parametrize("name", ["feed.xml", "corrections.xml"])
def test_a_feed_reader_takes_every_rss_feed_without_complaint(tmp_path: Path, name: str) -> None:
    deliver(tmp_path / "site", to_look_at())
    for lang in LANGUAGES:
        read = feedparser.parse((tmp_path / "site" / lang / name).read_bytes(), sanitize_html=False)
        assert (bool(read.bozo), read.version) == (False, "rss20")
        assert len({entry.id for entry in read.entries}) == len(read.entries) > 0
        for entry in read.entries:
            assert entry.link.startswith(f"{URL}{lang}/")
            assert entry.title
            assert entry.published_parsed
            assert "<" not in entry.get("summary", "")


def feed(site: Path, path: str) -> Element:
    return ET.fromstring((site / path).read_text(encoding="utf-8"))  # noqa: S314  # our own file


def test_the_rss_feed_has_what_the_standard_asks_for(site: Path) -> None:
    channel = feed(site, "ar/feed.xml").find("channel")
    assert channel is not None
    assert [channel.findtext(name) for name in ("title", "link", "language")] == ["Example Desk", f"{URL}ar/", "ar"]
    assert channel.findtext("description")
    link = channel.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{URL}ar/feed.xml"
    items = channel.findall("item")
    assert len(items) == 7
    assert items[0].findtext("guid") == items[0].findtext("link") == f"{URL}ar/ferries/"
    assert items[0].findtext("pubDate") == "Sun, 22 Nov 2026 09:30:00 +0000"
    assert items[0].findtext("title") == story("ar").title


def test_the_json_feed_has_what_the_standard_asks_for(site: Path) -> None:
    said = json.loads((site / "fa/feed.json").read_text(encoding="utf-8"))
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["feed_url"] == f"{URL}fa/feed.json"
    assert said["items"][0]["id"] == f"{URL}fa/ferries/"
    assert {"id", "url", "title", "content_text", "date_published"} <= said["items"][0].keys()


def test_corrections_have_a_page_and_a_feed(site: Path) -> None:
    assert CORRECTION.note in words(page(site, "en/corrections.html"))
    assert CORRECTION.note in (site / "en/corrections.xml").read_text(encoding="utf-8")
    assert "had to be corrected" not in words(page(site, "en/corrections.html"))
    assert "Bisher musste nichts" in words(page(site, "de/corrections.html"))
    notice = page(site, "en/ferries/index.html").find(".//aside[@class='correction']")
    assert words(notice) == f"Correction · November 24, 2026: {CORRECTION.note}"


def test_the_map_lists_every_page_with_its_translations(site: Path) -> None:
    index = [node.text or "" for node in feed(site, "sitemap.xml").iter(f"{MAP}loc")]
    assert index == [f"{URL}sitemap/2026-11.xml", f"{URL}sitemap/pages.xml"]
    urls = {
        node.findtext(f"{MAP}loc"): [one.get("hreflang") for one in node.findall(f"{XHTML}link")]
        for node in feed(site, "sitemap/2026-11.xml").iter(f"{MAP}url")
    }
    assert len(urls) == len(everything())
    assert urls[f"{URL}en/ferries/"] == [*sorted(LANGUAGES), "x-default"]
    assert f"Sitemap: {URL}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_the_root_is_the_first_languages_front_page_and_says_where_it_belongs(site: Path) -> None:
    assert (site / "index.html").read_bytes() == (site / "en/index.html").read_bytes()
    assert f'<link rel="canonical" href="{URL}en/">' in (site / "index.html").read_text(encoding="utf-8")


def test_a_site_below_a_folder_of_its_host_keeps_to_it(tmp_path: Path) -> None:
    deliver(tmp_path / "site", [story("en"), story("ar")], url="https://host.example/desk/")
    for path in (tmp_path / "site").rglob("*.html"):
        assert not re.findall(r'(?:href|src)="/(?!desk/)', path.read_text(encoding="utf-8"))
    assert (tmp_path / "site/en/ferries/index.html").is_file()


def many(count: int) -> list[Publication]:
    return [
        replace(story("en", f"report-{n}"), files=(), pictures=(), title=f"Report {n}", body="Text.",
                date=f"2026-{1 + n // 28:02}-{1 + n % 28:02}T09:00:00Z")
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, PER_PAGE, PER_PAGE + 1, 2 * PER_PAGE, 3 * PER_PAGE - 1, 3 * PER_PAGE])
def test_a_list_in_pages_holds_every_article_once_newest_first(tmp_path: Path, count: int) -> None:
    deliver(tmp_path / "site", many(count))
    path, seen = "en/index.html", []
    while path:
        html = page(tmp_path / "site", path)
        seen += [words(node) for node in html.iter("h2")]
        older = next((node.get("href", "") for node in html.iter("a") if node.get("rel") == "next"), "")
        path = f"{older.lstrip('/')}index.html" if older else ""
    assert seen == [f"Report {n}" for n in reversed(range(count))]


def test_one_more_article_changes_its_own_pages_and_the_newest_of_each_list_only(tmp_path: Path) -> None:
    deliver(tmp_path / "site", many(3 * PER_PAGE))
    before = files(tmp_path / "site")
    done = deliver(tmp_path / "site", many(3 * PER_PAGE + 1))
    new = changed(before, files(tmp_path / "site"))
    assert new == {
        f"en/report-{3 * PER_PAGE}/index.html", "en/index.html", "index.html", "en/feed.xml", "en/feed.json",
        "en/keyword/ferries/index.html", "en/keyword/harbour-street/index.html", "en/keyword/winter/index.html",
        "en/outlet/little-harbour-paper/index.html", "en/translator/lina-khatib/index.html", "sitemap/2026-04.xml",
    }  # fmt: skip
    assert done.written == len(new)


def test_nothing_new_touches_nothing(tmp_path: Path) -> None:
    deliver(tmp_path / "site", everything())
    before = files(tmp_path / "site")
    done = deliver(tmp_path / "site", everything())
    assert (done.written, done.removed) == (0, 0)
    assert changed(before, files(tmp_path / "site")) == set()
    assert list(site_in(tmp_path / "site", tmp_path / "newsroom").differences(edition_of(everything()))) == []


def test_what_is_not_published_any_more_is_taken_away_with_its_folders_and_lists(tmp_path: Path) -> None:
    other = replace(story("en", "snow", 20), keywords=("snow",), outlet="Hill Paper", translator="Tarek")
    deliver(tmp_path / "site", [story("en"), other])
    alone = tmp_path / "alone"
    deliver(alone, [story("en")])
    done = deliver(tmp_path / "site", [story("en")])
    assert done.removed == 5
    assert {path: one[0] for path, one in files(tmp_path / "site").items()} == {
        path: one[0] for path, one in files(alone).items()
    }
    assert not (tmp_path / "site/en/snow").exists()
    assert not (tmp_path / "site/media/2026/11/snow").exists()


def test_a_file_that_somebody_changed_or_took_away_is_made_again_and_theirs_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    deliver(site, everything())
    before = {path: one[0] for path, one in files(site).items()}
    (site / "en/ferries/index.html").write_text("mine")
    (site / "en/feed.xml").unlink()
    (site / "media/2026/11/ferries/photo.png").unlink()
    (site / "CNAME").write_text("desk.example")
    os.utime(site / "de/index.html", (1, 1))
    assert deliver(site, everything()).written == 3
    assert {path: one[0] for path, one in files(site).items()} == before | {"CNAME": b"desk.example"}


def test_a_spoilt_memory_costs_a_build_and_nothing_else(tmp_path: Path) -> None:
    deliver(tmp_path / "site", everything())
    memory = tmp_path / "site.memory/site.sqlite"
    kept = memory.read_bytes()
    torn = kept[:4096] + os.urandom(len(kept) - 4096)
    for spoilt in (
        b"",
        b"[]",
        kept[:-5000],
        kept[:100],
        torn,
        kept.replace(b"CREATE TABLE rest", b"CREATE TABLE past"),
    ):
        memory.write_bytes(spoilt)
        assert deliver(tmp_path / "site", everything()).written == 0
        assert memory.stat().st_size > 1000


def test_a_translation_that_comes_changes_the_pages_of_its_story_and_no_others(tmp_path: Path) -> None:
    rest = [story("en", f"older-{n}", n) for n in range(1, 4)]
    deliver(tmp_path / "site", [story("en"), *rest])
    before = files(tmp_path / "site")
    deliver(tmp_path / "site", [story("en"), story("ar"), *rest])
    new = changed(before, files(tmp_path / "site"))
    assert "en/ferries/index.html" in new
    assert not [path for path in new if "older" in path]


def test_the_difference_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    other = story("en", "snow", 20)
    deliver(tmp_path / "site", [story("en"), other])
    before = files(tmp_path / "site")
    target = site_in(tmp_path / "site", tmp_path / "newsroom")
    found = {one.name: one for one in target.differences(edition_of([replace(story("en"), title="New words")]))}
    assert files(tmp_path / "site") == before
    assert b"New words" in (found["en/ferries/index.html"].after or b"")
    assert found["en/snow/index.html"].after is None
    assert all(one.before != one.after for one in found.values())


def test_an_article_held_back_keeps_its_page_and_is_told(tmp_path: Path) -> None:
    published = [story("en"), story("ar")]
    deliver(tmp_path / "site", published)
    before = files(tmp_path / "site")

    def read(items: Sequence[Item]) -> Iterator[Publication | HeldBack]:
        for item in items:
            yield HeldBack("ferries/en", "changed") if item.name == "ferries/en" else published[1]

    items = tuple(Item(one.place, "other") for one in sorted(published, key=lambda one: one.place))
    held = Edition("Example Desk", LANGUAGES, items, read)
    for _ in range(2):
        done = site_in(tmp_path / "site", tmp_path / "newsroom").deliver(held, quiet)
        assert done.held == (HeldBack("ferries/en", "changed"),)
        assert changed(before, files(tmp_path / "site")) == set()
    fresh = site_in(tmp_path / "fresh", tmp_path / "newsroom").deliver(held, quiet)
    assert fresh.held == done.held
    assert not (tmp_path / "fresh/en/ferries").exists()
    assert alternates(page(tmp_path / "fresh", "ar/ferries/index.html")).keys() == {"ar", "x-default"}


def test_what_an_interrupted_run_left_of_an_article_that_never_came_is_swept_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    other = replace(story("en", "snow", 20), keywords=("snow",))
    deliver(site, [story("en")])
    (site / "en/snow").mkdir()
    (site / "en/snow/theirs.txt").write_text("somebody else's, from before")
    os.utime(site / "en/snow/theirs.txt", (1, 1))
    before = {path: one[0] for path, one in files(site).items()}
    memory = tmp_path / "site.memory/site.sqlite"
    kept = memory.read_bytes()
    pending = tmp_path / "site.memory/site.pending.json"
    MemoryFile(str(memory).removesuffix(".sqlite")).expect(["en/snow", "media/2026/11/snow"])
    expected = pending.read_bytes()
    deliver(site, [story("en"), other])
    memory.write_bytes(kept)  # as if it had been killed when all was written but what it remembers
    pending.write_bytes(expected)
    MemoryFile(str(memory).removesuffix(".sqlite")).expect(["en/keyword/snow/index.html"])
    deliver(site, [story("en")])
    assert {path: one[0] for path, one in files(site).items()} == before
    assert not pending.exists()


def test_the_newsrooms_own_templates_win_file_by_file(tmp_path: Path) -> None:
    own = tmp_path / "newsroom/templates/site"
    own.mkdir(parents=True)
    deliver(tmp_path / "site", [story("en")])
    (own / "keyword.html").write_text('{% extends "list.html" %}{% block label %}Our topic{% endblock %}')
    (own / "site.css").write_text("body { color: teal }")
    deliver(tmp_path / "site", [story("en")])
    assert "Our topic" in words(page(tmp_path / "site", "en/keyword/winter/index.html"))
    assert (tmp_path / "site/site.css").read_text() == "body { color: teal }"
    assert "Little Harbour Paper" in words(page(tmp_path / "site", "en/ferries/index.html"))


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}", "{% for %}", "{{ article.title * 99999 }}", "{% include '../../newsroom.yaml' %}",
        "{{ article.__class__ }}", "{{ site.at.__init__.__globals__ }}", "{{ words.by.__class__ }}",
        "{% include '/etc/passwd' %}", "{{ 1 / 0 }}",
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_told_with_its_file(tmp_path: Path, template: str) -> None:
    own = tmp_path / "newsroom/templates/site"
    own.mkdir(parents=True)
    (own / "article.html").write_text(template)
    with pytest.raises(BadText) as error:
        deliver(tmp_path / "site", [story("en")])
    assert error.value.sentence.startswith("templates/site/article.html")
    assert not (tmp_path / "site/en/ferries").exists()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Aleppo", "aleppo"), ("Water supply", "water-supply"), ("C++", "c-"), ("سار", "sr-"), ("صار", "sr-"),
        ("😀", ""), ("../../etc", "etc-"), ("a/b", "a-b-"),
    ],
)  # fmt: skip
def test_a_groups_address_is_plain_and_its_own(name: str, slug: str) -> None:
    found = group_slug(name)
    assert found.startswith(slug)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", found)
    assert group_slug("سار") != group_slug("صار")
    assert group_slug(" Water  SUPPLY ") == group_slug("water supply")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "November 2, 2026"), ("de", "2. November 2026"), ("fa", "۲ نوامبر ۲۰۲۶"),
        ("ckb", "٢ی تشرینی دووەمی ٢٠٢٦"),
        ("tlh", "2026-11-02"), ("en-v2", "November 2, 2026"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_its_language_writes_it(lang: str, said: str) -> None:
    assert day("2026-11-02T10:00:00Z", lang) == said
    assert day("soon", lang) == "soon"


def test_languages_are_called_what_their_readers_call_them() -> None:
    assert language_name("ar", "de") == "Arabisch"
    assert language_name("fa", "fa") == "فارسی"
    assert language_name("tlh", "en") == "tlh"
