"""``dragoman person add`` and ``dragoman person list``."""

from __future__ import annotations

import click

from dragoman.cli.console import Column, Words, out
from dragoman.cli.desk import now, root_of
from dragoman.cli.options import json_option
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.founding import add_person
from dragoman.workflow.states import ROLES


@click.group("person")
def command() -> None:
    """Look after the roster: who may do what."""


@command.command("add")
@click.argument("person_id", metavar="ID")
@click.option("--name", default="", help="The name, as readers see it in credits.")
@click.option("--email", default="", help="The address the person's git uses.")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="A role (repeatable).")
@click.pass_context
def add(ctx: click.Context, person_id: str, name: str, email: str, roles: tuple[str, ...]) -> None:
    """Put somebody on the roster, or give somebody who is there more roles or another address.

    ID is a short name in small letters, or the e-mail address of somebody who is there. Only an owner can do this.
    """
    person = add_person(root_of(ctx), person_id, name, email, roles, now())
    console = out()
    console.say(
        Words("✓ ", "good"),
        Words(person.id, "strong"),
        " ",
        Words(person.name, foreign=True),
        f": {', '.join(person.roles) or 'no role yet'}",
    )


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """Show who is on the roster."""
    roster = open_newsroom(root_of(ctx)).roster
    console = out()
    if as_json:
        people = [
            {"id": p.id, "name": p.name, "emails": list(p.emails), "roles": list(p.roles)} for p in roster.people
        ]
        console.json({"version": 1, "people": people})
        return
    rows = [
        (
            Words(p.id, "strong"),
            Words(", ".join(p.roles)),
            Words(", ".join(p.emails), "dim"),
            Words(p.name, foreign=True),
        )
        for p in roster.people
    ]
    console.table((Column("ID"), Column("ROLES"), Column("E-MAIL", flexible=True), Column("NAME")), rows)
