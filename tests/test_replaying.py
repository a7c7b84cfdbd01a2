"""A history replayed: honest work has no fault, whatever was done in which order; and each tampering has one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pasts import FIRST, LATER, Honest, Step, act_files, path_of, roster_files, worked, write
from proofs import act, but, held_back, line, opened, resealed, signature, version, with_history
from pure import changed

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.gating import BRANCHES, Update, judge_push
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.proving import Wanted, verify
from dragoman.workflow.states import SOURCED, TRANSLATED
from dragoman.workflow.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Callable

WATER, BREAD = path_of("water"), path_of("bread")
NUMBERS = st.lists(st.integers(0, 1000), max_size=25)


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def told(steps: list[Step]) -> list[tuple[str, str]]:
    """What verifying a history finds: kinds and severities, without those that were only unsigned."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), steps)
        found = verify(folder, Wanted(history=True), Trust()).found
    return [(one.problem.id, one.problem.severity) for one in found]


def errors(steps: list[Step]) -> set[str]:
    return {kind for kind, severity in told(steps) if severity == "error"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NUMBERS)
def test_honest_work_has_no_fault(numbers: list[int]) -> None:
    assert told(worked(numbers).steps) == []


def last_of(newsroom: Honest, path: str) -> int:
    """The place of the last step that touched a file."""
    return max(place for place, step in enumerate(newsroom.steps) if path in step.files)


def swapped(newsroom: Honest, place: int, **changes: object) -> list[Step]:
    """The steps with another one in that place."""
    steps = list(newsroom.steps)
    steps[place] = replace(steps[place], **changes)  # type: ignore[arg-type]
    return steps


def then(before: Honest, person: str, /, **files: str | bytes | None) -> list[Step]:
    """The steps and one more; files by short names."""
    names = {"water": WATER, "bread": BREAD, "newsroom": "newsroom.yaml"}
    return [*before.steps, Step(person, {names.get(name, name): text for name, text in files.items()})]


def signature_of(newsroom: Honest) -> str:
    return next(path for step in reversed(newsroom.steps) for path in step.files if path.endswith(".sig"))


def place_of(newsroom: Honest, name: str) -> int:
    """The place of the last step that did an act of this name."""
    for place in reversed(range(len(newsroom.steps))):
        for path, text in newsroom.steps[place].files.items():
            if path.endswith("/en.md") and isinstance(text, str):
                article = parse_article(text, path)
                signs = article.history[-1].by == newsroom.steps[place].person
                if article.history[-1].act == name and (signs and newsroom.steps[place].person != "lina"):
                    return place
    raise AssertionError(name)


def rewrite(newsroom: Honest, change: Callable[[Article], Article], name: str = "publish") -> list[Step]:
    """An act's commit with its article changed."""
    place = place_of(newsroom, name)
    files = dict(newsroom.steps[place].files)
    path = next(path for path in files if path.endswith("/en.md"))
    files[path] = change(parse_article(str(files[path]), path)).text
    return swapped(newsroom, place, files=files)


def without(newsroom: Honest, ending: str, name: str) -> list[Step]:
    place = place_of(newsroom, name)
    files = {path: text for path, text in newsroom.steps[place].files.items() if not path.endswith(ending)}
    return swapped(newsroom, place, files=files)


def illegal(newsroom: Honest, person: str, **changes: object) -> list[Step]:
    """A roster that somebody made who may not."""
    text = version(but(newsroom.roster, "omar", **changes), newsroom.roster, by=person)
    return [*newsroom.steps, Step(person, roster_files(text))]


def forged(newsroom: Honest, by: str, email: str = "") -> list[Step]:
    """A new article, sourced by one person in the name of another."""
    article = opened(newsroom.roster, by, path=path_of("forged"))
    files = {path: text for path, text in act_files(article).items() if not path.endswith(".sig")}
    return [*newsroom.steps, Step(email or "eve", files)]


def squashed(newsroom: Honest) -> list[Step]:
    article = opened(newsroom.roster, "lina", path=path_of("forged"))
    article = act(article, "translate", "lina", newsroom.roster)
    return [*newsroom.steps, Step("lina", act_files(opened(newsroom.roster, "lina", path=path_of("forged"))) | {
        article.path: article.text})]  # fmt: skip


def text_of(newsroom: Honest, slug: str) -> Article:
    return newsroom.articles[slug]


