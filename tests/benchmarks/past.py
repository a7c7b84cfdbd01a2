"""Make a newsroom with a long past, one commit an act, in one ``git fast-import`` stream; signed, if wanted."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom import BY, ENGLISH, body, roster, steps, story

from dragoman.workflow.article import parse_article
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.record_files import signature_path
from dragoman.workflow.seal import record
from dragoman.workflow.ssh_armour import armoured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Files = dict[str, str]


def make_past(folder: Path, commits: int, *, signed: bool = False) -> None:
    """A newsroom whose branch has about so many commits: articles that each go through all five acts."""
    git = ("git", "-C", str(folder))
    folder.mkdir(parents=True)
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
        assert importer.stdin
        for number, (person, files) in enumerate(_commits(commits, signed=signed)):
            who = f"{person} <{person}@example.org> {1795348800 + number} +0000"
            importer.stdin.write(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 3\nact\n".encode())
            for path, text in files.items():
                data = text.encode()
                importer.stdin.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    assert importer.returncode == 0
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)


def _commits(commits: int, *, signed: bool) -> Iterator[tuple[str, Files]]:
    keys = _keys() if signed else {}
    newsroom = roster({person: _line(key) for person, key in keys.items()})
    seal = parse_newsroom(newsroom).sealed.seal
    yield "sara", {"newsroom.yaml": newsroom, "rosters/0001.yaml": newsroom}
    rng = random.Random(7)  # noqa: S311  # the same newsroom every time
    for number in range(commits // 5):
        folder, source = story(rng, number)
        for text in steps(folder, source, "published", body(rng, ENGLISH), seal):
            article = parse_article(text, f"{folder}/en.md")
            files = {article.path: text}
            if len(article.history) == 1:
                files[f"{folder}/source.ar.md"] = source
            entry = article.history[-1]
            if keys:
                previous = article.history[-2].seal if len(article.history) > 1 else ""
                said = record(article.name, article.source["sha256"], entry, previous)
                path = signature_path(article.path, len(article.history), entry)
                files[path] = _signature(keys[entry.by], said)
            yield BY[entry.act], files


def _keys() -> dict[str, Ed25519PrivateKey]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return {person: Ed25519PrivateKey.generate() for person in ("lina", "omar", "sara")}


def _blob(key: Ed25519PrivateKey) -> bytes:
    return _string(b"ssh-ed25519") + _string(key.public_key().public_bytes_raw())


def _line(key: Ed25519PrivateKey) -> str:
    import base64

    return "ssh-ed25519 " + base64.b64encode(_blob(key)).decode()


def _signature(key: Ed25519PrivateKey, text: str) -> str:
    """As ``ssh-keygen -Y sign`` makes it (OpenSSH's PROTOCOL.sshsig), without a process for each of them."""
    import hashlib

    named = _string(b"dragoman-approval") + _string(b"") + _string(b"sha512")
    data = b"SSHSIG" + named + _string(hashlib.sha512(text.encode()).digest())
    value = _string(b"ssh-ed25519") + _string(key.sign(data))
    version = (1).to_bytes(4, "big")
    return armoured(b"SSHSIG" + version + _string(_blob(key)) + named + _string(value))


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


if __name__ == "__main__":
    make_past(Path(sys.argv[1]), int(sys.argv[2]), signed="signed" in sys.argv[3:])
