"""``dragoman demo``: real commands by three people in a real newsroom, shown as they would be typed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass

import click

from dragoman.cli.console import Console, Words, out
from dragoman.workflow import git
from dragoman.workflow.built_in import built_in
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import DragomanError, NotAllowed

INBOX = "inbox"
PEOPLE = {"lina": "Lina Haddad", "omar": "Omar Nasser", "sara": "Sara Kaya"}
SLUG = "bakery"


@dataclass(frozen=True, slots=True)
class Step:
    """One command somebody types; ``code`` is the exit code the story expects."""

    person: str
    command: str
    says: str = ""
    code: int = 0


STORY = (
    Step(
        "sara",
        'dragoman init --name "Example Desk" --from ar --to en --role publisher',
        "Sara founds a newsroom: a git repository with a newsroom.yaml. She will also publish.",
    ),
    Step("sara", 'dragoman person add lina --name "Lina Haddad" --email lina@example.org --role translator'),
    Step("sara", 'dragoman person add omar --name "Omar Nasser" --email omar@example.org --role editor'),
    Step(
        "lina",
        f"dragoman source {INBOX}/original.html --slug {SLUG}",
        "Lina found a report in Arabic. Its text and details are frozen, and a translation is opened.",
    ),
    Step("lina", f"dragoman translate {SLUG} --file {INBOX}/first.md", "She hands in her translation …"),
    Step("lina", f"dragoman edit {SLUG}", "… and cannot approve it herself.", code=1),
    Step(
        "omar",
        f'dragoman return {SLUG} --to sourced --reason "The report says sixteen weeks, not six"',
        "Omar reads both. A number is wrong, so he sends it back.",
    ),
    Step("lina", f'dragoman translate {SLUG} --file {INBOX}/second.md -m "Weeks corrected"'),
    Step("omar", f"dragoman edit {SLUG}", "Omar approves. His approval is sealed to these exact words."),
    Step("omar", f"dragoman disclaim {SLUG}"),
    Step("sara", f"dragoman publish {SLUG}"),
    Step("sara", "dragoman status", "What is where, and who did what:"),
    Step("sara", f"dragoman log {SLUG}"),
    Step("sara", f"dragoman show {SLUG}"),
    Step("sara", "dragoman verify --history", "Anyone who has a copy can check all of it:"),
)


@click.command("demo")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False))
@click.pass_context
def command(ctx: click.Context, folder: str | None) -> None:
    """Watch one article go through all five states in a new newsroom.

    Three people bring an invented Arabic report to publication; one act is refused and one sends back. The newsroom
    in DIR (else dragoman-demo) is real: look around in it afterwards.
    """
    root = _new_folder(ctx.find_root().obj or ".", folder)
    console = out()
    _lay_out(root)
    for number, step in enumerate(STORY):
        if step.says:
            console.say(Words(("\n" if number else "") + step.says, "strong"))
        _play(console, root, step)
    page = os.path.join(os.path.relpath(root), "public", "en", f"{SLUG}.html")
    console.say("")
    console.say("The published page: ", Words(page, "command"))
    console.say("The newsroom:       ", Words(os.path.relpath(root), "command"), "  (git log shows every act)")


def _new_folder(base: str, folder: str | None) -> str:
    if folder:
        root = os.path.realpath(os.path.join(base, folder))
        if os.path.exists(root) and os.listdir(root):
            raise NotAllowed(
                f"{folder} is not empty; the demo wants a folder of its own.", "dragoman demo NEW-FOLDER"
            )
    else:
        names = ("dragoman-demo", *(f"dragoman-demo-{n}" for n in range(2, 1000)))
        root = next(
            path for path in (os.path.realpath(os.path.join(base, n)) for n in names) if not os.path.exists(path)
        )
    with disk_errors(root):
        os.makedirs(root, exist_ok=True)
    return root


def _lay_out(root: str) -> None:
    """Put the files people work from into the inbox, which git is told to overlook.

    The repository is made here already: the demo may stand inside another one, such as a clone of dragoman.
    """
    git.run(root, "init", "-q", "-b", "main")
    with disk_errors(root):
        os.makedirs(os.path.join(root, INBOX))
        for name in ("original.html", "first.md", "second.md"):
            with open(os.path.join(root, INBOX, name), "w", encoding="utf-8") as file:
                file.write(built_in(f"demo/{name}") or "")
        with open(os.path.join(root, INBOX, ".gitignore"), "w", encoding="utf-8") as file:
            file.write("*\n")


def _play(console: Console, root: str, step: Step) -> None:
    console.say(Words(f"{step.person}$ ", "dim"), Words(step.command, "command"))
    console.stream.flush()
    words = shlex.split(step.command)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", *words],
        cwd=root,
        env=_environment(step.person),
        stderr=subprocess.STDOUT,  # a refusal belongs where it happened, also when all this is piped
        check=False,
    )
    if done.returncode != step.code:
        raise DragomanError(f"The demo's `{step.command}` ended with {done.returncode}, not {step.code}.")


def _environment(person: str) -> dict[str, str]:
    """The person's own git identity, and none of this machine's signing or hooks."""
    name, email = PEOPLE[person], f"{person}@example.org"
    settings = {"commit.gpgsign": "false", "core.hooksPath": os.devnull}
    counted = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        counted |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return (
        os.environ
        | counted
        | {
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": email,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": email,
        }
    )
