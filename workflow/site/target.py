"""The site as a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.folder_target import open_folder
from dragoman.workflow.site.press import SitePress
from dragoman.workflow.site.settings import read_site

if TYPE_CHECKING:
    from dragoman.workflow.file_target import FileTarget
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
    press = SitePress(place.root, place.newsroom, site, place.languages)
    return open_folder(settings.name, press, place, site.output, hidden=True)
