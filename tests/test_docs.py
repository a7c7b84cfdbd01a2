"""What the documentation says is what the code does: generated tables, help lines, and the tour, which is run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from conftest import environment

from dragoman.cli.commands import COMMANDS, SECTIONS
from dragoman.cli.with_more import WithMore
from dragoman.workflow.requirements import REQUIREMENTS
from dragoman.workflow.states import ACTS, Move

if TYPE_CHECKING:
    from conftest import Room

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHIFTING = re.compile(r"\b[0-9a-f]{10}\b|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|(?<=articles/)\d{4}/\d\d|\S*(?=/desk\b)")


def commands() -> dict[str, click.Command]:
    return {name: import_module(f"dragoman.cli.{module}").command for name, (module, _) in COMMANDS.items()}


# What a reader would else have to make out of a list of states.
BEING_CORRECTED = "published, or being corrected"
WHERE = {
    "return": "any later", "correct": BEING_CORRECTED, "withdraw": BEING_CORRECTED,
    "takedown": f"{BEING_CORRECTED}, or withdrawn", "spike": "any before published", "hold": "any of the five",
    "release": "any of the five", "embargo": "any before published", "schedule": "any before published",
}  # fmt: skip
WHERETO = {Move.BACK: "any earlier", Move.AGAIN: "as it was before", Move.STAYS: "stays"}


def generated_states() -> str:
    lines = ["| act | from | to | role | requirements besides the role |", "|---|---|---|---|---|"]
    for act in ACTS:
        source = WHERE.get(act.name) or " · ".join(act.sources)
        says = "; ".join(first_sentence(REQUIREMENTS[name].__doc__ or "").rstrip(".") for name in act.requires)
        target = act.target or WHERETO.get(act.move, "–")
        lines.append(f"| `{act.name}` | {source or '–'} | {target} | {', '.join(act.roles)} | {says or '–'} |")
    return "\n".join(lines)


def generated_commands() -> str:
    lines = ["| command | does |", "|---|---|"]
    found = commands()
    for section in SECTIONS.values():
        for name, (_, line) in section.items():
            one = found[name]
            with click.Context(one, info_name=f"dragoman {name}") as ctx:
                usage = " ".join(one.collect_usage_pieces(ctx))
            usage = usage.replace("[OPTIONS]", "").replace("|", "\\|").strip()
            lines.append(f"| `{f'{name} {usage}'.strip()}` | {line} |")
            if isinstance(one, WithMore):
                lines += more_lines(name, one)
    return "\n".join(lines)


def more_lines(name: str, command: WithMore) -> list[str]:
    """The commands that a command has beside what it does by itself."""
    lines = []
    for inner, (_, line) in command.more.items():
        one = command.inner(inner)
        with click.Context(one, info_name=f"dragoman {name} {inner}") as ctx:
            usage = " ".join(one.collect_usage_pieces(ctx)).replace("[OPTIONS]", "").strip()
        lines.append(f"| `{name} {inner} {usage}` | {line} |")
    return lines


def first_sentence(text: str) -> str:
    return text.strip().split("\n\n")[0].replace("\n", " ")


def shape(value: Any) -> str:
    """The keys of a JSON value, nested ones in braces."""
    if isinstance(value, list):
        merged: dict[str, Any] = {}
        for item in value:
            if isinstance(item, dict):
                merged |= {key: one for key, one in item.items() if one or key not in merged}
        return f"[{shape(merged)}]" if merged else "[…]"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{k}: {shape(v)}" if isinstance(v, dict | list) else k for k, v in value.items()) + "}"
        )
    return ""


def generated_json(room: Room) -> str:
    with (room.root / "newsroom.yaml").open("a", encoding="utf-8") as newsroom:
        newsroom.write('targets:\n  site: {url: "https://desk.example/"}\n')
    room.ok("olga", "save", "newsroom.yaml")
    room.bring("disclaimer-attached")
    file = room.article()
    file.write_text(file.read_text(encoding="utf-8").replace("16 weeks", "6 weeks"), encoding="utf-8")
    room.git("commit", "-qam", "six")
    asked = {
        "status": ("status",),
        "show": ("show", "water"),
        "log": ("log", "water"),
        "diff": ("diff", "water"),
        "build": ("build",),
        "review": ("review", "water"),
        "check": ("check",),
        "verify": ("verify", "--history"),
        "trust": ("trust",),
        "person list": ("person", "list"),
        "doctor": ("doctor",),
        "source refresh": ("source", "refresh", "water", "--kept"),
    }
    lines = [
        f"- `{name} --json`: `{shape(json.loads(room.run('olga', *argv, '--json').out))}`"
        for name, argv in asked.items()
    ]
    return "\n".join(lines)


def replace_generated(text: str, name: str, content: str) -> str:
    pattern = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- /generated -->)", re.DOTALL)
    assert pattern.search(text), name
    return pattern.sub(lambda match: f"{match[1]}{content}\n{match[2]}", text)


@pytest.mark.slow
def test_the_generated_parts_of_the_readme_are_what_the_code_says(room: Room, golden: bool) -> None:
    text = README.read_text(encoding="utf-8")
    wanted = replace_generated(text, "states", generated_states())
    wanted = replace_generated(wanted, "commands", generated_commands())
    wanted = replace_generated(wanted, "json", generated_json(room))
    if golden:
        README.write_text(wanted, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == wanted, "make golden rewrites them"


def test_every_command_says_in_its_help_what_the_list_of_commands_says() -> None:
    for name, command in commands().items():
        assert first_sentence(command.help or "") == COMMANDS[name][1], name


def test_every_option_of_every_command_has_a_help_text() -> None:
    for name, command in commands().items():
        subcommands = list(command.commands.values()) if isinstance(command, click.Group) else [command]
        if isinstance(command, WithMore):
            inner = {word: command.inner(word) for word in command.more}
            assert {word: first_sentence(one.help or "") for word, one in inner.items()} == {
                word: line for word, (_, line) in command.more.items()
            }
            subcommands += inner.values()
        for one in subcommands:
            assert one.help, name
            assert not [o.name for o in one.params if isinstance(o, click.Option) and not o.help], name


def test_every_dependency_is_named_with_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README.read_text(encoding="utf-8").split("## What it is made of")[1]
    for dependency in project["dependencies"]:
        assert re.split(r"[>=<]", dependency)[0] in table


def tour() -> list[tuple[str, str]]:
    """The tour's commands and what is printed below each, in order."""
    section = README.read_text(encoding="utf-8").split("## Five minutes")[1].split("\n## ")[0]
    steps: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", section, re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = step.partition("\n")
            steps.append((command, printed.rstrip("\n")))
    return steps


@pytest.mark.slow
def test_the_five_minute_tour_runs_and_prints_what_the_readme_says(tmp_path: Path) -> None:
    steps = tour()
    assert len(steps) > 10
    script = "set +e\n" + "".join(f'{{ {command}\n}} 2>&1; echo "::$?"\n' for command, _ in steps)
    dragoman = shutil.which("dragoman", path=str(Path(sys.executable).parent))
    assert dragoman
    env = environment("tess")
    env["PATH"] = f"{Path(dragoman).parent}:{env['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    answers = done.stdout.split("::")[: len(steps) + 1]
    for number, (command, printed) in enumerate(steps):
        code, _, output = ("0\n" + answers[0] if number == 0 else answers[number]).partition("\n")
        del code
        said = answers[number + 1].split("\n")[0]
        assert said == ("1" if "# exit 1" in command else "0"), (command, done.stdout, done.stderr)
        assert masked(output) == masked(printed), command


def masked(text: str) -> str:
    return re.sub(r"…+", "…", SHIFTING.sub("…", text)).strip()
