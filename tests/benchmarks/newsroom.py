"""Make a large newsroom in one ``git fast-import`` stream: real seals, Arabic sources, articles in all states."""

from __future__ import annotations

import random
import subprocess
from typing import TYPE_CHECKING

from dragoman.workflow.article import Entry, entry_value, parse_article
from dragoman.workflow.disclaimer_block import attach
from dragoman.workflow.disclaimers import DEFAULT
from dragoman.workflow.newsroom import new_newsroom
from dragoman.workflow.people import Person
from dragoman.workflow.render_yaml import render
from dragoman.workflow.seal import disclaimer_digest, sealed, text_digest
from dragoman.workflow.source_file import Provenance, parse_source, source_text
from dragoman.workflow.states import ACTS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT = "2026-11-22T12:00:00Z"
BY = {"source": "lina", "translate": "lina", "edit": "omar", "disclaim": "omar", "publish": "sara"}
ROLES = {"lina": ("translator",), "omar": ("editor",), "sara": ("publisher", "owner")}
ARABIC = "قال إن في على من هذا بعد قبل المدينة الفرن الخبز العمل أسبوع مجلس بيان مصدر سكان مياه محطة طريق".split()
ENGLISH = (
    "said that the in on of this after before city bakery bread work week council statement source water road".split()
)


def make(folder: Path, articles: int) -> None:
    """A newsroom of that many articles, committed and checked out in ``folder``."""
    git = ("git", "-C", str(folder))
    folder.mkdir(parents=True)
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
        assert importer.stdin
        importer.stdin.write(b"commit refs/heads/main\ncommitter B <b@example.org> 1795348800 +0000\ndata 4\nmake\n")
        for path, text in files(articles):
            data = text.encode()
            importer.stdin.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    assert importer.returncode == 0
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)


def files(articles: int) -> Iterator[tuple[str, str]]:
    """Every file of the newsroom: its path and text."""
    people = {name: Person(name, name.capitalize(), (f"{name}@example.org",), roles) for name, roles in ROLES.items()}
    start = new_newsroom("Bench Desk", ["ar"], ["en"], people["sara"])
    rest = (
        f"  {p.id}: {{name: {p.name}, emails: [{p.emails[0]}], roles: [{p.roles[0]}]}}\n" for p in people.values()
    )
    yield "newsroom.yaml", start + "".join(line for line in rest if not line.startswith("  sara"))
    rng = random.Random(7)  # noqa: S311  # the same newsroom every time
    for number in range(articles):
        folder = f"articles/{2017 + number // 12000}/{1 + number // 1000 % 12:02}/report-{number}"
        source = source_text(
            Provenance(f"تقرير {number}", "ar", "Little Harbour Paper", AT, "source.txt", "0" * 64,
                       url=f"https://paper.example/{number}", byline="هالة منصور"),
            body(rng, ARABIC),
        )  # fmt: skip
        yield f"{folder}/source.ar.md", source
        yield f"{folder}/en.md", article(folder, source, STATES[number % len(STATES)], body(rng, ENGLISH))


def body(rng: random.Random, words: list[str]) -> str:
    """Eight paragraphs of some sixty words."""
    return "\n\n".join(" ".join(rng.choices(words, k=60)) + "." for _ in range(8)) + "\n"


def article(folder: str, source: str, state: str, text: str) -> str:
    """An article that has come to ``state`` by legal acts with true seals."""
    digest = parse_source(source, "s").digest
    reached = STATES[: STATES.index(state) + 1]
    done = [act for act in ACTS if act.target in reached]
    if state == STATES[0]:
        text = ""
    if "disclaimer-attached" in reached:
        text = attach(text, DEFAULT, "*This article was translated and edited by Bench Desk. Responsibility for the "
                      "information and views set out in it lies with the author.*")  # fmt: skip
    known = {"translate": "translator: lina\n", "edit": "editor: omar\n", "disclaim": f"disclaimer: {DEFAULT}\n"}
    title = "" if state == STATES[0] else f"Report {folder.rsplit('-', 1)[1]}"
    head = (
        f'title: "{title}"\ndek: ""\nlang: en\nstate: {state}\n'
        + (f"date: {AT}\n" if state == "published" else "")
        + f"source: {{outlet: Harbour Paper, byline: هالة منصور, lang: ar, retrieved: {AT}, sha256: {digest}}}\n"
        + "".join(line for act, line in known.items() if act in {a.name for a in done})
        + "keywords: [water, city]\nhistory:\n"
    )
    path = f"{folder}/en.md"
    plain = parse_article(f"---\n{head}---\n\n{text}", path)
    lines, previous = "", ""
    for act in done:
        entry = Entry(
            act.name, BY[act.name], AT, "",
            text=text_digest(plain.fields, plain.body) if act.seals_text else "",
            disclaimer=disclaimer_digest(plain.body) if act.name in ("disclaim", "publish") else "",
        )  # fmt: skip
        entry = sealed(plain.name, digest, entry, previous)
        previous = entry.seal
        lines += f"- {render(entry_value(entry))}\n"
    return f"---\n{head}{lines}---\n\n{text}"
