"""``dragoman gate pre-receive``, ``pre-push`` and ``install``."""

from __future__ import annotations

import os
import sys

import click

from dragoman.cli.console import Console, Words, err, out
from dragoman.cli.refusals import tell_found

# More findings than this are counted, not told: whoever pushed reads them in a terminal.
_TOLD = 20


@click.group("gate")
def command() -> None:
    """Let only pushes in that keep the promises: for the server that people push to.

    Any git server that runs hooks will do. Where yours runs none, let CI run `dragoman verify --base REV`, with REV
    the last commit that was checked.
    """


@command.command("pre-receive")
@click.pass_context
def pre_receive(ctx: click.Context) -> None:
    """Judge a push; git runs this as the server's pre-receive hook.

    Roles and policy are those of the main branch before the push. Ordinary work on texts passes; an act that is not
    its person's, a state changed by hand, a lost record, a changed source or roster does not, and none of the push
    is let in then.
    """
    from dragoman.workflow import git
    from dragoman.workflow.gating import judge_push, parse_updates
    from dragoman.workflow.trust import trusted

    folder = os.path.realpath(ctx.find_root().obj or ".")
    with git.inside_hook():
        # A ref may have a name in any encoding, whatever this server's locale is.
        updates = parse_updates(line.decode("utf-8", "surrogateescape") for line in sys.stdin.buffer)
        found = list(judge_push(folder, updates, trusted(folder)))
    errors = [one for one in found if one.problem.severity == "error"]
    console = err()
    tell_found(console, (errors or found)[:_TOLD])
    if len(errors) > _TOLD:
        console.say(f"… and {len(errors) - _TOLD} more.")
    if errors:
        console.say(Words("dragoman refused this push; nothing was changed on the server.", "error"))
        _tell_way_out(console, leave_out=any(one.commit for one in errors))
        ctx.exit(1)


@command.command("pre-push")
@click.argument("remote")
@click.argument("url")
@click.pass_context
def pre_push(ctx: click.Context, remote: str, url: str) -> None:
    """Keep texts under embargo from public remotes; git runs this as a clone's pre-push hook.

    Which remotes everybody reads is for an owner to say, in newsroom.yaml: `policy: {public-remotes: [origin]}`, by
    name or address. Nothing of a story may go there, not even in an older commit, while one of its articles is under
    embargo.
    """
    from dragoman.cli.desk import now, root_of
    from dragoman.workflow import git
    from dragoman.workflow.catalogue import open_newsroom
    from dragoman.workflow.public_push import embargoed, is_public, parse_pushed

    root = root_of(ctx)
    pushed = parse_pushed(line.decode("utf-8", "surrogateescape") for line in sys.stdin.buffer)
    with git.inside_hook():
        if not is_public(open_newsroom(root), root, remote, url):
            return
        found = list(embargoed(root, remote, pushed, now()))
    tell_found(err(), found[:_TOLD])
    if found:
        err().say(Words("dragoman refused this push; nothing left your clone.", "error"))
        ctx.exit(1)


def _tell_way_out(console: Console, *, leave_out: bool) -> None:
    """A commit on top does not help: what is bad must not be among what is pushed."""
    console.say("Your work is still in your clone.")
    if leave_out:
        steps = "git branch refused; git reset --keep @{upstream}"
        console.say(Words("  to leave your commits out: ", "dim"), Words(steps, "command"))
        console.say("  then do again what was right; the branch `refused` keeps all of it to copy from.")


@command.command("install")
@click.argument("folder", metavar="[REPOSITORY]", required=False, type=click.Path(file_okay=False))
@click.option("--pin", metavar="SEAL", help="The seal of the first roster; a first push with another is refused.")
@click.option("--pre-push", "own", is_flag=True, help="In a clone: before each push, so that no embargo is broken.")
@click.pass_context
def install(ctx: click.Context, folder: str | None, pin: str | None, *, own: bool) -> None:
    """Set the gate up in a bare repository, this folder unless given; or, with --pre-push, in your own clone.

    Whoever owns the repository runs it; the people who push need to be able to run this Python.
    """
    from dragoman.workflow import gate_install, trust

    base = ctx.find_root().obj or "."
    root = os.path.realpath(os.path.join(base, folder) if folder else base)
    if own:
        path = gate_install.install_pre_push(root)
        out().say(Words("✓ ", "good"), "pushes to public remotes are looked at: ", Words(path, "command"))
        return
    installed = gate_install.install(root)
    if pin:
        trust.pin(root, pin)
    console = out()
    console.say(Words("✓ ", "good"), "the gate stands: ", Words(installed.path, "command"))
    console.say(f"  its main branch is {installed.branch}: pushes to any branch are judged by the roster there.")
    if not pin:
        next_step = Words("dragoman gate install --pin SEAL", "command")
        console.say(Words("  next: ", "dim"), "ask an owner for the seal, then ", next_step)
