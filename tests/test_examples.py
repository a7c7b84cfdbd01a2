"""The example newsrooms work as they stand: each article in them is brought to publication."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Room, environment

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def two(tmp_path: Path) -> Room:
    """The newsroom of two directions, committed, and sealed by its owner."""
    shutil.copytree(EXAMPLES / "two-directions", tmp_path / "two")
    room = Room(tmp_path / "two")
    room.git("init", "-q", "-b", "main")
    room.git("add", ".")
    room.git("commit", "-qm", "A newsroom")
    room.ok("olga", "save", "newsroom.yaml")
    return room


def publish(room: Room, slug: str, translation: str, *source: str) -> str:
    """Bring one article of the example to publication; its page."""
    room.ok("lina", "source", *source, "--slug", slug)
    room.ok("lina", "translate", slug, "--file", translation)
    room.ok("omar", "edit", slug, GIT_AUTHOR_EMAIL="Omar.Nasser@second.example")
    room.ok("omar", "disclaim", slug)
    room.ok("sara", "publish", slug)
    (page,) = room.root.glob(f"public/*/{slug}.html")
    return page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_example_publishes_in_both_directions(two: Room) -> None:
    english = publish(two, "ferry", "desk/ferry-translation.md", "desk/ferry-original.md", "--to", "en")
    said = ("--outlet", "The Weir Post", "--byline", "June Ashdown", "--url", "https://weir-post.example/seeds")
    arabic = publish(two, "library", "desk/library-translation.md", "desk/library-original.txt", *said, "--to", "ar")
    assert '<html lang="en" dir="ltr">' in english
    assert "first published in ar by" in english
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "Two Shores Desk" in arabic
    assert two.ok("olga", "check").endswith("Every promise is kept.\n")
    assert two.git("status", "--porcelain") == ""


@pytest.mark.slow
def test_the_walk_that_the_examples_readme_tells_of_works_as_it_stands(tmp_path: Path) -> None:
    block = re.search(r"```console\n(.*?)```", (EXAMPLES / "two-directions/README.md").read_text(), re.DOTALL)
    assert block
    script = "".join(line[2:] + "\n" for line in block[1].splitlines())
    script = re.sub(r"/\w+/two(?=\s)", str(tmp_path / "two"), script)
    env = environment("olga")
    path = f"{Path(sys.executable).parent}:{env['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", script],
        cwd=EXAMPLES.parent,
        env=env | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done
    assert "next (editor): dragoman edit ferry/en" in done.stdout
