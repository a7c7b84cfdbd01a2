"""Whose signature stands on a record: only a key counts that the roster of that time had for that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.errors import BadSignature
from dragoman.workflow.memory import digest_of

if TYPE_CHECKING:
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.people import Person


def ensure_signed(record: str, data: bytes, person: Person, memory: Memory) -> None:
    """See that ``data`` is an armoured signature of this person's over the record's exact bytes.

    Raises:
        BadSignature: it is not; says why.
    """
    try:
        armour = data.decode("ascii")
    except UnicodeDecodeError:
        raise BadSignature("it is no armoured signature") from None
    digest = digest_of(record, armour, *person.keys)
    if memory.knows(digest):
        return
    # Every act reads the rosters, and most newsrooms' have nothing that is signed.
    from dragoman.workflow.ssh_signature import parse_signature, verify

    signature = parse_signature(armour)
    if signature.key.line not in person.keys:
        raise BadSignature(f"its key is none that the roster of that time had for {person.id}")
    verify(record.encode("utf-8", "surrogatepass"), signature)
    memory.add(digest)


def signer_of(data: bytes | None) -> str:
    """The key in a signature; empty where there is none. Whether the signature is good is not judged here."""
    if not data:
        return ""
    from dragoman.workflow.ssh_signature import parse_signature

    try:
        return parse_signature(data.decode("ascii", "replace")).key.line
    except BadSignature:
        return ""
