"""The local files a text shows or links to: which they are, and one digest over all of them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import digests
from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.markdown_reader import parsed
from dragoman.workflow.seal import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.workflow.article import Article

# Texts without one of these have no link and no image: most need no Markdown parser.
_MAY_REFER = re.compile(r"\]\(|\]\[|\]:|\]\s*$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|\?", re.IGNORECASE)
# What acts write: it changes with every act, and nobody's link may bring it into a commit.
_OURS = re.compile(
    r"articles/\d{4}/\d\d/[^/]+/(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*\.md|source\.[^/]*|signatures/.*)", re.IGNORECASE
)


class Assets(NamedTuple):
    """The files a text refers to, by path below the newsroom; ``digest`` covers names and bytes, empty for none.

    ``missing`` are images that are not there, as the text names them.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    digest: str = ""
    missing: tuple[str, ...] = ()


NONE = Assets()


def find_assets(article: Article, read: Callable[[str], bytes | None]) -> Assets:
    """Look up what an article's text refers to; ``read`` gives a file's bytes by path, None where there is none.

    A link to a file that is not there is somebody's business on the site; an image that is not there is missing.
    The disclaimer is not looked at: it comes after the approval, and has a seal of its own.
    """
    text = take_apart(article.body).text
    if "]" not in text or not _MAY_REFER.search(text):
        return NONE
    found: dict[str, bytes] = {}
    missing = []
    for target, is_image in dict.fromkeys(_targets(text)):
        path = local_file(article.path, target)
        data = read(path) if path else None
        if data is not None:
            found[path] = data
        elif is_image:
            missing.append(_unquoted(target))
    files = tuple(sorted(found.items()))
    lines = "".join(f"{path} {_digest(data)}\n" for path, data in files)
    return Assets(files, sha256(lines) if lines else "", tuple(missing))


def _targets(text: str) -> Iterator[tuple[str, bool]]:
    """Every link and image as the page will have it, but for those that lead elsewhere."""
    for block in parsed(text):
        for token in block.children or ():
            target = str(token.attrs.get("src") or token.attrs.get("href") or "")
            if target and not _ELSEWHERE.match(target):
                yield target, token.type == "image"


def local_file(article: str, target: str) -> str:
    """The path below the newsroom that a link in the article at a path means.

    Empty for what lies elsewhere, outside ``articles/``, or is one of our own files.
    """
    if _ELSEWHERE.match(target):
        return ""
    relative = _unquoted(re.split(r"[?#]", target)[0])
    path = posixpath.normpath(posixpath.join(posixpath.dirname(article), relative))
    outside = not path.startswith("articles/") or "\0" in path or "\n" in path
    return "" if outside or _OURS.fullmatch(path) else path


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


def _digest(data: bytes) -> str:
    """A file's digest; line ends of a text (an SVG) do not count, since git may change them."""
    return digests.sha256(data if b"\0" in data else data.replace(b"\r\n", b"\n")).hexdigest()
