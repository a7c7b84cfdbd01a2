"""The version that readers have while an article is corrected: kept with the correction, as published, for ever."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pasts import Honest, Step, path_of, worked, write
from proofs import act, resealed, signed
from pure import changed, do, in_round, reach

from dragoman.workflow.article import Article, Entry
from dragoman.workflow.changes import ABSENT, FileChanged
from dragoman.workflow.flags import Flags, corrected_versions, flags_after
from dragoman.workflow.live_rules import live_faults, versions_stand
from dragoman.workflow.proving import Wanted, verify
from dragoman.workflow.record_files import live_path, version_path, version_paths
from dragoman.workflow.states import DISCLAIMER_ATTACHED, EDITED, PUBLISHED, TRANSLATED
from dragoman.workflow.trust import Trust
from dragoman.workflow.walk import replay

if TYPE_CHECKING:
    from dragoman.workflow.beside import Read

WATER = path_of("water")
PLAIN = "100644"
NOTHING: Read = dict[str, bytes]().get


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def told(steps: list[Step]) -> set[str]:
    """The errors that verifying a history finds."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), steps)
        found = verify(folder, Wanted(history=True), Trust()).found
    return {one.problem.id for one in found if one.problem.severity == "error"}


def published() -> tuple[Honest, Article]:
    """A newsroom with a published article."""
    newsroom = worked()
    return newsroom, newsroom.articles["water"]


def corrected(newsroom: Honest, by: str = "lina") -> Article:
    """The article with a correction opened, which is not committed yet."""
    return act(newsroom.articles["water"], "correct", by, newsroom.roster, kind="correction", notice="A slip.")


def test_a_correction_with_its_version_is_in_order_and_so_is_what_follows() -> None:
    newsroom, article = published()
    opened = corrected(newsroom)
    newsroom.bring(opened)
    for name, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        opened = act(opened, name, person, newsroom.roster)
        newsroom.bring(opened)
    assert live_path(newsroom.articles["water"]) == ""
    assert version_paths(opened) == {version_path(WATER, str(len(article.history)))}
    assert told(newsroom.steps) == set()


@pytest.mark.parametrize(
    ("kept", "wanted"),
    [
        (None, {"version-missing", "live-intact"}),
        ("Monday → Friday", {"version-other", "live-intact"}),
        ("no article at all", {"version-other", "live-intact"}),
    ],
)
def test_a_correction_that_keeps_another_text_or_none_is_found(kept: str | None, wanted: set[str]) -> None:
    newsroom, article = published()
    opened = corrected(newsroom)
    text = changed(article, "Monday", "Friday").text if kept and "→" in kept else kept
    files = {WATER: opened.text} | ({live_path(opened): text} if text else {})
    assert told([*newsroom.steps, Step("lina", files)]) == wanted


def tampered(article: Article) -> dict[str, str]:
    """Published texts that were never approved: other words, another disclaimer, none, another credit."""
    text = article.text
    start, end = text.index("<!-- disclaimer"), text.index("<!-- /disclaimer")
    return {
        "words": changed(article, "Monday", "Friday").text,
        "disclaimer": text[: start + 60] + "Trust us. " + text[start + 60 :],
        "no disclaimer": text[:start] + text[end:].partition("-->")[2],
        "credit": changed(article, "editor: omar", "editor: olga").text,
    }


@pytest.mark.parametrize("what", ["", "words", "disclaimer", "no disclaimer", "credit"])
@pytest.mark.parametrize("done", [False, True])
def test_a_squash_of_a_publication_and_its_correction_keeps_what_was_published(what: str, done: bool) -> None:
    newsroom, article = published()
    ready = max(place for place, step in enumerate(newsroom.steps) if WATER in step.files)  # what published it
    opened = last = corrected(newsroom)
    for name, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")) if done else ():
        last = act(last, name, person, newsroom.roster)
    files = {WATER: last.text, live_path(opened): tampered(article)[what] if what else article.text}
    by_key = [number for number, entry in enumerate(last.history) if entry.by in ("tarek", "omar")]
    steps = [step for place, step in enumerate(newsroom.steps) if place != ready]
    squashed = Step("sara", {**newsroom.steps[ready].files, **files, **signed(last, *by_key)})
    found = told([*steps, squashed]) - {"several-acts", "not-by-author", "signature-changed"}
    assert found == ({"version-other"} | (set() if done else {"live-intact"}) if what else set())


