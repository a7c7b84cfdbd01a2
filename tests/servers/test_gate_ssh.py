"""The gate on a server that people log in to: one shared repository, each with an account of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from servers.for_all import python_for_all
from servers.forging import Forged, forge_act
from servers.founding import copied, founded
from servers.hub import Clone, Hub, told_ids
from servers.machine import Machine, machine, missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LACKS = missing(("git-shell", "git"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(LACKS), reason=LACKS)]
ACCOUNTS = ("lina", "omar", "sara", "tarek")


@dataclass(frozen=True)
class Server:
    """The repository, and the machine it is on."""

    hub: Hub
    machine: Machine

    def clone(self, person: str, name: str = "") -> Clone:
        """A clone over ssh: the person's account, the person's key."""
        env = self.machine.ssh(self.hub.folder / "keys" / person)
        return self.hub.clone(person, name, self.machine.url(person, str(self.hub.bare)), **env)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with machine() as ours:
        hub = copied(founded(tmp_path_factory, signed=True), ours.folder / "hub")
        group = ours.group("desk")
        for name in ACCOUNTS:
            ours.user(name, shutil.which("git-shell") or "", group)
            ours.lets_in(name, hub.folder / "keys" / name)
            settings = ours.folder / "home" / name / ".gitconfig"
            settings.write_text(f"[safe]\n\tdirectory = {hub.bare}\n", encoding="utf-8")
        python = python_for_all(ours.folder)
        words = ("-P", "-m", "dragoman.cli", "gate", "install", str(hub.bare))
        subprocess.run([str(python), *words], check=True, capture_output=True, timeout=120)
        share(hub, group)
        yield Server(hub, ours)


def share(hub: Hub, group: str) -> None:
    """Let the group write what a push writes: neither the hooks, nor the settings, nor the pin."""
    hub.git("config", "core.sharedRepository", "group")
    for name in ("objects", "refs", "."):
        words = ("-R",) if name != "." else ()
        subprocess.run(["chgrp", *words, group, hub.bare / name], check=True, timeout=60)
        subprocess.run(["chmod", *words, "g+rwXs", hub.bare / name], check=True, timeout=60)


def owner_of(path: Path) -> int:
    return os.stat(path).st_uid


def test_people_push_as_themselves_and_what_is_bad_stays_out(server: Server) -> None:
    lina, omar, sara, tarek = (server.clone(name) for name in ACCOUNTS)
    omar.ok("edit", "school")
    omar.pushed()
    sara.ok("return", "harbour", "--to", "translated", "--reason", "The figures differ.")
    assert "fetch first" in sara.push().err
    sara.git("pull", "--quiet", "--rebase")
    sara.pushed()
    lina.translate("water")
    lina.git("pull", "--quiet", "--no-rebase", "--no-edit")
    lina.pushed()
    home = server.machine.folder / "home/lina"
    assert owner_of(server.hub.bare / "refs/heads/main") == owner_of(home)
    assert not (home / ".cache/dragoman").exists()  # the hook ran as her: what it kept there, she could make up
    forge_act(tarek, "water", Forged("edit", "tarek", "editor"))
    tarek.commit()
    before = server.hub.refs()
    ran = tarek.push("+main")
    assert told_ids(ran.err) >= {"role-missing", "signature-missing", "history-rewritten"}
    assert "dragoman refused this push" in ran.err
    assert server.hub.refs() == before
    tarek.git("reset", "--quiet", "--hard", "origin/main")
    tarek.git("pull", "--quiet")
    assert tarek.run("verify", "--history").code == 0


def test_nobody_gets_in_with_anothers_key_or_past_git(server: Server) -> None:
    lina = server.clone("lina", "at-home")
    as_omar = server.machine.url("omar", str(server.hub.bare))
    assert "Permission denied" in lina.try_git("push", as_omar, "main").err
    words = lina.env["GIT_SSH_COMMAND"].split()
    place = f"{server.machine.prefix}lina@127.0.0.1"
    tried = [*words, "-p", str(server.machine.port), place, f"touch {server.hub.bare}/hooks/x"]
    done = subprocess.run(tried, capture_output=True, check=False, timeout=60)
    assert done.returncode
    assert not (server.hub.bare / "hooks/x").exists()
