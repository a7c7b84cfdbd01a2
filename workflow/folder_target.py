"""Open a target whose files go to a folder: in the newsroom, or wherever whoever runs the command wants them."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.file_target import FileTarget
from dragoman.workflow.output_folder import OutputFolder
from dragoman.workflow.output_memory_file import MemoryFile
from dragoman.workflow.pages_hidden import hide_from_git
from dragoman.workflow.places import is_taken
from dragoman.workflow.seal import sha256

if TYPE_CHECKING:
    from dragoman.workflow.file_target import Press
    from dragoman.workflow.targets import Place


def open_folder(name: str, press: Press, place: Place, output: str, *, hidden: bool) -> FileTarget:
    """The target ``name``, whose files a press makes and which go to ``output``, a folder in the newsroom.

    ``hidden``: git is to overlook that folder, unless somebody has committed something in it.

    Raises:
        DiskFailed: the folder cannot be used.
        UsageProblem: whoever runs the command wants the files where the newsroom keeps other things.
    """
    inside = disk.inside(place.root, f"{output}/index.html").rpartition("/")[0]
    full = _apart(place.root, place.output) if place.output else inside
    memory = MemoryFile(os.path.join(place.memory, f"{name}-{sha256(full)[:12]}"))
    hide = partial(hide_from_git, place.root, output) if hidden and not place.output else lambda: None
    return FileTarget(name, press, OutputFolder(full, place.output or output), memory, hide)


def _apart(root: str, output: str) -> str:
    """The full path of a folder that keeps clear of what else the newsroom has."""
    full, top = os.path.realpath(output), os.path.realpath(root)
    above = os.path.commonpath([full, top]) == full
    if above or is_taken(os.path.relpath(full, top).replace(os.sep, "/")):
        raise UsageProblem(f"{output} is where the newsroom keeps other things.", "name another, as public/site")
    return full