def test_a_version_that_was_tampered_with_is_found_in_a_copy_without_its_history() -> None:
    newsroom, article = published()
    opened = corrected(newsroom)
    newsroom.bring(opened)
    for name, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        newsroom.bring(act(newsroom.articles["water"], name, person, newsroom.roster))
    other = tampered(article)["words"]
    for text, wanted in ((article.text, set()), (other, {"version-other"}), (None, {"version-missing"})):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), [*newsroom.steps, Step("lina", {live_path(opened): text})])
            found = verify(folder, Wanted(), Trust()).found
        assert {one.problem.id for one in found} == wanted


@pytest.mark.parametrize(("text", "wanted"), [("other", "version-changed"), (None, "version-changed")])
def test_a_version_changed_or_taken_away_later_is_found(text: str | None, wanted: str) -> None:
    newsroom, _ = published()
    opened = corrected(newsroom)
    newsroom.bring(opened)
    assert wanted in told([*newsroom.steps, Step("lina", {live_path(opened): text})])


def test_a_version_without_a_correction_is_found() -> None:
    newsroom, article = published()
    stray = Step("lina", {version_path(WATER, "5"): article.text})
    assert told([*newsroom.steps, stray]) == {"version-stray"}


def test_a_correction_approved_by_whoever_made_it_is_self_approval() -> None:
    newsroom, _ = published()
    opened = corrected(newsroom, "omar")
    newsroom.steps.append(
        Step("omar", {WATER: opened.text, live_path(opened): newsroom.articles["water"].text}
             | dict(signed(opened, len(opened.history) - 1)))
    )  # fmt: skip
    entry = newsroom.articles["water"].history[2]
    assert entry.act == "edit"
    assert replay(opened.history).writers == ("tarek", "omar")
    assert replay((*opened.history, entry)).fault == "omar edited their own correction"


def test_versions_are_counted_by_the_publications_that_corrections_were_opened_on() -> None:
    newsroom, article = published()
    opened = corrected(newsroom)
    again = act(opened, "correct", "tarek", newsroom.roster, kind="update", notice="More.")
    assert list(corrected_versions(again.history)) == [str(len(article.history))]
    assert replay(again.history).flags.live == str(len(article.history))


def test_each_act_changes_its_own_flags_and_no_others() -> None:
    newsroom, article = published()
    entry = article.history[-1]
    full = Flags("4", "a doubt", "2026-12-01T06:00:00Z", "2026-12-02T06:00:00Z")
    after = {
        "publish": Flags(hold="a doubt"),
        "correct": full,
        "withdraw": Flags(live="4"),
        "takedown": Flags(),
        "spike": full._replace(schedule=""),
        "release": full._replace(hold=""),
        "embargo": full._replace(embargo=""),
        "schedule": full._replace(schedule=""),
        "hold": full._replace(hold=""),
        "return": full,
        "translate": full,
        "edit": full,
    }
    for name, flags in after.items():
        said = {"act": name, "reason": "", "until": ""}
        assert flags_after(full, type(entry)(by="x", at="y", seal="z", **said), 9) == flags, name
    assert flags_after(Flags(), type(entry)("correct", "x", "y", "z"), 9) == Flags(live="9")
    assert newsroom.roster


def test_each_published_version_is_counted_once_whatever_is_done_between() -> None:
    way = "source translate edit disclaim publish".split()
    rest = "correct hold correct return correct translate edit release correct disclaim publish hold correct".split()
    history = tuple(Entry(act, "x", "y", "z") for act in (*way, *rest))
    assert list(corrected_versions(history)) == ["5", "17"]
    assert list(corrected_versions(history[:6])) == ["5"]
    assert list(corrected_versions(history[:5])) == []
    assert list(corrected_versions(history[5:7])) == ["0"]


def file(path: str, old: str = "", new: str = "") -> FileChanged:
    """A change of a file from one blob to another; empty: it is not there."""
    return FileChanged(path, PLAIN if old else ABSENT, PLAIN if new else ABSENT, old or "0", new or "0")


OTHER = changed(reach(PUBLISHED), "Monday", "Friday")
FROM, KEPT = file(WATER, "5", "6"), version_path(WATER, "5")


