"""What a path is to a history, and that sources, snapshots, signatures and versions stay as they came."""

from __future__ import annotations

import pytest
from proofs import ids

from dragoman.workflow.changes import ABSENT, FileChanged
from dragoman.workflow.file_rules import (
    Kind,
    article_of,
    file_faults,
    is_odd,
    kind_of,
    name_of,
    not_a_file,
    stands_for,
    twin,
)

SOURCE = "articles/2026/11/water/source.ar.md"
RAW = "articles/2026/11/water/source.html"
SIGNATURE = "articles/2026/11/water/signatures/en-0003-edit-0123abcd.sig"
SNAPSHOT = "articles/2026/11/water/snapshots/2026-11-23T101500Z.ar.md"
PAGE = SNAPSHOT.replace(".ar.md", "-2.html")
VERSION = "articles/2026/11/water/versions/en-0005.md"
WAIVER = "articles/2026/11/water/waivers/en/0123abcd.yaml"
PLAIN = "100644"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("newsroom.yaml", Kind.NEWSROOM),
        ("rosters/0001.yaml", Kind.ROSTER),
        ("rosters/0001.sig", Kind.ROSTER),
        ("rosters/anything/else", Kind.ROSTER),
        ("articles/2026/11/water/en.md", Kind.ARTICLE),
        ("articles/2026/11/water/zh-Hant.md", Kind.ARTICLE),
        (SOURCE, Kind.SOURCE),
        (RAW, Kind.SOURCE),
        (SIGNATURE, Kind.SIGNATURE),
        ("articles/2026/11/water/signatures/deep/file", Kind.SIGNATURE),
        (SNAPSHOT, Kind.SNAPSHOT),
        (PAGE, Kind.SNAPSHOT),
        (SNAPSHOT.replace("T101500Z", ""), None),
        (SNAPSHOT.replace(".ar.md", ".png"), None),
        (VERSION, Kind.VERSION),
        ("articles/2026/11/water/versions/deep/file", Kind.VERSION),
        ("articles/2026/11/water/versions/", None),
        (WAIVER, Kind.WAIVER),
        (WAIVER.replace(".yaml", ".md"), None),
        ("articles/2026/11/water/picture.jpg", None),
        ("articles/2026/11/water/source.ar.md/x", None),
        ("articles/2026/11/en.md", None),
        ("articles/26/11/water/en.md", None),
        ("articles/2026/11/Water/en.md", None),
        ("articles/2026/11/water/signatures/", None),
        ("x/articles/2026/11/water/en.md", None),
        ("x/newsroom.yaml", None),
        ("newsroom.yaml.orig", None),
        ("rosters", None),
        ("README.md", None),
    ],
)
def test_a_path_tells_what_a_file_is(path: str, kind: Kind | None) -> None:
    assert kind_of(path) is kind


def change(path: str, old: str = "", new: str = "", old_mode: str = PLAIN, new_mode: str = PLAIN) -> FileChanged:
    return FileChanged(path, old_mode if old else ABSENT, new_mode if new else ABSENT, old or "0", new or "0")


@pytest.mark.parametrize(
    ("path", "name"),
    [("articles/2026/11/water/zh-Hant.md", "water/zh-Hant"), (SOURCE, ""), (SIGNATURE, ""), ("newsroom.yaml", "")],
)
def test_only_an_article_has_a_name(path: str, name: str) -> None:
    assert name_of(path) == name


@pytest.mark.parametrize("mode", [PLAIN, "100755", "100664", ABSENT])
def test_a_plain_file_and_one_that_goes_are_not_odd(mode: str) -> None:
    assert not is_odd(FileChanged(SOURCE, PLAIN, mode, "1", "2"))


