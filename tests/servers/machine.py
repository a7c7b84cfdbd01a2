"""Real users and an ssh server of our own on this machine, for as long as a test takes."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssh_tools import make

if TYPE_CHECKING:
    from collections.abc import Iterator

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/sbin")
_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
AuthorizedKeysFile .ssh/authorized_keys
AllowUsers {prefix}*
"""


def missing(*programs: tuple[str, str]) -> str:
    """What stands against these tests here; ``programs`` are pairs of a program and its Debian package."""
    wanted = [package for name, package in (*programs, ("useradd", "passwd")) if not shutil.which(name)]
    if SSHD is None:
        wanted.append("openssh-server")
    lacks = ["root's rights"] if os.geteuid() else []
    lacks += [f"apt-get install {' '.join(wanted)}"] if wanted else []
    return f"SKIPPED LOUDLY: these tests make users and need {' and '.join(lacks)} (make servers)" if lacks else ""


@dataclass(frozen=True)
class Machine:
    """A folder that every user can read, with the users' homes; ``port`` is the ssh server's."""

    folder: Path
    prefix: str
    port: int

    def user(self, name: str, shell: str, *groups: str) -> pwd.struct_passwd:
        """Make a user; the name is ours behind this machine's prefix."""
        home = self.folder / "home" / name
        words = ["--create-home", "--home-dir", str(home), "--shell", shell, "--password", "*"]
        words += ["--groups", ",".join(groups)] if groups else []
        _patiently("useradd", *words, self.prefix + name)
        made = pwd.getpwnam(self.prefix + name)
        (home / ".ssh").mkdir(mode=0o700)
        os.chown(home / ".ssh", made.pw_uid, made.pw_gid)
        return made

    def group(self, name: str) -> str:
        """Make a group; its full name."""
        _patiently("groupadd", self.prefix + name)
        return self.prefix + name

    def lets_in(self, name: str, key: Path) -> None:
        """Let whoever has the key log in as this user."""
        line = Path(f"{key}.pub").read_text(encoding="ascii")
        (self.folder / "home" / name / ".ssh/authorized_keys").write_text(line, encoding="ascii")

    def url(self, name: str, path: str) -> str:
        """Where git finds a repository as this user."""
        return f"ssh://{self.prefix}{name}@127.0.0.1:{self.port}/{path.lstrip('/')}"

    def ssh(self, key: Path) -> dict[str, str]:
        """What git needs in its environment to log in with a key, and with nothing else."""
        words = f"ssh -F /dev/null -i {key} -o IdentitiesOnly=yes -o UserKnownHostsFile={self.folder}/known"
        return {"GIT_SSH_COMMAND": words}


@contextmanager
def machine() -> Iterator[Machine]:
    """A machine of one's own; users and groups go with it."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-servers-", dir="/tmp"))  # pytest's own is root's alone
    folder.chmod(0o755)
    (folder / "home").mkdir()
    ours = Machine(folder, f"dg{os.getpid()}-", _free_port())
    try:
        with _sshd(ours):
            yield ours
    finally:
        for user in [one.pw_name for one in pwd.getpwall() if one.pw_name.startswith(ours.prefix)]:
            _patiently("userdel", user)
        for line in Path("/etc/group").read_text(encoding="utf-8").splitlines():
            if line.startswith(ours.prefix):
                _patiently("groupdel", line.partition(":")[0])
        shutil.rmtree(folder)


@contextmanager
def _sshd(ours: Machine) -> Iterator[None]:
    assert SSHD
    make(ours.folder / "host", "ed25519")
    host = (ours.folder / "host.pub").read_text(encoding="ascii")
    (ours.folder / "known").write_text(f"[127.0.0.1]:{ours.port} {host}", encoding="ascii")
    config = ours.folder / "sshd_config"
    config.write_text(_CONFIG.format(port=ours.port, folder=ours.folder, prefix=ours.prefix), encoding="ascii")
    Path("/run/sshd").mkdir(exist_ok=True)  # where Debian's goes for its unprivileged part
    with subprocess.Popen([SSHD, "-D", "-f", config, "-E", ours.folder / "log"]) as server:
        try:
            _wait_for(ours.port, server)
            yield
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert server.poll() is None, "sshd would not start"
        with socket.socket() as trial:
            if not trial.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    raise AssertionError("sshd did not listen")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _patiently(*argv: str) -> None:
    """Run what locks the files of users: somebody else may hold the lock for a moment."""
    for _ in range(50):
        done = subprocess.run(argv, capture_output=True, check=False, timeout=60)
        if done.returncode == 0:
            return
        time.sleep(0.2)
    raise AssertionError(done.stderr.decode())
