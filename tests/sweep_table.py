"""Every command with examples for the sweep: who types what in the poisoned newsroom; and each word put elsewhere."""

from __future__ import annotations

import shlex
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from canaries import POISON
from poisoning import OMARS_KEY

from dragoman.cli.commands import COMMANDS, SECTIONS
from dragoman.cli.with_more import WithMore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2O1puYu5yx7ubxokfJ+ySFoDRCskUjQ8vHlJRJqYfO"
# Commands that change nothing, so that they need no copy of the newsroom.
LOOKING = {*SECTIONS["Looking"], "doctor", "person list"} - {"review"}  # it remembers what was looked at
# Who, and what; POISON stands for the poison. The folder above the newsroom has words.md and source.md.
EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "init": (("olga", "../new --name POISON --from ar --to en"), ("olga", ". --name N --from a --to b")),
    "person add": (
        ("olga", f"new --name POISON --email new@example.org --role editor --key '{KEY}'"),
        ("olga", f"new --name POISON --email new@example.org --key '{KEY} POISON'"),
        ("olga", "new --name N --email POISON"),
    ),
    "person remove": (("olga", "omar"), ("olga", "omar --role editor")),
    "person revoke-key": (("olga", f"omar '{OMARS_KEY}'"), ("olga", f"POISON '{KEY}'")),
    "person list": (("omar", ""),),
    "trust": (("olga", "--pin first --witness main"), ("olga", "--pin POISON")),
    "gate install": (("olga", "../server.git"), ("olga", "../server.git --pin POISON"), ("olga", ".")),
    "gate pre-push": (("omar", "origin https://desk.example/POISON"),),
    "gate pre-receive": (("olga", "-C ../server.git"), ("olga", "")),
    "ci": (
        ("olga", "github"), ("olga", "gitlab --force --package git+https://host.example/dragoman@v1"),
        ("olga", "forgejo --print --branch POISON"), ("olga", "woodpecker --package POISON"),
    ),
    "doctor": (("omar", ""), ("POISON", "")),
    "demo": (("olga", "../shown"),),
    "source": (
        ("lina", "../source.md --slug new --again --title POISON --outlet POISON --byline POISON --lang ar --to en"),
        ("lina", "../source.md --slug new --again --dry-run"),
        ("lina", "../source.md --url https://news.example/x --published 2026-10-31"),
        ("lina", "published --to fr"),
    ),
    "source refresh": (
        ("omar", "edited published sourced --kept"), ("omar", "--all --kept"), ("POISON", "edited"),
        ("lina", "edited --dry-run"), ("lina", "POISON --dry-run"),
    ),
    "recheck": (("omar", "edited -m POISON"), ("lina", "edited"), ("omar", "translated")),
    "save": (
        ("lina", "changed -m POISON"), ("lina", "translated --dry-run"), ("lina", "broken"), ("lina", "--all-ready"),
    ),
    "translate": (("lina", "sourced --file ../words.md -m POISON"), ("lina", "published"), ("lina", "broken")),
    "edit": (
        ("omar", "translated --file ../words.md -m POISON"), ("omar", "changed"), ("sara", "translated"),
        ("omar", "translated changed broken POISON --keep-going -m POISON"), ("omar", "--all-ready"),
    ),
    "disclaim": (("omar", "edited -m POISON"), ("omar", "edited --template POISON"), ("omar", "changed")),
    "publish": (("sara", "attached -m POISON"), ("sara", "changed"), ("omar", "attached")),
    "return": (("omar", "edited --to translated --reason POISON"), ("omar", "published --to edited")),
    "hold": (("omar", "edited --reason POISON"), ("omar", "published --reason POISON")),
    "release": (("omar", "held -m POISON"), ("omar", "edited -m POISON")),
    "embargo": (("omar", "edited --until 2030-01-01T00:00Z -m POISON"), ("omar", "edited --until POISON")),
    "schedule": (("omar", "edited --at 2030-01-01T00:00Z -m POISON"), ("omar", "edited --lift")),
    "spike": (("omar", "edited --reason POISON"), ("omar", "published --reason POISON")),
    "unspike": (("omar", "spiked -m POISON"), ("omar", "edited -m POISON")),
    "correct": (
        ("omar", "published --kind correction --note POISON -m POISON"),
        ("omar", "edited --kind update --note POISON"),
        ("omar", "published --kind update --note POISON --file ../words.md"),
    ),
    "withdraw": (("sara", "published --note POISON"), ("omar", "published --note POISON")),
    "takedown": (("sara", "published --reason legal -m POISON"), ("sara", "edited --reason privacy")),
    "build": (("omar", ""), ("omar", "--dry-run"), ("omar", "--output ../www"), ("omar", "--target POISON")),
    "preview": (
        ("omar", "--drafts --seconds 0"), ("omar", "changed --seconds 0"), ("omar", "broken --seconds 0"),
        ("omar", "--target POISON --seconds 0"),
    ),
    "status": (("omar", ""), ("omar", "--mine"), ("POISON", "--state edited")),
    "show": (("omar", "edited"), ("omar", "changed --text"), ("omar", "broken"), ("omar", "sourced")),
    "log": (("omar", "translated"), ("omar", "published"), ("omar", "broken")),
    "diff": (("omar", "changed --since edit"), ("omar", "translated"), ("omar", "broken")),
    "compare": (
        ("omar", "../source.md ../words.md --from ar --to en"), ("omar", "--pairs ../pairs.jsonl"),
        ("omar", "../source.md POISON --from ar --to en"), ("omar", "../source.md ../words.md --from POISON --to en"),
    ),
    "review": (
        ("omar", "edited --no-pager"), ("omar", "changed --no-pager --new"), ("omar", "published --html --output -"),
        ("omar", "changed --html"), ("omar", "broken"), ("omar", "changed --since edit --no-pager"),
        ("omar", "edited --output POISON"),
    ),
    "check": (
        ("omar", ""), ("omar", "changed translated --for edit"), ("omar", "published"), ("omar", "--all-ready"),
        ("omar", "--base HEAD~3 --fail-on warning"), ("omar", "--all --report sarif=../found.sarif"),
        ("omar", "translated --report POISON"),
        ("omar", "--all --waived"), ("omar", "--list"),
    ),
    "waive": (
        ("omar", "translated paragraph-missing --reason POISON"), ("omar", "translated POISON --reason POISON"),
        ("omar", "edited --list"), ("lina", "translated POISON --reason POISON"),
        ("omar", "broken x --reason POISON"),
    ),
    "verify": (
        ("omar", ""), ("omar", "--history"), ("omar", "HEAD~1..HEAD"), ("omar", "--base HEAD~2"),
        ("omar", "--site public/site"), ("omar", "--site POISON --target POISON"),
    ),
    "completion": (("omar", "bash"), ("omar", "zsh"), ("omar", "fish")),
}  # fmt: skip


