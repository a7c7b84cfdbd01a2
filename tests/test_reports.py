"""Findings on paper for machines: each format says what it must, and obeys nothing that stands in an article."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from canaries import OBEYED, POISON
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.report.formats import FORMATS
from dragoman.workflow.report.markdown import MARK, code, inert
from dragoman.workflow.report.report import Report, Rule

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))
SCHEMA = SHARED / "schemas/sarif-schema-2.1.0.json"
PATH = "articles/2026/11/water/en.md"
HOSTILE = {
    "poison": POISON,
    "mention": "@everyone and @omar",
    "details": "</details><script>alert(1)</script><img src=x onerror=y>",
    "command": "::error file=x::owned\n::set-output name=a::b",
    "percent": "%0A::error::owned %25 100%",
    "pipes": "a | b \\| c \\\\| d |",
    "ticks": "`` ` ``` `a",
    "link": "[x](javascript:alert(1)) <https://evil.example> www.evil.example https://evil.example",
    "references": "#1 !2 ~label $x$ deadbeef1 GH-12 :smile: group/project#3 &4 %5",
    "xml": "]]><failure/>&amp;\ufffe\uffff\x00",
    "isolates": "\u2067a\u2066b\u2069\u2069\u2069",
    "lines": "a\r\nb\u2028c\x85d\n\n# e\n- f",
}


def found(message: str, **more: Any) -> Found:
    return Found(Problem(more.pop("check", "number-changed"), message, **more), "water/en", PATH)


def report(*findings: Found, **more: Any) -> Report:
    return Report(
        findings, [("water/en", PATH), ("bread/en", PATH.replace("water", "bread"))], version="1.2.3", **more
    )


TWO = (
    found("“16” became “18”.", line=16, column=17, width=2, who="an editor", fix="mend it"),
    found("Looks odd.", check="double-space", severity="note", line=3),
    found("Not yet.", check="unfinished", severity="todo"),
    found(
        "A name: gone.", check="name-added", severity="warning", waived=("omar", "2026-11-22T12:00:00Z", "it is so")
    ),
)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("where", ["message", "who", "fix", "id", "article", "path", "reason", "waived"])
def test_no_format_lets_anything_through_that_somebody_would_obey(form: str, name: str, where: str) -> None:
    words = HOSTILE[name]
    problem: dict[str, Any] = {"check": "number-changed", "line": 1, "column": 2, "width": 3}
    problem |= {"check": words} if where == "id" else {"waived": ("a", "b", words)} if where == "waived" else {}
    problem |= {where: words} if where in ("who", "fix") else {}
    one = found(words if where == "message" else "It is so.", **problem)
    one = Found(one.problem, words if where == "article" else one.article, words if where == "path" else one.path)
    rules = {"number-changed": Rule("number-changed", "error", words if where == "reason" else "Numbers.")}
    text = FORMATS[form](report(one, rules=rules))
    assert not OBEYED.findall(text.replace("\n", ""))
    text.encode()
    READ[form](text)


@given(st.text())
def test_any_text_can_be_told_in_any_format(words: str) -> None:
    for form, write in FORMATS.items():
        READ[form](write(report(found(words, who=words, line=1))))


def read_github(text: str) -> list[tuple[str, dict[str, str], str]]:
    """As the runner reads commands: a line each, properties between commas, three signs undone in data."""
    commands = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match, line
        pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
        commands.append((match[1], {k: _undone(v) for k, v in pairs.items()}, _undone(match[3])))
    return commands


def _undone(text: str) -> str:
    for sign, code_ in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code_, sign)
    return text


def read_markdown(text: str) -> list[list[str]]:
    """The cells of the table as GitHub's Markdown has them; nothing in the comment is HTML but the mark."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    html = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert html == [MARK]
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "code_inline"}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h3"]
    rows, cells = [], list[str]()
    for token, before in zip(tokens[1:], tokens, strict=False):
        if before.type == "td_open":
            cells.append("".join(child.content for child in token.children or ()))
        if token.type == "tr_close" and cells:
            rows.append(cells)
            cells = []
    assert all(len(row) == 4 for row in rows)
    prose = [child.content for child in inline if child.type == "text"]
    assert not [words for words in prose if re.search(r"[@#<>\[\]~$`&*_|]|https?:|www\.|:\w+:|::", words)]
    return rows


