"""The SSH wire format, read strictly: every value has one spelling, and nothing may be left over.

OpenSSH reads some of this more kindly (superfluous zeros, a zero byte at a word's end). We do not: a signature that
can be respelt is a file that can be changed without anybody's key. Everything here raises ValueError with a reason
in words; the rooms above know whether that is a bad key or a bad signature.
"""

from __future__ import annotations

import base64
import binascii


class Wire:
    """Bytes, and how far they have been read (RFC 4251, section 5)."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes.

        Raises:
            ValueError: there are fewer.
        """
        end = self._at + count
        if end > len(self._data):
            raise ValueError("it is cut short")
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def uint32(self) -> int:
        """A whole number in four bytes, the biggest end first.

        Raises:
            ValueError: it is cut short.
        """
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        """Bytes that say their length before them.

        Raises:
            ValueError: it is cut short.
        """
        return self.take(self.uint32())

    def word(self) -> str:
        """A string that is a name: printable ASCII.

        Raises:
            ValueError: it is cut short, or holds other characters.
        """
        raw = self.string()
        if not raw.isascii() or not raw.decode("ascii").isprintable():
            raise ValueError("a name in it is not plain text")
        return raw.decode("ascii")

    def mpint(self) -> int:
        """A positive whole number of any length, in its shortest spelling.

        Raises:
            ValueError: it is cut short, zero, negative or spelt with superfluous zeros.
        """
        raw = self.string()
        if not raw or raw[0] & 0x80 or (raw[0] == 0 and (len(raw) == 1 or not raw[1] & 0x80)):
            raise ValueError("a number in it is not written as it should be")
        return int.from_bytes(raw, "big")

    def rest(self) -> bytes:
        """Everything that has not been read."""
        return self.take(len(self._data) - self._at)

    def end(self) -> None:
        """Nothing may be left.

        Raises:
            ValueError: something is.
        """
        if self._at != len(self._data):
            raise ValueError("there is something after its end")


def string(data: bytes) -> bytes:
    """Bytes with their length before them."""
    return len(data).to_bytes(4, "big") + data


def unbase64(text: str) -> bytes:
    """What a base64 text says, where it is the one text that says so: no blanks, all padding, no stray bits.

    Raises:
        ValueError: it is not base64, or another spelling of it.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("its base64 text is damaged") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise ValueError("its base64 text is damaged")
    return data
