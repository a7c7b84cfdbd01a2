"""Keys and signatures to test with: made by the real OpenSSH, or by hand where that would need hardware."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from dragoman.workflow.ssh_key import PublicKey, parse_public_key
from dragoman.workflow.ssh_wire import string

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACE = "dragoman-approval"
SK_ED25519 = "sk-ssh-ed25519@openssh.com"
SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
WEBAUTHN = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
APPLICATION = b"ssh:desk"


@dataclass(frozen=True)
class Pair:
    """A key pair on the disk."""

    path: Path
    public: PublicKey


def clean() -> dict[str, str]:
    """An environment without an agent, a screen or a way to ask for passphrases."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("SSH_", "DISPLAY", "WAYLAND"))}


def keygen(*argv: str, data: bytes = b"", check: bool = True) -> subprocess.CompletedProcess[bytes]:
    """Run the real ssh-keygen."""
    return subprocess.run(
        ["ssh-keygen", *argv], input=data, capture_output=True, check=check, timeout=60, env=clean()
    )


def make(path: Path, kind: str, bits: int = 0, passphrase: str = "") -> Path:
    """Make a key pair."""
    keygen(
        "-q", "-t", kind, *(("-b", str(bits)) if bits else ()), "-N", passphrase, "-C", "me @ desk", "-f", str(path)
    )
    return path


def pair(path: Path, kind: str = "ed25519", bits: int = 0, passphrase: str = "") -> Pair:
    """Make a key pair of a kind that we take."""
    make(path, kind, bits, passphrase)
    return Pair(path, parse_public_key(Path(f"{path}.pub").read_text()))


def signed(path: Path, message: bytes, namespace: str = NAMESPACE, *options: str) -> str:
    """What ``ssh-keygen -Y sign`` makes of it."""
    return keygen("-q", "-Y", "sign", "-n", namespace, *options, "-f", str(path), data=message).stdout.decode()


def openssh_takes(message: bytes, armour: str, line: str, namespace: str = NAMESPACE) -> bool:
    """Whether ``ssh-keygen -Y verify`` takes the signature as that key's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "signers").write_text(f"omar {line}\n")
        (folder / "sig").write_bytes(armour.encode("latin-1"))
        signers, sig = str(folder / "signers"), str(folder / "sig")
        argv = ("-Y", "verify", "-f", signers, "-I", "omar", "-n", namespace, "-s", sig)
        return keygen(*argv, data=message, check=False).returncode == 0


def mpint(number: int) -> bytes:
    """A positive number as the wire has it."""
    return string(number.to_bytes(number.bit_length() // 8 + 1, "big"))


def armour(blob: bytes) -> str:
    """A blob in the armour."""
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def blob_of(text: str) -> bytes:
    """The blob in an armour."""
    return base64.b64decode("".join(text.split("\n")[1:-2]))


@dataclass(frozen=True)
class Recipe:
    """A signature made by hand, field by field, so that each can be made wrong."""

    key: bytes
    kind: str
    sign: Callable[[bytes], bytes]
    namespace: bytes = NAMESPACE.encode()
    reserved: bytes = b""
    hash_name: str = "sha512"
    signed_hash: str = ""
    version: int = 1
    after: bytes = b""

    def made(self, message: bytes) -> str:
        """The armoured signature over ``message``."""
        digest = hashlib.new(self.signed_hash or self.hash_name, message).digest()
        words = (self.namespace, self.reserved, self.hash_name.encode())
        data = b"SSHSIG" + b"".join(string(word) for word in (*words, digest))
        signature = string(self.kind.encode()) + self.sign(data)
        fields = b"".join(string(word) for word in (self.key, *words, signature))
        return armour(b"SSHSIG" + self.version.to_bytes(4, "big") + fields + self.after)

    def but(self, **changes: object) -> Recipe:
        """The same with something else in it."""
        return replace(self, **changes)  # type: ignore[arg-type]


def ed25519_point(key: Ed25519PrivateKey) -> bytes:
    """The public half's 32 bytes."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def ec_point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half as an uncompressed point."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def ecdsa(key: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    """An ECDSA signature with SHA-256 as the wire has it."""
    return string(b"".join(map(mpint, decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256()))))))


def software_sk(kind: str, flags: int = 1, counter: int = 7, signed_flags: int | None = None) -> Recipe:
    """A security key in software, after OpenSSH's PROTOCOL.u2f; ``signed_flags`` where it lies about them."""
    tail = bytes([flags]) + counter.to_bytes(4, "big")
    lied = bytes([flags if signed_flags is None else signed_flags]) + counter.to_bytes(4, "big")
    application = string(APPLICATION)

    def over(data: bytes) -> bytes:
        return hashlib.sha256(APPLICATION).digest() + lied + hashlib.sha256(data).digest()

    if kind == SK_ED25519:
        edwards = Ed25519PrivateKey.generate()
        blob = string(kind.encode()) + string(ed25519_point(edwards)) + application
        return Recipe(blob, kind, lambda data: string(edwards.sign(over(data))) + tail)
    curve = ec.generate_private_key(ec.SECP256R1())
    blob = string(kind.encode()) + string(b"nistp256") + string(ec_point(curve)) + application
    return Recipe(blob, kind, lambda data: ecdsa(curve, over(data)) + tail)


def browser_sk(flags: int = 1, origin: bytes = b"https://desk.example", kind: bytes = b"webauthn.get") -> Recipe:
    """A security key used through a browser, after OpenSSH's PROTOCOL.u2f, "webauthn signatures"."""
    curve = ec.generate_private_key(ec.SECP256R1())
    blob = string(SK_ECDSA.encode()) + string(b"nistp256") + string(ec_point(curve)) + string(APPLICATION)
    tail = bytes([flags]) + (9).to_bytes(4, "big")

    def sign(data: bytes) -> bytes:
        challenge = base64.urlsafe_b64encode(data).rstrip(b"=")
        client = b'{"type":"' + kind + b'","challenge":"' + challenge + b'","origin":"' + origin + b'"}'
        over = hashlib.sha256(APPLICATION).digest() + tail + hashlib.sha256(client).digest()
        return ecdsa(curve, over) + tail + string(origin) + string(client) + string(b"")

    return Recipe(blob, WEBAUTHN, sign)