@pytest.mark.parametrize(
    ("before", "kept", "wanted"),
    [
        (PUBLISHED, file(KEPT, new="5"), ""),
        (PUBLISHED, file(KEPT, new="4"), "version-other"),
        (PUBLISHED, file(KEPT, new="7"), "version-other"),
        (PUBLISHED, file(KEPT, old="5"), "version-missing"),
        (PUBLISHED, None, "version-missing"),
        # Squashed together with the publication: what was published is in no commit.
        (DISCLAIMER_ATTACHED, file(KEPT, new="4"), ""),
        (DISCLAIMER_ATTACHED, file(KEPT, new="6"), "version-other"),
        (TRANSLATED, file(KEPT, new="6"), "version-other"),
        ("", file(KEPT, new="6"), "version-other"),
        (TRANSLATED, file(KEPT, new="4"), ""),
        ("", file(KEPT, new="4"), ""),
        (DISCLAIMER_ATTACHED, None, "version-missing"),
    ],
)
def test_what_is_kept_is_the_blob_that_was_published(before: str, kept: FileChanged | None, wanted: str) -> None:
    opened = in_round(TRANSLATED)
    files = {kept.path: kept} if kept else {}
    texts = {"4": reach(PUBLISHED).text, "5": reach(PUBLISHED).text, "6": OTHER.text}
    read = {path: texts[change.new].encode() for path, change in files.items() if change.new in texts}.get
    found = list(live_faults(reach(before) if before else None, opened, FROM, files, read))
    assert [one.id for one in found] == ([wanted] if wanted else [])
    for one in found:
        assert "`correct` by lina" in one.message
        assert one.who == "lina"


def test_a_version_is_held_against_the_text_before_only_where_that_had_the_same_acts() -> None:
    held = do(reach(PUBLISHED), "hold", "omar", reason="a doubt")
    opened = do(held, "correct", "lina", kind="update", notice="More.")
    path = version_path(opened.path, "6")
    files, read = {path: file(path, new="7")}, {path: held.text.encode()}.get
    assert list(live_faults(reach(PUBLISHED), opened, FROM, files, read)) == []
    assert [one.id for one in live_faults(held, opened, FROM, files, read)] == ["version-other"]
    others = [resealed(held, 0, note=f"{number}") for number in range(8)]
    assert {before.history > held.history for before in others} == {True, False}
    assert all(list(live_faults(before, opened, FROM, files, read)) == [] for before in others)


@pytest.mark.parametrize("text", ["", "no article", reach(DISCLAIMER_ATTACHED).text, in_round(TRANSLATED).text])
def test_what_is_no_published_text_of_the_article_is_no_version(text: str) -> None:
    opened = in_round(TRANSLATED)
    files, read = {KEPT: file(KEPT, new="7")}, {KEPT: text.encode()}.get
    assert [one.id for one in live_faults(reach(TRANSLATED), opened, FROM, files, read)] == ["version-other"]
    later = do(do(in_round(EDITED), "disclaim", "omar"), "publish", "sara")
    assert [one.id for one in versions_stand(later, read)] == ["version-other"]


def test_each_version_but_the_one_that_readers_have_must_stand() -> None:
    published = do(do(in_round(EDITED), "disclaim", "omar"), "publish", "sara")
    again = do(published, "correct", "lina", kind="update", notice="More.")
    for article in (published, again):
        assert [one.id for one in versions_stand(article, NOTHING)] == ["version-missing"]
        assert list(versions_stand(article, {KEPT: reach(PUBLISHED).text.encode()}.get)) == []
    assert list(versions_stand(in_round(EDITED), NOTHING)) == []


def test_only_the_commit_that_opens_a_correction_has_to_keep_a_version() -> None:
    opened, edited = in_round(TRANSLATED), in_round(EDITED)
    assert list(live_faults(opened, edited, FROM, {}, NOTHING)) == []
    assert list(live_faults(opened, reach(PUBLISHED), FROM, {}, NOTHING)) == []
    assert list(live_faults(None, reach(PUBLISHED), FROM, {}, NOTHING)) == []
    later = do(
        do(do(edited, "disclaim", "omar"), "publish", "sara"), "correct", "lina", kind="update", notice="More."
    )
    assert list(live_faults(later, opened, FROM, {}, NOTHING)) == []  # the version of the first is there already
    assert [one.id for one in live_faults(opened, later, FROM, {}, NOTHING)] == ["version-missing"]
