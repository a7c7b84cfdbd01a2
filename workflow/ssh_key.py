"""Public keys, as OpenSSH writes them in one line.

Of private key files (OpenSSH's PROTOCOL.key) only the public half is ever read.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from dragoman.workflow.errors import BadKey
from dragoman.workflow.ssh_key_parts import KINDS, parts
from dragoman.workflow.ssh_wire import Wire, unbase64

_MOST = 16 * 1024
_PRIVATE_BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----"
_PRIVATE_END = "-----END OPENSSH PRIVATE KEY-----"
_PRIVATE_MAGIC = b"openssh-key-v1\0"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: its kind, and the bytes that OpenSSH writes as base64. Comments are no part of it."""

    kind: str
    blob: bytes

    @property
    def line(self) -> str:
        """The key as OpenSSH writes it, without a comment."""
        return f"{self.kind} {base64.b64encode(self.blob).decode('ascii')}"

    @property
    def fingerprint(self) -> str:
        """What ``ssh-keygen -l`` shows: ``SHA256:`` and 43 letters."""
        digest = hashlib.sha256(self.blob).digest()
        return "SHA256:" + base64.b64encode(digest).decode("ascii").rstrip("=")


def parse_public_key(text: str) -> PublicKey:
    """The key in a line ``kind base64 [comment]``; blanks around it and a final line end do not count.

    Raises:
        BadKey: it is no such line, or no key of a kind in ``KINDS``; says which of the usual mistakes it is.
    """
    line = text.strip(" \t\r\n")
    _refuse_mistakes(line)
    kind, _, rest = line.replace("\t", " ").partition(" ")
    words = rest.split()
    if kind not in KINDS:
        raise BadKey(_why_not(kind, words))
    if not words:
        raise BadKey(f"nothing follows `{kind}`")
    try:
        blob = unbase64(words[0])
        parts(kind, blob)
    except ValueError as error:
        raise BadKey(str(error)) from None
    return PublicKey(kind, blob)


def key_from_blob(blob: bytes) -> PublicKey:
    """The key in its wire form, as signatures and private key files hold it.

    Raises:
        BadKey: it is not well-formed, or of a kind that is not in ``KINDS``.
    """
    try:
        kind = Wire(blob).word()
        if kind not in KINDS:
            raise BadKey(_why_not(kind, []))
        parts(kind, blob)
    except ValueError as error:
        raise BadKey(str(error)) from None
    return PublicKey(kind, blob)


def public_half(text: str) -> PublicKey:
    """The public half in an OpenSSH private key file, where it stands unencrypted (PROTOCOL.key).

    Raises:
        BadKey: it is no such file, or its key is not one that we take.
    """
    lines = text.strip().splitlines()
    if len(lines) < 3 or lines[0] != _PRIVATE_BEGIN or lines[-1] != _PRIVATE_END:  # noqa: PLR2004  # begin, text, end
        raise BadKey("it is no private key file in OpenSSH's own format")
    try:
        wire = Wire(unbase64("".join(lines[1:-1])))
        if wire.take(len(_PRIVATE_MAGIC)) != _PRIVATE_MAGIC:
            raise BadKey("it is no private key file in OpenSSH's own format")
        for _ in ("cipher", "key derivation", "its options"):
            wire.string()
        wire.uint32()
        blob = wire.string()
    except ValueError as error:
        raise BadKey(str(error)) from None
    return key_from_blob(blob)


def _refuse_mistakes(line: str) -> None:
    """What people hand over instead of a public key, each told by its name."""
    if (line.startswith("----") and " PRIVATE KEY" in line) or line.startswith("PuTTY-User-Key-File"):
        raise BadKey("this is the private half, which nobody else may ever see; give the .pub file")
    if line.startswith("---"):
        raise BadKey("it is not in OpenSSH's one-line form, `ssh-ed25519 AAAA…`")
    if "\n" in line or "\r" in line:
        raise BadKey("it is more than one line; give one key")
    if not line:
        raise BadKey("there is nothing")
    if len(line) > _MOST:
        raise BadKey("it is too long for a key")


def _why_not(kind: str, words: list[str]) -> str:
    if kind.endswith("-cert-v01@openssh.com"):
        return "it is a certificate; give the key itself"
    if kind == "ssh-dss":
        return "DSA keys are too weak to prove anything; make one with `ssh-keygen -t ed25519`"
    if any(word in KINDS for word in words):
        return "something stands before the key; options have no meaning here"
    return f"`{kind[:60]}` is no kind of key that is taken here; make one with `ssh-keygen -t ed25519`"
