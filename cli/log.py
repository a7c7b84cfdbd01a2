"""``dragoman log``."""

from __future__ import annotations

import click

from dragoman.cli.console import Column, Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.options import article_argument, json_option
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.gather import gather, read_article
from dragoman.workflow.history import Commit, commits
from dragoman.workflow.standing import Judged, judge


@click.command("log")
@article_argument
@json_option
@click.pass_context
def command(ctx: click.Context, article: str, as_json: bool) -> None:
    """Show an article's acts and saves.

    Oldest first, each with its commit. An act's commit is found by its seal; a save is a commit without an act.
    """
    root = root_of(ctx)
    newsroom = open_newsroom(root)
    found = read_article(root, find(root, article))
    assets = gather(root, newsroom, found, now()).assets.digest
    acts = {judged.entry.seal: judged for judged in judge(found, assets)}
    lines = [(commit, acts.pop(_seal(commit, acts), None)) for commit in commits(root, found.path)]
    console = out()
    if as_json:
        entries = [_keys(commit, judged) for commit, judged in lines]
        entries += [_keys(None, judged) for judged in acts.values()]
        console.json({"version": 1, "article": found.name, "entries": entries})
        return
    rows = [_row(commit, judged) for commit, judged in lines] + [_row(None, judged) for judged in acts.values()]
    columns = (Column("COMMIT"), Column("WHEN"), Column("WHO"), Column("WHAT", flexible=True, wraps=True))
    console.table(columns, rows)


def _seal(commit: Commit, acts: dict[str, Judged]) -> str:
    """The seal this commit's message names, of those that are the article's own."""
    named = commit.trailers.get("Dragoman-Seal", [])
    return next((seal for seal in named if seal in acts), "")


def _keys(commit: Commit | None, judged: Judged | None) -> dict[str, object]:
    keys: dict[str, object] = {"commit": None, "act": None}
    if commit:
        keys |= {
            "commit": commit.id,
            "when": f"{commit.when:%Y-%m-%dT%H:%M:%SZ}",
            "author": commit.author,
            "subject": commit.subject,
        }
    if judged:
        entry = judged.entry
        keys |= {"act": entry.act, "by": entry.by, "at": entry.at, "seal": entry.seal, "holds": judged.holds}
        keys |= {
            key: getattr(entry, key)
            for key in ("to", "reason", "note", "kind", "until", "notice")
            if getattr(entry, key)
        }
    return keys


def _row(commit: Commit | None, judged: Judged | None) -> tuple[Words, ...]:
    entry = judged.entry if judged else None
    when = entry.at if entry else f"{commit.when:%Y-%m-%dT%H:%M:%SZ}" if commit else ""
    when = when[:16].replace("T", " ")
    who = entry.by if entry else commit.author if commit else ""
    what = commit.subject if commit else f"{entry.act} (in no commit here)" if entry else ""
    said = (entry.until and f"until {entry.until}", entry.notice, entry.reason, entry.note) if entry else ()
    why = "".join(f": {words}" for words in said if words)
    style = "strong" if entry else "dim"
    return (
        Words(commit.id[:10] if commit else "–", "dim"),
        Words(when),
        Words(who, foreign=True),
        Words(what + why, style, foreign=True),
    )
