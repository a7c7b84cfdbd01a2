"""A real Chromium for the review's page, and axe-core; what is missing, and how to get it, where there is none."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "build/browser/node_modules/axe-core/axe.min.js"


def missing() -> str:
    """Why there is no look at the page here; empty where there can be one."""
    there = {"Chromium": CHROMIUM, "playwright": find_spec("playwright"), "axe-core": AXE.is_file()}
    lacking = [name for name, found in there.items() if not found]
    return f"there is no {' and no '.join(lacking)}; `make pages` installs it" if lacking else ""


@contextmanager
def started() -> Iterator[Browser]:
    """The browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Seen:
    """A page in the browser, and whatever it complained about, asked for or wanted from the person."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("request", lambda request: self.requests.append(request.url))

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def ask(self, code: str) -> Any:
        """What a line of JavaScript gives there."""
        return self.page.evaluate(code)

    def box(self, selector: str) -> dict[str, float]:
        """Where the first such element is."""
        found = self.page.locator(selector).first.bounding_box()
        assert found, selector
        return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}

    def faults(self) -> list[str]:
        """What axe-core finds wrong for people who cannot see, or not well, or use no mouse."""
        self.page.add_script_tag(path=str(AXE))
        result = self.page.evaluate("axe.run()")
        return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}" for one in result["violations"]]


@contextmanager
def opened(browser: Browser, html: str, folder: Path, width: int = 1280, **how: Any) -> Iterator[Seen]:
    """A page as a file, in a window so wide; at the end nothing may have been asked for or complained of."""
    file = folder / "review.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **how)
    seen = Seen(context.new_page())
    seen.page.goto(file.as_uri())
    yield seen
    context.close()
    assert seen.complaints == []
    assert seen.requests == [file.as_uri()]
