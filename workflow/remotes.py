"""Where remotes are: one place may be named, given by address, and the address written in several ways."""

from __future__ import annotations

import os
import re

from dragoman.workflow import git

_SCP = re.compile(r"(?:[^@/:]+@)?(?P<host>[^@/:]+):(?P<path>.*)")


def place_of(root: str, address: str) -> str:
    """One word for a place, whichever way git is told of it: a folder's full path, or host and path.

    Scheme, user, port and the ending ``.git`` tell no two places apart here. Forms: gitremotes, git-clone(1).
    """
    text = address.strip().rstrip("/")
    scheme, mark, rest = text.partition("://")
    if mark and scheme != "file":
        host, _, path = rest.partition("/")
        return _on_host(host.rpartition("@")[2].partition(":")[0], path)
    scp = None if mark else _SCP.fullmatch(text)
    if scp:
        return _on_host(scp["host"], scp["path"])
    return os.path.realpath(os.path.join(root, rest if mark else text)).removesuffix(".git")


def places_of(root: str, name: str) -> set[str]:
    """The places that a remote's name, or an address, stands for; what is no remote's name is an address.

    Raises:
        GitFailed: git cannot be asked.
    """
    found = {place_of(root, name)}
    for which in ((), ("--push",)):
        told = git.attempt(root, "remote", "get-url", "--all", *which, "--", name)
        if not told.returncode:
            lines = told.stdout.decode("utf-8", "surrogateescape").splitlines()
            found |= {place_of(root, line) for line in lines}
    return found


def _on_host(host: str, path: str) -> str:
    return f"{host.lower()}:{path.strip('/').removesuffix('.git')}"
