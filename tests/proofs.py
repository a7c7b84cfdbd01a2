"""Rosters as owners sealed them, keys, and signatures made without a process: what proves who did an act."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pure import NOON, ORIGINAL, PATH, ROSTER, WAY, WORDS, facts, try_act
from ssh_tools import Recipe, ed25519_point

from dragoman.workflow.article import Article, Entry, entry_value, parse_article
from dragoman.workflow.article_text import new_article, read_incoming, rewritten, with_incoming
from dragoman.workflow.decide import Change
from dragoman.workflow.facts import Request, stamp
from dragoman.workflow.memory import Memory
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import with_person, with_seal
from dragoman.workflow.proof import prove
from dragoman.workflow.record_files import roster_path, signature_path
from dragoman.workflow.roster_chain import Chain
from dragoman.workflow.roster_seal import UNSEALED
from dragoman.workflow.seal import record, sealed
from dragoman.workflow.source_file import Provenance, parse_source, source_text
from dragoman.workflow.splice import Append, Edit, Set
from dragoman.workflow.ssh_key import parse_public_key
from dragoman.workflow.ssh_wire import string
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import PUBLISHED, SOURCED, STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dragoman.workflow.problems import Problem

ED25519 = "ssh-ed25519"
REQUIRED = "policy: {signatures: required}\n"
OFF = "policy: {signatures: off}\n"
Files = dict[str, bytes]
# An original of which nothing else was kept than its text.
SOURCE_FILE = source_text(
    Provenance("محطة المياه", "ar", "Al-Furat Paper", "2026-11-22T10:00:00Z", "", "", byline="Salma Khatib"), ORIGINAL
)
SOURCE = parse_source(SOURCE_FILE, "source.ar.md")


@cache
def key(name: str) -> Ed25519PrivateKey:
    """The same key for the same name, in every run."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def recipe(name: str) -> Recipe:
    """How the key of that name signs."""
    blob = string(ED25519.encode()) + string(ed25519_point(key(name)))
    return Recipe(blob, ED25519, lambda data: string(key(name).sign(data)))


@cache
def line(name: str) -> str:
    """The public half, as a roster has it."""
    return parse_public_key(f"{ED25519} {base64.b64encode(recipe(name).key).decode()}").line


def signature(name: str, text: str) -> bytes:
    """The armoured signature of the key of that name over a record."""
    return recipe(name).made(text.encode("utf-8", "surrogatepass")).encode("ascii")


def but(text: str, person: str, **changes: object) -> str:
    """The roster's text with something else said of one person."""
    known = parse_newsroom(text).roster.by_id(person)
    assert known
    return with_person(text, known._replace(**changes))  # type: ignore[arg-type]


def with_keys(text: str, *people: str) -> str:
    """The roster's text with each of these people's key in it, named like them."""
    for person in people:
        text = but(text, person, keys=(line(person),))
    return text


def version(text: str = ROSTER, before: str = "", by: str = "olga") -> str:
    """The text of newsroom.yaml, sealed as the version after ``before``."""
    return with_seal(text, by, stamp(NOON), parse_newsroom(before).sealed if before else UNSEALED)


def kept(*versions: str, signers: Iterable[str] = ()) -> Files:
    """The files of a copy that keeps these versions; ``signers`` are the names of the keys that signed them."""
    files = {roster_path(number): text.encode() for number, text in enumerate(versions, 1)}
    files["newsroom.yaml"] = versions[-1].encode()
    for number, name in enumerate(signers, 1):
        if name:
            files[roster_path(number, "sig")] = signature(name, parse_newsroom(versions[number - 1]).record)
    return files


def chain(*versions: str) -> Chain:
    """Those versions as a chain that nobody doubts."""
    newsrooms = tuple(map(parse_newsroom, versions))
    return Chain(newsrooms, {one.sealed.seal: one for one in newsrooms})


@cache
def opened(roster: str, person: str = "tarek", path: str = PATH) -> Article:
    """An article opened by this roster, with a translator's words in it."""
    known = parse_newsroom(roster)
    article = parse_article(new_article(SOURCE, "en"), path)
    who = known.roster.by_id(person)
    role = who.role_for(("translator", "editor")) if who else ""
    entry = Entry("source", person, stamp(NOON), seal="", role=role, roster=known.sealed.seal)
    entry = sealed(article.name, SOURCE.digest, entry, "")
    article = rewritten(article, [Append(("history",), entry_value(entry))], article.body)
    return with_incoming(article, read_incoming(WORDS, "words.md"))


def act(article: Article, name: str, person: str, roster: str, **said: str) -> Article:
    """The article after an act that the roster allows."""
    known = parse_newsroom(roster)
    world = facts(person, found=SOURCE)._replace(newsroom=known, person=known.roster.by_id(person))
    change = try_act(article, name, world, Request(**said))
    assert isinstance(change, Change), change
    return change.article


@cache
def brought(roster: str, state: str = PUBLISHED, path: str = PATH) -> Article:
    """An article brought to a state by acts that name this roster."""
    article = opened(roster, path=path)
    for reached, name, person in WAY[: STATES.index(state)]:
        article = act(article, name, person, roster)
        assert article.state == reached
    assert state in (article.state, SOURCED)
    return article


def said(article: Article, number: int) -> str:
    """The record of the act at a place, from 0: the text that a person signs."""
    previous = article.history[number - 1].seal if number else ""
    return record(article.name, article.source["sha256"], article.history[number], previous)


def signed(article: Article, *numbers: int, by: str = "") -> Files:
    """The signature files of the acts at these places, by whoever did them, or by the key of another name."""
    return {
        signature_path(article.path, number + 1, article.history[number]): signature(
            by or article.history[number].by, said(article, number)
        )
        for number in numbers
    }


def resealed(article: Article, number: int, **changes: str) -> Article:
    """The article with the act at a place changed and all seals made right again, as a forger would."""
    history: list[Entry] = []
    for place, entry in enumerate(article.history):
        changed = entry._replace(**changes) if place == number % len(article.history) else entry
        previous = history[-1].seal if history else ""
        history.append(sealed(article.name, article.source.get("sha256", ""), changed, previous))
    return with_history(article, tuple(history))


def with_history(article: Article, history: tuple[Entry, ...]) -> Article:
    """The article with another history, and nothing else changed."""
    return rewritten(article, [Set(("history",), [entry_value(entry) for entry in history])], article.body)


def held_back(article: Article, roster: str, name: str, **said: str) -> tuple[Article, Article]:
    """An article that omar holds back by an act, and the same published all the same, sealed as if it were legal."""
    held, free = act(article, name, "omar", roster, **said), act(article, "publish", "sara", roster)
    flags: list[Edit] = [Set((key,), word) for key, word in replayed(held).flags._asdict().items() if word]
    published = with_history(rewritten(free, flags, free.body), (*held.history, free.history[-1]))
    return held, resealed(published, -1)


def ids(problems: Iterable[Problem]) -> list[str]:
    """Their kinds, in order."""
    return [problem.id for problem in problems]


def proved(
    article: Article, by: Chain, files: Files | None = None, start: int = 0
) -> list[tuple[str, bool, list[str]]]:
    """Of each act: its name, whether it is signed, and the kinds of what is wrong with its record."""
    read: Callable[[str], bytes | None] = (files or {}).get
    return [(one.entry.act, one.signed, ids(one.problems)) for one in prove(article, by, read, Memory(), start)]
