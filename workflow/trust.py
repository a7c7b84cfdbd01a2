"""What somebody trusts from outside the tree: the seal of the first roster, and a copy that a gate watches.

It is kept in this clone's ``.git``, where no pull can change it; a CI job says it in ``DRAGOMAN_TRUST``.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from typing import NamedTuple

from dragoman.workflow.disk import disk_errors, sync_folder
from dragoman.workflow.errors import DiskFailed, UsageProblem
from dragoman.workflow.places import DESK
from dragoman.workflow.shelf import git_dir

VARIABLE = "DRAGOMAN_TRUST"
FILE = "trust.json"
_SEAL = re.compile(r"[0-9a-f]{64}")


class Trust(NamedTuple):
    """``root`` is the first roster's seal, ``witness`` a ref that a gate watches over; empty where nobody said.

    ``where`` tells where the pin was found, for people.
    """

    root: str = ""
    witness: str = ""
    where: str = ""


def trusted(root: str) -> Trust:
    """What is pinned for the copy at ``root``; the variable counts before the file.

    Raises:
        UsageProblem: the variable is no seal.
    """
    known = _read(root)
    said = os.environ.get(VARIABLE, "")
    if not said:
        return known
    if not _SEAL.fullmatch(said):
        raise UsageProblem(f"{VARIABLE} is no seal: 64 hexadecimal digits, as `dragoman trust` prints them.")
    return known._replace(root=said, where=VARIABLE)


def pin(root: str, seal: str) -> None:
    """Trust this seal as the first roster's, from now on."""
    if not _SEAL.fullmatch(seal):
        raise UsageProblem(f"{seal!r} is no seal: 64 hexadecimal digits.")
    _write(root, _read(root)._replace(root=seal))


def watch(root: str, ref: str) -> None:
    """Trust that a gate watches over this ref; an empty one ends that."""
    _write(root, _read(root)._replace(witness=ref))


def _read(root: str) -> Trust:
    path = os.path.join(git_dir(root), DESK, FILE)
    try:
        with disk_errors("the .git folder"), open(path, "rb") as file:
            text = file.read()
    except DiskFailed as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return Trust()
        raise
    with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
        data = json.loads(text)
        known = Trust(data["root"], data["witness"], ".git")
        if isinstance(known.witness, str) and re.fullmatch(rf"({_SEAL.pattern})?", known.root):
            return known
    raise UsageProblem(f"{path} cannot be read.", "remove it, and pin again: dragoman trust --pin SEAL")


def _write(root: str, known: Trust) -> None:
    folder = os.path.join(git_dir(root), DESK)
    words = {key: word for key, word in known._asdict().items() if key != "where"}
    with disk_errors("the .git folder"):
        os.makedirs(folder, exist_ok=True)
        temporary = os.path.join(folder, f"{FILE}.{os.getpid()}")
        with open(temporary, "w", encoding="ascii") as file:
            json.dump({"version": 1, **words}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, os.path.join(folder, FILE))
        sync_folder(folder)
