"""The site as a target."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.file_target import FileTarget
from dragoman.workflow.output_folder import OutputFolder
from dragoman.workflow.output_memory import MemoryFile
from dragoman.workflow.pages_hidden import hide_from_git
from dragoman.workflow.seal import sha256
from dragoman.workflow.site.press import SitePress
from dragoman.workflow.site.settings import read_site

if TYPE_CHECKING:
    from dragoman.workflow.target_settings import TargetSettings
    from dragoman.workflow.targets import Place


def make(settings: TargetSettings, place: Place) -> FileTarget:
    """The site that an entry of newsroom.yaml means.

    Raises:
        BrokenNewsroom: its settings are wrong.
        BadText: one of the newsroom's own templates cannot be used.
        DiskFailed: its folder cannot be used.
    """
    site = read_site(settings)
    inside = disk.inside(place.root, f"{site.output}/index.html").rpartition("/")[0]
    full = os.path.realpath(place.output) if place.output else inside
    folder = OutputFolder(full, place.output or site.output)
    memory = MemoryFile(os.path.join(place.memory, f"{settings.name}-{sha256(full)[:12]}"))
    press = SitePress(place.root, place.newsroom, site, place.languages)
    hide = (lambda: None) if place.output else partial(hide_from_git, place.root, site.output)
    return FileTarget(settings.name, press, folder, memory, hide)
