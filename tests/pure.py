"""Articles, people and facts made by hand, for tests of the pure core: no disk, no git, a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.workflow.article import Article, Entry, entry_value, parse_article
from dragoman.workflow.article_text import new_article, read_incoming, rewritten, with_incoming
from dragoman.workflow.built_in import built_in
from dragoman.workflow.decide import Change, Refusal, decide
from dragoman.workflow.disclaimers import DEFAULT, Disclaimer, fill
from dragoman.workflow.facts import Facts, Request, stamp
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.seal import sealed
from dragoman.workflow.source_file import Provenance, Source, parse_source, source_text
from dragoman.workflow.splice import Append
from dragoman.workflow.states import (
    BY_NAME,
    DISCLAIMER_ATTACHED,
    EDITED,
    PUBLISHED,
    SOURCED,
    SPIKED,
    STATES,
    TAKEN_DOWN,
    TRANSLATED,
    WITHDRAWN,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.problems import Problem

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PATH = "articles/2026/11/water/en.md"
ROSTER = """\
name: Example Desk
languages: {from: [ar], to: [en]}
people:
  olga: {name: Olga, emails: [olga@example.org], roles: [owner]}
  lina: {name: Lina Khatib, emails: [lina@example.org, Lina.K@Example.NET], roles: [translator, editor]}
  tarek: {name: Tarek, emails: [tarek@example.org], roles: [translator]}
  omar: {name: Omar, emails: [omar@example.org], roles: [editor]}
  sara: {name: Sara, emails: [sara@example.org], roles: [publisher]}
"""
NEWSROOM = parse_newsroom(ROSTER)
WORDS = """\
# Water station back at work

The pumps of the eastern district ran again on Monday, residents told the paper.

"We used to buy water from tankers every day," one of them said.
"""
ORIGINAL = """\
عادت مضخات الحي الشرقي إلى العمل يوم الاثنين، بحسب ما قال الأهالي للصحيفة.

وقال أحدهم: «كنا نشتري المياه من الصهاريج كل يوم».
"""
# Who does what on the way to publication.
WAY = (
    (TRANSLATED, "translate", "tarek"),
    (EDITED, "edit", "omar"),
    (DISCLAIMER_ATTACHED, "disclaim", "omar"),
    (PUBLISHED, "publish", "sara"),
)


@cache
def source(body: str = ORIGINAL, byline: str = "Salma Khatib") -> Source:
    """A frozen original."""
    known = Provenance(
        title="محطة المياه", lang="ar", outlet="Al-Furat Paper", retrieved="2026-11-22T10:00:00Z",
        raw="source.html", raw_sha256="0" * 64, url="https://news.example/water", byline=byline,
        published="2026-10-31",
    )  # fmt: skip
    return parse_source(source_text(known, body), "articles/2026/11/water/source.ar.md")


def attached(article: Article) -> Disclaimer:
    """The built-in English disclaimer, filled in."""
    return fill(DEFAULT, built_in(f"disclaimers/{article.lang}.md") or "", {"newsroom": NEWSROOM.name})


def facts(
    person: str | None = "omar",
    *,
    found: Source | None = None,
    fault: str = "",
    now: datetime = NOON,
    disclaimer: Callable[[Article], Disclaimer] = attached,
    gone: bool = False,
) -> Facts:
    """The world around an article; ``gone``: its source is not there."""
    known = NEWSROOM.roster.by_id(person) if person else None
    there = None if gone else found or source()
    return Facts(NEWSROOM, known, now, there, fault, None, judge_committed=False, disclaimer=disclaimer)


def try_act(article: Article, act: str, world: Facts, request: Request | None = None) -> Change | Refusal:
    """Whatever ``decide`` says."""
    return decide(article, BY_NAME[act], world, request or Request())


def do(article: Article, act: str, person: str, **said: str) -> Article:
    """The article after an act that must be allowed."""
    change = try_act(article, act, facts(person), Request(**said))
    assert isinstance(change, Change), change
    return change.article


def refusals(article: Article, act: str, world: Facts, request: Request | None = None) -> tuple[Problem, ...]:
    """The problems of an act that must be refused."""
    refusal = try_act(article, act, world, request)
    assert isinstance(refusal, Refusal), refusal
    return refusal.problems


@cache
def sourced() -> Article:
    """An article as ``dragoman source`` opens it, with a translator's words in it already."""
    fresh = parse_article(new_article(source(), "en"), PATH)
    entry = sealed(fresh.name, source().digest, Entry("source", "tarek", stamp(NOON), seal=""), "")
    opened = rewritten(fresh, [Append(("history",), entry_value(entry))], fresh.body)
    return with_incoming(opened, read_incoming(WORDS, "words.md"))


def otherwise(article: Article, **words: Any) -> Article:
    """The article with some of what it holds replaced, and its text as it was."""
    return Article(**{key: word for key, word in vars(article).items() if key[0] != "_"} | words)


@cache
def reach(state: str) -> Article:
    """An article brought to a state by its legal acts."""
    if state == SOURCED:
        return sourced()
    if state == SPIKED:
        return do(reach(TRANSLATED), "spike", "omar", reason="overtaken by events")
    if state == WITHDRAWN:
        return do(reach(PUBLISHED), "withdraw", "sara", notice="The report was not true.")
    if state == TAKEN_DOWN:
        return do(reach(PUBLISHED), "takedown", "sara", reason="legal")
    before = reach(STATES[STATES.index(state) - 1])
    act, person = next((act, person) for reached, act, person in WAY if reached == state)
    return do(before, act, person)


@cache
def in_round(state: str) -> Article:
    """A published article that is being corrected by lina, brought to a state of the line."""
    opened = do(reach(PUBLISHED), "correct", "lina", kind="correction", notice="A number was wrong.")
    if state == SOURCED:
        return do(opened, "return", "omar", to=SOURCED, reason="start again")
    for reached, act, person in (("edited", "edit", "omar"), ("disclaimer-attached", "disclaim", "omar")):
        if STATES.index(state) >= STATES.index(reached):
            opened = do(opened, act, person)
    return opened


def changed(article: Article, old: str, new: str) -> Article:
    """The article after somebody replaced words in its file, once, by hand."""
    assert article.text.count(old) >= 1, old
    return parse_article(article.text.replace(old, new, 1), article.path)


def elsewhere(article: Article, path: str) -> Article:
    """The same file at another place."""
    return otherwise(article, path=path)
