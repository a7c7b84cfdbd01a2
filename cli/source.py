"""``dragoman source``."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.console import Words, err, out
from dragoman.cli.desk import now, on_terminal, root_of
from dragoman.cli.next_step import tell_next
from dragoman.cli.options import complete_article, dry_run_option
from dragoman.cli.with_more import WithMore
from dragoman.workflow import shelf
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import stamp
from dragoman.workflow.intake import Taken, is_address, take
from dragoman.workflow.languages import checked_tag
from dragoman.workflow.source_file import Provenance
from dragoman.workflow.sourcing import NewSource, Sourced, add_languages, raw_digest, record_source

if TYPE_CHECKING:
    from datetime import datetime

    from click.shell_completion import CompletionItem


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line said of the source; it wins over what the page says."""

    url: str
    no_url: bool
    outlet: str
    byline: str
    published: str
    lang: str
    title: str


MORE = {"refresh": ("source_refresh", "Fetch originals again; exit 1 if one is not what it was.")}


def _complete_what(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The articles that start so, and the commands of its own."""
    from click.shell_completion import CompletionItem

    own = [CompletionItem(name, help=line) for name, (_, line) in MORE.items() if name.startswith(incomplete)]
    return [*own, *complete_article(ctx, param, incomplete)]


@click.command("source", cls=WithMore, more=MORE)
@click.argument("what", shell_complete=_complete_what)
@click.option("--url", default="", help="Where it was published.")
@click.option("--no-url", is_flag=True, help="It was not published on the web.")
@click.option("--outlet", default="", help="The outlet that published it.")
@click.option("--byline", default="", help="Its author, as the outlet names them.")
@click.option("--published", default="", metavar="DATE", help="The day it was published: YYYY-MM-DD.")
@click.option("--lang", default="", help="The language it is in.")
@click.option("--to", "targets", multiple=True, metavar="LANG", help="A language to translate into (repeatable).")
@click.option("--slug", default="", help="The article's short name; else made from the title.")
@click.option("--title", default="", help="Its headline.")
@click.option("--again", is_flag=True, help="Even if the newsroom has this source already.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@dry_run_option
@click.pass_context
def command(
    ctx: click.Context,
    what: str,
    url: str,
    no_url: bool,
    outlet: str,
    byline: str,
    published: str,
    lang: str,
    targets: tuple[str, ...],
    slug: str,
    title: str,
    again: bool,
    allow_private: bool,
    dry_run: bool,
) -> None:
    """Freeze an original and open its translation.

    WHAT is a web address, an HTML, text or Markdown file, or `-` for standard input; or the slug of an article, to
    open a translation of its source into another language (--to). What the page does not say, you are asked for;
    what an option says wins over the page. A file that is called like a command of its own is given as ./refresh.
    """
    root = root_of(ctx)
    newsroom = open_newsroom(root)
    wanted = tuple(dict.fromkeys(checked_tag(tag) for tag in (targets or newsroom.targets)))
    if not wanted:
        raise UsageProblem("No language to translate into is known.", "name one with --to")
    when = now()
    story = None if is_address(what) or what == "-" or os.path.exists(what) else _story(root, what)
    if story:
        tell(add_languages(root, story, wanted, when, dry_run=dry_run))
        return
    if published and not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        raise UsageProblem(f"--published {published!r} is no date like 2026-10-31.")
    said = Said(url, no_url, outlet, byline, published, lang, title)
    if is_address(what) and err().stream.isatty():
        err().say(Words(f"fetching {what} …", "dim"))
    taken = take(what, sys.stdin.buffer, allow_private=allow_private)
    provenance = complete(taken, said, newsroom.sources, when)
    new = NewSource(provenance, taken.extracted.body, taken.raw, wanted, slug, again)
    tell(record_source(root, new, when, dry_run=dry_run))


def complete(taken: Taken, said: Said, usual: tuple[str, ...], when: datetime) -> Provenance:
    """The source's provenance from what was said, what the page says, and what somebody at the terminal answers.

    Raises:
        UsageProblem: something that must be known is not, and nobody can be asked.
    """
    page = taken.extracted
    known = Provenance(
        title=_words(said.title or page.title),
        lang=_language(said.lang or page.lang, usual),
        outlet=_words(said.outlet or page.outlet),
        url="" if said.no_url else (said.url or page.url).strip(),
        byline=_words(said.byline or page.byline),
        published=said.published or page.published,
        dek=page.dek,
        keywords=page.keywords,
        retrieved=stamp(when),
        raw=taken.raw_name,
        raw_sha256=raw_digest(taken.raw),
    )
    known = _ask_for_missing(known, no_url=said.no_url)
    if known.url and not re.fullmatch(r"https?://[^\s<>\"]+", known.url):
        raise UsageProblem(f"{known.url!r} is no web address.", "--url https://…, or --no-url")
    return known._replace(lang=checked_tag(known.lang))


def _ask_for_missing(known: Provenance, *, no_url: bool) -> Provenance:
    needed = {
        "title": ("Headline of the original", "--title"),
        "lang": ("Language it is in", "--lang"),
        "outlet": ("Outlet that published it", "--outlet"),
        "url": ("Its web address (- for none)", "--url or --no-url"),
    }
    missing = [key for key in needed if not getattr(known, key) and not (key == "url" and no_url)]
    if missing and not on_terminal():
        flags = ", ".join(needed[key][1] for key in missing)
        raise UsageProblem(f"The source does not say everything: {flags} is needed.", "dragoman source --help")
    for key in missing:
        answer = click.prompt(needed[key][0]).strip()
        words: dict[str, Any] = {key: "" if key == "url" and answer == "-" else answer}
        known = known._replace(**words)
    return known


def tell(sourced: Sourced) -> None:
    """Print what was recorded and where to go on."""
    console = out()
    names = ", ".join(article.name for article in sourced.articles)
    console.say(
        Words("✓ " if sourced.commit else "would ", "good"),
        Words(f"source: {names}", "strong"),
        Words(f"  {sourced.commit[:10]}" if sourced.commit else " (nothing was changed)", "dim"),
    )
    console.say(Words("  original:    ", "dim"), sourced.source)
    for article in sourced.articles:
        console.say(Words("  translation: ", "dim"), article.path)
    if len(sourced.articles) == 1:
        article = sourced.articles[0]
        tell_next(console, article.name, article.state)


def _story(root: str, what: str) -> shelf.Story | None:
    return next((story for story in shelf.stories(root) if story.slug == what), None)


def _language(tag: str, usual: tuple[str, ...]) -> str:
    """The tag a file is named by: one of the newsroom's own where it fits, else language and script only."""
    parts = tag.replace("_", "-").split("-")
    if tag in usual or not tag:
        return tag
    if parts[0].lower() in usual:
        return parts[0].lower()
    script = [part for part in parts[1:2] if len(part) == len("Arab")]
    return "-".join([parts[0], *script])


def _words(text: str) -> str:
    return " ".join(text.split())
