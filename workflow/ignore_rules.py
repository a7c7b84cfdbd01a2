"""Whether git's ignore rules could hide an article: asking git what it hides costs it the memory of what it saw."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from dragoman.workflow.places import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The last part of a pattern that fits no folder above an article and no article: a dot at its beginning, a sign that
# slugs and languages do not have, or another ending than theirs, and nothing that stands for other signs behind it.
_HARMLESS = re.compile(r"\.[^/]*|[^/]*[_~#@+ ][^/*?\[\]\\]*|[^/]*\.(?!md$)[A-Za-z0-9]+")


def may_hide(root: str, git_dir: str, config: Mapping[str, str]) -> bool:
    """Whether a rule of the newsroom's, of this clone's or of its user's could hide an article from git.

    Rules: gitignore(5). When in doubt, yes.
    """
    return any(not _is_harmless(line) for path in _files(root, git_dir, config) for line in _lines(path))


def _files(root: str, folder: str, config: Mapping[str, str]) -> Iterator[str]:
    yield os.path.join(root, ".gitignore")
    yield os.path.join(root, FOLDER, ".gitignore")
    yield os.path.join(folder, "info", "exclude")
    with_common = os.path.join(folder, "commondir")
    if os.path.exists(with_common):
        with open(with_common, encoding="utf-8") as file:
            yield os.path.join(folder, file.read().strip(), "info", "exclude")
    named = os.path.expanduser(config.get("core.excludesfile", ""))
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    yield os.path.join(root, named) if named else os.path.join(home, "git", "ignore")


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read().split("\n")
    except OSError:
        return []


def _is_harmless(line: str) -> bool:
    pattern = line.rstrip(" \r")
    if not pattern or pattern[0] in "#!":
        return True
    first, slash, rest = pattern.lstrip("/").partition("/")
    anchored = pattern.startswith("/") or (slash and rest)
    if anchored and not re.search(r"[*?\[\\]", first) and first != FOLDER:
        return True
    return bool(_HARMLESS.fullmatch(pattern.rstrip("/").rpartition("/")[2]))
