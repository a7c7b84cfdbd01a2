"""The review's page in a real Chromium: directions, keys, filters, print, without script, nothing hostile obeyed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from review.browser import missing, opened, started
from review.reviewed import ARABIC, INTO_ARABIC, PERSIAN, Story, review_of

from dragoman.cli.plain_text import visible
from dragoman.workflow.problems import Problem
from dragoman.workflow.review.page import render_review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from dragoman.workflow.problems import Severity

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing())]

HOSTILE = (
    "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>\"'><svg onload=window.pwned=1>"
    "</p></style></script><a href=javascript:window.pwned=1>a</a> [b](javascript:window.pwned=1) {{7*191}} &lt;i&gt;"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as found:
        yield found


# Findings of our own beside the first rows, so that what checks find of a text is no matter here.
FINDINGS: tuple[tuple[Severity, ...], ...] = (("warning",), ("note",), ("error",), ("warning", "note"))


def page(story: Story = ARABIC) -> str:
    found = replace(review_of(story), since="since your last look, 2026-11-22T12:00:00Z")
    rows = [replace(row, findings=()) for row in found.rows]
    for number, severities in enumerate(FINDINGS):
        told = tuple(Problem(f"check-{one}", f"The source says “{one}”, “٦”.", one) for one in severities)
        rows[number] = replace(rows[number], findings=told, new=number == 0)
    return render_review("/nowhere", replace(found, rows=tuple(rows)), visible)


@pytest.mark.parametrize(("story", "source", "translation"), [(ARABIC, "rtl", "ltr"), (INTO_ARABIC, "ltr", "rtl")])
@pytest.mark.parametrize("width", [1280, 800])
def test_the_sides_stand_beside_one_another_each_in_its_direction(
    browser: Browser, tmp_path: Path, story: Story, source: str, translation: str, width: int
) -> None:
    with opened(browser, page(story), tmp_path, width) as seen:
        for name, wanted in (("source", source), ("translation", translation)):
            style = f"getComputedStyle(document.querySelector('.body .{name} p'))"
            assert seen.ask(f"{style}.direction") == wanted
            assert seen.ask(f"document.querySelector('.body .{name} [lang]').lang") == story.langs[name != "source"]
        here, there = seen.box(".body .source"), seen.box(".body .translation")
        assert here["x"] + here["width"] <= there["x"]
        assert abs(here["y"] - there["y"]) < 2
        assert seen.ask("document.documentElement.scrollWidth - innerWidth") <= 0
        finding, row = seen.box(".findings"), seen.box(".row:has(.findings)")
        assert (finding["x"] > row["width"] / 2) == (width == 1280)


def test_words_from_right_to_left_begin_at_the_right_edge_of_their_column(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page(PERSIAN), tmp_path) as seen:
        code = """() => {
          const p = document.querySelector(".dek .source p"), range = document.createRange();
          range.selectNodeContents(p);
          const words = range.getBoundingClientRect(), room = p.getBoundingClientRect();
          return [words.left - room.left, room.right - words.right];
        }"""
        left, right = seen.ask(code)
        assert right < 2 < left


def test_on_a_phone_the_sides_are_stacked_and_nothing_overflows(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page(), tmp_path, 390) as seen:
        here, there = seen.box(".body .source"), seen.box(".body .translation")
        assert there["y"] >= here["y"] + here["height"]
        assert seen.ask("document.documentElement.scrollWidth - innerWidth") <= 0
        assert seen.page.locator(".body .source h3").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_wrong(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    with opened(browser, page(), tmp_path, width, color_scheme=scheme, bypass_csp=True) as seen:
        seen.page.keyboard.press("j")
        seen.page.keyboard.press("?")
        assert seen.faults() == []


def test_axe_is_at_work(browser: Browser, tmp_path: Path) -> None:
    bad = page().replace("<header>", "<header><input><span style='color: #bbb'>pale</span>")
    with opened(browser, bad, tmp_path, bypass_csp=True) as seen:
        assert {one.split(":")[0] for one in seen.faults()} == {"color-contrast", "label"}


def test_the_colours_follow_the_system(browser: Browser, tmp_path: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        with opened(browser, page(), tmp_path, color_scheme=scheme) as seen:
            grounds.append(seen.ask("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(22, 22, 26)"]


def test_keys_go_from_finding_to_finding(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page(), tmp_path) as seen:
        visited = []
        for key in ("j", "n", "ArrowRight", "j", "j", "j", "k", "p", "ArrowLeft", "k", "k"):
            seen.page.keyboard.press(key)
            visited.append(seen.ask("document.activeElement.id"))
        assert visited == ["f1", "f2", "f3", "f4", "f5", "f5", "f4", "f3", "f2", "f1", "f1"]
        assert seen.page.locator("#where").inner_text() == "Finding 1 of 5"
        seen.page.keyboard.press("Control+j")
        assert seen.ask("document.activeElement.id") == "f1"


def test_keys_can_be_shown_and_switched_off(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page(), tmp_path) as seen:
        assert not seen.page.locator("#help dl").is_visible()
        seen.page.keyboard.press("?")
        assert seen.page.locator("#help dl").is_visible()
        seen.page.locator("#keys").uncheck()
        seen.page.keyboard.press("?")
        seen.page.keyboard.press("j")
        assert seen.page.locator("#help dl").is_visible()
        assert seen.ask("document.activeElement.id") == "keys"


def test_f_filters_by_severity_and_what_is_hidden_is_passed_over(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page(PERSIAN), tmp_path) as seen:
        shown = []
        for _ in range(5):
            shown.append((seen.page.locator(".row:visible").count(), seen.page.locator(".finding:visible").count()))
            seen.page.keyboard.press("f")
        rows = seen.ask("document.querySelectorAll('.row').length")
        assert shown == [(rows, 5), (4, 5), (3, 3), (1, 1), (1, 1)]
        seen.page.locator("#show-error").check()
        assert seen.page.locator("#where").inner_text() == "1 finding is shown."
        seen.page.locator("#show-error").blur()
        seen.page.keyboard.press("j")
        assert "error" in seen.ask("document.activeElement.className")


def test_without_script_everything_is_there_and_the_filter_works(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page(PERSIAN), tmp_path, java_script_enabled=False) as seen:
        assert seen.page.locator(".row:visible").count() > 4
        assert not seen.page.locator("#help").is_visible()
        seen.page.locator("#show-error").check()
        assert seen.page.locator(".row:visible").count() == 1
        assert seen.page.locator(".finding:visible").count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_printed_both_columns_are_there_and_findings_are_footnotes(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    with opened(browser, page(), tmp_path, width, color_scheme="dark") as seen:
        seen.page.emulate_media(media="print")
        here, there = seen.box(".body .source"), seen.box(".body .translation")
        assert here["x"] + here["width"] <= there["x"]
        assert seen.page.locator(".findings:visible, .bar:visible").count() == 0
        assert seen.page.locator(".footnotes li:visible").count() == 5
        assert seen.page.locator(".refs:visible").all_inner_texts() == [" [1]", " [2]", " [3]", " [4] [5]"]
        assert seen.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert seen.page.pdf().startswith(b"%PDF")


def test_no_word_of_a_text_is_obeyed(browser: Browser, tmp_path: Path) -> None:
    story = replace(
        ARABIC, source=f"{ARABIC.source}\n{HOSTILE}\n", translation=f"{ARABIC.translation}\n{HOSTILE} 99\n"
    )
    found = review_of(story, HOSTILE)
    problem = Problem(HOSTILE, f"The source says “{HOSTILE}”.", "warning", who=HOSTILE, fix=HOSTILE)
    title = replace(found.rows[0], findings=(problem,))
    hostile = replace(
        found, article=HOSTILE, state=HOSTILE, langs=('ar" onclick="window.pwned=1', "en"), credits=(HOSTILE,),
        rows=(title, *found.rows[1:]), general=(problem,), limits=(HOSTILE,), since=HOSTILE,
    )  # fmt: skip
    with opened(browser, render_review("/nowhere", hostile, visible), tmp_path) as seen:
        for key in ("j", "f", "?"):
            seen.page.keyboard.press(key)
        seen.page.wait_for_timeout(100)
        assert seen.ask("window.pwned") is None
        assert seen.ask("document.scripts.length") == 1
        assert seen.page.locator("img, svg, a, iframe, object, embed, [onclick], [onload], [onerror]").count() == 0
        assert HOSTILE in seen.ask("document.querySelector('main').textContent")
        assert "1337" not in seen.ask("document.body.textContent")


def test_what_a_screen_would_obey_is_shown_and_turns_no_words_around(browser: Browser, tmp_path: Path) -> None:
    override = "abc\u202edef\x1b[31m"
    story = replace(ARABIC, translation=ARABIC.translation + f"\n{override}\n")
    with opened(browser, render_review("/nowhere", review_of(story), visible), tmp_path) as seen:
        text = seen.ask("document.querySelector('main').textContent")
        assert "abc\\u202edef\\x1b[31m" in text


def test_a_script_that_is_not_the_pages_own_does_not_run(browser: Browser, tmp_path: Path) -> None:
    more = "<script>window.pwned = 1</script><p onclick='window.pwned = 1' id='x'>x</p></body>"
    file = tmp_path / "more.html"
    file.write_text(page().replace("</body>", more), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    tab.locator("#x").click()
    assert tab.evaluate("window.pwned") is None
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.id") == "f1"
    tab.close()
