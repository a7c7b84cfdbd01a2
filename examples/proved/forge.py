# ruff: noqa: INP001  # a script beside an example, no part of a package
"""The forger's tool: writes what dragoman would refuse to write, with every seal right. forgeries/ use it.

Whoever has dragoman has all this too: seals keep nobody from making others. Only the signatures do.

    forge.py act ARTICLE ACT --by ID [--role ROLE] [--key FILE] …   add a record, and its signature if there is a key
    forge.py cut ARTICLE FROM [TO]                                  take records out, and seal the rest anew
    forge.py reseal ARTICLE                                         seal all records anew
    forge.py where ARTICLE NUMBER                                   tell where the signature of a record belongs
    forge.py roster --by ID [--key FILE] …                          seal newsroom.yaml as it is now
    forge.py snapshot ARTICLE PAGE --by ID                          say that PAGE is what the original has become
    forge.py object KIND FILE                                       write what comes in as a git object of any name

All of them work on the files in this folder; committing is the script's part.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import zlib
from functools import partial
from pathlib import Path

from dragoman.cli.desk import now
from dragoman.workflow import disk
from dragoman.workflow.article import Article, Entry, entry_value, parse_article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.assets import find_assets
from dragoman.workflow.extract import extract_page
from dragoman.workflow.facts import stamp
from dragoman.workflow.newsroom import FILE, parse_newsroom
from dragoman.workflow.newsroom_text import with_seal
from dragoman.workflow.record_files import roster_path, signature_path
from dragoman.workflow.roster_seal import RosterSeal
from dragoman.workflow.seal import disclaimer_digest, record, sealed, text_digest
from dragoman.workflow.shelf import find
from dragoman.workflow.snapshot_file import Snapshot, snapshot_folder, snapshot_name
from dragoman.workflow.splice import Edit, Remove, Set
from dragoman.workflow.standing import replay
from dragoman.workflow.states import BY_NAME, DISCLAIMER_ATTACHED, EDITED, PUBLISHED, TRANSLATED, is_earlier

FIELDS = {TRANSLATED: "translator", EDITED: "editor", DISCLAIMER_ATTACHED: "disclaimer", PUBLISHED: "date"}
read = partial(disk.read_bytes, ".")


def act(said: argparse.Namespace) -> None:
    """Add a record over the article as it lies here, and move the article to the state the record leads to."""
    article = article_at(said.article)
    roster = parse_newsroom(Path(said.roster).read_text(encoding="utf-8")).sealed.seal
    over_text = BY_NAME[said.act].seals_text
    entry = Entry(
        said.act,
        said.by,
        said.at,
        seal="",
        role=said.role or BY_NAME[said.act].roles[0],
        text=text_digest(article.fields, article.body) if over_text else "",
        disclaimer=disclaimer_digest(article.body) if said.act in ("disclaim", "publish") else "",
        assets=find_assets(article, read).digest if over_text else "",
        roster=roster,
        to=said.to,
        reason=said.reason,
    )
    state = BY_NAME[said.act].target or said.to
    value = {"translate": said.by, "edit": said.by, "publish": said.at}.get(said.act, "")
    fields: list[Edit] = [Set((FIELDS[state],), value)] if value else []
    fields += [Remove((key,)) for later, key in FIELDS.items() if is_earlier(state, later)]
    article = with_history(article, (*article.history, entry), state, fields)
    if said.key:
        sign(article, len(article.history), said.key, said.namespace)


def cut(said: argparse.Namespace) -> None:
    """Take records out (by their places, from 1) as if they had never been; the rest keeps its old signatures."""
    article = article_at(said.article)
    last = said.last or len(article.history)
    history = article.history[: said.first - 1] + article.history[last:]
    state = replay(history).state
    with_history(article, history, state, [Remove((k,)) for later, k in FIELDS.items() if is_earlier(state, later)])


def reseal(said: argparse.Namespace) -> None:
    """Make records that were changed or copied from elsewhere fit their article again, but for the signatures."""
    article = article_at(said.article)
    with_history(article, article.history, article.state, [Set(("lang",), article.lang)])


def where(said: argparse.Namespace) -> None:
    """Tell where the signature of a record (by its place, from 1) belongs."""
    article = article_at(said.article)
    sys.stdout.write(signature_path(article.path, said.number, article.history[said.number - 1]) + "\n")


def snapshot(said: argparse.Namespace) -> None:
    """Put a snapshot beside an article's source, with a page and the words that are found in it."""
    article = article_at(said.article)
    data = Path(said.page).read_bytes()
    found = extract_page(data)
    kept = Snapshot(
        "changed",
        article.source.get("url", ""),
        said.at,
        said.by,
        "200",
        article.source.get("sha256", ""),
        found.title,
        found.dek,
        found.body,
        (f"{snapshot_name(said.at)}.html", hashlib.sha256(data).hexdigest()),
    )
    folder = Path(snapshot_folder(article.path))
    folder.mkdir(exist_ok=True)
    (folder / kept.raw[0]).write_bytes(data)
    name = f"{snapshot_name(said.at)}.{article.source.get('lang', '')}.md"
    (folder / name).write_text(kept.as_text(), encoding="utf-8")


