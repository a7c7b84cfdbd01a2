"""What a site's robots.txt lets us ask for, and how often. RFC 9309."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

# What a robots.txt names us by.
TOKEN = "dragoman"  # noqa: S105  # a name, no secret
# RFC 9309, 2.5: a parser reads at least 500 KiB. Lines are cut where no path is so long.
LIMIT_BYTES = 512 * 1024
_LONGEST_LINE = 2048
# Whoever wants a longer pause than this between two requests gets this one.
_LONGEST_PAUSE = 60.0


class Robots:
    """The rules of one site; ``data`` is its robots.txt, None where it has none, which allows everything."""

    def __init__(self, data: bytes | None) -> None:
        self._rules: Protego | None = None
        if data:
            from protego import Protego

            lines = data.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
            self._rules = Protego.parse("\n".join(line[:_LONGEST_LINE] for line in lines))

    def allows(self, url: str) -> bool:
        """Whether this page may be asked for."""
        return self._rules is None or bool(self._rules.can_fetch(url, TOKEN))

    @property
    def pause(self) -> float:
        """Seconds the site wants between two requests."""
        wanted = self._rules.crawl_delay(TOKEN) if self._rules else None
        return min(float(wanted or 0), _LONGEST_PAUSE)
