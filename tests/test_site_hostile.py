"""What strangers write into an article is read on the site, and never obeyed: a corpus of probes in every place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from site_stories import edition_of, site_in, story
from test_publication import PROBES

from dragoman.workflow.pictures import pictures_of
from dragoman.workflow.plain import clean
from dragoman.workflow.publication import Correction

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.workflow.publication import Publication

MORE = [
    "</script><script>window.pwned=1</script>",
    "<!--<script>window.pwned=1//-->",
    "]]><script>window.pwned=1</script>",
    "\\u003c/script>",
    'http://x.example/"><img src=x onerror=window.pwned=1>',
    "https://x.example/' onmouseover='window.pwned=1",
    "<style>@import 'https://evil.example/'</style>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "<base href=https://evil.example/>",
    "../../../etc/passwd",
    "..",
    ".",
    "{{ site.__class__ }}",
    "![x](photo.png 'a\" onload=\"window.pwned=1')",
    '!["><script>window.pwned=1</script>](photo.png)',
]
CORPUS = [probe for probe in (*PROBES, *MORE) if probe == clean(probe)]


def hostile(number: int, probe: str) -> Publication:
    """An article with a probe in every place that others write into."""
    one = " ".join(probe.split())
    body = f'{probe}\n\n![{one}](photo.png "{one.replace(chr(34), "")}")\n\n# {one}\n\n> {one}\n\n[a]({one})\n'
    base = story("en", f"probe-{number}")
    return replace(
        base, title=one, dek=one, body=body, disclaimer=one, keywords=(one,), newsroom=one, translator=one,
        editor=one, byline=one, outlet=one, url=one, original_lang=one, original_date=one,
        pictures=pictures_of(body, base.place, {"photo.png": one}), corrections=(Correction(one, one, one),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of nothing else."""
    folder = tmp_path_factory.mktemp("hostile") / "site"
    published = [hostile(number, probe) for number, probe in enumerate(CORPUS)]
    site_in(folder, folder.parent / "newsroom").deliver(edition_of(published), lambda *_: None)
    return folder


def test_the_corpus_is_all_on_the_site_and_no_file_is_outside(site: Path) -> None:
    assert len(CORPUS) > 55
    assert len(list(site.glob("en/probe-*/index.html"))) == len(CORPUS)
    for path in site.rglob("*"):
        assert re.fullmatch(r"[a-zA-Z0-9._/-]+", str(path.relative_to(site)))


def test_nothing_on_any_page_runs_or_is_fetched_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        parsed: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
            path.read_text(encoding="utf-8")
        )
        for node in parsed.iter():
            assert node.tag not in ("iframe", "svg", "math", "object", "embed", "base", "style", "form", "input")
            if node.tag == "script":
                assert node.attrib == {"type": "application/ld+json"}
                json.loads(node.text)
            for name, value in node.attrib.items():
                assert not name.startswith("on")
                assert name != "style"
                if name in ("href", "src") and node.get("rel") != "icon":
                    assert re.match(r"(https?:|mailto:|/|#)", value), (path, value)
                    assert name == "href" or value.startswith("/media/2026/11/probe-")
            if node.tag == "meta":
                assert node.get("http-equiv") in (None, "Content-Security-Policy")
        assert len(list(parsed.iter("title"))) == 1
        assert len(list(parsed.iter("h1"))) == 1


def test_a_probe_in_a_headline_is_read_as_it_was_written(site: Path) -> None:
    for number, probe in enumerate(CORPUS):
        text = (site / f"en/probe-{number}/index.html").read_text(encoding="utf-8")
        parsed: Any = html5lib.parse(text, namespaceHTMLElements=False)
        assert " ".join("".join(parsed.find(".//h1").itertext()).split()) == " ".join(probe.split())
        assert "49" not in parsed.find("head/title").text


def test_feeds_and_maps_stay_what_they_are(site: Path) -> None:
    for path in site.rglob("*.xml"):
        tree = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  # our own file
        for node in tree.iter():
            assert node.tag.rpartition("}")[2] in {
                "rss", "channel", "title", "link", "description", "language", "item", "guid", "pubDate", "creator",
                "category", "urlset", "sitemapindex", "sitemap", "url", "loc", "lastmod",
            }  # fmt: skip
        for node in tree.iter("description"):
            assert (
                list(html5lib.parseFragment(node.text or "")) == []
            )  # readers take it for HTML: words, and nothing else
    said = json.loads((site / "en/feed.json").read_text(encoding="utf-8"))
    assert len(said["items"]) == 30
    for item in said["items"]:
        assert item["url"].startswith("https://desk.example/en/probe-")
        assert re.match(r"https?://[^\s\"'<>]+$", item.get("external_url", "https://x"))
