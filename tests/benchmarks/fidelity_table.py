"""How many false alarms ``dragoman compare`` raises on professional translations, how many seeded errors it finds.

    fidelity_table.py CORPUS [POFILTER]

CORPUS is a folder of documents, ``{"document", "segments": {language: [text, ...]}}``, one paragraph a segment, such
as NTREX-128. English is the translation; the last rows are other directions. POFILTER is a Python that has
translate-toolkit: its default checks are run over the same pairs of segments. Documents are halved by their names'
checksums: lists and weights were written with the half 0 in sight, half 1 was not looked at.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from damage import Damaged, damaged, names_of

from dragoman.workflow.fidelity.compare import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = tuple[str, int, int, dict[str, tuple[int, int]]]

    from dragoman.workflow.fidelity.model import Comparison

ISO = {"arb": "ar", "fas": "fa", "heb": "he", "ckb-Arab": "ckb", "deu": "de", "fra": "fr", "spa": "es", "rus": "ru"}
# Other directions are measured on every so many documents.
OTHERS, EVERY = (("eng", "arb"), ("eng", "fra"), ("eng", "deu"), ("arb", "fra"), ("fas", "deu")), 6
IN_SEGMENTS = ("number", "quotation", "hedge", "name", "day")


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


def told(comparison: Comparison, checks: str = "") -> set[tuple[str, int]]:
    """The paragraphs that bear a finding of severity warning or error."""
    found = [one for one in comparison.findings if one.severity != "note" and one.check.startswith(checks)]
    return {("t", n) for one in found for n in one.translation} | {("s", n) for one in found for n in one.source}


def compared(source: list[str], translation: list[str], tags: tuple[str, str]) -> Comparison:
    return compare("\n\n".join(source), "\n\n".join(translation), tags)


def alarmed(comparison: Comparison) -> int:
    """How many segments bear a finding; one without a translation counts as one."""
    found = [one for one in comparison.findings if one.severity != "note"]
    alone = {n for one in found if not one.translation for n in one.source}
    return len({n for one in found for n in one.translation}) + len(alone)


def hit(one: Document, bad: Damaged) -> bool:
    """Whether the damage is found; of merged paragraphs, whether they are told as missing."""
    found = told(compared(one.source, bad.texts, (one.tag, "en")), "paragraph" if bad.kind == "merged" else "")
    if bad.kind == "merged":
        return bool(found)
    return ("s", bad.source) in found or ("t", bad.translation) in found


def others(corpus: Path) -> Iterator[tuple[str, int, int]]:
    """False alarms and segments in other directions than into English."""
    paths = sorted(corpus.glob("*.json"))[::EVERY]
    for source, target in OTHERS:
        tags = ISO.get(source, "en"), ISO.get(target, "en")
        texts = [json.loads(path.read_text(encoding="utf-8"))["segments"] for path in paths]
        alarms = sum(alarmed(compared(one[source], one[target], tags)) for one in texts)
        yield f"{tags[0]} → {tags[1]}", alarms, sum(len(one[source]) for one in texts)


def pofilter(python: str, every: list[Document], seeds: list[tuple[Document, Damaged]]) -> list[Row]:
    """What translate-toolkit says of the same segments: a row a language, as `pofilter_run` prints it."""
    lines = []
    for tag in ISO.values():
        pairs = [pair for one in every if one.tag == tag for pair in zip(one.source, one.english, strict=True)]
        spoilt = [
            (bad.kind, one.source[bad.source], one.english[bad.source], bad.texts[bad.translation])
            for one, bad in seeds
            if one.tag == tag and bad.kind.startswith(IN_SEGMENTS)
        ]
        lines.append(json.dumps([tag, pairs, spoilt]))
    script = str(Path(__file__).with_name("pofilter_run.py"))
    ran = subprocess.run([python, script], input="\n".join(lines), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def main() -> None:
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else "")
    if len(sys.argv) < 2 or not corpus.is_dir():
        sys.exit("fidelity_table.py needs the folder of a corpus: make fidelity CORPUS=…")
    every = list(documents(corpus))
    names = names_of([text for one in every for text in one.english])
    spare = [text for one in every for text in one.english if len(text) > 80]
    alarms, segments, hits, counts = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    # The same damage every time; nothing is kept secret by it.
    rng, start, seeds = random.Random(7), time.process_time(), list[tuple[Document, Damaged]]()  # noqa: S311
    for one in every:
        found = alarmed(compared(one.source, one.english, (one.tag, "en")))
        for key in (one.tag, f"half {one.half}", "all"):
            segments[key] += len(one.english)
            alarms[key] += found
        for bad in damaged(one.english, rng, names, spare):
            seeds.append((one, bad))
            counts[bad.kind] += 1
            hits[bad.kind] += hit(one, bad)
    speed = (len(every) + len(seeds)) / (time.process_time() - start)
    theirs, found_there = dict[str, str](), dict[str, Counter[str]]()
    for tag, flagged, count, found_by in pofilter(sys.argv[2], every, seeds) if len(sys.argv) > 2 else []:
        theirs[tag] = f"{100 * flagged / count:.1f}"
        for kind, (met, of) in found_by.items():
            found_there.setdefault(kind, Counter()).update({"met": met, "of": of})
    print("segments of professional translations that bear a finding, %")
    print("  into English    dragoman   pofilter")
    for key in segments:
        print(f"  {key:15} {100 * alarms[key] / segments[key]:8.1f}   {theirs.get(key, '–'):>8}")
    for key, flagged, count in others(corpus):
        print(f"  {key:15} {100 * flagged / count:8.1f}   {'–':>8}")
    print("seeded errors found, %; of pofilter's, flags that the segment does not raise without the error")
    for kind in counts:
        there = found_there.get(kind)
        other = f"{100 * there['met'] / there['of']:.1f}" if there else "–"
        label = "merged, told as missing" if kind == "merged" else kind
        print(f"  {label:24} {100 * hits[kind] / counts[kind]:6.1f} of {counts[kind]:4}   {other:>6}")
    print(f"{speed:.0f} pairs a second on one core")


if __name__ == "__main__":
    main()
