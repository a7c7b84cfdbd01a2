"""No word in a newsroom is ever obeyed: every command, in every form, over a newsroom full of poison."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from canaries import POISON, json_of, judge, no_pawn
from poisoned import Poisoned, article
from poisoning import shared
from sweep_table import EXAMPLES, LOOKING, argv, forms, leaves, world

from dragoman.workflow.article import parse_article

if TYPE_CHECKING:
    from pathlib import Path

NO = 1
# What prints texts of many lines.
PRINTING = {"diff", "review", "show", "source refresh"}
LEAVES = leaves()
CASES = [
    pytest.param(name, person, example, form, id=" ".join((person[:6], name, example.replace(" ", "_"), *form)))
    for name, examples in EXAMPLES.items()
    if name in LEAVES
    for person, example in examples
    for form in forms(LEAVES[name])
]


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Poisoned:
    """A newsroom with poison wherever words can be."""
    return shared(tmp_path_factory.getbasetemp())


def test_every_command_has_examples() -> None:
    assert [name for name in LEAVES if name not in EXAMPLES] == []


@pytest.mark.parametrize(("name", "person", "example", "form"), CASES)
def test_no_command_prints_anything_a_terminal_obeys(
    poisoned: Poisoned, tmp_path: Path, name: str, person: str, example: str, form: tuple[str, ...]
) -> None:
    desk = poisoned if name in LOOKING else poisoned.copy(tmp_path / "home")
    ran = desk.run(person, *argv(name, example), *form, **world(name, desk.root))
    judge(ran, prints_text=name in PRINTING)
    if (person, example) == EXAMPLES[name][0]:  # which is what the command is for
        assert ran.code == 0 or (ran.code == NO and name in {"check", "compare", "verify", "gate pre-receive"}), ran
    if ran.out and form in {("--json",), ("--format", "json"), ("--format", "sarif")}:
        assert isinstance(json.loads(ran.out), dict)
    no_pawn(desk.root)


@pytest.mark.parametrize(
    ("name", "person", "example"),
    [case.values[:3] for case in CASES if not case.values[3]],
    ids=lambda word: word[:20],
)
def test_no_command_prints_anything_a_terminal_obeys_on_a_terminal(
    poisoned: Poisoned, tmp_path: Path, name: str, person: str, example: str
) -> None:
    desk = poisoned if name in LOOKING else poisoned.copy(tmp_path / "home")
    ran = desk.run(person, *argv(name, example), tty=True, **world(name, desk.root))
    out = judge(ran, tty=True, prints_text=name in PRINTING)
    assert "🙂" not in out  # rich's own names for signs are words here
    assert "😄" not in out
    no_pawn(desk.root)


def test_json_gives_every_word_back_as_it_is_stored(poisoned: Poisoned) -> None:
    path = article(poisoned.root, "edited")
    stored = parse_article(path.read_text(encoding="utf-8"), f"articles/2026/11/edited/{path.name}")
    shown = json_of(poisoned.run("omar", "show", "edited", "--json"))
    for key in ("title", "dek"):
        assert shown[key] == stored.word(key)
        assert "\x1b]8;;http://x\x1b\\" in shown[key]
    assert shown["source"] == dict(stored.source)
    assert [entry.get("note", "") for entry in shown["history"]] == [entry.note for entry in stored.history]
    everybody: list[dict[str, Any]] = json_of(poisoned.run("omar", "person", "list", "--json"))["people"]
    flat = " ".join(POISON.split())
    assert {one["name"] for one in everybody if one["id"] != "olga"} <= {POISON, flat}
