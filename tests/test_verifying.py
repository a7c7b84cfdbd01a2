"""A copy as it is, judged by the rosters it brings along: what is counted, and what is found where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pasts import FIRST, act_files, path_of
from proofs import SOURCE_FILE, Files, act, brought, but, chain, opened, signed, version
from pure import changed

from dragoman.workflow.article_judge import ArticleJudge, Judged
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.ledger import Ledger, Quiet, Tally
from dragoman.workflow.memory import Memory
from dragoman.workflow.places import story_of
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.record_files import version_path
from dragoman.workflow.roster_chain import NO_CHAIN, Chain
from dragoman.workflow.states import EDITED, PUBLISHED, TRANSLATED
from dragoman.workflow.verifying import namesakes, unjudged, verify_copy
from dragoman.workflow.workers import WHOLE, Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.article import Article

WATER, BREAD = path_of("water"), path_of("bread")
SOURCE = WATER.replace("en.md", "source.ar.md")
CHAIN = chain(FIRST)


class Copy:
    """A copy's files, held in memory."""

    def __init__(self, files: Files, odd: dict[str, str] | None = None) -> None:
        self.files = files
        self.paths = tuple(sorted(files))
        self.odd = odd or {}
        self.ready: list[str] = []

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def prefetch(self, paths: Iterable[str]) -> None:
        self.ready += paths


def files_of(*articles: Article) -> Files:
    """The files of articles, each with its source and with the signatures of those who have a key."""
    files: Files = {}
    for article in articles:
        folder = article.path.rpartition("/")[0]
        files |= {article.path: article.text.encode(), f"{folder}/source.ar.md": SOURCE_FILE.encode()}
        files |= signed(article, *(n for n, entry in enumerate(article.history) if entry.by in ("tarek", "omar")))
    return files


DONE, EDIT = brought(FIRST, PUBLISHED, WATER), brought(FIRST, EDITED, BREAD)
HONEST = files_of(DONE, EDIT)


def found(
    files: Files, known: Chain = CHAIN, odd: dict[str, str] | None = None, part: Share = WHOLE
) -> list[tuple[str, str, str]]:
    told = verify_copy(Copy(files, odd), known, Memory(), Tally(), part=part)
    return [(one.problem.id, one.article, one.path) for one in told]


def test_what_readers_had_before_a_correction_is_judged_too() -> None:
    article = act(DONE, "correct", "tarek", FIRST, kind="update", notice="More.")
    for name, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        article = act(article, name, person, FIRST)
    kept = version_path(WATER, str(len(DONE.history)))
    assert found(files_of(article) | {kept: DONE.text.encode()}) == []
    assert found(files_of(article)) == [("version-missing", "water/en", WATER)]
    assert found(files_of(article) | {kept: changed(DONE, "Monday", "Friday").text.encode()}) == [
        ("version-other", "water/en", WATER)
    ]


def test_an_honest_copy_has_no_fault_and_is_counted() -> None:
    tally = Tally()
    copy = Copy(HONEST | {"newsroom.yaml": FIRST.encode(), "README.md": b"x"})
    heard: list[tuple[int, int]] = []
    told = verify_copy(copy, CHAIN, Memory(), tally, told=lambda done, of: heard.append((done, of)))
    assert list(told) == []
    assert (tally.articles, tally.acts, tally.signed, tally.witnessed) == (2, 8, 7, 0)
    assert tally.people == {"tarek", "omar", "sara"}
    assert heard == [(2, 2)]
    assert {WATER, BREAD, WATER.replace("en.md", "source.ar.md")} <= set(copy.ready)


def test_what_a_gate_has_seen_is_counted_too() -> None:
    tally = Tally()
    list(verify_copy(Copy(HONEST), CHAIN, Memory(), tally, witnessed=lambda _path, article: len(article.history) - 1))
    assert tally.witnessed == 6


