"""Make a large newsroom in one ``git fast-import`` stream: real seals, Arabic sources, articles in all states."""

from __future__ import annotations

import random
import subprocess
from typing import TYPE_CHECKING

from dragoman.workflow.article import Entry, entry_value, parse_article
from dragoman.workflow.disclaimer_block import attach
from dragoman.workflow.disclaimers import DEFAULT
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import new_newsroom, with_person, with_seal
from dragoman.workflow.people import Person
from dragoman.workflow.render_yaml import render
from dragoman.workflow.roster_seal import UNSEALED
from dragoman.workflow.seal import disclaimer_digest, sealed, text_digest
from dragoman.workflow.source_file import Provenance, parse_source, source_text
from dragoman.workflow.states import ACTS, STATES, Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

AT = "2026-11-22T12:00:00Z"
BY = {"source": "lina", "translate": "lina", "edit": "omar", "disclaim": "omar", "publish": "sara"}
ROLES = {"lina": ("translator",), "omar": ("editor",), "sara": ("publisher", "owner")}
ARABIC = "قال إن في على من هذا بعد قبل المدينة الفرن الخبز العمل أسبوع مجلس بيان مصدر سكان مياه محطة طريق".split()
DISCLAIMER = (
    "*This article was translated and edited by Bench Desk. Responsibility for the information and views set out in "
    "it lies with the author.*"
)
ENGLISH = (
    "said that the in on of this after before city bakery bread work week council statement source water road".split()
)


def make(folder: Path, articles: int, states: Sequence[str] = STATES, more: str = "") -> None:
    """A newsroom of that many articles, committed and checked out in ``folder``; ``more`` is newsroom.yaml's."""
    git = ("git", "-C", str(folder))
    folder.mkdir(parents=True)
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
        assert importer.stdin
        importer.stdin.write(b"commit refs/heads/main\ncommitter B <b@example.org> 1795348800 +0000\ndata 4\nmake\n")
        for path, text in files(articles, states, more):
            data = text.encode()
            importer.stdin.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    assert importer.returncode == 0
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)


def roster(keys: dict[str, str] | None = None, more: str = "") -> str:
    """The newsroom.yaml: its first version, sealed by its owner; ``keys`` are public keys by person."""
    people = [Person(name, name.capitalize(), (f"{name}@example.org",), roles) for name, roles in ROLES.items()]
    people = [person._replace(keys=(keys[person.id],)) for person in people] if keys else people
    text = new_newsroom("Bench Desk", ["ar"], ["en"], people[-1])
    for person in people[:-1]:
        text = with_person(text, person)
    text = text.replace("people:\n", f"{more}people:\n", 1)
    return with_seal(text, people[-1].id, AT, UNSEALED)


def files(articles: int, states: Sequence[str] = STATES, more: str = "") -> Iterator[tuple[str, str]]:
    """Every file of the newsroom: its path and text."""
    newsroom = roster(more=more)
    yield "newsroom.yaml", newsroom
    yield "rosters/0001.yaml", newsroom
    seal = parse_newsroom(newsroom).sealed.seal
    rng = random.Random(7)  # noqa: S311  # the same newsroom every time
    for number in range(articles):
        folder, source = story(rng, number)
        yield f"{folder}/source.ar.md", source
        *_, text = steps(folder, source, states[number % len(states)], body(rng, ENGLISH), seal)
        yield f"{folder}/en.md", text


def story(rng: random.Random, number: int) -> tuple[str, str]:
    """A story's folder and its source."""
    folder = f"articles/{2017 + number // 12000}/{1 + number // 1000 % 12:02}/report-{number}"
    known = Provenance(
        f"تقرير {number}", "ar", "Little Harbour Paper", when(folder), "", "",
        url=f"https://paper.example/{number}", byline="هالة منصور",
    )  # fmt: skip
    return folder, source_text(known, body(rng, ARABIC))


def when(folder: str) -> str:
    """The time of all that was done in a story: some thirty stories a day, a thousand a month."""
    _, year, month, slug = folder.split("/")
    return f"{year}-{month}-{1 + int(slug.rsplit('-', 1)[1]) % 1000 // 36:02}T12:00:00Z"


def body(rng: random.Random, words: list[str]) -> str:
    """Eight paragraphs of some sixty words."""
    return "\n\n".join(" ".join(rng.choices(words, k=60)) + "." for _ in range(8)) + "\n"


def steps(folder: str, source: str, state: str, words: str, roster_seal: str) -> Iterator[str]:
    """The article's text after each of the legal acts that bring it to ``state``, with true seals."""
    digest = parse_source(source, "s").digest
    reached = STATES[: STATES.index(state) + 1]
    history, previous = "", ""
    for act in (act for act in ACTS if act.move is Move.ON and act.target in reached):
        text = "" if act.target == STATES[0] else words
        if act.name in ("disclaim", "publish"):
            text = attach(text, DEFAULT, DISCLAIMER)
        head = _head(folder, act.target, digest)
        plain = parse_article(f"---\n{head}---\n\n{text}", f"{folder}/en.md")
        entry = Entry(
            act.name, BY[act.name], when(folder), "", role=ROLES[BY[act.name]][0], roster=roster_seal,
            text=text_digest(plain.fields, plain.body) if act.seals_text else "",
            disclaimer=disclaimer_digest(plain.body) if act.name in ("disclaim", "publish") else "",
        )  # fmt: skip
        entry = sealed(plain.name, digest, entry, previous)
        previous = entry.seal
        history += f"- {render(entry_value(entry))}\n"
        yield f"---\n{head}history:\n{history}---\n\n{text}"


def _head(folder: str, state: str, digest: str) -> str:
    reached = STATES[: STATES.index(state) + 1]
    title = "" if state == STATES[0] else f"Report {folder.rsplit('-', 1)[1]}"
    known = {"translated": "translator: lina\n", "edited": "editor: omar\n",
             "disclaimer-attached": f"disclaimer: {DEFAULT}\n"}  # fmt: skip
    return (
        f'title: "{title}"\ndek: ""\nlang: en\nstate: {state}\n'
        + (f"date: {when(folder)}\n" if state == "published" else "")
        + f"source: {{outlet: Little Harbour Paper, url: 'https://paper.example/{folder.rsplit('-', 1)[1]}', "
        f"byline: هالة منصور, lang: ar, retrieved: {when(folder)}, sha256: {digest}}}\n"
        + "".join(line for one, line in known.items() if one in reached)
        + "keywords: [water, city]\n"
    )
