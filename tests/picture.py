"""Draw a real terminal session as SVG: run the demo in a pseudo-terminal and let rich export what it printed."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pexpect
from rich.console import Console
from rich.text import Text

COLUMNS = 100
# Rich's own frame names fonts on a CDN; a picture in a README must not fetch anything.
FONT_FACES = re.compile(r"@font-face\s*{[^}]*}\s*")
# The story's middle: sourcing, translating, a refusal, a return, the approvals.
FIRST, LAST = "Lina found a report", "What is where"


def session(folder: str) -> str:
    """What the demo prints on a terminal, escapes and all."""
    command = f"{sys.executable} -m dragoman.cli demo newsroom"
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color", "HOME": folder, "LANG": "C.UTF-8"}
    env |= {"SOURCE_DATE_EPOCH": "1795348800", "COLORTERM": "truecolor"}
    child = pexpect.spawn(command, cwd=folder, env=env, dimensions=(200, COLUMNS), timeout=60, encoding="utf-8")
    child.expect(pexpect.EOF)
    assert isinstance(child.before, str)
    return child.before.replace("\r\n", "\n")


def draw(printed: str) -> str:
    """The SVG of the part between the two marks."""
    text = Text.from_ansi(printed[printed.index(FIRST) : printed.index(LAST)].rstrip())
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere)
        console.print(text)
        svg = console.export_svg(title="dragoman demo", unique_id="dragoman")
    return FONT_FACES.sub("", svg)


def main() -> None:
    """Write the picture to the file named on the command line."""
    with tempfile.TemporaryDirectory() as folder:
        svg = draw(session(folder))
    Path(sys.argv[1]).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
