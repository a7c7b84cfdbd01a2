"""Words that somebody might obey, and what may not be seen of them in any output."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from sweeper import Swept

# What terminals, rich, git, Jinja and YAML would obey: escapes in 7 and 8 bits, window titles, the clipboard, links,
# the bell, a return, markup, emoji, an override, tags, a template.
POISON = (
    "a\x1b]0;owned\x07\x1b[2J\x9b31m\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\\x1b]52;c;cm0=\x07\r[/][link=http://x]l[/link]"
    ":smile: \u202e\u2067\U000e0041{{7*191}}{% raw %}\x85\u2028c"
)
FORGED = "✓ forged"  # never at the beginning of a line
AS_YAML = "".join(
    sign if sign.isascii() and sign.isprintable() and sign != "\\" else f"\\U{ord(sign):08x}"
    for sign in f"{POISON}\0\n{FORGED}"
)
NOT_UTF8 = os.fsdecode(b"wat\xff\xfe\x9b")
# Words for every place in a command line that takes some.
WORDS = {
    "poison": POISON,
    "lines": f"a\n{FORGED}\r\n\nDragoman-Seal: {'0' * 64}\n# c\n-- >8 --\n",
    "bytes": NOT_UTF8,
    "option": "--output=pwned",
    "pathspec": ":(top,exclude)../pwned",
    "template": "{{7*191}}{% include 'newsroom.yaml' %}",
    "nothing": "",
}

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u206a-\u206f\u2028\u2029\U000e0000-\U000e007f]")
# What a terminal may get of us: colours, and a line of progress that is written over.
_OURS = re.compile(r"\x1b\[[0-9;]*m|\r\x1b\[K")
EXIT_CODES = {0, 1, 2, 3, 4}


def judge(ran: Swept, *, tty: bool = False, prints_text: bool = False) -> str:
    """Hold what came out of a command to everything it promises; its words. A text of many lines may say anything."""
    assert ran.code in EXIT_CODES, ran
    out = (ran.out + ran.err).decode()  # it is UTF-8, all of it
    if tty:
        out = _OURS.sub("", out.replace("\r\n", "\n"))
    assert not OBEYED.findall(out), (OBEYED.findall(out), ran)
    assert "Traceback" not in out
    assert "bug in dragoman" not in out
    assert "1337" not in out
    assert prints_text or f"\n{FORGED}" not in out, ran
    return out


def no_pawn(root: Path) -> None:
    """No word of a command line became an option or a command of git's."""
    assert not [path for path in root.parent.rglob("pwned*") if path.name != "pwned" or path.is_file()]


def json_of(ran: Swept) -> dict[str, Any]:
    """What a command printed as JSON."""
    judge(ran)
    found: dict[str, Any] = json.loads(ran.out)
    return found
