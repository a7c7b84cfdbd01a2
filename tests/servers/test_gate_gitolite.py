"""The gate beside gitolite's own hooks: one account, people known by their keys."""

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
    import pwd
    from collections.abc import Iterator

LACKS = missing(("gitolite", "gitolite3"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(LACKS), reason=LACKS)]
RULES = """\
repo gitolite-admin
    RW+     =   olga

repo desk
    RW+     =   olga
    -   refs/heads/release/ = lina
    RW      =   lina omar
    R       =   tarek
"""


@dataclass(frozen=True)
class Server:
    """The newsroom's people, and the machine that gitolite is on; its repositories belong to ``account``."""

    hub: Hub
    machine: Machine
    account: pwd.struct_passwd

    def clone(self, person: str, repository: str = "desk") -> Clone:
        """A clone over ssh, with the person's key."""
        env = self.machine.ssh(self.hub.folder / "keys" / person)
        url = self.machine.url("git", repository)
        return self.hub.clone(person, f"{person}-{repository}", url, **env)

    def run(self, *argv: str) -> str:
        """Run something as the account, as its administrator does."""
        env = {"HOME": self.account.pw_dir, "USER": self.account.pw_name, "PATH": os.environ["PATH"]}
        as_account = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": ()}
        done = subprocess.run(
            argv, cwd=self.account.pw_dir, env=env, capture_output=True, check=False, timeout=120, **as_account
        )  # type: ignore[call-overload]  # the three by name are too many for the checker
        assert done.returncode == 0, (argv, done)
        out: bytes = done.stdout
        return out.decode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with machine() as ours:
        hub = copied(founded(tmp_path_factory, signed=True), ours.folder / "hub")
        made = Server(hub, ours, ours.user("git", "/bin/bash"))
        shutil.copy(hub.folder / "keys/olga.pub", ours.folder / "olga.pub")
        made.run("gitolite", "setup", "-pk", str(ours.folder / "olga.pub"))
        admin = made.clone("olga", "gitolite-admin")
        for person in ("lina", "omar", "tarek"):
            shutil.copy(hub.folder / f"keys/{person}.pub", admin.root / "keydir")
        (admin.root / "conf/gitolite.conf").write_text(RULES, encoding="ascii")
        admin.commit("the desk")
        admin.git("push", "origin", "HEAD")
        python = python_for_all(ours.folder)
        seal = hub.clone("stranger").ok("trust").split()[2]
        desk = f"{made.account.pw_dir}/repositories/desk.git"
        made.run(str(python), "-P", "-m", "dragoman.cli", "gate", "install", desk, "--pin", seal)
        yield made


def refs(server: Server) -> str:
    return server.run("git", "-C", "repositories/desk.git", "for-each-ref")


def test_gitolite_says_who_may_push_and_the_gate_what(server: Server) -> None:
    olga = server.hub.clone("olga", **server.machine.ssh(server.hub.folder / "keys/olga"))
    olga.git("push", server.machine.url("git", "desk"), "main")
    omar, lina, tarek = (server.clone(name) for name in ("omar", "lina", "tarek"))
    omar.ok("edit", "school")
    omar.pushed()
    lina.translate("water")
    lina.git("pull", "--quiet", "--rebase")
    lina.pushed()
    before = refs(server)
    forge_act(lina, "water", Forged("edit", "lina", "editor"))
    lina.commit()
    refused = lina.push()
    assert refused.code == 1
    assert told_ids(refused.err) == {"role-missing", "self-approval", "signature-missing"}
    assert "dragoman refused this push" in refused.err
    assert "DENIED by fallthru" in tarek.push("main:other").err
    assert "DENIED by refs/heads/release/" in lina.push("HEAD~1:refs/heads/release/1").err
    assert refs(server) == before
    assert server.clone("olga").run("verify", "--history").code == 0
