"""A newsroom to test in: real git in a temporary folder, four people, a clock that stands still."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sweeper import HUNG, starts_alike, sweeper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NOON = "1795348800"  # 2026-11-22T12:00:00Z

ENGLISH = """\
# Water station back at work after four months

The pumps of the eastern district ran again on Monday, residents told the paper.

"We used to buy water from tankers every day," one of them said. The repair took 16 weeks.
"""
ARABIC = """\
# محطة المياه تعود إلى العمل بعد أربعة أشهر

عادت مضخات الحي الشرقي إلى العمل يوم الاثنين، بحسب ما قال الأهالي للصحيفة.

وقال أحدهم: «كنا نشتري المياه من الصهاريج كل يوم». واستغرق الإصلاح ١٦ أسبوعا.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--golden`` writes what is compared instead of comparing it."""
    # A shell's job in the background ignores Ctrl-C, and one under nohup SIGHUP; so would all that it starts, the
    # commands that tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    parser.addoption("--golden", action="store_true", help="rewrite golden files and generated documentation")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are being rewritten."""
    return bool(request.config.getoption("--golden"))


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Room:
    """A newsroom on the disk, and its people: owner olga, translators lina and tarek, editor omar, publisher sara."""

    root: Path

    def run(self, person: str, *argv: str, stdin: str = "", **extra: str) -> Ran:
        """Run ``dragoman`` as that person."""
        return dragoman(self.root, argv, environment(person) | extra, stdin)

    def ok(self, person: str, *argv: str, stdin: str = "", **extra: str) -> str:
        """The same, when it must succeed; its output."""
        ran = self.run(person, *argv, stdin=stdin, **extra)
        assert ran.code == 0, ran
        return ran.out

    def git(self, *argv: str) -> str:
        """Run git in the newsroom; its output."""
        done = subprocess.run(
            ["git", *argv], cwd=self.root, capture_output=True, env=environment("olga"), check=True, timeout=60
        )
        return done.stdout.decode()

    def file(self, name: str, text: str) -> str:
        """Write a file beside the newsroom; its path."""
        path = self.root.parent / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def article(self, slug: str = "water", lang: str = "en") -> Path:
        """An article's file."""
        return next(self.root.glob(f"articles/*/*/{slug}/{lang}.md"))

    def source(self, slug: str = "water", text: str = ARABIC) -> None:
        """Source an article from text."""
        said = ("--no-url", "--outlet", "Al-Furat Paper", "--byline", "Salma Khatib", "--slug", slug, "--again")
        self.ok("lina", "source", "-", *said, stdin=text)

    def bring(self, state: str, slug: str = "water") -> None:
        """Make an article and bring it to a state."""
        self.source(slug)
        if state == "sourced":
            return
        self.ok("lina", "translate", slug, "--file", "-", stdin=ENGLISH)
        for act, person, reached in (
            ("edit", "omar", "edited"),
            ("disclaim", "omar", "disclaimer-attached"),
            ("publish", "sara", "published"),
        ):
            if state == "translated":
                return
            self.ok(person, act, slug)
            if state == reached:
                return


def dragoman(folder: Path, argv: Sequence[str], env: dict[str, str], stdin: str = "") -> Ran:
    """Run a command in a process that was forked from one that had imported everything, or in one of its own.

    One of its own where it would read something else when it starts, and for threads, whose commands overlap.
    """
    if not starts_alike(env) or threading.current_thread() is not threading.main_thread():
        return started(folder, argv, env, stdin)
    done = sweeper().run(folder, list(argv), env, stdin=stdin)
    assert done.code != HUNG, argv
    return Ran(done.code, done.out.decode(), done.err.decode())


def started(folder: Path, argv: Sequence[str], env: dict[str, str], stdin: str = "") -> Ran:
    """The same in a process that starts from nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", *argv],
        cwd=folder,
        input=stdin.encode("utf-8", "surrogateescape"),
        capture_output=True,
        env=env,
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(person: str) -> dict[str, str]:
    """An environment in which git knows this person and nothing of the machine's own settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "DRAGOMAN_", "SSH_"))}
    name, email = person.capitalize(), f"{person}@example.org"
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": email,
        "SOURCE_DATE_EPOCH": NOON,
        "PYTHONWARNINGS": "default",
        "COLUMNS": "100",
        "TERM": "xterm-256color",
    }


def make_room(root: Path) -> Room:
    """Found a newsroom with its people."""
    room = Room(root)
    root.mkdir(parents=True)
    room.ok("olga", "init", "--name", "Example Desk", "--from", "ar", "--to", "en")
    for person, roles in (
        ("lina", ("translator",)),
        ("tarek", ("translator",)),
        ("omar", ("editor",)),
        ("sara", ("publisher",)),
    ):
        named = ("--name", person.capitalize(), "--email", f"{person}@example.org")
        room.ok("olga", "person", "add", person, *named, *(word for role in roles for word in ("--role", role)))
    return room


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded newsroom that nobody works in; copies of it are quicker than founding anew."""
    return make_room(tmp_path_factory.mktemp("founded") / "desk").root


@pytest.fixture
def room(founded: Path, tmp_path: Path) -> Room:
    """A newsroom of one's own."""
    shutil.copytree(founded, tmp_path / "desk", symlinks=True)
    return Room(tmp_path / "desk")


@pytest.fixture(autouse=True, scope="session")
def own_memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Signatures found good in tests are remembered in a folder of the tests', not in the person's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
