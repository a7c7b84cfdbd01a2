"""Turns: one request at a time for each host, with a pause after it; different hosts wait for nobody."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    # On the monotonic clock.
    free_at: float = 0.0
    pause: float = 0.0
    closed: str = ""


class Turns:
    """Who may ask a host now. ``pause`` is how many seconds pass between an answer and the next request."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def of(self, host: str) -> Iterator[str]:
        """Wait for a turn; hands over why the host is not to be asked any more, or nothing."""
        known = self._host(host)
        with known.lock:
            if known.closed:
                yield known.closed
                return
            time.sleep(max(0.0, known.free_at - time.monotonic()))
            try:
                yield ""
            finally:
                known.free_at = time.monotonic() + max(self._pause, known.pause)

    def slow_down(self, host: str, pause: float) -> None:
        """This host wants a longer pause."""
        known = self._host(host)
        known.pause = max(known.pause, pause)

    def close(self, host: str, why: str) -> None:
        """This host is not to be asked again."""
        self._host(host).closed = why

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host.lower().rstrip("."), _Host())
