"""A newsroom on a server, founded once in a run of the tests and copied for whoever pushes to it."""

from __future__ import annotations

import fcntl
import os
import shutil
from typing import TYPE_CHECKING

from servers.hub import Clone, Hub
from ssh_tools import make

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PEOPLE = {
    "lina": ("translator",),
    "tarek": ("translator",),
    "omar": ("editor",),
    "sara": ("publisher",),
    "nour": ("translator", "editor"),
}


def found(folder: Path, *, signed: bool) -> Hub:
    """A newsroom on a server: ``water`` is sourced, ``school`` translated, ``harbour`` edited."""
    hub = Hub(folder)
    (folder / "olga").mkdir(parents=True)
    olga = Clone(folder / "olga", "olga")
    keys = {name: _key(folder, name) if signed else () for name in ("olga", *PEOPLE)}
    policy = ("--signatures", "required") if signed else ()
    config = {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "gpg.format", "GIT_CONFIG_VALUE_0": "ssh",
              "GIT_CONFIG_KEY_1": "user.signingkey", "GIT_CONFIG_VALUE_1": str(folder / "keys/olga")}  # fmt: skip
    words = ("init", "--name", "Example Desk", "--from", "ar", "--to", "en", *policy, *keys["olga"])
    assert olga.run(*words, **(config if signed else {})).code == 0
    hub.keyed(olga)
    for name, roles in PEOPLE.items():
        given = (word for role in roles for word in ("--role", role))
        olga.ok("person", "add", name, "--name", name, "--email", f"{name}@example.org", *given, *keys[name])
    olga.git("init", "--quiet", "--bare", "--initial-branch", "main", str(hub.bare))
    olga.ok("gate", "install", str(hub.bare), "--pin", olga.ok("trust").split()[2])
    olga.git("remote", "add", "origin", str(hub.bare))
    olga.pushed()
    lina = hub.clone("lina", "first")
    for slug in ("water", "school", "harbour"):
        lina.source(slug)
    for slug in ("school", "harbour"):
        lina.translate(slug)
    hub.keyed(lina.as_("omar")).ok("edit", "harbour")
    lina.pushed()
    hub.git("gc", "--quiet")
    for name in ("olga", "first"):
        shutil.rmtree(folder / name)
    return hub


def founded(factory: pytest.TempPathFactory, *, signed: bool) -> Hub:
    """The same, made once in a run of the tests, whatever the number of processes that run them."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / ("signed-hub" if signed else "plain-hub")
    with open(f"{folder}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = found(shared / f"{folder.name}.making", signed=signed)
            made.folder.rename(folder)
    return Hub(folder)


def copied(hub: Hub, folder: Path) -> Hub:
    """A copy of one's own, to push to."""
    shutil.copytree(hub.folder, folder, symlinks=True)
    return Hub(folder)


def _key(folder: Path, name: str) -> tuple[str, str]:
    (folder / "keys").mkdir(exist_ok=True)
    return ("--key", f"{make(folder / 'keys' / name, 'ed25519')}.pub")
