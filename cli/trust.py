"""``dragoman trust``."""

from __future__ import annotations

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import root_of
from dragoman.cli.options import json_option


@click.command("trust")
@click.option("--pin", metavar="SEAL", help="Trust this seal as the first roster's (`first`: the one that is here).")
@click.option("--witness", metavar="REF", help="Trust that a gate watches over REF, such as origin/main (`-`: none).")
@json_option
@click.pass_context
def command(ctx: click.Context, pin: str | None, witness: str | None, as_json: bool) -> None:
    """Show or say what you trust from outside the tree: the first roster, and a gate.

    Without a pin, `verify` takes the first roster on its own word: whoever forges everything can forge that too.
    Ask an owner for its seal by another way than this repository, then pin it. It is kept in this clone's .git; a CI
    job says it in DRAGOMAN_TRUST.
    """
    from dragoman.workflow import trust
    from dragoman.workflow.proving import first_seal

    root = root_of(ctx)
    seal = first_seal(root)
    if pin is not None:
        trust.pin(root, seal if pin == "first" else pin)
    if witness is not None:
        trust.watch(root, "" if witness == "-" else witness)
    known = trust.trusted(root)
    console = out()
    if as_json:
        console.json(
            {
                "version": 1,
                "first": seal or None,
                "pinned": known.root or None,
                "where": known.where or None,
                "witness": known.witness or None,
            }
        )
        return
    console.say(Words("first roster  ", "dim"), seal or "none here")
    console.say(Words("pinned        ", "dim"), f"{known.root} (in {known.where})" if known.root else "nothing yet")
    console.say(Words("witness       ", "dim"), known.witness or "no gate is known")
    if known.root and seal and known.root != seal:
        console.say(Words("They differ: this is another newsroom, or a forged one.", "error"))
        ctx.exit(1)
    if not known.root and seal:
        console.say(
            Words("  next: ", "dim"), Words("ask an owner for the seal, then dragoman trust --pin SEAL", "command")
        )
