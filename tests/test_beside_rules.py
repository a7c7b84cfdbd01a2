"""What stands beside an article when an act is committed: its source as sealed, and the files its text refers to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from proofs import SOURCE, SOURCE_FILE, Files, act, brought, ids, opened, resealed, version
from pure import ROSTER, changed, otherwise

from dragoman.workflow.article import Article
from dragoman.workflow.assets import find_assets
from dragoman.workflow.beside_rules import beside_faults
from dragoman.workflow.source_file import Provenance, parse_source, source_text
from dragoman.workflow.states import EDITED, SOURCED, TRANSLATED

if TYPE_CHECKING:
    from dragoman.workflow.beside import Read
    from dragoman.workflow.quick_yaml import Value

FOLDER = "articles/2026/11/water"
FILE = f"{FOLDER}/source.ar.md"
PLAIN = version(ROSTER)
THERE: Files = {FILE: SOURCE_FILE.encode()}


def reader(files: Files) -> Read:
    return files.get


def found(article: Article, files: Files, start: int | None = None) -> list[str]:
    return ids(beside_faults(article, len(article.history) - 1 if start is None else start, reader(files)))


def test_an_article_comes_with_the_source_that_it_was_opened_over() -> None:
    assert found(opened(PLAIN), THERE) == []
    for number in range(8):
        assert found(opened(PLAIN), {FILE: f"{SOURCE_FILE}{number}\n".encode()}) == ["source-unchanged"]
    for other in ({}, {FILE: b"no source"}, {FILE: b"\xff"}):
        assert found(opened(PLAIN), other) == ["source-unchanged"]


@pytest.mark.parametrize("sealed", ["0" * 64, "f" * 64, ""])
def test_the_source_is_the_one_that_the_article_names(sealed: str) -> None:
    origin: dict[str, Value] = {**opened(PLAIN).source, "sha256": sealed}
    article = otherwise(opened(PLAIN), fields={**opened(PLAIN).fields, "source": origin})
    assert found(article, THERE) == ["source-unchanged"]


def test_who_opened_it_is_told_what_is_wrong_with_its_source() -> None:
    problems = list(beside_faults(opened(PLAIN), 0, reader({FILE: b"\xff"})))
    assert problems[0].who == "tarek"
    assert FILE in problems[0].message
    by_two = act(opened(PLAIN, "lina"), "translate", "tarek", PLAIN)
    assert next(beside_faults(by_two, 0, reader({}))).who == "lina"
    origin: dict[str, Value] = {**by_two.source, "byline": "Eve Forger"}
    forged = otherwise(by_two, fields={**by_two.fields, "source": origin})
    assert [(problem.id, problem.who) for problem in beside_faults(forged, 0, reader(THERE))] == [
        ("source-unchanged", "lina")
    ]
    gone = list(beside_faults(opened(PLAIN), 0, reader({})))
    assert "water/en was opened over another source" in gone[0].message


def test_the_source_is_looked_at_when_the_article_is_opened_and_not_again() -> None:
    assert found(brought(PLAIN, TRANSLATED), {}) == []
    assert found(brought(PLAIN, TRANSLATED), {}, start=0) == ["source-unchanged"]


def test_the_page_as_retrieved_is_looked_at_too() -> None:
    page = b"<p>page</p>"
    known = Provenance(
        "x", "ar", "Paper", "2026-11-22T10:00:00Z", raw="source.html", raw_sha256=hashlib.sha256(page).hexdigest()
    )
    text = source_text(known, "Words.\n")
    digest = parse_source(text, FILE).digest
    article = opened(PLAIN)
    origin: dict[str, Value] = {
        "outlet": known.outlet, "lang": known.lang, "retrieved": known.retrieved, "sha256": digest
    }  # fmt: skip
    article = otherwise(article, fields={**article.fields, "source": origin})
    files = {FILE: text.encode(), f"{FOLDER}/source.html": page}
    assert found(article, files) == []
    for detail in ({"byline": "Eve Forger"}, {"outlet": "Another Paper"}, {"url": "https://else.example"}):
        forged = otherwise(article, fields={**article.fields, "source": {**origin, **detail}})
        assert found(forged, files) == ["source-unchanged"]
    for odd in ({}, {f"{FOLDER}/source.html": b"another"}):
        assert found(article, {FILE: text.encode(), **odd}) == ["source-unchanged"]


def pictured(state: str, files: Files) -> Article:
    """An article with a picture in it that somebody brought to a state, these files being there."""
    article = changed(brought(PLAIN, SOURCED), "The pumps", "![A pump](pump.jpg)\n\nThe pumps")
    article = act(article, "translate", "tarek", PLAIN)
    article = resealed(article, -1, assets=find_assets(article, reader(files)).digest)
    return article if state == TRANSLATED else resealed(
        act(article, "edit", "omar", PLAIN), -1, assets=find_assets(article, reader(files)).digest
    )  # fmt: skip


PICTURE = {f"{FOLDER}/pump.jpg": b"a pump"}


def test_an_act_seals_the_files_that_are_committed_with_it() -> None:
    article = pictured(TRANSLATED, PICTURE)
    assert found(article, PICTURE) == []
    for other in ({}, {f"{FOLDER}/pump.jpg": b"another"}, {f"{FOLDER}/tank.jpg": b"a pump"}):
        assert found(article, other) == ["sealed-other-text"]
    assert found(pictured(TRANSLATED, {}), PICTURE) == ["sealed-other-text"]
    assert found(pictured(TRANSLATED, {}), {}) == []


def test_of_several_acts_the_last_one_is_held_to_the_files() -> None:
    assert found(pictured(EDITED, PICTURE), PICTURE, start=1) == []
    assert found(pictured(EDITED, PICTURE), {}, start=1) == ["sealed-other-text"]
    earlier = resealed(pictured(EDITED, PICTURE), 1, assets="0" * 64)
    assert found(earlier, PICTURE, start=1) == []


def test_an_act_that_seals_no_text_seals_no_files() -> None:
    back = act(pictured(EDITED, PICTURE), "return", "sara", PLAIN, to=TRANSLATED, reason="x")
    assert found(back, {}) == []
    assert found(resealed(opened(PLAIN), 0, assets="0" * 64), THERE) == []
    assert SOURCE.digest == opened(PLAIN).source["sha256"]


@pytest.mark.parametrize("name", [TRANSLATED, EDITED])
def test_what_is_wrong_is_told_to_who_did_it(name: str) -> None:
    problem = next(beside_faults(pictured(name, PICTURE), 1, reader({})))
    assert problem.who == {TRANSLATED: "tarek", EDITED: "omar"}[name]
