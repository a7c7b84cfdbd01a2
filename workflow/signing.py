"""Sign with the person's own SSH key: the one git signs their commits with, or one in their agent.

OpenSSH does the signing; we never see a private key or a passphrase. Programs that a configuration names
(``gpg.ssh.program``) are not run: a repository's own configuration could name them.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import ssh_keygen
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import BadKey, BadSignature, SigningFailed
from dragoman.workflow.ssh_key import PublicKey, parse_public_key, public_half
from dragoman.workflow.ssh_signature import NAMESPACE, parse_signature, verify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST = 64 * 1024
_SECONDS_FOR_A_LIST = 20
_LITERAL = "key::"  # git's own sign for a key in place of a file


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key the person can sign with; ``path`` is the file that git knows it by, empty where an agent holds it."""

    public: PublicKey
    path: str = ""

    @property
    def needs_touch(self) -> bool:
        """Whether it is a security key, for whose touch nobody asks but us."""
        return self.public.kind.startswith("sk-")


def find_key(config: Mapping[str, str], keys: Sequence[PublicKey]) -> SigningKey | None:
    """The person's signing key: git's, or else the first in their agent; None where it is none of ``keys``.

    ``config`` is git's configuration with its keys in lower case; ``keys`` are those the roster names for the person.
    Private key files in another format than OpenSSH's own are known only by a ``.pub`` beside them.

    Raises:
        SigningFailed: there is an agent, and no ``ssh-add`` to ask it.
    """
    named = config.get("user.signingkey", "").strip()
    if config.get("gpg.format") == "ssh" and named:
        found = _named(named)
        return found if found and found.public in keys else None
    if not keys or not os.environ.get("SSH_AUTH_SOCK"):
        return None
    return next((SigningKey(key) for key in _agent_keys() if key in keys), None)


def sign(key: SigningKey, message: bytes) -> str:
    """The armoured signature (PROTOCOL.sshsig) over ``message``, checked before it is handed back.

    The person may be asked for a passphrase, at the terminal or by ``SSH_ASKPASS``; they have 120 seconds.

    Raises:
        SigningFailed: OpenSSH is not there or did not sign, or what it made does not hold.
        DiskFailed: an agent's key needs a temporary file, and the disk said no.
    """
    done = _signed(key, message) if key.path else _signed_by_agent(key, message)
    return checked(key, message, done)


def checked(key: SigningKey, message: bytes, signed: bytes) -> str:
    """What OpenSSH wrote as an armoured signature, once it is sure that it holds.

    Raises:
        SigningFailed: it is none over ``message`` by this key.
    """
    armour = signed.decode("ascii", "replace")
    try:
        made = parse_signature(armour)
        verify(message, made)
    except BadSignature as error:
        raise SigningFailed(f"ssh-keygen made a signature that does not hold: {error.why}.") from None
    if made.key != key.public:
        raise SigningFailed(
            f"ssh-keygen signed with another key, {made.key.fingerprint}.",
            f"{key.path}.pub is not the public half of {key.path}" if key.path else "",
        )
    return armour


def _named(value: str) -> SigningKey | None:
    """The key in git's ``user.signingkey``: the key itself, or a path to either half."""
    with contextlib.suppress(BadKey):
        return SigningKey(parse_public_key(value.removeprefix(_LITERAL)))
    if value.startswith(_LITERAL):
        return None
    path = os.path.abspath(os.path.expanduser(value))
    for file, read in ((path, parse_public_key), (f"{path}.pub", parse_public_key), (path, public_half)):
        with contextlib.suppress(BadKey, OSError, ValueError):
            return SigningKey(read(_text(file)), path)
    return None


def _text(path: str) -> str:
    """A key file's text; a path in a repository's configuration may lead to a device or a pipe.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no small plain file of text.
    """
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST:
            raise ValueError("not a key file")
        return file.read(_MOST).decode("utf-8")


def _agent_keys() -> list[PublicKey]:
    """The keys in the person's agent that are of a kind we take, in its order; none where it does not answer."""
    done = ssh_keygen.run(["ssh-add", "-L"], seconds=_SECONDS_FOR_A_LIST)
    found = []
    for line in done.stdout.decode("utf-8", "replace").splitlines() if done.returncode == 0 else ():
        with contextlib.suppress(BadKey):
            found.append(parse_public_key(line))
    return found


def _signed(key: SigningKey, message: bytes) -> bytes:
    done = ssh_keygen.run(command(key.path), message, heard=key.needs_touch)
    if done.returncode:
        raise not_signed(key, done.stderr)
    return done.stdout


def _signed_by_agent(key: SigningKey, message: bytes) -> bytes:
    import tempfile

    with disk_errors("a temporary file"), tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        done = ssh_keygen.run(command(public_file(folder, key)), message)
    if done.returncode:
        raise not_signed(key, done.stderr)
    return done.stdout


def command(path: str) -> list[str]:
    """The command line that signs with the key git knows by ``path``."""
    return ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", path]


def public_file(folder: str, key: SigningKey) -> str:
    """A file that tells ssh-keygen which of an agent's keys is meant; its path."""
    return ssh_keygen.private_file(folder, "key.pub", f"{key.public.line}\n")


def not_signed(key: SigningKey, stderr: bytes) -> SigningFailed:
    """The error for a key that did not sign."""
    said = ssh_keygen.last_words(stderr)
    if key.path:
        return SigningFailed(
            f"ssh-keygen did not sign: {said}",
            f"`ssh-add {shlex.quote(key.path)}` asks for its passphrase by itself, and leaves the key with the agent",
        )
    return SigningFailed(
        f"The SSH agent did not sign with {key.public.fingerprint}: {said}",
        "`ssh-add -L` lists the keys it holds; `ssh-add` adds one",
    )
