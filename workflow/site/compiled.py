"""Templates that were compiled before: compiling takes longer than all else that a page costs.

They are kept in the user's own cache folder, never in the repository: whoever hands over a repository, ``.git`` and
all, could bring code along.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import jinja2
from jinja2 import FileSystemBytecodeCache

from dragoman.workflow.memory import memory_folder
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

# Raised when the sandbox compiles the same template to something else.
_FORMAT = 1
_FOR_OTHERS = 0o022


class Compiled(FileSystemBytecodeCache):
    """Compiled templates by their names and texts.

    A folder that others could write to is not used, and a disk that says no is passed over.
    """

    def __init__(self) -> None:
        made_by = f"{VERSION}-{_FORMAT}-{getattr(jinja2, '__version__', '')}"
        super().__init__(os.path.join(memory_folder(), "templates"), f"{made_by}-%s")
        self._usable = _only_ours(self.directory)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept of the same text; a spoilt file is as if it were not there."""
        if self._usable:
            with contextlib.suppress(Exception):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in a bucket, if the disk lets us."""
        if self._usable:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)


def _only_ours(folder: str) -> bool:
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        found = os.lstat(folder)
    except OSError:
        return False
    return found.st_uid == os.geteuid() and not found.st_mode & _FOR_OTHERS
