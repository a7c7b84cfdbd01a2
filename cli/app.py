"""The command group, and the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from importlib import import_module

import click

from dragoman.cli import VERSION
from dragoman.cli.commands import COMMANDS, SECTIONS
from dragoman.workflow.errors import DiskFailed, DragomanError, Refused

INTERRUPTED = 130
OUR_BUG = 70


class Table(click.Group):
    """A group that knows its commands from the table and imports each when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"dragoman.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands by section, each with its line."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, line) for name, (_, line) in commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; an unknown command names the nearest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from None


@click.group(
    cls=Table,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.version_option(VERSION, message="%(prog)s %(version)s")
@click.option(
    "-C", "folder", metavar="DIR", default=".", type=click.Path(), help="Work in the newsroom that DIR is in."
)
@click.pass_context
def app(ctx: click.Context, folder: str) -> None:
    """Move translated articles from source to publication in plain git.

    An article is a Markdown file; each command below is one commit. Start with `dragoman demo`.
    """
    ctx.obj = folder


def run(argv: list[str]) -> int:
    """Run a command line; every error ends here as one sentence on stderr and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.stdin is None:  # it was closed: nothing can be read from it, and that is no bug
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  # as long as we live
    _end_orderly()
    try:
        code = app.main(argv, prog_name="dragoman", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as done:  # click ends a broken pipe so
        return _closed_pipe() if done.code else 0
    except KeyboardInterrupt:  # before or after click, which catches the others
        return _tell(click.Abort())
    except Exception as error:  # noqa: BLE001  # the boundary: nothing may reach the user as a traceback
        return _tell(error)
    return code if isinstance(code, int) else 0


def _tell(error: Exception) -> int:
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        _show(error)
        return error.exit_code
    from dragoman.cli.refusals import tell_error, tell_refusal

    if isinstance(error, Refused):
        tell_refusal(error)
        return error.exit_code
    if isinstance(error, OSError):
        why = os.strerror(error.errno).lower() if error.errno else str(error) or type(error).__name__
        error = DiskFailed(f"The disk failed: {why}.")
    if isinstance(error, DragomanError):
        tell_error(error)
        return error.exit_code
    if os.environ.get("DRAGOMAN_DEBUG"):
        raise error
    bug = DragomanError(
        f"This is a bug in dragoman: {type(error).__name__}: {error}",
        "run it again with DRAGOMAN_DEBUG=1 and report it",
    )
    tell_error(bug)
    return OUR_BUG


def _end_orderly() -> None:
    """Be told to end as by Ctrl-C, so that an act half done is taken back; a signal ignored stays so."""
    for name in (signal.SIGTERM, signal.SIGHUP):
        with contextlib.suppress(ValueError):  # not in the main thread
            if signal.getsignal(name) == signal.SIG_DFL:
                signal.signal(name, signal.default_int_handler)


def _show(error: click.ClickException) -> None:
    """Print click's own complaint; it can quote the command line, which no terminal may obey."""
    from io import StringIO

    from dragoman.cli.console import err

    said = StringIO()
    error.show(said)
    err().say(said.getvalue().rstrip("\n"))


def _closed_pipe() -> int:
    # Whoever reads us has read enough (`| head`); what is still buffered must not complain at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
