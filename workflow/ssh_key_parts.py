"""What the bytes of a public key hold, by its kind.

The forms: RFC 4253, section 6.6 (RSA), RFC 5656 (ECDSA), RFC 8709 (Ed25519), OpenSSH's PROTOCOL.u2f (security keys).
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.workflow.ssh_wire import Wire

ED25519 = "ssh-ed25519"
RSA = "ssh-rsa"
SK_ED25519 = "sk-ssh-ed25519@openssh.com"
SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
# The curve's name inside the key, and the length of an uncompressed point on it, in bytes.
CURVES = {
    "ecdsa-sha2-nistp256": (b"nistp256", 65),
    "ecdsa-sha2-nistp384": (b"nistp384", 97),
    "ecdsa-sha2-nistp521": (b"nistp521", 133),
    SK_ECDSA: (b"nistp256", 65),
}
KINDS = (ED25519, RSA, *CURVES, SK_ED25519)

_RSA_BITS = range(2048, 16384 + 1)
_EXPONENT_BITS = 64  # OpenSSL takes no more with long keys; every real key has 17
_PRIME = 2**255 - 19
# The heights of the eight points of small order. With one of them as a key, everybody can sign, and OpenSSH takes it:
# who has it on the roster could deny every approval.
_EVERYBODYS = (
    0,
    1,
    _PRIME - 1,
    int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"),
    int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a key's bytes hold; what its kind does not have is empty."""

    point: bytes = b""
    exponent: int = 0
    modulus: int = 0
    application: bytes = b""


def parts(kind: str, blob: bytes) -> Parts:
    """What the bytes of a key of that kind hold.

    Raises:
        ValueError: they are not a well-formed key of that kind, or a weak one.
    """
    wire = Wire(blob)
    if wire.string() != kind.encode():
        raise ValueError("it says that it is of one kind and holds another")
    if kind == RSA:
        found = _rsa(wire)
    elif kind in CURVES:
        found = Parts(point=_point(wire, *CURVES[kind]))
    else:
        found = Parts(point=_edwards(wire))
    if kind in (SK_ED25519, SK_ECDSA):
        found = Parts(point=found.point, application=_application(wire))
    wire.end()
    return found


def _rsa(wire: Wire) -> Parts:
    exponent, modulus = wire.mpint(), wire.mpint()
    if modulus.bit_length() < _RSA_BITS.start:
        raise ValueError(f"an RSA key of {modulus.bit_length()} bits is too weak; 2048 is the least")
    if modulus.bit_length() not in _RSA_BITS or exponent.bit_length() > _EXPONENT_BITS:
        raise ValueError("its numbers are too large")
    if exponent < 3 or not exponent & 1 or not modulus & 1:  # noqa: PLR2004  # with 1, every text is its own signature
        raise ValueError("its numbers are not those of an RSA key")
    return Parts(exponent=exponent, modulus=modulus)


def _edwards(wire: Wire) -> bytes:
    point = _exactly(wire.string(), 32)
    height = int.from_bytes(point, "little") & (2**255 - 1)  # the bit above says left or right
    if height >= _PRIME or height in _EVERYBODYS:
        raise ValueError("it is a key that anybody could sign with")
    return point


def _point(wire: Wire, curve: bytes, length: int) -> bytes:
    if wire.string() != curve:
        raise ValueError("it names another curve than its kind")
    point = _exactly(wire.string(), length)
    if point[0] != 4:  # noqa: PLR2004  # SEC 1's sign for an uncompressed point, the only form RFC 5656 writes
        raise ValueError("its point is not written as it should be")
    return point


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError(f"it has {len(data)} bytes where {length} belong")
    return data


def _application(wire: Wire) -> bytes:
    application = wire.string()
    if b"\0" in application:
        raise ValueError("a name in it is not plain text")
    return application