def test_counts_are_added_up() -> None:
    one, other = Tally(1, 2, 3, 4, {"a"}), Tally(10, 20, 30, 40, {"b"})
    one.add(other)
    assert one == Tally(11, 22, 33, 44, {"a", "b"})
    assert other == Tally(10, 20, 30, 40, {"b"})


@pytest.mark.parametrize("of", [2, 3, 7])
def test_the_parts_together_find_what_the_whole_finds(of: int) -> None:
    broken = HONEST | {WATER: b"x", BREAD: b"\xff"}
    odd = {"articles/2026/11/link": "a symbolic link", "newsroom.yaml": "a symbolic link"}
    parts = [one for number in range(of) for one in found(broken, odd=odd, part=Share(number, of))]
    assert sorted(parts) == sorted(found(broken, odd=odd))
    assert len(parts) == 4


def test_many_articles_are_all_judged() -> None:
    files: Files = {}
    for number in range(205):
        files |= {path_of(f"story-{number}"): b"x"}
    heard: list[tuple[int, int]] = []
    copy = Copy(files)
    told = list(verify_copy(copy, CHAIN, Memory(), Tally(), told=lambda done, of: heard.append((done, of))))
    assert {one.path for one in told} == set(files)
    assert heard == [(200, 205), (205, 205)]
    assert sorted(copy.ready) == sorted(files)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("newsroom.yaml", True),
        ("articles/x", True),
        ("rosters/0001.yaml", True),
        ("README.md", False),
        ("disclaimers/x", False),
    ],
)
def test_what_is_no_plain_file_is_told_where_only_files_are_judged(path: str, told: bool) -> None:
    assert found(HONEST, odd={path: "a symbolic link"}) == ([("not-a-file", "", path)] if told else [])


def test_what_cannot_be_read_is_told_and_not_counted() -> None:
    for data in (b"x", b"\xff", b""):
        tally = Tally()
        told = list(verify_copy(Copy(HONEST | {WATER: data}), CHAIN, Memory(), tally))
        assert [(one.problem.severity, one.article, one.path) for one in told] == [("error", "water/en", WATER)]
        assert (tally.articles, tally.acts) == (1, 3)


def test_broken_promises_and_unproved_acts_are_both_told() -> None:
    other = changed(DONE, "Monday", "Tuesday")
    assert found(HONEST | {WATER: other.text.encode()}) == [("seals-hold", "water/en", WATER)]
    gone = {path: data for path, data in HONEST.items() if not path.endswith("source.ar.md")}
    assert {kind for kind, _, _ in found(gone)} == {"source-unchanged"}
    assert {kind for kind, _, _ in found(HONEST, NO_CHAIN)} == {"unknown-roster"}


def test_a_missing_signature_is_told_and_a_bad_one_does_not_count() -> None:
    path = next(path for path in HONEST if "edit" in path and "water" in path)
    tally = Tally()
    list(verify_copy(Copy(HONEST | {path: b"x"}), CHAIN, Memory(), tally))
    assert tally.signed == 6
    assert found(HONEST | {path: b"x"}) == [("signature-bad", "water/en", WATER)]
    assert found({one: data for one, data in HONEST.items() if one != path}) == [("unsigned", "water/en", WATER)]


def test_a_disclaimer_is_held_to_its_seal_and_not_to_its_template_of_today() -> None:
    assert found(files_of(brought(FIRST, PUBLISHED, WATER))) == []


def test_signatures_of_acts_that_are_gone_are_told() -> None:
    earlier = brought(FIRST, TRANSLATED, WATER)
    left = HONEST | {WATER: earlier.text.encode()}
    assert {kind for kind, _, _ in found(left)} == {"signature-stray"}
    assert len(found(left)) == 2
    folder = WATER.rpartition("/")[0]
    for name, told in (
        ("en-0009-edit-0123abcd.sig", True),
        ("en-12345-x.sig", True),
        ("en-note.txt", False),
        ("en-123-x.sig", False),
        ("fr-0009-edit-0123abcd.sig", False),
        ("en0009-edit-0123abcd.sig", False),
    ):
        assert len(found(HONEST | {f"{folder}/signatures/{name}": b"x"})) == told, name


