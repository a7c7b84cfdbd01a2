"""People who sign: their keys, and how git is told of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssh_tools import Pair, pair

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room


def signs_with(key: Pair | Path) -> dict[str, str]:
    """An environment in which git, and so dragoman, signs with this key."""
    path = key.path if isinstance(key, Pair) else key
    settings = {"gpg.format": "ssh", "user.signingkey": str(path)}
    variables = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings.items()):
        variables |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return variables


def give_key(room: Room, person: str, name: str = "") -> Pair:
    """A new key pair for somebody, put on the roster by the owner."""
    key = pair(room.root.parent / (name or person))
    room.ok("olga", "person", "add", person, "--key", f"{key.path}.pub")
    return key


def signatures(room: Room) -> list[str]:
    """The names of the signatures in the last commit of every article."""
    return sorted(path.name for path in room.root.glob("articles/*/*/*/signatures/*.sig"))


def set_policy(room: Room, policy: str, **extra: str) -> None:
    """Let the owner change by hand whether acts are signed, and seal it."""
    file = room.root / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("signatures: .*", f"signatures: {policy}", text), encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml", **extra)