SOURCE = WATER.replace("en.md", "source.ar.md")
TAMPERINGS: list[tuple[str, str, Callable[[Honest], list[Step]]]] = [
    ("unsigned publication by another", "not-by-author", lambda n: swapped(n, place_of(n, "publish"), person="omar")),
    ("signature left out", "not-by-author", lambda n: swapped_person(without(n, ".sig", "edit"), n, "edit")),
    ("signature by another", "signature-bad", lambda n: other_signature(n, b"")),
    ("signature of another", "signature-bad", lambda n: other_signature(n, signature("sara", "words"))),
    ("signature removed", "signature-removed", lambda n: then(n, "olga", **{signature_of(n): None})),
    ("signature changed", "signature-changed", lambda n: then(n, "olga", **{signature_of(n): b"x"})),
    ("signature of nothing", "signature-stray", lambda n: then(n, "olga", **{signature_of(n) + "2": b"x"})),
    ("source changed", "source-rewritten", lambda n: then(n, "olga", **{SOURCE: "x"})),
    ("source deleted", "source-rewritten", lambda n: then(n, "olga", **{SOURCE: None})),
    ("article deleted", "record-removed", lambda n: then(n, "olga", water=None)),
    ("history cut", "record-removed", lambda n: then(
        n, "olga", water=with_history(text_of(n, "water"), text_of(n, "water").history[:1]).text)),
    ("history rewritten", "record-rewritten", lambda n: then(
        n, "olga", water=resealed(text_of(n, "water"), 0, note="more").text)),
    ("state by hand", "state-by-hand", lambda n: then(n, "olga", water=other_state(text_of(n, "water")).text)),
    ("credit by hand", "state-by-hand", lambda n: then(n, "olga", water=changed(
        text_of(n, "water"), "translator: tarek", "translator: eve").text)),
    ("seal not the record's", "seal-broken", lambda n: rewrite(n, other_record)),
    ("another text committed", "sealed-other-text", lambda n: rewrite(n, lambda a: changed(a, "tanker", "lorry"))),
    ("another text edited", "sealed-other-text", lambda n: rewrite(
        n, lambda a: changed(a, "tanker", "lorry"), "edit")),
    ("date forged", "state-by-hand", lambda n: rewrite(n, lambda a: changed(
        a, "date: 2026-11-22", "date: 2020-11-22"))),
    ("act without role", "role-missing", lambda n: rewrite(n, lambda a: resealed(a, -1, by="olga"))),
    ("act by unknown roster", "unknown-roster", lambda n: rewrite(n, lambda a: resealed(a, -1, roster="0" * 64))),
    ("act by a stranger", "unknown-person", lambda n: rewrite(n, lambda a: resealed(a, -1, by="eve"))),
    ("source over another one", "source-unchanged", lambda n: without(n, "source.ar.md", "source")),
    ("asset sealed that is not there", "sealed-other-text", lambda n: rewrite(
        n, lambda a: resealed(a, -1, assets="0" * 64))),
    ("roster by an editor", "roster-not-owner", lambda n: illegal(n, "omar", roles=("owner",))),
    ("roster by a stranger", "roster-not-owner", lambda n: illegal(n, "eve", roles=("owner",))),
    ("roster in an owner's name", "roster-not-owner", lambda n: [*n.steps, Step("omar", roster_files(
        version(but(n.roster, "omar", roles=("owner",)), n.roster)))]),
    ("roster by hand", "roster-unsealed", lambda n: then(n, "olga", newsroom=n.roster.replace("Tarek", "Eve"))),
    ("roster deleted", "roster-unsealed", lambda n: then(n, "olga", newsroom=None)),
    ("roster unreadable", "roster-unsealed", lambda n: then(n, "olga", newsroom=b"\xff")),
    ("roster not kept", "roster-unsealed", lambda n: then(n, "olga", newsroom=version(n.roster, n.roster))),
    ("kept roster changed", "roster-rewritten", lambda n: then(n, "olga", **{"rosters/0001.yaml": "x"})),
    ("kept roster deleted", "roster-rewritten", lambda n: then(n, "olga", **{"rosters/0001.yaml": None})),
    ("roster kept too early", "roster-rewritten", lambda n: then(n, "olga", **{"rosters/0999.yaml": "x"})),
    ("source in another's name", "not-by-author", lambda n: forged(n, "lina")),
    ("source in another's name, signed never", "not-by-author", lambda n: forged(n, "tarek")),
    ("two acts in one commit", "several-acts", squashed),
    ("an article that is none", "unreadable", lambda n: then(n, "olga", water="x")),
    ("an article without acts", "state-by-hand", lambda n: then(n, "tarek", **{
        path_of("forged"): with_history(opened(FIRST, path=path_of("forged")), ()).text})),
    ("an article that is a link", "not-a-file", lambda n: [*n.steps, Step(
        "olga", {WATER: "bread"}, modes={WATER: "120000"})]),
    ("another text over an article on some disks", "twin", lambda n: then(n, "tarek", **{
        WATER.replace("water", "Water"): changed(text_of(n, "water"), "Monday", "Friday").text})),
    ("another newsroom.yaml on some disks", "twin", lambda n: then(n, "tarek", **{"Newsroom.YAML": n.roster})),
    ("a newsroom.yaml that is a link", "not-a-file", lambda n: [*n.steps, Step(
        "olga", {"newsroom.yaml": "rosters/0001.yaml"}, modes={"newsroom.yaml": "120000"})]),
    ("a second beginning", "root-mismatch", lambda n: [*n.steps, Step(
        "eve", roster_files(version(but(FIRST, "sara", roles=("owner",)))), parents=()),
        Step("olga", {}, parents=(len(n.steps) - 1, len(n.steps)))]),
]  # fmt: skip


