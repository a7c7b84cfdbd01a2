"""translate-toolkit's checks over pairs of segments: run by the Python that has it, JSON lines in and out.

A line in is [language, [[source, translation], …], [[kind, source, translation, damaged], …]]; a line out
[language, segments flagged, segments, {kind: [found, of]}]. Damage is found if it raises a flag that the same segment
does not raise without it.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module


def main() -> None:
    # Installed for this measurement alone, beside the project.
    checks, base = import_module("translate.filters.checks"), import_module("translate.storage.base")
    checker = checks.StandardChecker(checks.CheckerConfig(targetlanguage="en"), excludefilters=["spellcheck"])

    def flags(source: str, target: str) -> set[str]:
        unit = base.TranslationUnit(source)
        unit.target = target
        return set(checker.run_filters(unit))

    for line in sys.stdin:
        tag, pairs, seeds = json.loads(line)
        flagged = sum(bool(flags(source, target)) for source, target in pairs)
        found: dict[str, list[int]] = {}
        for kind, source, good, bad in seeds:
            counts = found.setdefault(kind, [0, 0])
            counts[0] += bool(flags(source, bad) - flags(source, good))
            counts[1] += 1
        print(json.dumps([tag, flagged, len(pairs), found]), flush=True)


if __name__ == "__main__":
    main()
