"""Templates: the newsroom's own file where it has one, else the one that came with dragoman."""

from __future__ import annotations

from dragoman.workflow import disk
from dragoman.workflow.read_yaml import read


def template(root: str, name: str) -> str | None:
    """The text of ``templates/<name>``; None where neither the newsroom nor dragoman has it.

    Raises:
        DiskFailed, BadText: the newsroom's own file cannot be read.
    """
    own = disk.read_text(root, f"templates/{name}")
    return own if own is not None else built_in(name)


def built_in(name: str) -> str | None:
    """The text of a template that came with dragoman."""
    from importlib.resources import files

    found = files("dragoman.templates").joinpath(*name.split("/"))
    return found.read_text(encoding="utf-8") if found.is_file() else None


def page_words(root: str, lang: str) -> dict[str, str]:
    """The page's own few words in a language: the newsroom's own, else the built-in ones, else English."""
    texts = (built_in("words.yaml"), disk.read_text(root, "templates/words.yaml"))
    files = [read(text, "templates/words.yaml") for text in texts if text]
    words: dict[str, str] = {}
    for tag in dict.fromkeys(("en", lang.split("-", maxsplit=1)[0], lang)):
        for known in files:
            found = known.get(tag, {})
            if isinstance(found, dict):
                words |= {key: value for key, value in found.items() if isinstance(value, str)}
    return words
