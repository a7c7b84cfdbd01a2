"""``dragoman init``."""

from __future__ import annotations

import os

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import now, on_terminal
from dragoman.cli.options import public_key
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.founding import Charter, found
from dragoman.workflow.languages import checked_tag
from dragoman.workflow.newsroom import DEFAULT_SIGNATURES, SIGNATURES
from dragoman.workflow.states import ROLES


@click.command("init")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False))
@click.option("--name", help="The newsroom's name, as readers see it.")
@click.option("--from", "sources", multiple=True, metavar="LANG", help="A language you translate from (repeatable).")
@click.option("--to", "targets", multiple=True, metavar="LANG", help="A language you translate into (repeatable).")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(ROLES[:-1]),
    help="A role of yours besides owner (repeatable).",
)
@click.option("--key", metavar="KEY", help="Your public SSH key: its file, or the key itself.")
@click.option(
    "--signatures",
    type=click.Choice(SIGNATURES),
    default=DEFAULT_SIGNATURES,
    show_default=True,
    help="Whether acts carry their person's signature.",
)
@click.pass_context
def command(
    ctx: click.Context,
    folder: str | None,
    name: str | None,
    sources: tuple[str, ...],
    targets: tuple[str, ...],
    roles: tuple[str, ...],
    key: str | None,
    signatures: str,
) -> None:
    """Make a newsroom, and the git repository if there is none.

    DIR is this folder unless given. You become its first owner, under the name and e-mail address git has for you.
    Nothing that is there already is overwritten.
    """
    base = ctx.find_root().obj or "."
    folder = os.path.join(base, folder) if folder else base
    name = name or _ask("The newsroom's name", "--name")
    sources = sources or tuple(_ask("Languages you translate from, such as: ar fa", "--from").split())
    targets = targets or tuple(_ask("Languages you translate into, such as: en", "--to").split())
    tags = [tuple(dict.fromkeys(checked_tag(tag.strip(",")) for tag in tags)) for tags in (sources, targets)]
    name = " ".join(name.split())
    if not name:
        raise UsageProblem("The newsroom needs a name.")
    charter = Charter(name, tags[0], tags[1], roles, signatures, public_key(key) if key else "")
    owner = found(folder, charter, now())
    console = out()
    console.say(Words("✓ ", "good"), Words(name, "strong", foreign=True), f" in {os.path.abspath(folder)}")
    console.say(f"  {owner.id} <{owner.emails[0]}> is its first owner.")
    console.say(
        Words("  next: ", "dim"),
        Words("dragoman person add ID --name NAME --email EMAIL --role translator", "command"),
    )


def _ask(question: str, flag: str) -> str:
    if not on_terminal():
        raise UsageProblem(f"{flag} is needed where nobody can be asked.", "dragoman init --help")
    answer: str = click.prompt(question)
    return answer
