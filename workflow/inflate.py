"""Compressed content, unpacked no further than asked: a small answer may hold a very large page."""

from __future__ import annotations

import zlib

from dragoman.workflow.errors import FetchFailed

_GZIP_OR_ZLIB = 47
_RAW = -15


class Inflater:
    """Undoes one Content-Encoding (``gzip``, ``deflate`` or none), piece by piece.

    Raises:
        FetchFailed: an encoding we did not ask for, or content that is damaged or breaks off.
    """

    def __init__(self, encoding: str) -> None:
        name = encoding.strip().lower()
        if name not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchFailed(f"The page came packed as {name[:40]!r}, which we did not ask for.")
        self._unpack = None if name in {"", "identity"} else zlib.decompressobj(_GZIP_OR_ZLIB)
        self._may_be_raw = name == "deflate"
        self._begun = False

    def feed(self, data: bytes, most: int) -> bytes:
        """The next piece unpacked, at most ``most`` bytes (1 or more) of it."""
        if self._unpack is None or not data:
            return data
        try:
            part = self._unpack.decompress(data, most)
        except zlib.error as error:
            if self._begun or not self._may_be_raw:
                raise FetchFailed("The page came packed and damaged.") from error
            # Some servers mean the bare stream, without the zlib header, when they say deflate.
            self._may_be_raw, self._unpack = False, zlib.decompressobj(_RAW)
            return self.feed(data, most)
        self._begun = True
        return part

    def finish(self) -> None:
        """Make sure that the end was reached."""
        if self._unpack is not None and self._begun and not self._unpack.eof:
            raise FetchFailed("The page broke off before its end.", "Try again later.")