def loose(said: argparse.Namespace) -> None:
    """Write what comes in as a loose git object into a file whose name is another object's id."""
    data = sys.stdin.buffer.read()
    path = Path(said.file)
    path.unlink(missing_ok=True)
    path.write_bytes(zlib.compress(f"{said.kind} {len(data)}\0".encode() + data))


def roster(said: argparse.Namespace) -> None:
    """Seal newsroom.yaml as it is now, keep it as a version, and sign it if there is a key."""
    text = Path(FILE).read_text(encoding="utf-8")
    before = parse_newsroom(text).sealed
    if said.version:
        before = RosterSeal(said.version - 1, seal=said.previous or before.seal)
    text = with_seal(text, said.by, said.at, before)
    newsroom = parse_newsroom(text)
    Path(FILE).write_text(text, encoding="utf-8")
    Path(roster_path(newsroom.sealed.version)).write_text(text, encoding="utf-8")
    if said.key:
        path = Path(roster_path(newsroom.sealed.version, "sig"))
        path.write_bytes(signature(newsroom.record, said.key, said.namespace))


def article_at(name: str) -> Article:
    """The article as it lies here."""
    path = find(".", name)
    return parse_article(Path(path).read_text(encoding="utf-8"), path)


def with_history(article: Article, history: tuple[Entry, ...], state: str, fields: list[Edit]) -> Article:
    """Write the article with these records, each sealed upon the one before, and move old signatures after them."""
    records: list[Entry] = []
    for entry in history:
        previous = records[-1].seal if records else ""
        records.append(sealed(article.name, article.source.get("sha256", ""), entry, previous))
    edits: list[Edit] = [Set(("state",), state), *fields, Set(("history",), [entry_value(one) for one in records])]
    new = rewritten(article, edits, article.body)
    Path(article.path).write_text(new.text, encoding="utf-8")
    for number, (old, entry) in enumerate(zip(history, records, strict=True), 1):
        for place, before in enumerate(article.history, 1):
            path = Path(signature_path(article.path, place, before))
            if old == before and path.exists():
                path.rename(signature_path(article.path, number, entry))
    gone = [(place, entry) for place, entry in enumerate(article.history, 1) if entry not in history]
    for place, entry in gone:
        Path(signature_path(article.path, place, entry)).unlink(missing_ok=True)
    return new


def sign(article: Article, number: int, key: str, namespace: str) -> None:
    """Put a signature beside the record at a place, from 1."""
    entry = article.history[number - 1]
    previous = article.history[number - 2].seal if number > 1 else ""
    text = record(article.name, article.source.get("sha256", ""), entry, previous)
    path = Path(signature_path(article.path, number, entry))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(signature(text, key, namespace))


def signature(text: str, key: str, namespace: str) -> bytes:
    """What OpenSSH makes of a record and a key."""
    argv = ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", key]
    return subprocess.run(argv, input=text.encode(), capture_output=True, check=True).stdout


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    adding = commands.add_parser("act")
    adding.set_defaults(does=act)
    adding.add_argument("article")
    adding.add_argument("act")
    adding.add_argument("--role", default="", help="the role the record claims; else the first that may")
    adding.add_argument("--roster", default=FILE, help="the file with the version of the roster the record names")
    adding.add_argument("--to", default="")
    adding.add_argument("--reason", default="")
    cutting = commands.add_parser("cut")
    cutting.set_defaults(does=cut)
    cutting.add_argument("article")
    cutting.add_argument("first", type=int)
    cutting.add_argument("last", type=int, nargs="?", default=0)
    resealing = commands.add_parser("reseal")
    resealing.set_defaults(does=reseal)
    resealing.add_argument("article")
    asking = commands.add_parser("where")
    asking.set_defaults(does=where)
    asking.add_argument("article")
    asking.add_argument("number", type=int)
    writing = commands.add_parser("object")
    writing.set_defaults(does=loose)
    writing.add_argument("kind")
    writing.add_argument("file")
    keeping = commands.add_parser("snapshot")
    keeping.set_defaults(does=snapshot)
    keeping.add_argument("article")
    keeping.add_argument("page")
    sealing = commands.add_parser("roster")
    sealing.set_defaults(does=roster)
    sealing.add_argument("--version", type=int, default=0)
    sealing.add_argument("--previous", default="")
    for one in (adding, sealing, keeping):
        one.add_argument("--by", required=True)
        one.add_argument("--key", default="")
        one.add_argument("--namespace", default="dragoman-approval")
        one.add_argument("--at", default=stamp(now()))
    said = parser.parse_args()
    said.does(said)


if __name__ == "__main__":
    main()
