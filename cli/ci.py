"""``dragoman ci``."""

from __future__ import annotations

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import root_of

_HOSTS = ("github", "gitlab", "forgejo", "woodpecker")
_WHERE = {
    "github": "in the repository's settings (Secrets and variables, Actions, Variables)",
    "gitlab": "in the project's settings (CI/CD, Variables)",
    "forgejo": "in the repository's settings (Actions, Variables)",
    "woodpecker": "as the secret `dragoman_trust` of the repository",
}


@click.command("ci")
@click.argument("host", type=click.Choice(_HOSTS))
@click.option("--package", default="", metavar="SPEC", help="What pip installs, such as git+https://…@v0.1.0.")
@click.option("--branch", default="", metavar="NAME", help="The main branch; else the one git knows.")
@click.option("--print", "shown", is_flag=True, help="Print the file, and write nothing.")
@click.option("--force", is_flag=True, help="Replace a file that says something else.")
@click.pass_context
def command(ctx: click.Context, host: str, package: str, branch: str, shown: bool, force: bool) -> None:
    """Write a CI job that checks each branch's articles and verifies its commits.

    It fetches the whole history, installs dragoman, and runs `check --base` and `verify --base` against the branch
    that a merge request goes to. Your own templates/ci/HOST.yml, where you have one, is used instead of the built-in.
    """
    from dragoman.workflow.ci_files import ci_file, write_ci_file

    root = root_of(ctx)
    file = ci_file(root, host, branch, package)
    console = out()
    if shown:
        console.say(file.text.removesuffix("\n"))
        return
    done = write_ci_file(root, file, force=force)
    console.say(Words("✓ ", "good"), f"{file.path} {'is written' if done else 'is up to date'}")
    steps = [f"git add {file.path} && git commit -m 'CI: dragoman'"]
    if not file.package and host == "woodpecker":
        steps.append("write what pip is to install into DRAGOMAN_PACKAGE in the file, or give --package")
    elif not file.package:
        steps.append(f"set DRAGOMAN_PACKAGE {_WHERE[host]} to what pip is to install")
    steps.append(f"set DRAGOMAN_TRUST {_WHERE[host]} to the seal that an owner's `dragoman trust` prints")
    for step in steps:
        console.say(Words("  next: ", "dim"), step)
