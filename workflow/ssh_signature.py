"""SSH signatures (OpenSSH's PROTOCOL.sshsig), checked in this process.

Stricter than ``ssh-keygen -Y verify`` wherever that one looks away: text after the block, a version 0, a reserved
field, weak RSA keys, a security key that nobody touched.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dragoman.workflow.errors import BadKey, BadSignature
from dragoman.workflow.ssh_armour import armoured, unarmoured
from dragoman.workflow.ssh_key import PublicKey, key_from_blob
from dragoman.workflow.ssh_key_parts import RSA, SK_ECDSA, SK_ED25519, parts
from dragoman.workflow.ssh_wire import Wire, string

NAMESPACE = "dragoman-approval"
WEBAUTHN = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = ("sha256", "sha512")
# The kinds of signature that a kind of key may make, where that is not its own name; SHA-1 with RSA is left out.
_FITS = {RSA: ("rsa-sha2-256", "rsa-sha2-512"), SK_ECDSA: (SK_ECDSA, WEBAUTHN)}
_TOUCHED = 0x01


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as read, believed by nobody yet: ``value`` is what follows its kind (PROTOCOL.u2f for sk- keys)."""

    key: PublicKey
    namespace: str
    hash_name: str
    kind: str
    value: bytes


@dataclass(frozen=True, slots=True)
class _Value:
    """A signature's value apart: the bare signature, and a security key's flags (1 byte) and counter (4 bytes)."""

    bare: bytes
    flags_and_counter: bytes = b""


def parse_signature(armour: str) -> Signature:
    """The signature in exactly one armoured block of at most 16 KB, with LF or CRLF line ends.

    Raises:
        BadSignature: it is anything else, or not well-formed inside.
    """
    try:
        return _read(unarmoured(armour))
    except ValueError as error:
        raise BadSignature(str(error)) from None
    except BadKey as error:
        raise BadSignature(f"its key is not one that is taken here: {error.why}") from None


def verify(message: bytes, signature: Signature, namespace: str = NAMESPACE) -> None:
    """Stop unless the signature is its key's own over ``message``, made for ``namespace``.

    Whose key it is, is the caller's to know. Signatures that a browser had made (WebAuthn) go to ``ssh-keygen``.

    Raises:
        BadSignature: another namespace, a hash or kind that is not taken, nobody touched the security key, or the
            signature is wrong.
    """
    if signature.namespace != namespace:
        raise BadSignature(f"it was made for `{signature.namespace[:60]}`, not for `{namespace}`")
    if signature.hash_name not in _HASHES:
        raise BadSignature(f"the hash `{signature.hash_name[:60]}` is not taken")
    if signature.kind not in _FITS.get(signature.key.kind, (signature.key.kind,)):
        raise BadSignature(f"a `{signature.kind[:60]}` signature is not taken from a key of {signature.key.kind}")
    try:
        good = _holds(message, signature)
    except ValueError as error:
        raise BadSignature(str(error)) from None
    if not good:
        raise BadSignature("it is not that key's over this text")


def _holds(message: bytes, signature: Signature) -> bool:
    value = _apart(signature.kind, signature.value)
    if value.flags_and_counter and not value.flags_and_counter[0] & _TOUCHED:
        raise ValueError("nobody touched the security key")
    if signature.kind == WEBAUTHN:
        from dragoman.workflow import ssh_keygen

        return ssh_keygen.verify(message, armoured(_packed(signature)), signature.key.line, signature.namespace)

    from dragoman.workflow.ssh_crypto import holds

    return holds(signature.key, signature.kind, value.bare, _signed(message, signature, value))


def _signed(message: bytes, signature: Signature, value: _Value) -> bytes:
    """The bytes that the key signed: PROTOCOL.sshsig, section 3, and around them what a security key adds."""
    digest = hashlib.new(signature.hash_name, message).digest()
    words = (signature.namespace.encode(), b"", signature.hash_name.encode(), digest)
    data = _MAGIC + b"".join(string(word) for word in words)
    if not value.flags_and_counter:
        return data
    application = parts(signature.key.kind, signature.key.blob).application
    return hashlib.sha256(application).digest() + value.flags_and_counter + hashlib.sha256(data).digest()


def _read(blob: bytes) -> Signature:
    wire = Wire(blob)
    if wire.take(len(_MAGIC)) != _MAGIC:
        raise ValueError("it is no SSH signature")
    if (version := wire.uint32()) != _VERSION:
        raise ValueError(f"it is of version {version}; 1 is the only one")
    key = key_from_blob(wire.string())
    namespace = wire.word()
    if wire.string():
        raise ValueError("its reserved field is not empty")
    hash_name = wire.word()
    inner = Wire(wire.string())
    wire.end()
    kind, value = inner.word(), inner.rest()
    _apart(kind, value)
    return Signature(key, namespace, hash_name, kind, value)


def _packed(signature: Signature) -> bytes:
    return b"".join(
        (
            _MAGIC,
            _VERSION.to_bytes(4, "big"),
            string(signature.key.blob),
            string(signature.namespace.encode()),
            string(b""),
            string(signature.hash_name.encode()),
            string(string(signature.kind.encode()) + signature.value),
        )
    )


def _apart(kind: str, value: bytes) -> _Value:
    """Read what follows a signature's kind; for WebAuthn also origin, client data and extensions (PROTOCOL.u2f)."""
    wire = Wire(value)
    apart = _Value(wire.string())
    if kind in (SK_ED25519, SK_ECDSA, WEBAUTHN):
        apart = _Value(apart.bare, wire.take(1 + 4))
    if kind == WEBAUTHN:
        for _ in range(3):  # origin, client data, extensions
            wire.string()
    wire.end()
    return apart
