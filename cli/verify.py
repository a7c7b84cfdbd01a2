"""``dragoman verify``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Console, Words, out
from dragoman.cli.desk import root_of
from dragoman.cli.options import json_option
from dragoman.cli.progress import progress
from dragoman.cli.refusals import tell_found
from dragoman.cli.targets import complete_target
from dragoman.workflow.catalogue import settle
from dragoman.workflow.errors import UsageProblem

if TYPE_CHECKING:
    from dragoman.workflow.proving import Proof
    from dragoman.workflow.site_verifying import SiteProof
    from dragoman.workflow.workers import Told

_BY_KEYS = ", with a key the roster had for that person then"


@click.command("verify")
@click.argument("revision", required=False, metavar="[REV | REV..REV]")
@click.option("--history", is_flag=True, help="Replay every commit too.")
@click.option("--base", metavar="REV", help="Judge what came since REV by the roster of REV, as a gate does.")
@click.option("--site", metavar="DIR", type=click.Path(), help="Hold built pages in DIR against the articles too.")
@click.option("--target", metavar="T", shell_complete=complete_target, help="Which site of newsroom.yaml DIR holds.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    revision: str | None,
    history: bool,
    base: str | None,
    site: str | None,
    target: str | None,
    as_json: bool,
) -> None:
    """Prove who approved which words, and that nothing changed since; exit 1 if something stands against it.

    Judged is the last commit, or REV, by what it brings along: no server is asked, no date is believed, and nothing
    in the repository can name a program. A copy without git is judged too, as far as it goes. With REV..REV, or with
    --history, each commit's change must be text work or one legal act by whoever committed it. With --site, each file
    that readers are given must be what the published articles make, byte for byte.
    """
    from dragoman.workflow.proving import Wanted, verify
    from dragoman.workflow.trust import trusted

    root = root_of(ctx)
    settle(root)
    since, dots, revision = (revision or "HEAD").rpartition("..")
    if dots and base:
        raise UsageProblem("REV..REV and --base say the same thing twice.", "dragoman verify --help")
    if target and not site:
        raise UsageProblem("--target says which site --site DIR holds.", "dragoman verify --site DIR --target T")
    wanted = Wanted(revision or "HEAD", history or bool(dots), since, base or "")
    console = out()
    with progress("Verifying") as told:
        proof = verify(root, wanted, trusted(root), told)
        pages = _pages(root, proof, site, target or "", told) if site else None
    if as_json:
        console.json(_keys(proof, pages))
    else:
        _tell(console, proof, pages)
    ctx.exit(0 if proof.holds else 1)


def _pages(root: str, proof: Proof, folder: str, target: str, told: Told) -> SiteProof:
    """What is to say of the pages, whose findings join the others."""
    from dragoman.workflow.site_verifying import verify_site

    pages = verify_site(root, proof.commit, folder, target, told)
    proof.found += pages.found
    return pages


def _keys(proof: Proof, pages: SiteProof | None) -> dict[str, object]:
    tally = proof.tally
    return {
        "version": 1,
        "verified": proof.holds,
        "newsroom": proof.newsroom,
        "commit": proof.commit or None,
        "roster": proof.roster,
        "root": proof.root or None,
        "pinned": bool(proof.trust.root),
        "articles": tally.articles,
        "commits": proof.commits,
        "site": {"folder": pages.folder, "files": pages.files} if pages else None,
        "levels": {"claimed": tally.acts, "signed": tally.signed, "witnessed": tally.witnessed},
        "findings": [found.as_dict() for found in proof.found],
        "limits": proof.limits,
    }


def _tell(console: Console, proof: Proof, pages: SiteProof | None) -> None:
    tally = proof.tally
    at = f" at {proof.commit[:10]}" if proof.commit else ""
    replayed = f", {_count(proof.commits, 'commit')} replayed" if proof.commits else ""
    console.say(
        Words(proof.newsroom or "No newsroom", "strong", foreign=True),
        f"{at}: {_count(tally.articles, 'article')}, roster version {proof.roster}{replayed}",
    )
    watched = f"in {proof.trust.witness}, which a gate watches" if proof.trust.witness else "no gate is known here"
    people = "person" if len(tally.people) == 1 else "people"
    levels = [
        ("claimed", f"{_count(tally.acts, 'act')} by {len(tally.people)} {people}"),
        ("signed", f"{tally.signed:,} of {tally.acts:,}" + (_BY_KEYS if tally.signed else "")),
        ("witnessed", f"{tally.witnessed:,} of {tally.acts:,}, {watched}"),
        ("pinned", f"yes, in {proof.trust.where}" if proof.trust.root else "no"),
    ]
    if pages:
        stray = f", {_count(len(pages.found), 'finding')}" if pages.found else ", each what its articles make"
        levels.append(("site", f"{_count(pages.files, 'file')} in {pages.folder}{stray}"))
    for name, words in levels:
        console.say(Words(f"  {name:<10}", "dim"), words)
    tell_found(console, proof.found)
    if proof.limits:
        console.say(Words("Not shown by this", "strong"))
        for limit in proof.limits:
            console.say(Words("  · ", "dim"), limit)
    errors = sum(found.problem.severity == "error" for found in proof.found)
    if errors:
        console.say(Words(f"Not proved: {_count(errors, 'finding')}.", "error"))
    else:
        console.say(Words("Proved, as far as this goes.", "good"))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