def leaves() -> dict[str, click.Command]:
    """Every command that does something, by its words."""
    found: dict[str, click.Command] = {}
    for name, (module, _) in COMMANDS.items():
        command = import_module(f"dragoman.cli.{module}").command
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": one for inner, one in command.commands.items()}
        else:
            found[name] = command
        if isinstance(command, WithMore):
            found |= {f"{name} {inner}": command.inner(inner) for inner in command.more}
    return found


def argv(name: str, example: str) -> list[str]:
    """An example's command line."""
    words = [word.replace("POISON", POISON) for word in shlex.split(example)]
    before = words[:2] if words[:1] == ["-C"] else []
    return [*before, *name.split(), *words[len(before) :]]


def world(name: str, root: Path) -> dict[str, Any]:
    """What a command finds besides its words: on standard input poison; the gate a push, and git around it."""
    if name != "gate pre-receive":
        return {"root": root, "stdin": POISON}
    pushed = (root.parent / "push.txt").read_text(encoding="utf-8")
    return {"root": root, "stdin": pushed, "env": {"GIT_DIR": str(root.parent / "server.git")}}


def forms(command: click.Command) -> Iterator[tuple[str, ...]]:
    """The formats a command prints in, as the options that ask for them."""
    yield ()
    for param in command.params:
        if param.name == "as_json":
            yield ("--json",)
        elif param.name == "form" and isinstance(param.type, click.Choice):
            yield from (("--format", choice) for choice in param.type.choices)


def places(command: click.Command) -> list[str]:
    """The names of the parameters that take a word."""
    return [
        p.name or "" for p in command.params if not getattr(p, "is_flag", False) and not getattr(p, "count", False)
    ]


def with_word(name: str, command: click.Command, example: str, place: str, word: str) -> list[str]:
    """An example's command line with another word at one place, and what stood there gone."""
    context = command.make_context(name, argv(name, example)[len(name.split()) :], resilient_parsing=True)
    options: list[str] = []
    arguments: list[str] = []
    for param in command.params:
        value: Any = [word] if param.name == place else context.params.get(param.name or "")
        values = list(value) if isinstance(value, (list, tuple)) else [value] if value not in (None, "") else []
        if isinstance(param, click.Argument):
            arguments += values
        elif getattr(param, "is_flag", False):
            options += [param.opts[-1]] if value else []
        else:
            options += [part for one in values for part in (param.opts[-1], one)]
    return [*name.split(), *options, *(["--"] if word.startswith("-") and word in arguments else []), *arguments]
