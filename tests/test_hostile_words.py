"""No word of a command line is ever obeyed: every place that takes a word, in every command, with every canary."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from canaries import WORDS, judge, no_pawn
from poisoning import shared
from sweep_table import EXAMPLES, leaves, places, with_word, world

if TYPE_CHECKING:
    from pathlib import Path

    from poisoned import Poisoned

LEAVES = leaves()
PLACES = [(name, place) for name, command in LEAVES.items() if name in EXAMPLES for place in places(command)]
VARIABLES = (
    "GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL SOURCE_DATE_EPOCH COLUMNS TERM EDITOR DRAGOMAN_TRUST GIT_DIR LANG "
    "_DRAGOMAN_COMPLETE GIT_CONFIG_PARAMETERS GIT_TRACE"
).split()
USAGE, FAILED = 2, 3


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Poisoned:
    """A newsroom with poison wherever words can be."""
    return shared(tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(("name", "place"), PLACES, ids=lambda word: word)
def test_no_word_is_obeyed_wherever_it_stands(poisoned: Poisoned, tmp_path: Path, name: str, place: str) -> None:
    person, example = EXAMPLES[name][0]
    root, copies = None, count()
    for kind, word in list(WORDS.items())[: 1 if name == "demo" else None]:
        words = with_word(name, LEAVES[name], example, place, word)
        bare = [[part for part in words if part != "--"]] if kind == "option" else []
        for line in (words, *bare):
            root = root or poisoned.copy(tmp_path / str(next(copies))).root
            ran = poisoned.run(person, *line, **world(name, root))
            judge(ran, prints_text=name in {"diff", "review", "show", "source refresh"})
            no_pawn(root)
            root = None if ran.code == 0 else root  # a refusal leaves it as it was


@pytest.mark.parametrize("word", list(WORDS.values())[:-1], ids=list(WORDS)[:-1])
@pytest.mark.parametrize("place", ["folder", "command", "option", "help"])
def test_no_word_before_the_command_is_obeyed(poisoned: Poisoned, tmp_path: Path, place: str, word: str) -> None:
    lines = {"folder": ["-C", word, "status"], "command": [word], "option": [f"--{word}"], "help": ["help", word]}
    ran = poisoned.run("omar", *lines[place], root=poisoned.copy(tmp_path / "home").root)
    judge(ran)
    assert ran.code in {USAGE, FAILED}
    no_pawn(tmp_path / "home/desk")


@pytest.mark.parametrize("name", VARIABLES)
def test_no_word_in_the_environment_is_obeyed(poisoned: Poisoned, tmp_path: Path, name: str) -> None:
    root = poisoned.copy(tmp_path / "home").root
    for word in (WORDS[kind] for kind in ("poison", "bytes", "option", "nothing")):
        for line in ("doctor", "edit translated --dry-run", "log edited"):
            judge(poisoned.run("omar", *line.split(), root=root, env={name: word}))
            no_pawn(root)
