"""``dragoman compare``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.options import json_option
from dragoman.cli.plain_text import safe_json
from dragoman.cli.progress import progress
from dragoman.workflow.errors import BadText, DiskFailed, UsageProblem
from dragoman.workflow.languages import checked_tag
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.cli.console import Console
    from dragoman.workflow.fidelity.files import Compared
    from dragoman.workflow.fidelity.model import Finding
    from dragoman.workflow.fidelity.pairs import Wanted

_STYLES = {"error": "error", "warning": "warning", "note": "dim"}
# Signs of a passage that are shown: enough to find it.
_SHOWN = 300


@click.command("compare")
@click.argument("source", required=False)
@click.argument("translation", required=False)
@click.option("--from", "source_language", metavar="LANG", help="The language of the source.")
@click.option("--to", "target_language", metavar="LANG", help="The language of the translation.")
@click.option("--pairs", metavar="FILE", help="Compare the pairs of a file of JSON lines (- for standard input).")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    source: str | None,
    translation: str | None,
    source_language: str | None,
    target_language: str | None,
    pairs: str | None,
    as_json: bool,
) -> None:
    """Say what a translation lost or changed against its source; exit 1 if something should be looked at.

    SOURCE and TRANSLATION are text or Markdown files; no newsroom is needed. Compared are paragraphs, numbers, dates,
    names, quotations, hedges and attributions, links and the shape of the text. With --pairs each line of FILE is
    {"id", "from", "to", "source", "translation"}, and a line with the same id and its findings answers it.
    """
    if pairs is not None:
        if source or translation or source_language or target_language:
            raise UsageProblem("--pairs takes files and languages from its lines.", "dragoman compare --help")
        ctx.exit(_many(pairs))
    if not (source and translation and source_language and target_language):
        raise UsageProblem(
            "Two files and their languages are needed.", "dragoman compare source.md translation.md --from ar --to en"
        )
    from dragoman.workflow.fidelity.files import compare_files

    tags = checked_tag(source_language), checked_tag(target_language)
    compared = compare_files((source, _text(source)), (translation, _text(translation)), tags)
    console = out()
    if as_json:
        console.json(_keys(compared))
    else:
        _tell(console, compared)
    ctx.exit(0 if compared.faithful else 1)


def _text(path: str) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise DiskFailed(f"Cannot read {path}: {os.strerror(error.errno or 0).lower()}.") from None
    except ValueError:
        raise UsageProblem("A file's name cannot hold a null character.") from None
    text = decode(data, path)
    if "\0" in text:
        raise BadText(path, text.count("\n", 0, text.index("\0")) + 1, "not a text: it holds a null character")
    return text


def _keys(compared: Compared) -> dict[str, object]:
    return {
        "version": 1,
        "faithful": compared.faithful,
        "findings": [finding.as_dict() for finding in compared.body.findings],
        "head": [{"key": key, **finding.as_dict()} for key, finding in compared.head],
        "groups": [
            {"source": list(group.source), "translation": list(group.translation), "moved": group.moved}
            for group in compared.body.groups
        ],
        "limits": list(compared.body.limits),
    }


def _tell(console: Console, compared: Compared) -> None:
    for key, finding in compared.head:
        _tell_place(console, f"Headline words ({key})", finding)
        _tell_finding(console, finding)
    last: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    for finding in compared.body.findings:
        if (finding.source, finding.translation) != last:
            last = (finding.source, finding.translation)
            _tell_place(console, _place(finding), finding)
        _tell_finding(console, finding)
    for limit in compared.body.limits:
        console.say(Words(limit, "dim"))
    every = [*compared.body.findings, *(finding for _, finding in compared.head)]
    counts = {kind: sum(one.severity == kind for one in every) for kind in _STYLES}
    told = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items() if count)
    groups = len(compared.body.groups)
    console.say(
        Words(f"{told or 'Nothing found'}.", "good" if compared.faithful else "warning"),
        f" {groups} passage{'' if groups == 1 else 's'} compared.",
    )


def _place(finding: Finding) -> str:
    sides = (("source", finding.source), ("translation", finding.translation))
    return ", ".join(
        f"{name} paragraph{'s' if len(numbers) > 1 else ''} {' and '.join(str(number) for number in numbers)}"
        for name, numbers in sides
        if numbers
    )


def _tell_place(console: Console, place: str, finding: Finding) -> None:
    console.say(Words(place, "strong"))
    for mark, text in (("  < ", finding.source_text), ("  > ", finding.translation_text)):
        if text:
            console.say(Words(mark, "dim"), Words(text[:_SHOWN] + ("…" if len(text) > _SHOWN else ""), foreign=True))


def _tell_finding(console: Console, finding: Finding) -> None:
    console.say(
        Words(f"  {finding.severity} ", _STYLES[finding.severity]),
        Words(f"{finding.check}: ", "dim"),
        Words(finding.message, foreign=True),
    )


def _many(path: str) -> int:
    from dragoman.workflow.fidelity.pairs import answers

    faithful = True
    with progress("Comparing") as told:
        for answer in answers(_wanted(path, told)):
            faithful = faithful and answer.faithful
            sys.stdout.write(safe_json(answer.line) + "\n")
    return 0 if faithful else 1


def _wanted(path: str, told: Callable[[str, int, int], None]) -> Iterator[Wanted]:
    from dragoman.workflow.fidelity.pairs import parse

    where = "standard input" if path == "-" else path
    try:
        with open(0 if path == "-" else path, "rb", closefd=path != "-") as file:
            size = os.fstat(file.fileno()).st_size
            done = 0
            for number, line in enumerate(file, 1):
                done += len(line)
                if size:
                    told("% of the pairs", min(100, 100 * done // size), 100)
                if not line.strip():
                    continue
                try:
                    text = line.decode("utf-8")
                except UnicodeDecodeError:
                    raise BadText(where, number, "not UTF-8 text") from None
                yield parse(text, where, number)
    except ValueError:
        raise UsageProblem("A file's name cannot hold a null character.") from None
    except OSError as error:
        raise DiskFailed(f"Cannot read {where}: {os.strerror(error.errno or 0).lower()}.") from None