def other_state(article: Article) -> Article:
    return changed(
        article, f"state: {article.state}", f"state: {SOURCED if article.state != SOURCED else TRANSLATED}"
    )


def other_record(article: Article) -> Article:
    return with_history(article, (*article.history[:-1], article.history[-1]._replace(note="more")))


def other_signature(newsroom: Honest, data: bytes) -> list[Step]:
    place = place_of(newsroom, "edit")
    files = {path: data if path.endswith(".sig") else text for path, text in newsroom.steps[place].files.items()}
    return swapped(newsroom, place, files=files)


def swapped_person(steps: list[Step], newsroom: Honest, name: str) -> list[Step]:
    place = place_of(newsroom, name)
    return [replace(step, person="lina") if number == place else step for number, step in enumerate(steps)]


@pytest.mark.parametrize(("kind", "tamper"), [pytest.param(k, t, id=name) for name, k, t in TAMPERINGS])
@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(NUMBERS)
def test_each_tampering_is_told_by_its_name(
    kind: str, tamper: Callable[[Honest], list[Step]], numbers: list[int]
) -> None:
    assert kind in errors(tamper(worked(numbers)))


HOLD, EMBARGO = {"name": "hold", "reason": "a doubt"}, {"name": "embargo", "until": LATER}


@pytest.mark.parametrize("said", [HOLD, EMBARGO])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_publication_while_a_hold_or_an_embargo_stands_is_told_and_refused_by_the_gate(
    tmp_path: Path, said: dict[str, str], at_once: bool
) -> None:
    ready = act(worked().articles["bread"], "disclaim", "omar", FIRST)
    held, published = held_back(ready, FIRST, **said)
    steps = [*worked().steps, Step("omar", act_files(ready))]
    base = len(steps) - 1
    steps += [] if at_once else [Step("omar", act_files(held))]
    steps.append(Step("sara", {**(act_files(held) if at_once else {}), **act_files(published)}))
    assert {"published-on-hold"} <= errors(steps) <= {"published-on-hold", "history-intact", "several-acts"}
    ids = write(tmp_path / "server", steps, {"main": base})
    update = Update(ids[base], ids[-1], f"{BRANCHES}main")
    assert "published-on-hold" in [one.problem.id for one in judge_push(str(tmp_path / "server"), [update], Trust())]


def test_an_act_over_an_approval_whose_key_was_revoked_before_is_told_and_refused_by_the_gate(tmp_path: Path) -> None:
    newsroom = worked()
    gone = version(but(FIRST, "omar", keys=(), revoked=(line("omar"),)), FIRST)
    over = act(newsroom.articles["bread"], "disclaim", "sara", gone)
    steps = [*newsroom.steps, Step("olga", roster_files(gone)), Step("sara", act_files(over, gone))]
    assert errors(steps) == {"approval-void", "approvals-valid"}
    ids = write(tmp_path / "server", steps, {"main": len(steps) - 2})
    update = Update(ids[-2], ids[-1], f"{BRANCHES}main")
    assert [one.problem.id for one in judge_push(str(tmp_path / "server"), [update], Trust())] == ["approval-void"]


def test_the_roster_in_force_is_the_last_legal_one_whatever_newsroom_yaml_says_meanwhile() -> None:
    newsroom = worked()
    illegally = illegal(newsroom, "omar", roles=("owner", "editor"))
    text = version(but(newsroom.roster, "sara", roles=("editor",)), str(illegally[-1].files["newsroom.yaml"]), "omar")
    steps = [*illegally, Step("omar", roster_files(text))]
    found = told(steps)
    assert found.count(("roster-not-owner", "error")) >= 1
    assert ("roster-link", "error") in found  # the second follows from none that counted
    assert parse_newsroom(text).sealed.version == parse_newsroom(newsroom.roster).sealed.version + 2