def read_junit(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314  # our own output


def read_sarif(text: str) -> Any:
    (run,) = json.loads(text)["runs"]
    return run


READ = {"github": read_github, "sarif": read_sarif, "junit": read_junit, "markdown": read_markdown}


def test_an_annotation_stands_at_the_very_words_and_undone_work_is_none() -> None:
    error, note = read_github(FORMATS["github"](report(*TWO)))
    assert error[:2] == (
        "error",
        {"file": PATH, "line": "16", "endLine": "16", "col": "17", "endColumn": "19", "title": "number-changed"},
    )
    assert error[2].split("\n")[:3] == ["water/en: “16” became “18”.", "who: an editor", "do: mend it"]
    assert (note[0], note[1]["line"], "col" in note[1]) == ("notice", "3", False)


def test_the_gravest_annotations_come_first() -> None:
    told = FORMATS["github"](report(*(found("x", severity=one) for one in ("note", "warning", "error", "todo"))))
    assert [command for command, *_ in read_github(told)] == ["error", "warning", "notice"]


def test_a_percent_sign_and_a_comma_of_an_article_come_out_as_they_were() -> None:
    words = "100%, 5%25 and %0A: so"
    ((_, said, message),) = read_github(FORMATS["github"](report(found(words, check=words))))
    assert message.split("\n")[0] == f"water/en: {words}"
    assert said["title"] == words


def test_sarif_names_rule_place_and_fingerprint() -> None:
    rules = {"number-changed": Rule("number-changed", "error", "Numbers differ.")}
    run = read_sarif(FORMATS["sarif"](report(*TWO, rules=rules, docs="https://docs.example/checks")))
    driver = run["tool"]["driver"]
    assert driver["rules"][0] == {
        "id": "number-changed",
        "shortDescription": {"text": "Numbers differ."},
        "defaultConfiguration": {"level": "error"},
        "helpUri": "https://docs.example/checks",
    }
    first, note, waived = run["results"]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "number-changed"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": PATH, "uriBaseId": "NEWSROOM"},
        "region": {"startLine": 16, "startColumn": 17, "endColumn": 19},
    }
    assert first["partialFingerprints"] == {"dragomanKey/v1": f"water/en {TWO[0].problem.key}:1"}
    assert (first["level"], note["level"], run["columnKind"]) == ("error", "note", "unicodeCodePoints")
    assert waived["suppressions"][0]["justification"] == "omar, 2026-11-22T12:00:00Z: it is so"


def test_a_finding_keeps_its_fingerprint_when_lines_move_and_two_of_one_name_differ() -> None:
    here, moved = found("x", line=3, passage="w"), found("x", line=30, passage="w")

    def prints(*findings: Found) -> list[str]:
        results = read_sarif(FORMATS["sarif"](report(*findings)))["results"]
        return [one["partialFingerprints"]["dragomanKey/v1"] for one in results]

    assert prints(here) == prints(moved)
    first, second = prints(here, moved)
    assert (first != second, [first]) == (True, prints(here))


def test_a_path_in_any_encoding_becomes_an_address() -> None:
    one = Found(Problem("unreadable", "x"), "a", "articles/2026/11/ماء x%/en\udcff.md")
    place = read_sarif(FORMATS["sarif"](report(one)))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "articles/2026/11/%D9%85%D8%A7%D8%A1%20x%25/en%FF.md"


