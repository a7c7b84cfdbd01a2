"""Put poison wherever words can stand in a newsroom: by commands, and by hand where no command would."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING

from canaries import AS_YAML, FORGED, NOT_UTF8, POISON
from poisoned import Poisoned, article
from sweeper import sweeper

from dragoman.workflow.snapshot_file import CHANGED, Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from sweeper import Sweeper

OMARS_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDmXqN0A/DkxVIQRJUlTNRMwYEWVgPLjFZfZFIGbJbAx"
# The articles, and how many acts each has behind its source.
SLUGS = {
    "sourced": 0, "translated": 1, "edited": 2, "attached": 3, "published": 4, "changed": 2, "broken": 2, "held": 2,
    "spiked": 1,
}  # fmt: skip
_SOURCE = f"""---
title: "عنوان {AS_YAML}"
dek: "{AS_YAML}"
byline: "{AS_YAML}"
outlet: "{AS_YAML}"
url: https://news.example/water
lang: ar
keywords: ["{AS_YAML}", two]
---

عادت مضخات الحي الشرقي إلى العمل يوم الاثنين، بحسب ما قال الأهالي للصحيفة. {POISON}
"""
_WORDS = f"""---
title: "Water {AS_YAML}"
dek: "{AS_YAML}"
keywords: ["{AS_YAML}", two]
---

The pumps of the eastern district ran again on Monday, residents told the paper. {POISON}
"""


@cache
def shared(base: Path) -> Poisoned:
    """The one that all tests of a run look at, and copy to change it."""
    return poison(base / "poisoned/desk", sweeper())


def poison(root: Path, sweeper: Sweeper) -> Poisoned:
    """Found a newsroom with an article in each state, one changed by hand and one that cannot be read."""
    room = Poisoned(root, sweeper)
    root.mkdir(parents=True)
    (root.parent / "words.md").write_text(_WORDS, encoding="utf-8")
    (root.parent / "source.md").write_text(_SOURCE, encoding="utf-8")
    pair = {"id": POISON, "from": "ar", "to": "en", "source": f"25 {POISON}", "translation": f"26 {POISON}"}
    (root.parent / "pairs.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")
    room.ok("olga", "init", "--name", POISON, "--from", "ar", "--to", "en")
    for person, role in (("lina", "translator"), ("omar", "editor"), ("sara", "publisher")):
        room.ok("olga", "person", "add", person, "--name", POISON, "--email", f"{person}@example.org", "--role", role)
    _unsigned(room)
    room.ok("olga", "person", "add", "omar", "--key", OMARS_KEY)
    templates = root / "templates/disclaimers"
    templates.mkdir(parents=True)
    (templates / f"en.{POISON.replace('/', '')}.md").write_text("{{newsroom}}", encoding="utf-8")
    for slug, acts in SLUGS.items():
        _article(room, slug, acts)
    with (root / "newsroom.yaml").open("a", encoding="utf-8") as file:
        file.write('targets:\n  site: {url: "https://desk.example/"}\n')
    room.ok("olga", "save", "newsroom.yaml")
    _snapshots(room, article(room.root, "edited"))
    _server(room)
    _by_hand(room)
    return room


def _unsigned(room: Poisoned) -> None:
    """Let nobody sign: omar has a key only so that it can be told of and revoked."""
    file = room.root / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("signatures: when-available", "signatures: 'off'"), encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")


def _article(room: Poisoned, slug: str, acts: int) -> None:
    room.ok("lina", "source", "../source.md", "--slug", slug, "--again")
    steps = (
        ("lina", "translate", slug, "--file", "../words.md", "-m", POISON),
        ("omar", "edit", slug, "-m", POISON),
        ("omar", "disclaim", slug, "-m", POISON),
        ("sara", "publish", slug, "-m", POISON),
    )
    for person, *argv in steps[:acts]:
        if argv[0] == "edit":
            path = article(room.root, slug)
            text = path.read_text(encoding="utf-8")
            path.write_text(
                text.replace("\n---\n", f'\n"{AS_YAML}": "{AS_YAML}"\nednote: "{AS_YAML}"\n---\n', 1),
                encoding="utf-8",
            )
            room.ok("lina", "save", slug, "-m", POISON)
        room.ok(person, *argv)
    if slug in {"held", "spiked"}:
        room.ok("omar", "hold" if slug == "held" else "spike", slug, "--reason", POISON)
    if slug == "translated":
        room.ok("omar", "edit", slug)
        room.ok("omar", "return", slug, "--to", "translated", "--reason", POISON)


def _server(room: Poisoned) -> None:
    """A server, and what git would tell its gate of a push."""
    server = room.root.parent / "server.git"
    room.git("gc", "-q", "--prune=now")  # packed, it is copied quickly
    room.git("clone", "-q", "--bare", ".", str(server))
    ids = room.git("log", "--format=%H").split()
    lines = (f"{'0' * 40} {ids[0]} refs/heads/{FORGED}\x9b31m\u202e", f"{ids[-3]} {ids[0]} refs/heads/main")
    (room.root.parent / "push.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (room.root / ".git/refs/heads/main").write_text(ids[0] + "\n", encoding="utf-8")


def _by_hand(room: Poisoned) -> None:
    """What only hands can do: odd names of files, branches and remotes, texts that are broken."""
    changed, broken = (article(room.root, slug) for slug in ("changed", "broken"))
    other = (
        changed.read_text(encoding="utf-8").replace("Monday", f"Tue{POISON}sday").replace("ednote:", f'"x{AS_YAML}":')
    )
    changed.write_text(other, encoding="utf-8")
    double = f'"{AS_YAML}": a\n' * 2
    broken.write_text(broken.read_text(encoding="utf-8").replace("\nlang:", f"\n{double}lang:", 1), encoding="utf-8")
    flat = POISON.replace("/", "")
    for name in (flat, flat.upper(), NOT_UTF8, "--output=pwned", "-x", ":(top)", "WATER.md"):
        (changed.parent / name).write_bytes(b"x")
        (room.root / name).write_bytes(b"x")
    git = room.root / ".git"
    branch = os.fsdecode(b"x\xff\xc2\x9b31m\xe2\x80\xae{{7-7}}")
    (git / "refs/heads/main").rename(git / "refs/heads" / branch)
    (git / "HEAD").write_bytes(os.fsencode(f"ref: refs/heads/{branch}\n"))
    with (git / "config").open("a", encoding="utf-8") as config:
        config.write('[remote "--output=pwned\x1b[31m\u202e"]\n\turl = "--upload-pack=touch pwned\x1b[2J"\n')


def _snapshots(room: Poisoned, path: Path) -> None:
    """What an original is said to have become, by nobody who may say so."""
    found = Snapshot(
        CHANGED, f"https://news.example/{POISON}", "2026-11-22T12:00:00Z", POISON, "200", "0" * 64, POISON, POISON,
        f"{POISON}\n\n{FORGED}", ("x.html", "0" * 64), POISON, POISON, POISON, POISON,
    )  # fmt: skip
    folder = path.parent / "snapshots"
    folder.mkdir()
    (folder / "2026-11-22T120000Z.ar.md").write_text(found.as_text(), encoding="utf-8")
    (folder / "2026-11-22T120001Z.ar.md").write_text(f"---\ncame: {FORGED}\n---\n{POISON}", encoding="utf-8")
    room.git("add", str(folder))
    room.git("commit", "-q", "-m", POISON.replace("\0", ""))
