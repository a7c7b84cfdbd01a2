"""The published page in a real Chromium: direction, layout on a phone, no errors. Skipped where there is none."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.workflow.built_in import built_in, page_words
from dragoman.workflow.page import render_page
from dragoman.workflow.publication import Publication

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=2000",
)  # fmt: skip
# Written into a copy of the page: what the browser made of it, as JSON in an element of its own.
PROBE = """<script>
const range = document.createRange(); range.selectNodeContents(document.querySelector("h1"));
const words = range.getBoundingClientRect(), room = document.querySelector("main").getBoundingClientRect();
const facts = {
  direction: getComputedStyle(document.querySelector("h1")).direction,
  left: words.left - room.left, right: room.right - words.right,
  overflow: document.documentElement.scrollWidth - innerWidth,
  requests: performance.getEntriesByType("resource").length,
};
document.body.insertAdjacentHTML("beforeend", `<output id="facts">${JSON.stringify(facts)}</output>`);
</script></body>"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium; `make pages` installs it"),
]


def page(lang: str, direction: str, title: str) -> str:
    published = Publication(
        slug="bakery",
        lang=lang,
        direction=direction,
        title=title,
        dek="dek",
        body=f"{title} " * 30 + "\n\n> quote\n",
        disclaimer=f"*{title}*",
        date="2026-11-22T12:00:00Z",
        keywords=("a",),
        newsroom="Desk",
        translator="L",
        editor="O",
        byline="B",
        outlet="P",
        url="https://paper.example/1",
        original_lang="en",
        original_date="2026-11-01",
    )
    return render_page(published, built_in("page.html") or "", page_words("/nowhere", lang))


def facts(html: str, folder: Path, width: int) -> dict[str, Any]:
    file = folder / "page.html"
    file.write_text(html.replace("</body>", PROBE), encoding="utf-8")
    own = (f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900", "--dump-dom", file.as_uri())
    done = subprocess.run([str(CHROMIUM), *FLAGS, *own], capture_output=True, text=True, check=True, timeout=120)
    assert "CONSOLE" not in done.stderr
    found = re.findall(r'<output id="facts">({.*?})</output>', done.stdout)
    result: dict[str, Any] = json.loads(found[-1])
    return result


@pytest.mark.parametrize("width", [500, 1200])
def test_an_arabic_page_runs_from_right_to_left_and_fits(tmp_path: Path, width: int) -> None:
    seen = facts(page("ar", "rtl", "فرن تل الزيتون"), tmp_path, width)
    assert seen["direction"] == "rtl"
    assert seen["right"] < 2 < seen["left"]
    assert seen["overflow"] <= 0
    assert seen["requests"] == 0


@pytest.mark.parametrize("width", [500, 1200])
def test_an_english_page_runs_from_left_to_right_and_fits(tmp_path: Path, width: int) -> None:
    seen = facts(page("en", "ltr", "Tell Zaytun"), tmp_path, width)
    assert seen["direction"] == "ltr"
    assert seen["left"] < 2 < seen["right"]
    assert seen["overflow"] <= 0