def test_who_has_left_is_judged_by_the_last_version() -> None:
    gone = version(but(FIRST, "omar", roles=(), keys=(), left="2026-11-22"), FIRST)
    assert ("approvals-valid", "bread/en", BREAD) in found(HONEST, chain(FIRST, gone))
    assert found(HONEST, chain(FIRST, version(FIRST, FIRST))) == []


def test_a_story_is_the_folder_of_all_that_is_judged_together() -> None:
    assert story_of(WATER) == story_of(WATER.replace("en.md", "signatures/x.sig")) == "articles/2026/11/water"
    assert story_of(WATER.replace("en.md", "signatures/deeper/x.sig")) == "articles/2026/11/water"
    assert story_of("newsroom.yaml") == "newsroom.yaml"
    assert story_of("rosters/0001.yaml") == "rosters/0001.yaml"


def test_acts_by_several_rosters_of_the_chain_are_all_proved() -> None:
    later = version(but(FIRST, "lina", roles=("editor",)), FIRST)
    article = act(opened(FIRST, path=WATER), "translate", "tarek", later)
    assert found(files_of(article), chain(FIRST, later)) == []
    assert {kind for kind, _, _ in found(files_of(article), chain(FIRST))} == {"unknown-roster"}
    assert set(act_files(article)) == {WATER, *(path for path in files_of(article) if "translate" in path)}


LATER = BREAD.replace("2026/11", "2027/01")


def test_a_second_article_of_one_name_is_told_whichever_comes_after_what_else() -> None:
    for paths in ((BREAD, LATER), (LATER, BREAD), ("README.md", BREAD, WATER, "x/y/z/a/en.md", LATER)):
        (found,) = namesakes(paths)
        second = [path for path in paths if path in (BREAD, LATER)][1]
        assert (found.problem.id, found.problem.severity) == ("name-twice", "error")
        assert (found.article, found.path) == ("bread/en", second)
    assert len(list(namesakes((BREAD, LATER, BREAD.replace("2026/11", "2028/01"))))) == 2
    assert (
        list(namesakes((BREAD, WATER, BREAD.replace("en.md", "fr.md"), SOURCE, SOURCE.replace("6/11", "7/01")))) == []
    )


def test_a_second_article_of_one_name_is_told_of_a_copy_in_one_of_its_parts() -> None:
    files = files_of(EDIT) | files_of(brought(FIRST, EDITED, LATER))
    whole = [kind for kind, _, _ in found(files)]
    assert whole == ["name-twice"]
    parts = [one for number in range(5) for one in found(files, part=Share(number, 5))]
    assert [kind for kind, _, _ in parts] == whole


def test_what_would_lie_in_an_articles_place_on_some_disks_is_told_and_languages_are_no_two_by_their_case() -> None:
    other = WATER.replace("water", "Water")
    assert found(HONEST | {other: HONEST[WATER]}) == [("twin", "", other)]
    parts = [one for number in range(3) for one in found(HONEST | {other: b""}, part=Share(number, 3))]
    assert parts == [("twin", "", other)]
    (one,) = namesakes((BREAD, BREAD.replace("en.md", "EN.md")))
    assert (one.problem.id, one.path) == ("name-twice", BREAD.replace("en.md", "EN.md"))


def test_texts_that_are_no_articles_by_their_names_are_listed() -> None:
    odd = ["articles/2026/11/Water/en.md", "articles/x.md"]
    others = [WATER, SOURCE, "README.md", "x/articles/en.md", "articles/2026/11/water/a.txt", "rosters/0001.yaml"]
    assert unjudged([*odd, *others]) == odd


