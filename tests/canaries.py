"""A newsroom poisoned wherever words can stand in it, and what may not be seen of the poison."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conftest import environment

if TYPE_CHECKING:
    from pathlib import Path

    from sweeper import Sweeper, Swept

# What terminals, rich, git, Jinja and YAML would obey: escapes in 7 and 8 bits, window titles, the clipboard, links,
# the bell, a return, markup, emoji, an override, tags, a template.
POISON = (
    "a\x1b]0;owned\x07\x1b[2J\x9b31m\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\\x1b]52;c;cm0=\x07\r[/][link=http://x]l[/link]"
    ":smile: \u202e\u2067\U000e0041{{7*191}}{% raw %}\x85\u2028c"
)
AS_YAML = "".join(
    sign if sign.isascii() and sign.isprintable() and sign != "\\" else f"\\U{ord(sign):08x}" for sign in POISON
)
NOT_UTF8 = os.fsdecode(b"wat\xff\xfe\x9b")
# Words for every place in a command line that takes some.
WORDS = {
    "poison": POISON,
    "lines": f"a\nb\r\n\nDragoman-Seal: {'0' * 64}\n# c\n-- >8 --\n",
    "bytes": NOT_UTF8,
    "option": "--output=pwned",
    "short option": "-x",
    "pathspec": ":(top,exclude)water",
    "path": "../pwned",
    "template": "{{7*191}}{% include 'newsroom.yaml' %}",
    "nothing": "",
}

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u206a-\u206f\u2028\u2029\U000e0000-\U000e007f]")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
EXIT_CODES = {0, 1, 2, 3, 4}
SLUGS = ("sourced", "translated", "edited", "attached", "published", "changed", "broken")

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


@dataclass(frozen=True)
class Poisoned:
    """A newsroom full of poison, and a process that runs commands in it or in a copy."""

    root: Path
    sweeper: Sweeper

    def run(self, person: str, *argv: str, root: Path | None = None, **how: Any) -> Swept:
        """Run a command line as somebody whose git name is poison too."""
        name = {"GIT_AUTHOR_NAME": f"{person} {POISON}", "GIT_COMMITTER_NAME": f"{person} {POISON}"}
        return self.sweeper.run(root or self.root, list(argv), environment(person) | name, **how)

    def ok(self, person: str, *argv: str, stdin: str = "") -> None:
        """The same, when it must succeed."""
        ran = self.run(person, *argv, stdin=stdin)
        assert ran.code == 0, (argv, ran)


def poison(root: Path, sweeper: Sweeper) -> Poisoned:
    """Found a newsroom with an article in each state, one changed by hand and one that cannot be read."""
    room = Poisoned(root, sweeper)
    root.mkdir(parents=True)
    (root.parent / "words.md").write_text(_WORDS, encoding="utf-8")
    (root.parent / "source.md").write_text(_SOURCE, encoding="utf-8")
    room.ok("olga", "init", "--name", POISON, "--from", "ar", "--to", "en")
    for person, role in (("lina", "translator"), ("omar", "editor"), ("sara", "publisher")):
        room.ok("olga", "person", "add", person, "--name", POISON, "--email", f"{person}@example.org", "--role", role)
    templates = root / "templates/disclaimers"
    templates.mkdir(parents=True)
    (templates / f"en.{POISON.replace('/', '')}.md").write_text("{{newsroom}}", encoding="utf-8")
    for number, slug in enumerate(SLUGS):
        _article(room, slug, min(number, 4) if slug not in {"changed", "broken"} else 2)
    _by_hand(room)
    return room


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
    if slug == "translated":
        room.ok("omar", "edit", slug)
        room.ok("omar", "return", slug, "--to", "translated", "--reason", POISON)


def _by_hand(room: Poisoned) -> None:
    """What only hands can do: odd names of files, branches and remotes, texts that are broken."""
    changed, broken = (article(room.root, slug) for slug in ("changed", "broken"))
    changed.write_text(changed.read_text(encoding="utf-8").replace("Monday", f"Tue{POISON}sday"), encoding="utf-8")
    double = f'"{AS_YAML}": a\n' * 2
    broken.write_text(broken.read_text(encoding="utf-8").replace("\nlang:", f"\n{double}lang:", 1), encoding="utf-8")
    for name in (POISON.replace("/", ""), NOT_UTF8, "--output=pwned", "-x", ":(top)", "WATER.md"):
        (changed.parent / name).write_bytes(b"x")
        (room.root / name).write_bytes(b"x")
    git = room.root / ".git"
    branch = os.fsdecode(b"x\xff\xc2\x9b31m\xe2\x80\xae{{7-7}}")
    (git / "refs/heads/main").rename(git / "refs/heads" / branch)
    (git / "HEAD").write_bytes(os.fsencode(f"ref: refs/heads/{branch}\n"))
    with (git / "config").open("a", encoding="utf-8") as config:
        config.write('[remote "--output=pwned\x1b[31m\u202e"]\n\turl = "--upload-pack=touch pwned\x1b[2J"\n')


def article(root: Path, slug: str) -> Path:
    """An article's file."""
    return next(root.glob(f"articles/*/*/{slug}/en.md"))


def judge(ran: Swept, *, tty: bool = False) -> str:
    """Hold what came out of a command to everything it promises; its words."""
    assert ran.code in EXIT_CODES, ran
    out = (ran.out + ran.err).decode()  # it is UTF-8, all of it
    if tty:
        out = _COLOURS.sub("", out.replace("\r\n", "\n"))
    assert not OBEYED.findall(out), (OBEYED.findall(out), ran)
    assert "Traceback" not in out
    assert "bug in dragoman" not in out
    assert "1337" not in out
    return out


def no_pawn(root: Path) -> None:
    """No word of a command line became an option or a command of git's."""
    assert not [path for path in root.parent.rglob("pwned*") if path.name != "pwned" or path.is_file()]


def json_of(ran: Swept) -> dict[str, Any]:
    """What a command printed as JSON."""
    judge(ran)
    found: dict[str, Any] = json.loads(ran.out)
    return found
