"""``dragoman person add``, ``remove``, ``revoke-key`` and ``list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Column, Words, out
from dragoman.cli.desk import now, root_of
from dragoman.cli.options import complete_person, json_option, public_key
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.states import ROLES

if TYPE_CHECKING:
    from dragoman.workflow.people import Person


@click.group("person")
def command() -> None:
    """Look after the roster: who may do what.

    Only an owner changes it; each change is one commit and one version of newsroom.yaml, sealed, and signed where
    there is a key.
    """


@command.command("add")
@click.argument("person_id", metavar="ID", shell_complete=complete_person)
@click.option("--name", default="", help="The name, as readers see it in credits.")
@click.option("--email", default="", help="The address the person's git uses.")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="A role (repeatable).")
@click.option("--key", metavar="KEY", help="A public SSH key: its file, or the key itself.")
@click.pass_context
def add(ctx: click.Context, person_id: str, name: str, email: str, roles: tuple[str, ...], key: str | None) -> None:
    """Put somebody on the roster, or give somebody who is there more roles, another address or a key.

    ID is a short name in small letters, or the e-mail address of somebody who is there. Only an owner can do this.
    """
    from dragoman.workflow.rostering import add_person

    line = public_key(key) if key else ""
    _tell(add_person(root_of(ctx), person_id, name, email, roles, now(), line))


@command.command("remove")
@click.argument("person_id", metavar="ID", shell_complete=complete_person)
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="Take away this role only.")
@click.pass_context
def remove(ctx: click.Context, person_id: str, roles: tuple[str, ...]) -> None:
    """Take somebody off the roster, or take a role from somebody.

    Whoever is taken off keeps the name, for credits. What they approved and is not published yet is void, what is
    published is flagged. To let earlier approvals stand, take the roles away one by one with --role.
    """
    from dragoman.workflow.rostering import remove_person

    _tell(remove_person(root_of(ctx), person_id, roles, now()))


@command.command("revoke-key")
@click.argument("person_id", metavar="ID", shell_complete=complete_person)
@click.argument("key")
@click.pass_context
def revoke(ctx: click.Context, person_id: str, key: str) -> None:
    """Declare that a key proves nothing any more: it was lost or stolen.

    KEY is the public key, its file, or its fingerprint (SHA256:…). Approvals signed with it that are not published
    yet are void, published ones are flagged.
    """
    from dragoman.workflow.rostering import revoke_key

    line = key if key.startswith("SHA256:") else public_key(key)
    _tell(revoke_key(root_of(ctx), person_id, line, now()))


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """Show who is on the roster."""
    newsroom = open_newsroom(root_of(ctx))
    console = out()
    if as_json:
        people = [_keys(person) for person in newsroom.roster.people]
        roster = {"roster": newsroom.sealed.version, "signatures": newsroom.signatures}
        console.json({"version": 1, **roster, "people": people})
        return
    rows = [
        (
            Words(p.id, "strong"),
            Words(f"left {p.left}" if p.left else ", ".join(p.roles)),
            Words(str(len(p.keys) or "")),
            Words(", ".join(p.emails), "dim"),
            Words(p.name, foreign=True),
        )
        for p in newsroom.roster.people
    ]
    columns = (Column("ID"), Column("ROLES"), Column("KEYS"), Column("E-MAIL", flexible=True), Column("NAME"))
    console.table(columns, rows)


def _keys(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "emails": list(person.emails),
        "roles": list(person.roles),
        "keys": list(person.keys),
        "revoked": list(person.revoked),
        "left": person.left or None,
    }


def _tell(person: Person) -> None:
    keys = len(person.keys)
    said = f"left {person.left}" if person.left else ", ".join(person.roles) or "no role yet"
    out().say(
        Words("✓ ", "good"),
        Words(person.id, "strong"),
        " ",
        Words(person.name, foreign=True),
        f": {said}" + (f" · {keys} {'key' if keys == 1 else 'keys'}" if keys else ""),
    )
