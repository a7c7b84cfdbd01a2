"""Find the newsroom and its articles on the disk: list them, and tell which one a person means."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import NotANewsroom, UsageProblem
from dragoman.workflow.places import DESK, FOLDER, LANG, NAME, NAMES, NEWSROOM, SLUG, SNAPSHOTS, article_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d\d")
# Fewer names are listed anew in less time than they are kept.
_MANY = 5000
_SOURCE = re.compile(r"source\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")


class Story(NamedTuple):
    """One folder: a source and its translations. Paths are relative to the newsroom, with slashes."""

    slug: str
    folder: str
    languages: tuple[str, ...]
    source: str = ""

    def path(self, lang: str) -> str:
        """The article's file in a language."""
        return f"{self.folder}/{lang}.md"


def find_root(start: str) -> str:
    """The folder of the newsroom that ``start`` is in.

    Raises:
        NotANewsroom: no newsroom.yaml there or above.
    """
    folder = os.path.realpath(start)
    while not os.path.lexists(os.path.join(folder, NEWSROOM)):
        above = os.path.dirname(folder)
        if above == folder:
            raise NotANewsroom(
                f"There is no {NEWSROOM} in {start if start != '.' else 'this folder'} or above it.",
                "dragoman init makes a newsroom here; -C DIR goes to another",
            )
        folder = above
    return folder


def stories(root: str, slug: str = "") -> Iterator[Story]:
    """Every story, oldest month first, by slug within it; or those with one slug, without looking at the others.

    Linked folders and files are passed over.
    """
    for above in _months(root):
        for name in [slug] if slug else _folders(os.path.join(root, above), SLUG):
            folder = os.path.join(root, above, name)
            if not slug or (os.path.isdir(folder) and not os.path.islink(folder)):
                yield _story(root, name, f"{above}/{name}")


def folders_of(root: str, start: str) -> list[str]:
    """The folders of the stories whose slug starts so, without a look into them."""
    git, months = git_dir(root), list(_months(root))

    def in_month(month: str) -> list[str]:
        return _folders(os.path.join(root, month), SLUG)

    if os.path.lexists(os.path.join(git, DESK, NAMES)):
        from dragoman.workflow.month_names import starting

        kept = starting(git, root, months, start, in_month)
        if kept is not None:
            return kept
    found: list[str] = []
    count = 0
    for month in months:
        folder = os.path.join(root, month)
        names = _names(folder)
        count += len(names)
        # Names alone are listed at a third of the price, and most months have none that starts so.
        if b"/" + os.fsencode(start) in b"/" + b"/".join(names):
            found += [f"{month}/{name}" for name in _folders(folder, SLUG, start)]
    if count > _MANY:
        from dragoman.workflow.month_names import keep

        keep(git, root, months, in_month)
    return found


def _names(folder: str) -> list[bytes]:
    """What is in a folder: as bytes, since a hundred thousand names are gone through."""
    try:
        return os.listdir(os.fsencode(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _months(root: str) -> Iterator[str]:
    for year in _folders(os.path.join(root, FOLDER), _YEAR):
        yield from (f"{FOLDER}/{year}/{month}" for month in _folders(os.path.join(root, FOLDER, year), _MONTH))


def story_at(root: str, folder: str) -> Story | None:
    """The story in a folder (``articles/YYYY/MM/slug``); None where ``stories`` would pass it over."""
    _, year, month, slug = folder.split("/")
    if not (_YEAR.fullmatch(year) and _MONTH.fullmatch(month) and SLUG.fullmatch(slug)):
        return None
    above = root
    for part in folder.split("/"):
        above = os.path.join(above, part)
        if os.path.islink(above) or not os.path.isdir(above):
            return None
    return _story(root, slug, folder)


def is_article(path: str) -> bool:
    """Whether a path is one that ``paths`` would list, if there is a file."""
    match = NAME.fullmatch(path)
    return bool(match and SLUG.fullmatch(match[1]))


def has_snapshots(root: str, path: str) -> bool:
    """Whether something was kept of what an article's original has become; a look that costs next to nothing."""
    return os.path.isdir(os.path.join(root, path.rpartition("/")[0], SNAPSHOTS))


def paths(root: str) -> list[str]:
    """Every article's file."""
    return [story.path(lang) for story in stories(root) for lang in story.languages]


def find(root: str, wanted: str) -> str:
    """The path of the one article meant by a slug, ``slug/lang`` or a path.

    Raises:
        UsageProblem: nothing or several things are meant.
    """
    text = wanted.replace(os.sep, "/").removeprefix("./").rstrip("/")
    if NAME.fullmatch(text):
        if os.path.isfile(os.path.join(root, text)):
            return text
        raise UsageProblem(f"There is no article {text}.", "dragoman status lists what there is")
    text = re.sub(rf"^{FOLDER}/\d{{4}}/\d\d/", "", text)
    slug, _, lang = text.partition("/")
    if not SLUG.fullmatch(slug) or (lang and not LANG.fullmatch(lang)):
        raise UsageProblem(f"{wanted!r} is no article: use its slug, slug/language, or its file's path.")
    return _only(wanted, lang, list(stories(root, slug)))


def _only(wanted: str, lang: str, found: list[Story]) -> str:
    matches = [s.path(one) for s in found for one in s.languages if not lang or one == lang]
    if len(matches) == 1:
        return matches[0]
    if matches:
        names = ", ".join(article_name(match) for match in matches)
        raise UsageProblem(f"{wanted} could be {names}.", "name the language too")
    if found:
        there = ", ".join(sorted(one for s in found for one in s.languages)) or "none"
        raise UsageProblem(f"{found[0].slug} has no translation into {lang or 'any language'}; there is: {there}.")
    raise UsageProblem(f"There is no article {wanted}.", "dragoman status lists what there is")


def _story(root: str, slug: str, folder: str) -> Story:
    languages, source = [], ""
    with disk_errors(folder), os.scandir(os.path.join(root, folder)) as entries:
        for entry in entries:
            if not entry.is_file(follow_symlinks=False):
                continue
            match = _SOURCE.fullmatch(entry.name)
            if match:
                source = f"{folder}/{entry.name}"
            elif entry.name.endswith(".md") and LANG.fullmatch(entry.name[:-3]):
                languages.append(entry.name[:-3])
    return Story(slug, folder, tuple(sorted(languages)), source)


def _folders(above: str, pattern: re.Pattern[str], start: str = "") -> list[str]:
    try:
        with os.scandir(above) as entries:
            named = [e.name for e in entries if e.name.startswith(start) and e.is_dir(follow_symlinks=False)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(filter(pattern.fullmatch, named))


def git_dir(root: str) -> str:
    """The git folder, found without starting git; a work tree's ``.git`` is a file that names it."""
    path = os.path.join(root, ".git")
    if os.path.isdir(path):
        return path
    if not os.path.lexists(path) and not os.path.lexists(os.path.join(root, NEWSROOM)):
        return root  # a server's bare repository; a newsroom that looks like one was unpacked from somewhere
    with contextlib.suppress(OSError, UnicodeDecodeError), open(path, encoding="utf-8") as file:
        return os.path.join(root, file.read().removeprefix("gitdir:").strip())
    return path
