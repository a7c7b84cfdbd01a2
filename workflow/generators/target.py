"""The targets whose files a site generator reads."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.file_target import FileTarget
from dragoman.workflow.generators.eleventy import Eleventy
from dragoman.workflow.generators.hugo import Hugo
from dragoman.workflow.generators.jekyll import Jekyll
from dragoman.workflow.generators.press import GeneratorPress
from dragoman.workflow.generators.settings import read_generator
from dragoman.workflow.output_folder import OutputFolder
from dragoman.workflow.output_memory import MemoryFile
from dragoman.workflow.pages_hidden import hide_from_git
from dragoman.workflow.publication import FOLDER
from dragoman.workflow.seal import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dragoman.workflow.generators.settings import GeneratorSettings
    from dragoman.workflow.generators.shape import Shape
    from dragoman.workflow.target_settings import TargetSettings
    from dragoman.workflow.targets import Place

SHAPES: Mapping[str, Callable[[GeneratorSettings], Shape]] = {"hugo": Hugo, "jekyll": Jekyll, "eleventy": Eleventy}


def make(settings: TargetSettings, place: Place) -> FileTarget:
    """The files for a generator that an entry of newsroom.yaml means.

    Raises:
        BrokenNewsroom: its settings are wrong.
        DiskFailed: its folder cannot be used.
    """
    said = read_generator(settings)
    inside = disk.inside(place.root, f"{said.output}/index.md").rpartition("/")[0]
    full = os.path.realpath(place.output) if place.output else inside
    folder = OutputFolder(full, place.output or said.output)
    memory = MemoryFile(os.path.join(place.memory, f"{settings.name}-{sha256(full)[:12]}"))
    press = GeneratorPress(place.root, said, SHAPES[said.kind](said))
    # Anywhere else the folder may be a site's own, with files that somebody is about to commit.
    hidden = not place.output and said.output.startswith(f"{FOLDER}/")
    return FileTarget(
        settings.name, press, folder, memory, partial(hide_from_git, place.root, said.output) if hidden else _nothing
    )


def _nothing() -> None:
    """Nothing need be prepared."""