@pytest.mark.parametrize("mode", ["120000", "160000", "000001"])
def test_a_link_or_a_submodule_is_odd_where_files_are_judged_and_nowhere_else(mode: str) -> None:
    for path in (SOURCE, "articles", "articles/x", "rosters", "rosters/0001.yaml", "newsroom.yaml"):
        assert is_odd(FileChanged(path, ABSENT, mode, "0", "2"))
    for path in ("a/newsroom.yaml", "zebra", "a", "notes/articles", "articlesx/y", "templates/page.html"):
        assert not is_odd(FileChanged(path, ABSENT, mode, "0", "2"))


def found(changed: FileChanged, *own: str) -> list[str]:
    return ids(file_faults(changed, set(own)))


@pytest.mark.parametrize("path", [SOURCE, RAW])
def test_a_source_comes_and_stays(path: str) -> None:
    assert found(change(path, new="a")) == []
    assert found(change(path, old="a", new="b")) == ["source-rewritten"]
    assert found(change(path, old="b", new="a")) == ["source-rewritten"]
    assert found(change(path, old="a")) == ["source-rewritten"]
    assert found(change(path, old="a", new="a", new_mode="100755")) == []


def test_a_signature_comes_with_its_act_and_stays() -> None:
    assert found(change(SIGNATURE, new="a"), SIGNATURE) == []
    assert found(change(SIGNATURE, new="a"), SIGNATURE + "2") == ["signature-stray"]
    assert found(change(SIGNATURE, new="a")) == ["signature-stray"]
    for own in ((), (SIGNATURE,)):
        assert found(change(SIGNATURE, old="a", new="b"), *own) == ["signature-changed"]
        assert found(change(SIGNATURE, old="b", new="a"), *own) == ["signature-changed"]
        assert found(change(SIGNATURE, old="a"), *own) == ["signature-removed"]
        assert found(change(SIGNATURE, old="a", new="a", new_mode="100755"), *own) == []


@pytest.mark.parametrize("path", [SNAPSHOT, PAGE])
def test_a_snapshot_comes_and_stays(path: str) -> None:
    assert found(change(path, new="a")) == []
    assert found(change(path, old="a", new="b")) == ["snapshot-changed"]
    assert found(change(path, old="b", new="a")) == ["snapshot-changed"]
    assert found(change(path, old="a")) == ["snapshot-removed"]
    assert found(change(path, old="a", new="a", new_mode="100755")) == []


def test_a_version_comes_with_its_correction_and_stays() -> None:
    assert found(change(VERSION, new="a"), VERSION) == []
    assert found(change(VERSION, new="a"), VERSION + "2") == ["version-stray"]
    assert found(change(VERSION, new="a")) == ["version-stray"]
    for own in ((), (VERSION,)):
        assert found(change(VERSION, old="a", new="b"), *own) == ["version-changed"]
        assert found(change(VERSION, old="b", new="a"), *own) == ["version-changed"]
        assert found(change(VERSION, old="a"), *own) == ["version-changed"]
        assert found(change(VERSION, old="a", new="a", new_mode="100755"), *own) == []


def test_each_is_an_error_and_says_which_file_and_what_happened() -> None:
    for changed, word in (
        (change(SOURCE, old="a"), "deleted"),
        (change(SOURCE, old="a", new="b"), "changed"),
        (change(SNAPSHOT, old="a"), "deleted"),
        (change(SNAPSHOT, old="a", new="b"), "changed"),
        (change(VERSION, old="a"), "deleted"),
        (change(VERSION, old="a", new="b"), "changed"),
        (change(SIGNATURE, old="a"), "deleted"),
        (change(SIGNATURE, old="a", new="b"), "changed"),
    ):
        (problem,) = file_faults(changed, set())
        assert problem.severity == "error"
        assert word in problem.message
        assert changed.path in problem.message


@pytest.mark.parametrize("path", ["newsroom.yaml", "rosters/0001.yaml", "articles/2026/11/water/a.jpg", "x"])
def test_other_files_are_judged_elsewhere_or_prove_nothing(path: str) -> None:
    for changed in (change(path, new="a"), change(path, old="a", new="b"), change(path, old="a")):
        assert found(changed) == []