@pytest.mark.parametrize("name", HOSTILE)
def test_sarif_is_valid_by_its_schema(name: str) -> None:
    if not SCHEMA.exists():
        pytest.skip("the schema of SARIF is not here")
    words = HOSTILE[name]
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    docs = "https://docs.example/checks"
    for one in (report(found(words, check=words), *TWO, docs=docs), report(), report(Found(Problem("a", words)))):
        told = json.loads(FORMATS["sarif"](one))
        assert list(checker.iter_errors(told)) == []
    told["runs"][0]["columnKind"] = "inches"
    assert list(checker.iter_errors(told)), "a schema that lets everything through proves nothing"


def test_junit_fails_what_stops_skips_what_is_undone_and_passes_the_rest() -> None:
    root = read_junit(FORMATS["junit"](report(*TWO)))
    assert (root.get("tests"), root.get("failures")) == ("5", "1")
    water, bread = root
    outcomes = {case.get("name"): [child.tag for child in case] for case in water}
    assert outcomes == {
        "number-changed": ["failure"],
        "double-space": ["system-out"],
        "unfinished": ["skipped"],
        "name-added": ["system-out"],
    }
    assert [(case.get("name"), len(case)) for case in bread] == [("check", 0)]
    assert water[0].get("file") == PATH
    assert f"{PATH}:16:17: " in (water[0][0].text or "")


def test_one_check_of_one_article_is_one_case_however_often_it_fires() -> None:
    water = read_junit(FORMATS["junit"](report(found("One."), found("Two."), found("Three."))))[0]
    assert (len(water), water[0][0].get("message")) == (1, "One. (and 2 more)")


def test_warnings_fail_a_case_where_the_run_fails_on_warnings() -> None:
    one = found("x", severity="warning")
    assert read_junit(FORMATS["junit"](report(one))).get("failures") == "0"
    assert read_junit(FORMATS["junit"](report(one, fail_on="warning"))).get("failures") == "1"
    assert "Ready" in FORMATS["markdown"](report(one))
    assert "Not ready" in FORMATS["markdown"](report(one, fail_on="warning"))


def test_a_comment_has_a_mark_a_summary_and_a_row_a_finding() -> None:
    text = FORMATS["markdown"](report(*TWO))
    assert text.startswith(f"{MARK}\n### dragoman: Not ready\n")
    assert "2 articles looked at: 1 error, 1 note, 1 unfinished, 1 waived." in text
    assert read_markdown(text) == [
        ["❌", "water/en:16", "“16” became “18”.", "number-changed"],
        ["ℹ️", "water/en:3", "Looks odd.", "double-space"],
    ]


def test_a_long_comment_is_cut_and_says_by_how_much() -> None:
    text = FORMATS["markdown"](report(*(found(f"Number {n}.") for n in range(1234))))
    assert len(read_markdown(text)) == 50
    assert "… and 1,184 more:" in text


@pytest.mark.parametrize("words", ["`|" * 4000, "x" * 100_000, "😀" * 4000, "\u2067" * 3000])
def test_no_comment_is_longer_than_hosts_take(words: str) -> None:
    text = FORMATS["markdown"](report(*(found(f"{words}{n}") for n in range(200))))
    assert len(text.encode()) < 65_536
    read_markdown(text)


@pytest.mark.parametrize("words", ["The query is open.", "ماء: «هنا»", "“16” → “18”", "one – two; three?"])
def test_harmless_words_are_set_as_prose(words: str) -> None:
    assert inert(words) == words


@given(st.text(st.one_of(st.sampled_from("`|\\ @<"), st.characters(exclude_categories=["Cs"]))))
def test_words_in_a_code_span_come_out_as_they_went_in(words: str) -> None:
    (row,) = read_markdown(FORMATS["markdown"](report(found(f"@{words}"))))
    shown = code(f"@{words}")
    ticks = re.match("`+", shown)
    assert ticks
    assert row[2].replace(" ", "") in shown.replace("\\|", "|").replace(" ", "")
