"""Histories made by one ``git fast-import``: commits by anybody, of anything, honest or not."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from conftest import environment
from proofs import SOURCE_FILE, act, but, opened, signed, version, with_keys
from pure import ROSTER, WAY, changed

from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.people import Person
from dragoman.workflow.record_files import live_path, roster_path
from dragoman.workflow.states import BY_NAME, SOURCED, STATES, TRANSLATED, is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dragoman.workflow.article import Article

Content = bytes | str | None  # None: the file goes
HERE = -1
LATER = "2026-12-01T06:00:00Z"


@dataclass(frozen=True)
class Step:
    """A commit in the making. ``parents`` are places in the history, by default the step before."""

    person: str
    files: Mapping[str, Content]
    parents: tuple[int, ...] = (HERE,)
    modes: Mapping[str, str] = field(default_factory=dict)
    email: str = ""


def write(folder: Path, steps: Sequence[Step], branches: Mapping[str, int] | None = None) -> list[str]:
    """Write a history into a new repository; the ids of its commits. ``branches`` says which is where."""
    run(folder, "init", "-q", "-b", "main", str(folder))
    stream = b"".join(_stream(steps))
    for branch, place in ({"main": len(steps) - 1} if branches is None else branches).items():
        stream += f"reset refs/heads/{branch}\nfrom :{place + 1}\n\n".encode()
    marks = folder / ".git" / "marks"
    run(folder, "fast-import", "--quiet", "--force", f"--export-marks={marks}", stdin=stream)
    pairs = (line.split() for line in marks.read_text().splitlines())
    return [commit for _, commit in sorted((int(mark[1:]), commit) for mark, commit in pairs)]


def run(folder: Path, *argv: str, stdin: bytes = b"") -> bytes:
    """What git says."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ("git", *argv), cwd=folder, input=stdin, capture_output=True, env=environment("olga"), check=True, timeout=60
    )
    return done.stdout


def _stream(steps: Sequence[Step]) -> Iterator[bytes]:
    for number, step in enumerate(steps):
        email = step.email or f"{step.person}@example.org"
        who = f"{step.person} <{email}> {1795348800 + number} +0000".encode()
        yield b"commit refs/steps/%d\nmark :%d\nauthor %b\ncommitter %b\ndata 3\nact\n" % (
            number,
            number + 1,
            who,
            who,
        )
        for word, parent in zip(("from", *["merge"] * 9), step.parents, strict=False):
            place = number if parent == HERE else parent + 1
            yield f"{word} :{place}\n".encode() if place else b""
        for path, content in step.files.items():
            if content is None:
                yield b"D " + _quoted(path) + b"\n"
                continue
            data = content.encode() if isinstance(content, str) else content
            mode = step.modes.get(path, "100644").encode()
            yield b"M %b inline %b\ndata %d\n%b\n" % (mode, _quoted(path), len(data), data)


def _quoted(path: str) -> bytes:
    return b'"' + b"".join(b"\\%03o" % byte for byte in path.encode("utf-8", "surrogateescape")) + b'"'


def path_of(slug: str) -> str:
    """The English article of a story."""
    return f"articles/2026/11/{slug}/en.md"


def roster_files(text: str) -> dict[str, Content]:
    """What a commit brings that makes this version of newsroom.yaml."""
    return {"newsroom.yaml": text, roster_path(parse_newsroom(text).sealed.version): text}


FIRST = version(with_keys(ROSTER, "tarek", "omar"))  # these two sign


def act_files(article: Article, roster: str = FIRST) -> dict[str, Content]:
    """What a commit brings that does the article's last act."""
    number, last = len(article.history) - 1, article.history[-1]
    files: dict[str, Content] = {article.path: article.text}
    if last.act == "source":
        files[f"{article.path.rpartition('/')[0]}/source.ar.md"] = SOURCE_FILE
    person = parse_newsroom(roster).roster.by_id(last.by)
    return files | dict(signed(article, number) if person and person.keys else {})


class Honest:
    """A newsroom at work: whatever number is drawn, one of the things that somebody may do next is done."""

    def __init__(self) -> None:
        self.roster = FIRST
        self.steps = [Step("olga", roster_files(FIRST))]
        self.articles: dict[str, Article] = {}

    def do(self, number: int) -> None:
        """One commit more."""
        slug = ("water", "bread", "road")[number % 3]
        article, choice = self.articles.get(slug), number // 3 % 6
        if choice == 0:
            self.employ(number)
        elif article is None:
            self.bring(opened(self.roster, path=path_of(slug)))
        elif choice == 4 or article.state not in STATES:  # as the others: one of six
            self.beside(article, number // 18)
        elif choice == 1 and article.state in (SOURCED, TRANSLATED):
            self.write(changed(article, "Monday", f"Monday {number}"))
        elif article.state == STATES[-1] or (choice == 2 and is_earlier(TRANSLATED, article.state)):
            self.bring(act(article, "return", "sara", self.roster, to=TRANSLATED, reason="a word"))
        else:
            _, name, person = WAY[STATES.index(article.state)]
            if name == "publish" and (article.word("hold") or article.word("embargo")):
                lift = ("release", "omar") if article.word("hold") else ("embargo", "omar")
                self.bring(act(article, *lift, self.roster))
                return
            self.bring(act(article, name, person, self.roster))

    def beside(self, article: Article, number: int) -> None:
        """An act that does not move the article on, or moves it off the line and on to it again."""
        published, held = article.state == STATES[-1], bool(article.word("hold"))
        acts = [("release", "omar")] if held else [("hold", "tarek")]
        if article.state == "spiked":
            acts = [("unspike", "sara")]
        elif published:
            acts += [("correct", "lina"), ("withdraw", "sara")]
        elif not article.word("live") and all(entry.act != "publish" for entry in article.history):
            acts += [("spike", "omar"), ("embargo", "omar")]
        if article.state == "withdrawn":
            acts = [("takedown", "sara")]
        name, person = acts[number % len(acts)]
        if article.state == "taken-down" or (name == "embargo" and article.word("embargo")):
            self.employ(number)
            return
        said = {"reason": "why", "kind": "update", "notice": "More is known.", "until": LATER}
        self.bring(act(article, name, person, self.roster, **said))

    def employ(self, number: int) -> None:
        """The owner changes the roster."""
        person = parse_newsroom(self.roster).roster.by_id("lina") or Person("lina", "Lina", (), ())
        roles = ("translator",) if number % 2 and "editor" in person.roles else ("translator", "editor")
        self.roster = version(but(self.roster, "lina", name=f"Lina {number}", roles=roles), self.roster)
        self.steps.append(Step("olga", roster_files(self.roster)))

    def bring(self, article: Article) -> None:
        """Somebody does an act."""
        slug, files = article.path.split("/")[-2], act_files(article, self.roster)
        before = self.articles.get(slug)
        if article.history[-1].act == "correct" and before and before.state == STATES[-1]:
            files[live_path(article)] = before.text
        self.articles[slug] = article
        self.steps.append(Step(article.history[-1].by, files))

    def write(self, article: Article) -> None:
        """Somebody works on the text."""
        self.articles[article.path.split("/")[-2]] = article
        self.steps.append(Step("lina", {article.path: article.text}))


def worked(numbers: Sequence[int] = ()) -> Honest:
    """A newsroom after so much honest work, with one story published, one edited and whatever else was drawn."""
    newsroom = Honest()
    for number in (9, 10, *[9] * 4, *[10] * 2, *numbers):
        newsroom.do(number)
    assert set(BY_NAME) >= {entry.act for article in newsroom.articles.values() for entry in article.history}
    return newsroom
