"""``dragoman completion``."""

from __future__ import annotations

import click

_HOW = {
    "bash": 'eval "$(dragoman completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(dragoman completion zsh)"    # in ~/.zshrc',
    "fish": "dragoman completion fish | source    # in ~/.config/fish/config.fish",
}


@click.command("completion", epilog="\b\n" + "\n".join(_HOW.values()))
@click.argument("shell", type=click.Choice(tuple(_HOW)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the shell's completion script."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101  # the choices above are the shells click knows
    root = ctx.find_root()
    click.echo(found(root.command, {}, "dragoman", "_DRAGOMAN_COMPLETE").source())
