"""Write a review's page where it does no harm: in the newsroom only into ``review/``, which git ignores."""

from __future__ import annotations

import os

from dragoman.workflow import disk
from dragoman.workflow.errors import UsageProblem

FOLDER = "review"


def write_page(root: str, article: str, page: str, output: str | None) -> str:
    """Write a page over an older one, and say its path: ``output``, or for None ``review/<slug>.<lang>.html``.

    Raises:
        UsageProblem: ``output`` is no place for a page.
        DiskFailed, ChangedMeanwhile: the disk said no, or somebody else wrote there.
    """
    if output is None:
        path = f"{FOLDER}/{article.replace('/', '.')}.html"
        if disk.read_bytes(root, f"{FOLDER}/.gitignore") is None:
            disk.write_bytes(root, f"{FOLDER}/.gitignore", b"*\n", None)
        _write(root, path, page)
        return os.path.relpath(os.path.join(root, path))
    if not output or "\0" in output:
        raise UsageProblem("A page needs the name of a file.")
    folder, name = os.path.split(os.path.realpath(output))
    full = os.path.join(folder, name)
    if full.startswith(root + os.sep) and not full.startswith(os.path.join(root, FOLDER) + os.sep):
        raise UsageProblem(
            f"In the newsroom a review's page goes into {FOLDER}/ only.",
            "leave --output out, or name a file outside the newsroom",
        )
    if not os.path.isdir(folder):
        raise UsageProblem(f"There is no folder {os.path.dirname(output)}.")
    _write(folder, name, page)
    return output


def _write(folder: str, name: str, page: str) -> None:
    data = page.encode("utf-8", "backslashreplace")
    old = disk.read_bytes(folder, name)
    if old != data:
        disk.write_bytes(folder, name, data, old)
