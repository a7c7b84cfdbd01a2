"""The files an article refers to that readers get: images, sound and papers, nothing that a browser would run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.errors import DiskFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.publication import Publication

_SERVED = re.compile(r"\.(png|jpe?g|gif|webp|avif|pdf|txt|csv|mp3|ogg|mp4|webm)$", re.IGNORECASE)
# How the files begin that readers get as images: what only has such a name is not shown to them.
_BEGINS = {
    "png": (b"\x89PNG\r\n\x1a\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"), "webp": (b"RIFF",), "pdf": (b"%PDF-",),
}  # fmt: skip


def is_served(path: str) -> bool:
    """Whether readers get files of a path's ending."""
    return bool(_SERVED.search(path))


def served(published: Publication) -> Iterator[tuple[str, bytes]]:
    """The files of an article that readers get, by path below the newsroom.

    Raises:
        DiskFailed: an image that the text shows is none that they could.
    """
    shown = {picture.path for picture in published.pictures}
    for path, data in published.files:
        ending = path.rpartition(".")[2].lower()
        if is_served(path) and data.startswith(_BEGINS.get(ending, (b"",))):
            yield path, data
        elif path in shown:
            raise DiskFailed(
                f"{published.name}: {path} is no image that can be put before readers: an SVG may hold programs.",
                "save it as PNG, JPEG, GIF, WebP or AVIF",
            )
