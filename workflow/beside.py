"""What stands beside an article, through whoever can read it: its source, the signatures on its acts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import lru_cache

from dragoman.workflow import digests
from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.errors import BadSignature, BadText, DiskFailed
from dragoman.workflow.record_files import signature_path, version_path
from dragoman.workflow.source_file import Source, parse_source
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import PUBLISHED
from dragoman.workflow.utf8 import decode

# Gives a file's bytes by its path below the newsroom; None where there is no such file.
Read = Callable[[str], bytes | None]


def find_source(read: Read, article: Article) -> tuple[Source | None, str]:
    """The article's source and what is wrong with it in one sentence, or nothing."""
    folder = article.path.rsplit("/", 1)[0]
    path = f"{folder}/source.{article.source.get('lang', '')}.md"
    try:
        data = read(path)
        if data is None:
            return None, ""
        source = _source(data, path)
        name, digest = source.raw
        if not name:
            return source, ""
        raw = read(f"{folder}/{name}")
    except (BadText, DiskFailed) as error:
        if isinstance(error, DiskFailed) and error.passing:
            raise
        return None, error.sentence
    if raw is None:
        return source, f"The original as retrieved is gone: there is no {folder}/{name}."
    if not is_original(raw, digest):
        return source, f"The original as retrieved has changed since: {folder}/{name}."
    return source, ""


# A source is judged with the act that brings it, and again with what its article came to.
@lru_cache(maxsize=256)
def _source(data: bytes, path: str) -> Source:
    return parse_source(decode(data, path), path)


def find_live(read: Read, article: Article) -> tuple[Article | None, str]:
    """The version that readers have while the article is being corrected, and why it cannot be read, or nothing."""
    acts = replayed(article).flags.live
    return find_version(read, article, acts) if acts else (None, "")


def find_version(read: Read, article: Article, acts: str) -> tuple[Article | None, str]:
    """The version that readers had before a correction, by how many acts it has; and why it is none, or nothing."""
    path = version_path(article.path, acts)
    data = read_or_none(read, path)
    if data is None:
        return None, ""
    try:
        # As the article it was: what it refers to is told from there.
        version = parse_article(decode(data, path), article.path)
    except BadText as error:
        return None, error.sentence
    if version.state != PUBLISHED or version.history != article.history[: int(acts)]:
        return None, f"{path} is not the version that was published before the correction."
    return version, ""


def find_signers(read: Read, article: Article) -> dict[str, str]:
    """The key in each signature of the article's acts, by seal; whether it is good is not judged here."""
    from dragoman.workflow.ssh_signature import parse_signature

    signers = {}
    for number, entry in enumerate(article.history, 1):
        data = read_or_none(read, signature_path(article.path, number, entry))
        if data is not None:
            with contextlib.suppress(BadSignature):
                signers[entry.seal] = parse_signature(data.decode("ascii", "replace")).key.line
    return signers


def read_or_none(read: Read, path: str) -> bytes | None:
    """A file's bytes; None also where something else stands in its place.

    Raises:
        DiskFailed: the machine, not the file, is why it cannot be read.
    """
    try:
        return read(path)
    except DiskFailed as error:
        if error.passing:
            raise
        return None


def is_original(raw: bytes, digest: str) -> bool:
    """Whether these are the bytes as retrieved; git may have changed their line ends on the way to this disk."""
    if digests.sha256(raw).hexdigest() == digest:
        return True
    unix = raw.replace(b"\r\n", b"\n")
    return digest in (digests.sha256(form).hexdigest() for form in (unix, unix.replace(b"\n", b"\r\n")))
