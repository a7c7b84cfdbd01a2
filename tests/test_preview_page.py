"""What a preview adds to a page, and that what it serves stays within its folder."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import html5lib
import pytest

from dragoman.workflow.preview_page import Note, as_preview, fallback, loosened
from dragoman.workflow.preview_site import PreviewSite, Version
from dragoman.workflow.watch import look, wait_for_change

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
<!DOCTYPE html>
<html lang="ar" dir="rtl"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:">
<title>t</title></head><body class="story"><h1>t</h1></body></html>
"""


@pytest.mark.parametrize(
    ("policy", "rules"),
    [
        (
            "default-src 'none'; style-src 'self'",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'",
        ),
        ("script-src 'none'", "script-src 'self'; connect-src 'self'; style-src 'self'"),
        ("", "script-src 'self'; connect-src 'self'; style-src 'self'"),
        (
            "Default-Src 'self';script-src https://a.example 'self';",
            "default-src 'self'; script-src https://a.example 'self'; connect-src 'self'; style-src 'self'",
        ),
    ],
)  # fmt: skip
def test_a_policy_is_loosened_for_the_same_server_and_no_further(policy: str, rules: str) -> None:
    assert loosened(policy) == rules


def test_a_page_stays_valid_and_says_above_itself_what_it_is() -> None:
    made = as_preview(PAGE, "7-1", [Note("A <script>alert(1)</script> & more"), Note("wrong", wrong=True)])
    html = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made)
    (script,) = html.iter("script")
    assert script.attrib == {"src": "/.preview/preview.js", "data-version": "7-1"}
    first, second = html.findall("body/p")
    assert (first.text, first.get("role")) == ("A <script>alert(1)</script> & more", "status")
    assert (second.text, second.get("role")) == ("wrong", "alert")
    policy = html.find("head/meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy == loosened("default-src 'none'; style-src 'self'; img-src 'self' data:")
    assert "unsafe" not in policy


def test_a_page_without_a_head_gets_them_too() -> None:
    assert "preview.js" in as_preview("words", "1", [])
    assert "<h1>a &lt;b&gt;</h1>" in fallback("a <b>")


@pytest.fixture
def site(tmp_path: Path) -> PreviewSite:
    """Some files, one of them outside, and a link that leads there."""
    folder = tmp_path / "site"
    (folder / "en/water").mkdir(parents=True)
    (folder / "en/water/index.html").write_text(PAGE)
    (folder / "site.css").write_text("body {}")
    (folder / "404.html").write_text(PAGE.replace("<h1>t", "<h1>none"))
    (tmp_path / "secret.html").write_text("secret")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "up").symlink_to(tmp_path)
    site = PreviewSite(str(folder))
    site.built(Version("1", {"/en/water/": Note("a draft")}))
    return site


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/en/../../secret.html", "/link.html",
        "/up/secret.html", "//secret.html", "/%00", "/en/water/index.html%00", "/.git/config", "/..\\secret.html",
        "http://127.0.0.1/../secret.html", "*", "", "/%ff%fe", "/" + "a/" * 3000, "/" + "a" * 5000, "/./site.css",
    ],
)  # fmt: skip
def test_nothing_outside_the_folder_is_served(site: PreviewSite, target: str) -> None:
    answer = site.answer(target)
    assert answer.status == 404
    assert b"secret" not in answer.data


def test_files_pages_and_folders_are_served_as_what_they_are(site: PreviewSite) -> None:
    assert site.answer("/site.css?abc").kind == "text/css; charset=utf-8"
    assert site.answer("/site.css?abc").data == b"body {}"
    page = site.answer("/en/water/")
    assert (page.status, page.kind) == (200, "text/html; charset=utf-8")
    assert b"a draft" in page.data
    moved = site.answer("/en/water")
    assert (moved.status, moved.location) == (301, "/en/water/")
    assert b"<h1>none" in site.answer("/nothing/").data
    assert b"EventSource" in site.answer("/.preview/preview.js").data


def test_whoever_waits_is_told_of_the_next_version_and_of_the_end(site: PreviewSite) -> None:
    threading.Timer(0.05, site.built, [Version("2", {}, (Note("broken", wrong=True),))]).start()
    assert site.wait("1", 10) == "2"
    assert site.wait("2", 0.01) == "2"
    assert b"broken" in site.answer("/en/water/").data
    threading.Timer(0.05, site.end).start()
    assert site.wait("2", 10) == ""


def test_a_change_is_noticed_wherever_it_is_and_a_file_half_written_by_us_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one").write_text("1")
    paths = [str(tmp_path / "a"), str(tmp_path / "missing")]
    before = look(paths)
    assert not wait_for_change(paths, before, time.monotonic() + 0.05)
    (tmp_path / "missing").write_text("x")
    assert wait_for_change(paths, before, time.monotonic() + 5)
    before = look(paths)
    (tmp_path / "a/one").write_text("22")
    assert wait_for_change(paths, before, time.monotonic() + 5)
