"""``preview``: what it shows, to whom it answers, that it builds again, and that nothing of it stays."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import httpx
import pytest
from conftest import environment
from test_delivering import with_targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Room

PATIENCE = 20


@dataclass
class Shown:
    """A preview that runs: where it is, what it says."""

    process: subprocess.Popen[bytes]
    url: str
    temporary: Path
    said: str = ""

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for a page."""
        return httpx.get(self.url + path.lstrip("/"), headers=headers, timeout=PATIENCE, trust_env=False)

    def until(self, path: str, words: str) -> str:
        """Ask for a page until it says something."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = self.get(path).text
            if words in text:
                return text
            time.sleep(0.1)
        raise AssertionError(f"{path} never said {words!r}: {text}")


@contextlib.contextmanager
def previewing(room: Room, *argv: str) -> Iterator[Shown]:
    """Run ``dragoman preview`` as lina, and end it by Ctrl-C."""
    temporary = room.root.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    env = environment("lina") | {"TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "dragoman.cli", "preview", *argv]
    with subprocess.Popen(
        command, cwd=room.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        assert process.stdout
        line = process.stdout.readline().decode()
        found = re.search(r"(http://127\.0\.0\.1:\d+/)(\S*)", line)
        assert found, line + _rest(process.stdout)
        shown = Shown(process, found[1], temporary)
        try:
            yield shown
        finally:
            process.send_signal(signal.SIGINT)
            shown.said = _rest(process.stdout)
            process.wait(PATIENCE)


def _rest(stream: IO[bytes]) -> str:
    return stream.read().decode()


def test_a_draft_is_shown_as_it_would_look_and_published_is_nothing(room: Room) -> None:
    room.bring("published")
    room.bring("translated", "draft")
    before = room.git("status", "--porcelain")
    public = sorted(room.root.joinpath("public").rglob("*"))
    with previewing(room, "draft") as shown:
        page = shown.get("en/draft/").text
        assert "Draft: draft/en as its file is now (translated)." in page
        assert "Water station back at work" in page
        assert "preview-note" not in shown.get("en/water/").text
        front = shown.get("en/").text
        assert "/en/draft/" in front
        assert "/en/water/" in front
    assert shown.process.returncode == 130
    assert list(shown.temporary.iterdir()) == []
    assert room.git("status", "--porcelain") == before
    assert sorted(room.root.joinpath("public").rglob("*")) == public
    assert not (room.root / ".git/dragoman/targets").exists()


def test_without_being_asked_only_what_is_published_is_shown(room: Room) -> None:
    with_targets(room, "targets:\n  site: {url: 'https://desk.example/below/'}\n").bring("published")
    room.bring("translated", "draft")
    with previewing(room) as shown:
        assert shown.get("en/water/").status_code == 200
        assert shown.get("en/draft/").status_code == 404
        assert "desk.example" not in shown.get("en/water/").text


def test_all_drafts_are_those_with_a_text_that_is_not_published(room: Room) -> None:
    room.bring("published")
    room.bring("published", "bread")
    room.bring("translated", "draft")
    room.bring("sourced", "raw")
    file = room.article("bread")
    file.write_text(file.read_text(encoding="utf-8").replace("16 weeks", "17 weeks"), encoding="utf-8")
    with previewing(room, "--drafts") as shown:
        assert "17 weeks" in shown.get("en/bread/").text
        assert "(published)" in shown.get("en/bread/").text
        assert "preview-note" in shown.get("en/draft/").text
        assert "preview-note" not in shown.get("en/water/").text
        assert shown.get("en/raw/").status_code == 404


def test_a_correction_is_shown_with_what_readers_will_be_told(room: Room) -> None:
    room.bring("published")
    room.ok("lina", "correct", "water", "--kind", "correction", "--note", "The number of weeks was wrong.")
    file = room.article()
    file.write_text(file.read_text(encoding="utf-8").replace("16 weeks", "six weeks"), encoding="utf-8")
    with previewing(room, "--drafts") as shown:
        page = shown.get("en/water/").text
        assert "six weeks" in page
        assert "Correction · " in page
        assert "The number of weeks was wrong." in page
        assert "The number of weeks was wrong." in shown.get("en/corrections.html").text
    with previewing(room) as shown:
        assert "16 weeks" in shown.get("en/water/").text


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
def test_however_it_is_told_to_end_nothing_is_left(room: Room, name: signal.Signals) -> None:
    with previewing(room) as shown, httpx.stream("GET", f"{shown.url}.preview/events", trust_env=False) as events:
        assert next(events.iter_lines())
        assert list(shown.temporary.iterdir())
        shown.process.send_signal(name)
        shown.process.wait(PATIENCE)
    assert shown.process.returncode == 130
    assert list(shown.temporary.iterdir()) == []


def test_a_change_is_built_and_an_error_is_shown_until_it_is_mended(room: Room) -> None:
    room.bring("translated", "draft")
    file = room.article("draft")
    text = file.read_text(encoding="utf-8")
    with previewing(room, "draft") as shown:
        with httpx.stream("GET", f"{shown.url}.preview/events", timeout=PATIENCE, trust_env=False) as events:
            assert events.headers["content-type"] == "text/event-stream; charset=utf-8"
            lines = events.iter_lines()
            first = next(line for line in lines if line.startswith("data: "))
            file.write_text(text.replace("16 weeks", "seventeen weeks"), encoding="utf-8")
            second = next(line for line in lines if line.startswith("data: ") and line != first)
            assert second != first
        assert "seventeen weeks" in shown.get("en/draft/").text
        file.write_text(text.replace("lang: en", "lang: [en"), encoding="utf-8")
        broken = shown.until("en/draft/", "is held back; this page is an older one")
        assert 'role="alert"' in broken
        assert "seventeen weeks" in broken
        file.write_text(text, encoding="utf-8")
        shown.until("en/draft/", "16 weeks")
        own = room.root / "templates/site"
        own.mkdir(parents=True)
        (own / "article.html").write_text("{{ nothing }}")
        shown.until("en/draft/", "the template cannot be used: &#x27;nothing&#x27; is undefined")
        (own / "article.html").write_text("<html><head></head><body>ours {{ article.title }}</body></html>")
        assert "ours Water station" in shown.until("en/draft/", "ours Water")
        room.ok("omar", "edit", "draft")
        shown.until("en/draft/", "(edited)")
    for words in ("1 written; drafts: 1", "draft/en is held back", "the template cannot be used", "Interrupted."):
        assert words in shown.said


def test_who_asks_for_another_name_is_refused_and_nobody_may_write(room: Room) -> None:
    room.bring("published")
    with previewing(room) as shown:
        port = shown.url.rsplit(":", 1)[1].strip("/")
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1.evil.example:{port}", ""):
            answer = shown.get("en/water/", Host=host)
            assert answer.status_code == 421, host
            assert "Water" not in answer.text
        assert shown.get("en/water/", Host=f"localhost:{port}").status_code == 200
        assert shown.get(".preview/events", Host="evil.example").status_code == 421
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"):
            answer = httpx.request(method, f"{shown.url}en/water/", trust_env=False, timeout=PATIENCE)
            assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
        head = httpx.head(f"{shown.url}en/water/", trust_env=False, timeout=PATIENCE)
        assert (head.status_code, head.text) == (200, "")
        assert int(head.headers["content-length"]) > 1000
        for name, value in (
            ("cache-control", "no-store"), ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"),
            ("cross-origin-resource-policy", "same-origin"), ("referrer-policy", "no-referrer"),
        ):  # fmt: skip
            assert head.headers[name] == value
            assert shown.get("nothing").headers[name] == value
        assert "access-control-allow-origin" not in head.headers
        assert shown.get("%2e%2e/memory/site.json").status_code == 404
        listening = subprocess.run(
            ["cat", "/proc/net/tcp", "/proc/net/tcp6"], capture_output=True, text=True, check=False
        ).stdout
        addresses = [line.split()[1] for line in listening.splitlines() if f":{int(port):04X} " in line[:40]]
        assert all(address.startswith("0100007F:") for address in addresses)


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (("nothing",), 2, "There is no article nothing."),
        (("--port", "70000"), 2, "Invalid value for '--port'"),
        (("--port", "1"), 2, "Cannot listen on port 1") if os.geteuid() else (("--port", "x"), 2, "Invalid value"),
    ],
)
def test_what_cannot_be_previewed_is_told_at_once(room: Room, argv: tuple[str, ...], code: int, told: str) -> None:
    ran = room.run("lina", "preview", "--seconds", "0", *argv)
    assert ran.code == code
    assert told in ran.err


def test_a_port_that_somebody_has_and_a_site_that_is_none(room: Room) -> None:
    with previewing(room) as shown:
        port = shown.url.rsplit(":", 1)[1].strip("/")
        ran = room.run("lina", "preview", "--seconds", "0", "--port", port)
        assert (ran.code, ran.err) == (
            2, f"Error: Cannot listen on port {port}: address already in use.\n  --port with another, or none\n",
        )  # fmt: skip
        missing = shown.get("en/nothing/")
        assert missing.status_code == 404
    ran = room.run("lina", "preview", "--seconds", "0", "--target", "mirror")
    assert ran.code == 0, "a preview stays up, whatever is wrong"
    assert "newsroom.yaml has no site `mirror`; there is: none." in ran.err
