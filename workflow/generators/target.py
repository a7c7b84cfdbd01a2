"""The targets whose files a site generator reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.folder_target import open_folder
from dragoman.workflow.generators.eleventy import Eleventy
from dragoman.workflow.generators.hugo import Hugo
from dragoman.workflow.generators.jekyll import Jekyll
from dragoman.workflow.generators.press import GeneratorPress
from dragoman.workflow.generators.settings import read_generator
from dragoman.workflow.places import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dragoman.workflow.file_target import FileTarget
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
    press = GeneratorPress(place.root, said, SHAPES[said.kind](said))
    # Anywhere else the folder may be a site's own, with files that somebody is about to commit.
    return open_folder(settings.name, press, place, said.output, hidden=said.output.startswith(f"{PAGES}/"))
