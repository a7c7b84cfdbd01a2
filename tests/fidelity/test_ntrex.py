"""The figures of docs/fidelity.md, on a corpus of professional translations where there is one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dragoman.workflow.fidelity.compare import compare

CORPUS = Path(os.environ.get("DRAGOMAN_NTREX", "ntrex"))
ISO = {"arb": "ar", "fas": "fa", "heb": "he", "ckb-Arab": "ckb", "deu": "de", "fra": "fr", "spa": "es", "rus": "ru"}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="DRAGOMAN_NTREX names no folder with the corpus")


@pytest.mark.slow
def test_few_of_a_professional_translators_segments_bear_a_finding() -> None:
    segments = alarms = 0
    for path in sorted(CORPUS.glob("*.json"))[::4]:
        texts = json.loads(path.read_text(encoding="utf-8"))["segments"]
        for code, tag in ISO.items():
            found = compare("\n\n".join(texts[code]), "\n\n".join(texts["eng"]), (tag, "en")).findings
            told = [one for one in found if one.severity != "note"]
            segments += len(texts["eng"])
            alarms += len({one.translation or one.source for one in told})
    assert alarms <= 0.08 * segments
