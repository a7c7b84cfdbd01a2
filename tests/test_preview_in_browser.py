"""A preview in a real Chromium: pages load again by themselves, nothing else runs, no other site may look in.

Skipped where there is no browser; `make pages` installs it. DRAGOMAN_SHOTS=folder keeps pictures.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Literal

import pytest
from conftest import ARABIC
from review.browser import AXE, Seen, missing, started
from site_browser import served
from test_preview import PATIENCE, previewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Room
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing())]

INTO_ARABIC = ARABIC.replace("# ", "# خبر: ", 1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as found:
        yield found


@contextlib.contextmanager
def looking(browser: Browser, url: str) -> Iterator[Seen]:
    """A page of a preview; at the end nobody else may have been asked, and nothing complained of."""
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    seen = Seen(context.new_page())
    seen.page.goto(url)
    yield seen
    context.close()
    origin = "/".join(url.split("/")[:3])
    assert [one for one in seen.requests if not one.startswith((f"{origin}/", "data:,"))] == []
    assert [one for one in seen.complaints if "404 (Not Found)" not in one] == []


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("DRAGOMAN_SHOTS"):
        page.screenshot(path=f"{folder}/preview-{name}.png")


def test_a_page_loads_again_when_its_article_was_saved(room: Room, browser: Browser) -> None:
    room.bring("published")
    room.bring("translated", "draft")
    file = room.article("draft")
    text = file.read_text(encoding="utf-8")
    with previewing(room, "draft") as shown, looking(browser, f"{shown.url}en/draft/") as seen:
        page = seen.page
        assert "Draft: draft/en" in page.inner_text(".preview-note")
        shot(page, "en")
        file.write_text(text.replace("16 weeks", "seventeen weeks"), encoding="utf-8")
        page.wait_for_selector("text=seventeen weeks", timeout=PATIENCE * 1000)
        file.write_text(text.replace("lang: en", "lang: [en"), encoding="utf-8")
        page.wait_for_selector("[role=alert]", timeout=PATIENCE * 1000)
        assert "seventeen weeks" in page.inner_text("article")
        shot(page, "broken")
        file.write_text(text, encoding="utf-8")
        page.wait_for_selector("[role=status]", timeout=PATIENCE * 1000)
        assert "16 weeks" in page.inner_text("article")
        room.ok("omar", "edit", "draft")
        page.wait_for_selector("text=(edited)", timeout=PATIENCE * 1000)


def test_the_note_is_seen_above_a_page_in_arabic_and_stands_in_its_own_direction(
    room: Room, browser: Browser
) -> None:
    file = room.root / "newsroom.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("to: [en]", "to: [en, ar]"), encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")
    said = ("--no-url", "--outlet", "Harbour Paper", "--lang", "en", "--to", "ar", "--slug", "port")
    text = "# A ferry\n\nThe ferry left the old quay on Sunday, full to the last bench.\n"
    room.ok("lina", "source", "-", *said, stdin=text)
    room.ok("lina", "translate", "port", "--file", "-", stdin=INTO_ARABIC)
    with previewing(room, "port", "--drafts") as shown, looking(browser, f"{shown.url}ar/port/") as seen:
        assert seen.ask("document.documentElement.dir") == "rtl"
        assert seen.ask("getComputedStyle(document.querySelector('.preview-note')).direction") == "ltr"
        assert seen.box(".preview-note")["width"] == seen.ask("document.documentElement.clientWidth")
        shot(seen.page, "ar")


def test_what_an_article_says_is_not_run_in_a_preview_either(room: Room, browser: Browser) -> None:
    room.bring("translated", "draft")
    file = room.article("draft")
    bad = "</p><script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
    text = file.read_text(encoding="utf-8").replace("16 weeks", f"16 weeks {bad}")
    file.write_text(text.replace("title: ", f"title: {bad} ", 1), encoding="utf-8")
    own = room.root / "templates/site"
    own.mkdir(parents=True)
    (own / "404.html").write_text('<html><head></head><body>{{ "<script>window.pwned=1</script>" }}</body></html>')
    with previewing(room, "draft") as shown, looking(browser, f"{shown.url}en/draft/") as seen:
        assert seen.ask("window.pwned ?? null") is None
        assert "onerror=window.pwned=1" in seen.page.inner_text("h1")
        seen.page.goto(f"{shown.url}%3Cscript%3Ewindow.pwned=1%3C/script%3E")
        assert seen.ask("window.pwned ?? null") is None


def test_another_site_may_neither_read_nor_embed_a_preview(room: Room, browser: Browser, tmp_path: Path) -> None:
    room.bring("translated", "draft")
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil/index.html").write_text("<h1>elsewhere</h1>")
    with previewing(room, "draft") as shown, served(tmp_path / "evil") as elsewhere:
        page = browser.new_page()
        page.goto(elsewhere)
        for how in ("fetch(URL).then(r => r.text())", "fetch(URL, {mode: 'no-cors'})"):
            code = how.replace("URL", f"'{shown.url}en/draft/'")
            assert page.evaluate(f"{code}.then(() => 'read', () => 'refused')") == "refused"
        inside = (
            "new Promise(done => { const frame = document.createElement('iframe'); frame.onload = () => done(frame); "
            f"frame.src = '{shown.url}en/draft/'; document.body.append(frame); }}).then(() => 'loaded')"
        )
        assert page.evaluate(inside) == "loaded"
        assert "Draft" not in "".join(frame.content() for frame in page.frames)
        page.close()


def test_axe_finds_nothing_wrong_with_the_note(room: Room, browser: Browser) -> None:
    room.bring("translated", "draft")
    with previewing(room, "draft") as shown:
        schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for scheme in schemes:
            context = browser.new_context(bypass_csp=True, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{shown.url}en/draft/")
            page.add_script_tag(path=str(AXE))
            found = page.evaluate("axe.run('.preview-note')")
            assert found["violations"] == []
            context.close()
