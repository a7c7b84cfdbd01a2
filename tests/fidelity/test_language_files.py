"""The word lists of every language can be read, and hold what the checks need."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.workflow.built_in import built_in
from dragoman.workflow.errors import BadText
from dragoman.workflow.fidelity import language_data
from dragoman.workflow.fidelity.language_data import language
from dragoman.workflow.read_yaml import read_strictly

FOLDER = Path(__file__).parents[2] / "templates" / "languages"
CODES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_the_languages_to_start_with_are_there() -> None:
    assert CODES == ["ar", "ckb", "de", "en", "es", "fa", "fr", "he", "ru"]


@pytest.mark.parametrize("code", CODES)
def test_a_language_file_is_strict_yaml_and_says_its_language(code: str) -> None:
    text = built_in(f"languages/{code}.yaml") or ""
    data = read_strictly(text, code)
    assert data["language"] == code
    assert set(data["dates"]) >= {"weekdays", "months"}
    assert len(text.encode()) < 64 * 1024
    assert language(code).known


@pytest.mark.parametrize("code", CODES)
def test_every_day_every_month_and_the_small_numbers_have_a_word(code: str) -> None:
    dates = read_strictly(built_in(f"languages/{code}.yaml") or "", code)["dates"]
    assert isinstance(dates, dict)
    for kind, count in (("weekdays", 7), ("months", 12)):
        words = dates[kind]
        assert isinstance(words, dict)
        assert sorted(map(int, words)) == list(range(1, count + 1))
        assert all(words.values())


def test_all_languages_know_the_same_concepts() -> None:
    english = read_strictly(built_in("languages/en.yaml") or "", "en")
    known = set(english["words"])
    for code in CODES:
        words = read_strictly(built_in(f"languages/{code}.yaml") or "", code)["words"]
        assert isinstance(words, dict)
        assert set(words) <= known, code


def test_a_broken_list_is_told_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.workflow.built_in.built_in", lambda _: "language: xx\nnegation:\n- a\n")
    language_data.language.cache_clear()
    with pytest.raises(BadText, match=r"languages/xx\.yaml"):
        language("xx")
    language_data.language.cache_clear()
