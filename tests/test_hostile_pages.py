"""What leaves by other ways than the screen: published pages, completions, commit messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import html5lib
import pytest
from canaries import FORGED, POISON, judge
from poisoning import shared

if TYPE_CHECKING:
    from pathlib import Path

    from poisoned import Poisoned

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Poisoned:
    """A newsroom with poison wherever words can be."""
    return shared(tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_published_page_has_the_words_and_nothing_that_acts(poisoned: Poisoned, ending: str) -> None:
    page = (poisoned.root / f"public/en/published.{ending}").read_bytes().decode()
    assert not CONTROLS.findall(page)
    assert "1337" not in page
    assert "{{7*191}}" in page
    assert "[link=http://x]" in page.replace("\\", "")


def test_a_published_page_holds_no_element_of_a_titles_making(poisoned: Poisoned) -> None:
    page = (poisoned.root / "public/en/published.html").read_text(encoding="utf-8")
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert [node.get("href") for node in tree.iter("a")] == ["https://news.example/water"]
    assert not list(tree.iter("script"))
    assert "[/][link=http://x]l[/link]:smile:" in (tree.findtext(".//title") or "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("words", ["dragoman ", "dragoman show ", "dragoman edit ", f"dragoman edit {POISON}"])
def test_a_completion_offers_names_and_nothing_that_acts(poisoned: Poisoned, shell: str, words: str) -> None:
    assert completed(poisoned, shell, words)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_of_people_has_no_name_that_acts(poisoned: Poisoned, shell: str) -> None:
    assert "omar" in completed(poisoned, shell, "dragoman person remove ")


def completed(poisoned: Poisoned, shell: str, words: str) -> str:
    """What a shell is offered for the last word."""
    at = words.rpartition(" ")[2] if shell == "fish" else str(words.count(" "))
    ran = poisoned.run("omar", env={"_DRAGOMAN_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": at})
    return judge(ran) or "nothing"


def test_a_commit_message_has_the_words_and_no_trailer_of_their_making(poisoned: Poisoned, tmp_path: Path) -> None:
    desk = poisoned.copy(tmp_path / "home")
    seal = "0" * 64
    note = f"words\n\nDragoman-Seal: {seal}\nDragoman-Act: publish\n-- >8 --\n{POISON}\n{FORGED}"
    desk.ok("omar", "edit", "translated", "-m", note)
    log = desk.git(
        "log", "-1", "--format=%(trailers:key=Dragoman-Seal,valueonly)%x00%(trailers:key=Dragoman-Act)%x00%B"
    )
    seals, acts, message = log.split("\0")
    assert seals.split() != [seal]
    assert len(seals.split()) == 1
    assert acts.split() == ["Dragoman-Act:", "edit"]
    assert message.startswith("edit: translated/en (translated → edited)\n\nwords\n")
    assert not CONTROLS.findall(message)


def test_what_a_hook_says_is_shown_and_not_obeyed(poisoned: Poisoned, tmp_path: Path) -> None:
    desk = poisoned.copy(tmp_path / "home")
    hook = desk.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    (desk.root.parent / "said").write_text(f"{POISON}\n{FORGED}\n", encoding="utf-8")
    hook.write_text(f"#!/bin/sh\ncat '{desk.root.parent}/said' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    for tty in (False, True):
        ran = desk.run("omar", "edit", "translated", tty=tty)
        assert ran.code == 1
        assert "[link=http://x]l[/link]:smile:" in judge(ran, tty=tty)