@pytest.mark.parametrize(
    ("path", "article"),
    [
        (SIGNATURE, "articles/2026/11/water/en.md"),
        (SIGNATURE.replace("en-0003", "zh-Hant-10003"), "articles/2026/11/water/zh-Hant.md"),
        (SIGNATURE.replace("0003", "003"), ""),
        (SIGNATURE.replace("0123abcd", "0123abc"), ""),
        (SIGNATURE.replace(".sig", ".yaml"), ""),
        (SIGNATURE.replace("signatures/", ""), ""),
        ("articles/2026/11/water/signatures/x", ""),
        (VERSION, "articles/2026/11/water/en.md"),
        (VERSION.replace("en-0005", "zh-Hant-10005"), "articles/2026/11/water/zh-Hant.md"),
        (VERSION.replace("0005", "005"), ""),
        (VERSION.replace(".md", ".sig"), ""),
        (VERSION.replace("versions", "signatures"), ""),
        (SIGNATURE.replace("signatures", "versions"), ""),
        (SNAPSHOT, ""),
    ],
)
def test_a_records_path_says_for_which_article_it_is(path: str, article: str) -> None:
    assert article_of(path) == article


def test_what_is_no_plain_file_is_told_by_its_path() -> None:
    problem = not_a_file(change(SOURCE, old="a", new="b", new_mode="120000"))
    assert (problem.id, problem.severity) == ("not-a-file", "error")
    assert SOURCE in problem.message


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("articles/2026/11/Water/en.md", "articles/2026/11/water/en.md"),
        ("Articles/2026/11/water/en.md", "articles/2026/11/water/en.md"),
        ("articles/2026/11/water/en.MD", "articles/2026/11/water/en.md"),
        ("articles/2026/11/water./en.md", "articles/2026/11/water/en.md"),
        ("articles/2026/11/water/en.md. .", "articles/2026/11/water/en.md"),
        ("articles/2026/11/wa\u200cter/en.md", "articles/2026/11/water/en.md"),
        ("articles/2026/11/\ufeffwater/en.md", "articles/2026/11/water/en.md"),
        ("articles/2026/11/\u017fea/en.md", "articles/2026/11/sea/en.md"),
        ("articles/2026/11/\u212aurd/Source.ar.md", "articles/2026/11/kurd/source.ar.md"),
        ("articles/2026/11/water/Signatures/x", "articles/2026/11/water/signatures/x"),
        ("NEWSROOM.yaml", "newsroom.yaml"),
        ("newsroom.yaml.", "newsroom.yaml"),
        ("Rosters/0001.yaml", "rosters/0001.yaml"),
    ],
)
def test_what_some_disks_hold_for_a_judged_file_is_told(path: str, other: str) -> None:
    assert stands_for(path) == other
    problem = twin(path)
    assert (problem.id, problem.severity) == ("twin", "error")
    assert f"{path} is {other} on a Mac" in problem.message


@pytest.mark.parametrize(
    "path",
    [
        "articles/2026/11/water/en.md",
        "articles/2026/11/water/zh-Hant.md",
        SNAPSHOT,
        RAW.replace("html", "HTML"),
        "articles/2026/11/water/Photo.JPG",
        "articles/2026/11/w\u00e4ter/en.md",
        "articles/README.md",
        "README.md",
        "docs/Articles/2026/11/water/en.md",
        "rosters/A.b",
        "articles/2026/11/water/a.b",
    ],
)
def test_other_files_stand_for_nothing(path: str) -> None:
    assert stands_for(path) == ""


def test_signs_that_an_older_mac_leaves_out_of_names_make_no_other_name() -> None:
    unseen = (*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF)
    for code in unseen:
        assert stands_for(f"newsroom{chr(code)}.yaml") == "newsroom.yaml"
    for code in (0x200B, 0x2010, 0x2029, 0x202F, 0x2069, 0x2070, 0xFEFE, 0xFF00):
        assert stands_for(f"newsroom{chr(code)}.yaml") == ""
