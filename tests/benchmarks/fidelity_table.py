"""How many false alarms ``dragoman compare`` raises on professional translations, how many seeded errors it finds.

    fidelity_table.py CORPUS [POFILTER]

CORPUS is a folder of documents, ``{"document", "segments": {language: [text, ...]}}``, one paragraph a segment, such
as NTREX-128. English is the translation. POFILTER is a Python that has translate-toolkit: its default checks are run
over the same pairs of segments. Documents are halved by their names' checksums: the lists were written with the even
half in sight, the odd one was not looked at.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from dragoman.workflow.fidelity.compare import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.model import Comparison

ISO = {"arb": "ar", "fas": "fa", "heb": "he", "ckb-Arab": "ckb", "deu": "de", "fra": "fr", "spa": "es", "rus": "ru"}
NUMBER = re.compile(r"(?<![\w.,:/-])[2-9]\d*(?![\w:/-]|[.,]\d)")
POFILTER = """
import json, sys
from translate.filters import checks
from translate.storage import base
for line in sys.stdin:
    tag, pairs = json.loads(line)
    checker = checks.StandardChecker(checks.CheckerConfig(targetlanguage="en"), excludefilters=["spellcheck"])
    flagged = 0
    for source, target in pairs:
        unit = base.TranslationUnit(source)
        unit.target = target
        flagged += bool(checker.run_filters(unit))
    print(json.dumps([tag, flagged, len(pairs)]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language pair."""

    half: int
    tag: str
    source: list[str]
    english: list[str]


def documents(corpus: Path) -> Iterator[Document]:
    for path in sorted(corpus.glob("*.json")):
        texts = json.loads(path.read_text(encoding="utf-8"))["segments"]
        for code, tag in ISO.items():
            if code in texts:
                yield Document(crc32(path.stem.encode()) % 2, tag, texts[code], texts["eng"])


def told(comparison: Comparison) -> set[tuple[str, int]]:
    """The paragraphs that bear a finding of severity warning or error."""
    found = [one for one in comparison.findings if one.severity != "note"]
    return {("t", n) for one in found for n in one.translation} | {("s", n) for one in found for n in one.source}


def compared(source: list[str], english: list[str], tag: str) -> set[tuple[str, int]]:
    return told(compare("\n\n".join(source), "\n\n".join(english), (tag, "en")))


def seeded(one: Document, rng: random.Random) -> Iterator[tuple[str, bool]]:
    """Each kind of damage once, and whether it was found."""
    english = one.english
    if len(english) > 4:
        at = rng.randrange(1, len(english) - 1)
        yield "paragraph dropped", ("s", at) in compared(one.source, english[:at] + english[at + 1 :], one.tag)
        merged = [*english[:at], f"{english[at]} {english[at + 1]}", *english[at + 2 :]]
        yield "merged, and told", bool({("s", at), ("s", at + 1)} & compared(one.source, merged, one.tag))
    numbers = [n for n, text in enumerate(english) if NUMBER.search(text)]
    for what, new in (("number changed", lambda m: str(int(m[0]) + 2)), ("number dropped", lambda _: "several")):
        if numbers:
            at = rng.choice(numbers)
            damaged = [*english[:at], NUMBER.sub(new, english[at], count=1), *english[at + 1 :]]
            yield what, ("t", at) in compared(one.source, damaged, one.tag)


def pofilter(python: str, every: list[Document]) -> dict[str, str]:
    lines = []
    for tag in ISO.values():
        pairs = [pair for one in every if one.tag == tag for pair in zip(one.source, one.english, strict=True)]
        lines.append(json.dumps([tag, pairs]))
    ran = subprocess.run([python, "-c", POFILTER], input="\n".join(lines), capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    return {tag: f"{100 * flagged / count:.1f}" for tag, flagged, count in rows}


def main() -> None:
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else "")
    if len(sys.argv) < 2 or not corpus.is_dir():
        sys.exit("fidelity_table.py needs the folder of a corpus: make fidelity CORPUS=…")
    every = list(documents(corpus))
    theirs = pofilter(sys.argv[2], every) if len(sys.argv) > 2 else {}
    alarms, segments, hits, seeds = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    # The same damage every time; nothing is kept secret by it.
    rng, start, pairs = random.Random(7), time.process_time(), 0  # noqa: S311
    for one in every:
        for key in (one.tag, f"half {one.half}"):
            segments[key] += len(one.english)
            found = compared(one.source, one.english, one.tag)
            alarms[key] += len({n for side, n in found if side == "t"}) or len(found)
        pairs += 2
        for kind, hit in seeded(one, rng):
            pairs += 1
            seeds[kind] += 1
            hits[kind] += hit
    print("segments of professional translations that bear a finding, %")
    print("  language   dragoman   pofilter")
    for key in segments:
        print(f"  {key:10} {100 * alarms[key] / segments[key]:8.1f}   {theirs.get(key, '–'):>8}")
    print("seeded errors found, %")
    for kind in sorted(seeds):
        print(f"  {kind:20} {100 * hits[kind] / seeds[kind]:5.1f} of {seeds[kind]}")
    print(f"{pairs / (time.process_time() - start):.0f} pairs a second on one core")


if __name__ == "__main__":
    main()
