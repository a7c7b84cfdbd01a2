"""Whether a bare signature is that of a key over some bytes: the one place that knows ``cryptography``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.ssh_key_parts import CURVES, ED25519, RSA, SK_ED25519, Parts, parts
from dragoman.workflow.ssh_wire import Wire

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

    from dragoman.workflow.ssh_key import PublicKey


def holds(key: PublicKey, kind: str, value: bytes, data: bytes) -> bool:
    """Whether ``value``, a signature of that kind without its kind, is the key's over ``data``.

    The forms: 64 bytes for Ed25519 (RFC 8709), the padded number for RSA (RFC 8332), two mpints for ECDSA (RFC 5656).

    Raises:
        ValueError: key or signature are not well-formed, or this machine's library cannot check that kind.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    found = parts(key.kind, key.blob)
    try:
        if key.kind in (ED25519, SK_ED25519):
            _ed25519(found, value, data)
        elif key.kind == RSA:
            _rsa(found, kind, value, data)
        else:
            _ecdsa(CURVES[key.kind][0], found, value, data)
    except InvalidSignature:
        return False
    except UnsupportedAlgorithm:
        raise ValueError(f"this machine's cryptography cannot check {kind}") from None
    return True


def _ed25519(key: Parts, value: bytes, data: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    Ed25519PublicKey.from_public_bytes(key.point).verify(value, data)


def _rsa(key: Parts, kind: str, value: bytes, data: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    algorithm = {"rsa-sha2-256": hashes.SHA256, "rsa-sha2-512": hashes.SHA512}[kind]()
    public = RSAPublicNumbers(key.exponent, key.modulus).public_key()
    # Some agents leave out leading zeros, and OpenSSH puts them back.
    public.verify(value.rjust((public.key_size + 7) // 8, b"\0"), data, PKCS1v15(), algorithm)


def _ecdsa(curve: bytes, key: Parts, value: bytes, data: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    wire = Wire(value)
    r, s = wire.mpint(), wire.mpint()
    wire.end()
    by_curve: dict[bytes, tuple[ec.EllipticCurve, HashAlgorithm]] = {
        b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
        b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
        b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
    }
    named, algorithm = by_curve[curve]
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(named, key.point)
    except ValueError:
        raise ValueError("its key is no point on its curve") from None
    public.verify(encode_dss_signature(r, s), data, ec.ECDSA(algorithm))
