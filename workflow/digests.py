"""SHA-256 and SHA-1 without OpenSSL while there is little to digest: to load that takes a tenth of a quick command.

Once much was digested, or anybody else has imported ``hashlib``, that is used: it is several times as quick then.
"""

from __future__ import annotations

import contextlib
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashlib import _Hash

# What Python has of its own, in its versions; a Python that was built without it has OpenSSL's.
_OWN = {"sha256": ("_sha2", "_sha256", "hashlib"), "sha1": ("_sha1", "hashlib")}
# So many bytes take our own as long as OpenSSL and the loading of it.
_MUCH = 512 * 1024
_digested = [0]


def sha256(data: bytes) -> _Hash:
    """The SHA-256 of bytes."""
    return new("sha256", data)


def new(algorithm: str, data: bytes | memoryview) -> _Hash:
    """The digest of bytes by ``sha1`` or ``sha256``."""
    made: _Hash = getattr(sys.modules.get("hashlib") or _own(algorithm, data), algorithm)(data, usedforsecurity=False)
    return made


def _own(algorithm: str, data: bytes | memoryview) -> Any:
    _digested[0] += len(data)
    return import_module("hashlib") if _digested[0] > _MUCH else _module(algorithm)


@cache
def _module(algorithm: str) -> Any:
    for name in _OWN[algorithm]:
        with contextlib.suppress(ImportError):
            return import_module(name)
    raise ImportError(algorithm)