def test_nobody_is_known_by_a_copy_without_rosters() -> None:
    assert ("not-a-file", "", "rosters/x") in found(HONEST, NO_CHAIN, odd={"rosters/x": "a submodule"})


def kept(files: Files, odd: dict[str, str] | None = None) -> Ledger:
    """The ledger that judging a copy leaves."""
    ledger = Ledger()
    list(verify_copy(Copy(files, odd), CHAIN, Memory(), Tally(), ledger=ledger))
    return ledger


def test_stories_in_which_nothing_stood_out_are_summed_up() -> None:
    ledger = kept(HONEST)
    assert ledger.loud == set()
    assert ledger.quiet == Quiet(2, 8, 7, Counter(tarek=2, omar=2, sara=1))


def test_a_story_with_a_finding_is_named_and_not_summed_up() -> None:
    other = changed(DONE, "Monday", "Tuesday")
    ledger = kept(HONEST | {WATER: other.text.encode()})
    assert ledger.loud == {story_of(WATER)}
    assert ledger.quiet == Quiet(1, 3, 3, Counter(tarek=1, omar=1))


def test_a_story_that_hangs_on_a_file_of_another_is_named_though_nothing_is_wrong() -> None:
    linking = changed(opened(FIRST, path=WATER), "Monday", "[Monday](../pictures/a.png)")
    files = files_of(act(linking, "translate", "tarek", FIRST)) | files_of(EDIT)
    assert found(files) == []
    ledger = kept(files)
    assert ledger.loud == {story_of(WATER)}
    assert ledger.quiet.articles == 1


@pytest.mark.parametrize("path", ["articles/2026/11/water/x", "articles/2026/11/link", "rosters/0001.yaml"])
def test_where_something_is_no_plain_file_the_story_is_named(path: str) -> None:
    assert kept(HONEST, {path: "a symbolic link"}).loud == {story_of(path)}


@pytest.mark.parametrize("path", ["articles/2026/11/water/x/en.md", "articles/x.md"])
def test_where_a_text_is_no_article_by_its_name_the_story_is_named(path: str) -> None:
    assert kept(HONEST | {path: b"x"}).loud == {story_of(path)}


def test_what_was_judged_already_is_taken_as_it_was_judged() -> None:
    tally = Tally()
    before = Judged((Found(Problem("seals-hold", "Broken."), "water/en", WATER),), Tally(10, 20, 30, 40, {"sara"}))
    copy = Copy(files_of(DONE, EDIT))
    told = list(verify_copy(copy, CHAIN, Memory(), tally, judged={WATER: before}))
    assert told == list(before.found)
    assert (tally.articles, tally.acts, tally.signed, tally.witnessed) == (11, 23, 33, 40)
    assert {story_of(path) for path in copy.ready} == {story_of(BREAD)}


def judge_of(copy: Copy) -> ArticleJudge:
    return ArticleJudge(copy, CHAIN, Memory(), lambda _path, _article: 0)


@pytest.mark.parametrize("error", [BadText(WATER, 1, "odd"), DiskFailed("The disk says no.")])
def test_an_article_that_cannot_be_read_is_told_and_nothing_of_it_is_counted(error: Exception) -> None:
    class Broken(Copy):
        def read(self, path: str) -> bytes | None:  # noqa: ARG002  # whichever it is
            raise error

    judged = judge_of(Broken(HONEST)).at(WATER)
    assert [(one.article, one.path) for one in judged.found] == [("water/en", WATER)]
    assert (judged.tally, judged.far) == (Tally(), False)


def test_beside_an_article_is_what_its_own_folder_holds() -> None:
    folder = WATER.rpartition("/")[0]
    others = [f"{folder}-2/en.md", f"{folder}.md", f"{folder}0/en.md", f"{folder}1/en.md", f"{folder}s/en.md"]
    own = [path for path in HONEST if path.startswith(f"{folder}/")]
    assert judge_of(Copy(HONEST | dict.fromkeys(others, b"x"))).beside(WATER) == tuple(sorted(own))
