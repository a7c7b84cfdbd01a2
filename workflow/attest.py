"""Signatures as files: one a signed act, beside its article, and one a signed version of newsroom.yaml."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BadKey
from dragoman.workflow.journal import FileChange
from dragoman.workflow.record_files import roster_path, signature_path
from dragoman.workflow.seal import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.workflow.article import Article
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person
    from dragoman.workflow.signing import SigningKey


def key_for(newsroom: Newsroom, person: Person, config: Mapping[str, str]) -> SigningKey | None:
    """The key this person can sign with here, of those the roster has; None where the policy wants no signatures."""
    if newsroom.signatures == "off" or not person.keys:
        return None
    from dragoman.workflow.signing import find_key
    from dragoman.workflow.ssh_key import parse_public_key

    keys = []
    for key in person.keys:
        with contextlib.suppress(BadKey):  # one that nobody can use must not keep the others from being used
            keys.append(parse_public_key(key))
    return find_key(config, keys)


class Unsigned(NamedTuple):
    """The record of an act, and where the signature over it belongs."""

    path: str
    record: bytes


def unsigned(article: Article) -> Unsigned:
    """What is to be signed of an article's last act."""
    entry, number = article.history[-1], len(article.history)
    previous = article.history[-2].seal if number > 1 else ""
    text = record(article.name, article.source.get("sha256", ""), entry, previous)
    return Unsigned(signature_path(article.path, number, entry), text.encode("utf-8", "surrogatepass"))


def signed_act(key: SigningKey | None, article: Article) -> tuple[FileChange, ...]:
    """The file with the signature over an article's last act; none without a key.

    Raises:
        SigningFailed: the key is there and would not sign.
    """
    return signed_acts(key, [unsigned(article)]) if key else ()


def signed_acts(key: SigningKey, acts: Sequence[Unsigned]) -> tuple[FileChange, ...]:
    """The files with the signatures over many acts, in order; the person is asked for a passphrase once.

    Raises:
        SigningFailed: the key is there and would not sign.
    """
    from dragoman.workflow.batch_signing import sign_all

    armours = sign_all(key, [act.record for act in acts])
    return tuple(
        FileChange(act.path, None, armour.encode("ascii")) for act, armour in zip(acts, armours, strict=True)
    )


def signed_roster(key: SigningKey | None, text: str, newsroom: Newsroom) -> tuple[FileChange, ...]:
    """The files that keep a version of newsroom.yaml: a copy of it and, with a key, the signature over its record.

    Raises:
        SigningFailed: the key is there and would not sign.
    """
    version = newsroom.sealed.version
    files = [FileChange(roster_path(version), None, text.encode())]
    if key is not None:
        from dragoman.workflow.signing import sign

        armour = sign(key, newsroom.record.encode())
        files.append(FileChange(roster_path(version, "sig"), None, armour.encode("ascii")))
    return tuple(files)


def roster_trailers(newsroom: Newsroom) -> list[tuple[str, str]]:
    """The trailers of a commit that changes newsroom.yaml."""
    return [("Dragoman-Roster", str(newsroom.sealed.version)), ("Dragoman-Seal", newsroom.sealed.seal)]
