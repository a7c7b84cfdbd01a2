"""A page as a preview shows it: it knows when it was built anew, and says above itself what it is."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# No page of a site begins so: no language and no slug does.
OWN = "/.preview/"
EVENTS = f"{OWN}events"
FILES = {f"{OWN}preview.js": "preview/preview.js", f"{OWN}preview.css": "preview/preview.css"}

_POLICY = re.compile(
    r"""(<meta\s+http-equiv=["']Content-Security-Policy["']\s+content=)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_HEAD_ENDS = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY_BEGINS = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
# What a preview's own script and style need, and a published page does without.
_NEEDED = ("script-src", "connect-src", "style-src")


class Note(NamedTuple):
    """A sentence above a page; ``wrong``: something is, and the page may be an older one."""

    text: str
    wrong: bool = False


def as_preview(html: str, version: str, notes: Sequence[Note]) -> str:
    """A page of the site with the preview's script, its notes, and a policy that lets the browser run just that."""
    html = _POLICY.sub(lambda found: f'{found[1]}"{escape(loosened(unescape(found[2] or found[3])))}"', html)
    added = (
        f'<link rel="stylesheet" href="{OWN}preview.css">'
        f'<script src="{OWN}preview.js" data-version="{escape(version)}"></script>\n'
    )
    html = _put(html, _HEAD_ENDS, added, behind=False)
    return _put(html, _BODY_BEGINS, "".join(map(_shown, notes)), behind=True)


def loosened(policy: str) -> str:
    """A Content-Security-Policy under which scripts and styles of the same server work too, and nothing else does."""
    said = [part.split() for part in policy.split(";") if part.strip()]
    rules = {words[0].lower(): words[1:] for words in said}
    for name in _NEEDED:
        allowed = [word for word in rules.get(name, []) if word != "'none'"]
        rules[name] = [*allowed, *(["'self'"] if "'self'" not in allowed else [])]
    return "; ".join(" ".join([name, *words]) for name, words in rules.items())


def fallback(title: str) -> str:
    """A page for where the site has none."""
    return (
        '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n</body>\n</html>\n"
    )


def _shown(note: Note) -> str:
    role, kind = ("alert", " wrong") if note.wrong else ("status", "")
    return f'<p class="preview-note{kind}" role="{role}" lang="en">{escape(note.text)}</p>\n'


def _put(html: str, place: re.Pattern[str], added: str, *, behind: bool) -> str:
    found = place.search(html)
    at = (found.end() if behind else found.start()) if found else 0
    return html[:at] + added + html[at:]
