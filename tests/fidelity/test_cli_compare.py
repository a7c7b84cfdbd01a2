"""``dragoman compare``: what it prints, how it ends, and what it says of input that is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import environment
from sweeper import sweeper

if TYPE_CHECKING:
    from pathlib import Path

    from sweeper import Swept

SOURCE = "قتل ٢٥ شخصا يوم الاثنين.\n\nوعاد الماء إلى المدينة القديمة.\n"
FAITHFUL = "On Monday 25 people were killed.\n\nThe water returned to the old city.\n"
CHANGED = FAITHFUL.replace("25", "52")


def dragoman(folder: Path, *argv: str, stdin: bytes = b"") -> Swept:
    return sweeper().run(folder, list(argv), environment("nobody"), stdin=stdin.decode("utf-8", "surrogateescape"))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "source.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "good.md").write_text(FAITHFUL, encoding="utf-8")
    (tmp_path / "bad.md").write_text(CHANGED, encoding="utf-8")
    return tmp_path


AR_EN = ("--from", "ar", "--to", "en")


def test_a_faithful_translation_ends_with_0(desk: Path) -> None:
    ran = dragoman(desk, "compare", "source.md", "good.md", *AR_EN)
    assert (ran.code, ran.out.decode()) == (0, "Nothing found. 2 passages compared.\n")


def test_a_changed_number_is_told_with_both_passages_and_ends_with_1(desk: Path) -> None:
    ran = dragoman(desk, "compare", "source.md", "bad.md", *AR_EN)
    out = ran.out.decode()
    assert ran.code == 1
    assert "source paragraph 0, translation paragraph 0" in out
    assert "قتل ٢٥ شخصا" in out
    assert "error number-changed: The source says “25”, the translation “52”." in out


def test_json_has_the_findings_the_groups_and_the_limits(desk: Path) -> None:
    ran = dragoman(desk, "compare", "source.md", "bad.md", *AR_EN, "--json")
    told = json.loads(ran.out)
    assert (told["version"], told["faithful"], told["limits"], told["head"]) == (1, False, [], [])
    assert told["groups"][1] == {"source": [1], "translation": [1], "moved": False}
    (finding,) = told["findings"]
    assert finding == {
        "check": "number-changed",
        "severity": "error",
        "source": [0],
        "translation": [0],
        "message": "The source says “25”, the translation “52”.",
        "source_text": SOURCE.split("\n\n", maxsplit=1)[0],
        "translation_text": CHANGED.split("\n\n")[0],
        "source_words": "٢٥",
        "translation_words": "52",
        "source_start": 4,
        "translation_start": 10,
    }


def test_headline_words_are_a_pair_of_their_own_and_other_front_matter_is_not_compared(desk: Path) -> None:
    (desk / "a.md").write_text(f"---\ntitle: مقتل ٢٥ شخصا\nurl: https://x.example/7\n---\n{SOURCE}", encoding="utf-8")
    (desk / "b.md").write_text(f"---\ntitle: 52 killed\nlang: en\n---\n{FAITHFUL}", encoding="utf-8")
    ran = dragoman(desk, "compare", "a.md", "b.md", *AR_EN, "--json")
    told = json.loads(ran.out)
    assert told["findings"] == []
    assert [(one["key"], one["check"]) for one in told["head"]] == [("title", "number-changed")]


def pair(number: int, translation: str = FAITHFUL) -> str:
    row = {"id": f"p/{number}", "from": "ar", "to": "en", "source": SOURCE, "translation": translation}
    return json.dumps(row, ensure_ascii=False)


@pytest.mark.parametrize("count", [1, 60])
def test_pairs_are_answered_in_order_one_line_each(desk: Path, count: int) -> None:
    lines = [pair(n, CHANGED if n % 7 == 3 else FAITHFUL) for n in range(count)]
    (desk / "pairs.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    ran = dragoman(desk, "compare", "--pairs", "pairs.jsonl")
    rows = [json.loads(line) for line in ran.out.decode().splitlines()]
    assert [row["id"] for row in rows] == [f"p/{n}" for n in range(count)]
    assert [bool(row["findings"]) for row in rows] == [n % 7 == 3 for n in range(count)]
    assert (ran.code, ran.err) == (1 if count > 3 else 0, b"")


def test_pairs_come_from_standard_input_too(desk: Path) -> None:
    ran = dragoman(desk, "compare", "--pairs", "-", stdin=pair(0).encode())
    assert (ran.code, json.loads(ran.out)) == (0, {"id": "p/0", "findings": []})


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("source.md", "good.md"), 2, "Two files and their languages are needed."),
        (("source.md", "good.md", "--from", "arabic?", "--to", "en"), 2, "`arabic?` is no language tag"),
        (("source.md", "none.md", *AR_EN), 3, "Cannot read none.md: no such file or directory."),
        (("source.md", ".", *AR_EN), 3, "Cannot read .: is a directory."),
        (("source.md", "empty.md", *AR_EN), 1, "There is no text in empty.md."),
        (("source.md", "latin.md", *AR_EN), 1, "latin.md, line 2: not UTF-8 text"),
        (("source.md", "binary.md", *AR_EN), 1, "binary.md, line 1: not a text: it holds a null character"),
        (("source.md", "front.md", *AR_EN), 1, "front.md, line 3"),
        (("--pairs", "none.jsonl"), 3, "Cannot read none.jsonl: no such file or directory."),
        (("--pairs", "."), 3, "Cannot read .: is a directory."),
        (("--pairs", "pairs.jsonl", "source.md"), 2, "--pairs takes files and languages from its lines."),
        (("--pairs", "torn.jsonl"), 1, "torn.jsonl, line 2: not a line of JSON"),
        (("--pairs", "list.jsonl"), 1, "list.jsonl, line 1: a pair is a JSON object"),
        (("--pairs", "keys.jsonl"), 1, "keys.jsonl, line 1: `to` is missing or no text"),
        (("--pairs", "tag.jsonl"), 1, "tag.jsonl, line 1: `x y` is no language tag"),
        (("--pairs", "latin.md"), 1, "latin.md, line 1: not a line of JSON"),
    ],
)
def test_bad_input_gets_one_sentence_and_its_exit_code(
    desk: Path, argv: tuple[str, ...], code: int, said: str
) -> None:
    (desk / "empty.md").write_text("\n \n", encoding="utf-8")
    (desk / "latin.md").write_bytes(b"one\ncaf\xe9\n")
    (desk / "binary.md").write_bytes(b"one\0two")
    (desk / "front.md").write_text("---\ntitle: a\ntitle: b\n---\ntext\n", encoding="utf-8")
    (desk / "torn.jsonl").write_text(pair(0) + "\n" + pair(1)[:40] + "\n", encoding="utf-8")
    (desk / "list.jsonl").write_text("[1]\n", encoding="utf-8")
    (desk / "keys.jsonl").write_text('{"id": "a", "from": "ar", "source": "", "translation": ""}\n', encoding="utf-8")
    (desk / "tag.jsonl").write_text(pair(0).replace('"ar"', '"x y"') + "\n", encoding="utf-8")
    (desk / "pairs.jsonl").write_text(pair(0) + "\n", encoding="utf-8")
    ran = dragoman(desk, "compare", *argv)
    assert ran.code == code, ran
    assert said in ran.err.decode()
    assert "Traceback" not in ran.err.decode()
