"""The media library of a WordPress: each file of ours is there once, with its description and caption."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import TargetFailed
from dragoman.workflow.wordpress.door import NAMED, joined
from dragoman.workflow.wordpress.there import parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from dragoman.workflow.wordpress.door import Door
    from dragoman.workflow.wordpress.wanted import File

_KEY = "_dragoman_file"


class Kept(NamedTuple):
    """A file in the library: its id, its address, its description and its caption."""

    id: int
    url: str
    alt: str
    caption: str


def look_up(door: Door, keys: Sequence[str]) -> dict[str, Kept]:
    """Those of some files that are in the library, by their keys.

    Raises:
        TargetFailed: it cannot be asked.
    """
    asked = {"context": "edit", "orderby": "id", "order": "asc", "_fields": "id,source_url,alt_text,caption,meta"}
    found: dict[str, Kept] = {}
    for part in parts(keys, NAMED):
        for rows, _ in door.pages("look for files", "/wp/v2/media", dragoman_files=joined(part), **asked):
            for key, kept in map(_kept, rows):
                found.setdefault(key, kept)
    return {key: found[key] for key in keys if key in found}


def bring(door: Door, files: Sequence[File]) -> dict[str, Kept]:
    """See that files are in the library as they should be; where each is, by its key.

    Raises:
        TargetFailed: one could not be put there.
    """
    if not files:
        return {}
    there = look_up(door, [file.key for file in files])
    return {file.key: _brought(door, file, there.get(file.key)) for file in files}


def _brought(door: Door, file: File, kept: Kept | None) -> Kept:
    what = f"take the file {file.name}"
    words = {"alt_text": file.alt, "caption": escape(file.caption, quote=False)}
    if kept is None:
        made = door.upload(what, file.name, file.data, {**words, f"meta[{_KEY}]": file.key})
        key, kept = _kept(made)
        if key != file.key:  # old releases take no custom fields along with a file
            _, kept = _kept(door.put(what, f"/wp/v2/media/{kept.id}", {"meta": {_KEY: file.key}}))
        return kept
    if (kept.alt, kept.caption) != (file.alt, words["caption"]):
        return _kept(door.put(what, f"/wp/v2/media/{kept.id}", words))[1]
    return kept


def _kept(row: Mapping[str, Any]) -> tuple[str, Kept]:
    try:
        return row["meta"][_KEY], Kept(row["id"], row["source_url"], row["alt_text"], row["caption"]["raw"])
    except (KeyError, TypeError) as error:
        raise TargetFailed(
            "The WordPress lists files without what its dragoman plugin should say of them.",
            "see that the plugin there is the one of this release",
        ) from error
