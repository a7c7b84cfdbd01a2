"""The site in a real Chromium: accessible by axe-core, in its direction, fitting, running nothing.

Skipped where there is no browser with axe-core; `make pages` installs both. DRAGOMAN_SHOTS=folder keeps pictures.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from site_browser import look, served, why_not
from site_stories import LANGUAGES, edition_of, site_in, to_look_at
from test_site_hostile import CORPUS, hostile

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]

PHONE, DESK = 390, 1280
KINDS = ("{lang}/", "{lang}/ferries/", "{lang}/withdrawn/", "{lang}/corrections.html", "404.html")
LISTS = ("{lang}/keyword", "{lang}/outlet", "{lang}/translator")
# Narrow and dark, wide and light are judged; the other two are for whoever looks at the pictures.
WAYS = ((PHONE, True, True), (DESK, False, True), (PHONE, False, False), (DESK, True, False))
RTL = {"ar", "fa", "ur", "ckb"}


def shot(name: str) -> dict[str, str]:
    folder = os.environ.get("DRAGOMAN_SHOTS")
    return {"shot": f"{folder}/{name}.png"} if folder else {}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the browser made of every kind of page in every language, narrow and wide, dark and light."""
    site = tmp_path_factory.mktemp("looked") / "site"
    site_in(site, site.parent / "newsroom").deliver(edition_of(to_look_at()), lambda *_: None)
    with served(site) as url:
        paths = sorted({kind.format(lang=lang) for kind in KINDS for lang in LANGUAGES})
        lists = [site / kind.format(lang=lang) for kind in LISTS for lang in LANGUAGES]
        paths += [f"{min(path.iterdir()).relative_to(site)}/" for path in lists]
        pages = [
            {"url": url + path, "width": width, "dark": dark, "path": path, "base": url, "axe": judged,
             **shot(f"{path.strip('/').replace('/', '-')}-{width}-{'dark' if dark else 'light'}")}
            for path in paths for width, dark, judged in WAYS
        ]  # fmt: skip
        return [{**page, **facts} for page, facts in zip(pages, look(pages), strict=True)]


def test_axe_finds_nothing(seen: list[dict[str, Any]]) -> None:
    assert len([page for page in seen if page["axe"]]) > 80
    assert {(page["path"], *page["violations"]) for page in seen if page["axe"] and page["violations"]} == set()


def test_every_page_fits_narrow_and_wide(seen: list[dict[str, Any]]) -> None:
    assert [page["path"] for page in seen if page["overflow"] > 0] == []


def test_every_page_runs_in_the_direction_of_its_language(seen: list[dict[str, Any]]) -> None:
    for page in seen:
        rtl = page["path"].split("/")[0] in RTL
        assert page["direction"] == ("rtl" if rtl else "ltr"), page["path"]
        near, far = page["heading"]["end" if rtl else "start"], page["heading"]["start" if rtl else "end"]
        assert near < 2, page["path"]
        assert far >= -1


def test_no_page_asks_anybody_else_or_complains(seen: list[dict[str, Any]]) -> None:
    for page in seen:
        assert [url for url in page["asked"] if not url.startswith((page["base"], "data:,"))] == []
        assert page["console"] == []


def test_no_probe_runs_even_where_the_policy_of_the_page_is_not_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    published = [hostile(number, probe) for number, probe in enumerate(CORPUS)]
    site_in(site, tmp_path / "newsroom").deliver(edition_of(published), lambda *_: None)
    with served(site) as url:
        paths = ["en/", "en/corrections.html", *(f"en/probe-{number}/" for number in range(len(CORPUS)))]
        found = look([{"url": url + path, "width": DESK, "axe": False, "pause": 30} for path in paths])
        for facts in found:
            assert facts["ran"] == []
            assert facts["pwned"] is None
            assert [one for one in facts["asked"] if not one.startswith((url, "data:,"))] == []
