"""Tell whether the words that checks go by have changed: the newsroom's own files, and the dictionaries."""

from __future__ import annotations

import hashlib
import os

from dragoman.workflow import disk
from dragoman.workflow.places import GLOSSARY


def words_at_hand(root: str) -> str:
    """What is another text whenever the glossary or a dictionary is another one."""
    from dragoman.workflow.hunspell import installed

    return f"{installed()} {files_in(root, GLOSSARY)}"


def files_in(root: str, below: str) -> str:
    """The names of the newsroom's files in a folder, each with its SHA-256, a line each."""
    found = []
    for folder, folders, files in os.walk(os.path.join(root, below)):
        folders.sort()
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            data = disk.read_bytes(root, path) or b""
            found.append(f"{path} {hashlib.sha256(data).hexdigest()}")
    return "\n".join(found)
