"""Visits to real servers: robots.txt is kept to, hosts are asked in turn, each answer is told for what it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from outlets import Page, outlet, page

from dragoman.workflow.asking import agent
from dragoman.workflow.turns import Turns
from dragoman.workflow.version import VERSION
from dragoman.workflow.visiting import Visitor
from dragoman.workflow.visits import Errand, visits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outlets import Outlet

    from dragoman.workflow.visiting import Visit

PAUSE = 0.15


def visit(url: str, conditions: Mapping[str, str] | None = None, pause: float = 0.0) -> Visit:
    return Visitor(Turns(pause), allow_private=True).visit(url, conditions or {})


def robots(text: str, status: int = 200, **headers: str) -> Page:
    return Page(text.encode(), status, headers, kind="text/plain", tagged=False)


def test_a_page_comes_with_what_the_server_says_of_it() -> None:
    with outlet(a=Page(page(), headers={"Last-Modified": "Sat, 28 Nov 2026 10:00:00 GMT"})) as site:
        came = visit(f"{site.url}/a")
    assert (came.came, came.status, came.found_at) == ("page", "200", "")
    assert came.answer
    assert came.answer.data == page()
    assert came.answer.etag.startswith('"')
    assert came.answer.last_modified == "Sat, 28 Nov 2026 10:00:00 GMT"


def test_a_validator_that_cannot_be_sent_back_is_not_taken() -> None:
    for tag in ('"a\u00e9"', '"' + "a" * 400 + '"'):
        with outlet(a=Page(page(), headers={"ETag": tag})) as site:
            came = visit(f"{site.url}/a")
        assert came.answer
        assert came.answer.etag == ""


def test_a_page_that_is_as_it_was_is_not_sent_again() -> None:
    with outlet(a=Page(page())) as site:
        first = visit(f"{site.url}/a")
        assert first.answer
        again = visit(f"{site.url}/a", {"If-None-Match": first.answer.etag})
        site.pages["/a"].body = page("فقرة أخرى تماما عن أمر آخر لا صلة له بما سبق.")
        other = visit(f"{site.url}/a", {"If-None-Match": first.answer.etag})
    assert [one.came for one in (first, again, other)] == ["page", "same", "page"]
    assert again.answer is None


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_any_more_is_gone(status: int) -> None:
    with outlet(a=Page(status=status)) as site:
        came = visit(f"{site.url}/a")
    assert (came.came, came.status) == ("gone", str(status))
    assert f"HTTP {status}" in came.why


@pytest.mark.parametrize("status", [304, 400, 401, 403, 429, 451, 500, 502, 503])
def test_any_other_status_tells_nothing_of_the_page(status: int) -> None:
    with outlet(a=Page(status=status)) as site:
        came = visit(f"{site.url}/a")
    assert (came.came, came.status) == ("failed", str(status))


def test_who_asks_is_told_with_the_version_and_whom_to_write_to() -> None:
    with outlet(a=Page(page())) as site:
        Visitor(Turns(0), "desk@example.org", allow_private=True).visit(f"{site.url}/a", {})
    assert {one.headers["User-Agent"] for one in site.log} == {f"dragoman/{VERSION} (+desk@example.org)"}
    assert agent("").startswith(f"dragoman/{VERSION} ")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /a", False),
        ("User-agent: dragoman\nDisallow: /", False),
        ("User-agent: *\nDisallow: /*.html$", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: dragoman\nDisallow:", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html>not found</html>", True),
        ("", True),
    ],
)
def test_what_robots_txt_does_not_let_us_ask_for_is_not_asked_for(text: str, allowed: bool) -> None:
    with outlet(**{"a": Page(page()), "robots.txt": robots(text)}) as site:
        came = visit(f"{site.url}/a")
    assert came.came == ("page" if allowed else "not-allowed")
    assert len(site.asked("/a")) == int(allowed)


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_site_without_a_robots_txt_allows_everything(status: int) -> None:
    with outlet(**{"a": Page(page()), "robots.txt": robots("", status)}) as site:
        assert visit(f"{site.url}/a").came == "page"


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_txt_cannot_be_read_is_not_asked_for_more(status: int) -> None:
    with outlet(**{"a": Page(page()), "robots.txt": robots("", status)}) as site:
        came = visit(f"{site.url}/a")
    assert came.came == "failed"
    assert "robots.txt" in came.why
    assert site.asked("/a") == []


def test_a_robots_txt_that_is_too_large_is_one_that_cannot_be_read() -> None:
    with outlet(**{"a": Page(page()), "robots.txt": robots("#" * 600_000)}) as site:
        assert visit(f"{site.url}/a").came == "failed"


def test_robots_txt_is_asked_for_once_and_followed_where_it_leads() -> None:
    pages = {"a": Page(page()), "b": Page(page()), "robots.txt": robots("", 301, Location="/rules")}
    with outlet(**pages, rules=robots("User-agent: *\nDisallow: /b")) as site:
        visitor = Visitor(Turns(0), allow_private=True)
        came = [visitor.visit(f"{site.url}/{name}", {}).came for name in ("a", "b", "a")]
    assert came == ["page", "not-allowed", "page"]
    assert len(site.asked("/robots.txt")) == len(site.asked("/rules")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\n" + "Disallow: /" + "*a" * 2000 + "b$\n",
        "User-agent: *\n" + "Disallow: /*\n" * 20_000,
        "User-agent: *\nCrawl-delay: 1e999\n",
        "User-agent: *\nCrawl-delay: nan\nDisallow: /x\n",
        "User-agent: *\nCrawl-delay: -5\n",
        "User-agent\0: *\nDisallow: /\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "Disallow: /%zz\nUser-agent: *\n:::::\n",
    ],
    ids=["many-stars", "many-rules", "endless-pause", "no-number", "negative", "odd-signs", "odd-order"],
)
def test_a_hostile_robots_txt_costs_a_second_at_most_and_breaks_nothing(text: str) -> None:
    import time

    from dragoman.workflow.robots import Robots

    start = time.process_time()
    rules = Robots(text.encode())
    rules.allows("https://a.example/" + "a" * 200)
    assert 0 <= rules.pause <= 60
    assert time.process_time() - start < 2


def test_a_redirect_is_followed_and_told_and_its_own_site_asked_whether_we_may() -> None:
    with outlet(**{"new": Page(page()), "robots.txt": robots("User-agent: *\nDisallow: /closed")}) as new:
        moved = Page(status=301, headers={"Location": f"{new.url}/new"})
        closed = Page(status=302, headers={"Location": f"{new.url}/closed"})
        with outlet(old=moved, shut=closed) as old:
            came, not_allowed = visit(f"{old.url}/old"), visit(f"{old.url}/shut")
    assert (came.came, came.found_at) == ("page", f"{new.url}/new")
    assert (not_allowed.came, not_allowed.found_at) == ("not-allowed", f"{new.url}/closed")
    assert new.asked("/closed") == []


def test_a_redirect_to_the_front_page_is_what_a_page_that_is_gone_looks_like() -> None:
    with outlet(a=Page(status=302, headers={"Location": "/"})) as site:
        came = visit(f"{site.url}/a")
    assert (came.came, came.status, came.found_at) == ("gone", "302", f"{site.url}/")
    assert site.asked("/") == []


def test_redirects_without_end_and_to_what_is_no_page_are_told() -> None:
    with outlet(a=Page(status=302, headers={"Location": "/a"})) as site:
        assert "redirects more than" in visit(f"{site.url}/a").why
        site.pages["/a"].headers = {"Location": "file:///etc/passwd"}
        assert visit(f"{site.url}/a").came == "failed"


def test_a_private_address_is_asked_for_nothing() -> None:
    with outlet(a=Page(page())) as site:
        came = Visitor(Turns(0)).visit(f"{site.url}/a", {})
    assert came.came == "failed"
    assert site.log == []


@pytest.mark.parametrize(
    "url", ["http://[::1/a", "http://a b/", "ftp://jar.example/a", "jar.example", "", "http://a\u2100b/", "https://"]
)
def test_what_is_no_web_address_is_told_and_stops_no_other(url: str) -> None:
    with outlet(a=Page(page())) as site:
        errands = [Errand(0, url, {}), Errand(1, f"{site.url}/a", {})]
        came = dict(visits(Visitor(Turns(0), allow_private=True), errands))
    assert (came[0].came, came[1].came) == ("failed", "page")


def test_a_host_that_is_not_there_and_a_port_nobody_answers_on_are_told() -> None:
    with outlet() as site:
        gone = f"{site.url}/a"
    assert visit(gone).came == "failed"
    assert "could not be found" in visit("http://nobody.invalid/a").why


def test_a_page_that_drips_is_left_in_time() -> None:
    with outlet(a=Page(page(), wait=3)) as site:
        came = Visitor(Turns(0), allow_private=True, seconds=0.5).visit(f"{site.url}/a", {})
    assert came.came == "failed"
    assert "time" in came.why or "seconds" in came.why


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_says_it_is_enough_is_not_asked_again(status: int) -> None:
    with outlet(a=Page(status=status), b=Page(page())) as site:
        visitor = Visitor(Turns(0), allow_private=True)
        first, second = visitor.visit(f"{site.url}/a", {}), visitor.visit(f"{site.url}/b", {})
    assert (first.came, second.came) == ("failed", "failed")
    assert "was not asked" in second.why
    assert site.asked("/b") == []


def overlap(site: Outlet) -> bool:
    """Whether two requests were under way at the same time."""
    times = sorted((one.began, one.ended) for one in site.log)
    return any(later < before for (_, before), (later, _) in pairwise(times))


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause_and_two_hosts_at_once() -> None:
    names = [f"p{number}" for number in range(4)]
    slow = {name: Page(page(), wait=0.1) for name in names}
    with outlet("127.0.0.1", **slow) as one, outlet("localhost", **slow) as other:
        errands = [Errand(0, f"{site.url}/{name}", {}) for site in (one, other) for name in names]
        came = list(visits(Visitor(Turns(PAUSE), allow_private=True), errands))
    assert [visit.came for _, visit in came] == ["page"] * 8
    for site in (one, other):
        assert not overlap(site)
        times = sorted((asked.began, asked.ended) for asked in site.log)
        assert all(later - before >= PAUSE * 0.9 for (_, before), (later, _) in pairwise(times))
    assert one.log[0].began < other.log[-1].ended
    assert other.log[0].began < one.log[-1].ended


def test_a_site_that_wants_a_longer_pause_gets_it() -> None:
    pages = {"a": Page(page()), "b": Page(page()), "robots.txt": robots("User-agent: *\nCrawl-delay: 0.4")}
    with outlet(**pages) as site:
        visitor = Visitor(Turns(0), allow_private=True)
        for name in ("a", "b"):
            visitor.visit(f"{site.url}/{name}", {})
    (a,), (b,) = site.asked("/a"), site.asked("/b")
    assert b.began - a.ended >= 0.35


def test_one_host_under_two_ports_and_redirects_to_it_still_wait_for_their_turn() -> None:
    with outlet(b=Page(page(), wait=0.1)) as second:
        away = Page(status=302, headers={"Location": f"{second.url}/b"})
        with outlet(a=away) as first:
            errands = [Errand(0, f"{first.url}/a", {}), Errand(1, f"{second.url}/b", {})]
            assert {visit.came for _, visit in visits(Visitor(Turns(0), allow_private=True), errands)} == {"page"}
    first.log += second.log
    assert not overlap(first)
