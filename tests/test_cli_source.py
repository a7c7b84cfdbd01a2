"""``dragoman source`` over real files, real servers and standard input."""

from __future__ import annotations

import hashlib
import http.server
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import ARABIC

from dragoman.workflow.source_file import parse_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Room

PAGES = Path(__file__).parent / "pages"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a loopback port; its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_page_is_fetched_and_kept_with_its_bytes_and_their_digest(room: Room) -> None:
    with served(PAGES) as address:
        room.ok("lina", "source", f"{address}/water-ar.html", "--allow-private", "--slug", "water")
    folder = room.article().parent
    raw = (PAGES / "water-ar.html").read_bytes()
    assert (folder / "source.html").read_bytes() == raw
    source = parse_source((folder / "source.ar.md").read_text(encoding="utf-8"), "source.ar.md")
    assert source.raw == ("source.html", hashlib.sha256(raw).hexdigest())
    assert source.fields["url"] == f"{address}/news/water"  # the page's own canonical address
    assert source.fields["title"] == "محطة المياه في الحي الشرقي تعود إلى العمل"
    assert "كلمات مفتاحية" not in source.body
    assert "\n## ماذا قال المجلس المحلي\n" in source.body


def test_a_loopback_address_is_refused_without_the_option(room: Room) -> None:
    with served(PAGES) as address:
        ran = room.run("lina", "source", f"{address}/water-ar.html")
    assert ran.code == 1
    assert "127.0.0.1" in ran.err


def test_an_option_wins_over_what_the_page_says(room: Room) -> None:
    said = ("--title", "عنوان آخر", "--outlet", "جريدة أخرى", "--byline", "كاتب آخر", "--published", "2026-01-02")
    page = str(PAGES / "water-ar.html")
    room.ok("lina", "source", page, *said, "--url", "https://other.example/1", "--slug", "water")
    fields = parse_source(room.article().with_name("source.ar.md").read_text(encoding="utf-8"), "s").fields
    assert [fields[k] for k in ("title", "outlet", "byline", "published", "url")] == [
        "عنوان آخر", "جريدة أخرى", "كاتب آخر", "2026-01-02", "https://other.example/1",
    ]  # fmt: skip


def test_what_nobody_says_is_named_by_its_option(room: Room) -> None:
    ran = room.run("lina", "source", "-", stdin=ARABIC)
    assert ran.code == 2
    assert "--outlet" in ran.err
    assert "--no-url" in ran.err
    assert not list(room.root.glob("articles"))


def test_the_same_source_is_noticed_by_address_bytes_or_words(room: Room) -> None:
    page = str(PAGES / "school-ar.html")
    room.ok("lina", "source", page, "--url", "https://paper.example/school/", "--outlet", "P", "--slug", "school")
    by_url = room.run(
        "lina", "source", "-", "--url", "https://PAPER.example/school?utm_source=x#top", "--outlet", "P", stdin=ARABIC
    )
    by_bytes = room.run("lina", "source", page, "--url", "https://else.example/1", "--outlet", "P")
    assert (by_url.code, by_bytes.code) == (1, 1)
    assert "school/en" in by_url.err
    assert "school/en" in by_bytes.err
    room.source("water")
    by_words = room.run("lina", "source", "-", "--no-url", "--outlet", "P", stdin=ARABIC.replace("\n", "\r\n"))
    assert "water/en" in by_words.err
    room.ok("lina", "source", "-", "--no-url", "--outlet", "P", "--slug", "second", "--again", stdin=ARABIC)


def test_a_slug_is_made_from_an_arabic_title_and_numbered_when_taken(room: Room) -> None:
    said = ("--no-url", "--outlet", "P", "--again")
    room.ok("lina", "source", "-", *said, stdin=ARABIC)
    room.ok("lina", "source", "-", *said, stdin=ARABIC)
    slugs = sorted(path.parent.name for path in room.root.glob("articles/*/*/*/en.md"))
    assert slugs[0].isascii()
    assert slugs[1] == f"{slugs[0]}-2"


def test_markdown_with_front_matter_says_where_it_is_from(room: Room) -> None:
    head = "title: عنوان\noutlet: صحيفة\nurl: https://a.example/1\nauthor: كاتب\ndate: 2026-11-01T08:00:00Z"
    text = f"---\n{head}\n---\n\n"
    room.ok("lina", "source", room.file("original.md", text + ARABIC.split("\n", 2)[2]), "--slug", "water")
    fields = parse_source(room.article().with_name("source.ar.md").read_text(encoding="utf-8"), "s").fields
    assert (fields["outlet"], fields["byline"], fields["published"]) == ("صحيفة", "كاتب", "2026-11-01")


def test_several_languages_are_opened_at_once_and_another_later(room: Room) -> None:
    said = ("--no-url", "--outlet", "P", "--slug", "water")
    room.ok("lina", "source", "-", *said, "--to", "en", "--to", "fr", stdin=ARABIC)
    assert "water/en, water/fr" in room.git("log", "-1", "--format=%s")
    room.ok("lina", "source", "water", "--to", "de")
    assert room.article(lang="de").is_file()
    assert room.run("lina", "source", "water", "--to", "de").code == 2
    assert room.run("lina", "source", "water", "--to", "ar").code == 2
    assert "could be" in room.run("lina", "show", "water").err


def test_a_dry_run_of_sourcing_leaves_nothing(room: Room) -> None:
    room.ok("lina", "source", "-", "--no-url", "--outlet", "P", "--dry-run", stdin=ARABIC)
    assert not (room.root / "articles").exists()
    assert room.git("status", "--porcelain") == ""


def test_an_editor_may_source_and_a_publisher_may_not(room: Room) -> None:
    said = ("source", "-", "--no-url", "--outlet", "P")
    refused = room.run("sara", *said, stdin=ARABIC)
    assert refused.code == 1
    assert "person add sara --role translator" in refused.err
    room.ok("omar", *said, stdin=ARABIC)
