"""Corrections, withdrawals, takedowns with real git: readers are told, the record has all, nothing goes silently."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from test_delivering import PAGE, files, state, with_targets

if TYPE_CHECKING:
    from conftest import Room

NOTE = "An earlier version gave the wrong number of weeks."
KEPT = "articles/2026/11/water/versions/en-0005.md"


@pytest.fixture
def live(room: Room) -> Room:
    """A newsroom with a site that shows one article."""
    with_targets(room).bring("published")
    return room


def correct(room: Room, kind: str = "correction") -> None:
    """Open a correction, as the translator who made the mistake, and put it right."""
    room.ok("lina", "correct", "water", "--kind", kind, "--note", NOTE)
    file = room.article()
    file.write_text(file.read_text(encoding="utf-8").replace("16 weeks", "six weeks"), encoding="utf-8")
    room.ok("lina", "save", "water")


def page(room: Room, path: str = PAGE) -> str:
    return (room.root / path).read_text(encoding="utf-8")


def test_while_it_is_corrected_readers_keep_the_version_they_have(live: Room) -> None:
    before = files(live)
    correct(live)
    assert state(live) == "translated"
    live.ok("nobody", "build")
    assert files(live) == before
    live.ok("omar", "edit", "water")
    live.ok("nobody", "build", "--output", str(live.root.parent / "fresh"))
    assert files(live, live.root.parent / "fresh") == before
    assert live.git("rev-parse", f"HEAD:{KEPT}") == live.git("rev-parse", "HEAD~3:articles/2026/11/water/en.md")


def test_a_correction_passes_the_same_eyes_and_tells_readers_what_and_when(live: Room) -> None:
    correct(live)
    assert "lina translated this" in live.run("lina", "edit", "water").err
    live.ok("omar", "edit", "water")
    live.ok("omar", "disclaim", "water")
    live.ok("sara", "publish", "water", SOURCE_DATE_EPOCH="1795435200")
    shown = page(live)
    assert "six weeks" in shown
    assert '<strong>Correction · <time datetime="2026-11-23">November 23, 2026</time>:</strong>' in shown
    assert NOTE in shown
    data = json.loads(shown.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["correction"] == [{"@type": "CorrectionComment", "text": NOTE, "datePublished": "2026-11-23"}]
    assert (data["datePublished"][:10], data["dateModified"][:10]) == ("2026-11-22", "2026-11-23")
    assert NOTE in page(live, "public/site/en/corrections.html")
    assert NOTE in page(live, "public/site/en/corrections.xml")
    live.ok("nobody", "verify", "--history")
    live.ok("nobody", "check")


def test_whoever_opened_the_correction_may_not_approve_it(live: Room) -> None:
    live.ok("omar", "correct", "water", "--kind", "clarification", "--note", NOTE)
    refused = live.run("omar", "edit", "water")
    assert (refused.code, "omar corrected this" in refused.err) == (1, True)


def test_a_correction_can_be_handed_in_with_its_text_and_its_note_changed(live: Room) -> None:
    text = live.file("right.md", "# Water station back at work\n\nThe repair took six weeks, residents said.\n")
    live.ok("lina", "correct", "water", "--kind", "update", "--note", "First words.", "--file", text)
    live.ok("lina", "correct", "water", "--kind", "correction", "--note", NOTE)
    live.ok("omar", "edit", "water")
    live.ok("omar", "disclaim", "water")
    live.ok("sara", "publish", "water")
    assert "First words." not in page(live)
    assert NOTE in page(live)
    assert len(list(live.article().parent.glob("versions/*"))) == 1
    live.ok("nobody", "verify", "--history")


def test_a_second_correction_keeps_both_earlier_versions_and_both_notes(live: Room) -> None:
    correct(live)
    for act, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        live.ok(person, act, "water")
    live.ok("tarek", "correct", "water", "--kind", "update", "--note", "The mayor has answered since.")
    for act, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        live.ok(person, act, "water")
    assert NOTE in page(live)
    assert "The mayor has answered since." in page(live)
    kept = sorted(path.name for path in live.article().parent.glob("versions/*"))
    assert kept == ["en-0005.md", "en-0009.md"]
    live.ok("nobody", "verify", "--history")


def test_what_readers_do_not_have_cannot_be_corrected(room: Room) -> None:
    room.bring("edited")
    refused = room.run("lina", "correct", "water", "--kind", "correction", "--note", NOTE)
    assert refused.code == 1
    assert "readers do not have it" in refused.err


def test_a_withdrawn_article_leaves_its_page_with_the_notice_and_no_text(live: Room) -> None:
    told = live.ok("sara", "withdraw", "water", "--note", "The report turned out to be untrue.")
    assert "published → withdrawn" in told
    shown = page(live)
    assert "The report turned out to be untrue." in shown
    assert "pumps of the eastern district" not in shown
    assert 'content="noindex"' in shown
    assert "water" not in page(live, "public/site/en/index.html")
    assert "The report turned out to be untrue." in page(live, "public/site/en/corrections.html")
    assert "/water/" not in page(live, "public/site/en/feed.xml")
    assert "/water/" not in page(live, "public/site/sitemap/pages.xml")
    live.ok("nobody", "verify", "--history")


def test_an_article_can_be_withdrawn_while_it_is_being_corrected(live: Room) -> None:
    correct(live)
    live.ok("sara", "withdraw", "water", "--note", "It cannot be repaired.")
    assert "It cannot be repaired." in page(live)
    live.ok("nobody", "verify", "--history")
    live.ok("nobody", "check")


def test_a_takedown_leaves_nothing_where_readers_look_and_everything_in_the_record(live: Room) -> None:
    live.ok("sara", "takedown", "water", "--reason", "legal", "-m", "Court of the district, 14/26")
    assert not (live.root / PAGE).exists()
    assert "Water station" not in "".join(str(data) for data in files(live).values())
    shown = json.loads(live.ok("omar", "show", "water", "--json"))
    assert (shown["state"], shown["history"][-1]["reason"]) == ("taken-down", "legal")
    live.ok("nobody", "verify", "--history")


def test_without_targets_the_pages_say_that_it_was_withdrawn_or_is_gone(room: Room) -> None:
    room.bring("published")
    room.ok("sara", "withdraw", "water", "--note", "It was not true.")
    for ending in ("md", "html"):
        shown = page(room, f"public/en/water.{ending}")
        assert "It was not true." in shown
        assert "eastern district" not in shown
    room.ok("sara", "takedown", "water", "--reason", "privacy")
    for ending in ("md", "html"):
        shown = page(room, f"public/en/water.{ending}")
        assert "This article is no longer available" in shown
        assert not [word for word in ("Lina", "Original", "Translated by") if word in shown]


def test_only_a_publisher_withdraws_and_takes_down(live: Room) -> None:
    for argv in (("withdraw", "water", "--note", "x"), ("takedown", "water", "--reason", "legal")):
        refused = live.run("omar", *argv)
        assert (refused.code, "not for that role" in refused.err) == (1, True)


def test_a_spiked_article_is_taken_up_where_it_was(room: Room) -> None:
    room.bring("edited")
    room.ok("omar", "spike", "water", "--reason", "overtaken by events")
    assert state(room) == "spiked"
    assert "spiked" in room.ok("omar", "status")
    assert room.run("omar", "disclaim", "water").code == 1
    room.ok("omar", "unspike", "water")
    assert state(room) == "edited"
    room.ok("omar", "disclaim", "water")
    room.ok("sara", "publish", "water")
    assert "dragoman correct water/en" in room.run("omar", "spike", "water", "--reason", "late").err
    room.ok("nobody", "verify", "--history")


def test_a_hold_stops_publication_and_nothing_else_until_it_is_released(room: Room) -> None:
    room.bring("translated")
    room.ok("tarek", "hold", "water", "--reason", "the ministry denies it")
    room.ok("omar", "edit", "water")
    room.ok("omar", "disclaim", "water")
    refused = room.run("sara", "publish", "water")
    assert "is on hold: the ministry denies it (tarek)" in refused.err
    assert "on hold" in room.ok("sara", "status")
    assert room.run("nobody", "check", "water").code == 1
    room.ok("nobody", "check")
    room.ok("sara", "release", "water")
    room.ok("sara", "publish", "water")
    room.ok("nobody", "verify", "--history")


def test_the_version_kept_for_readers_cannot_be_swapped_or_left_out(live: Room) -> None:
    correct(live)
    kept = live.root / KEPT
    kept.write_text(kept.read_text(encoding="utf-8").replace("Monday", "Friday"), encoding="utf-8")
    live.git("commit", "-qam", "quietly")
    found = json.loads(live.run("nobody", "verify", "--history", "--json").out)["findings"]
    assert {"version-changed", "live-intact"} <= {one["id"] for one in found}
    told = live.run("nobody", "build")
    assert (told.code, "approved it" in told.out + told.err) == (1, True)
    assert "Monday" in page(live)


def test_batches_correct_hold_and_withdraw_too(live: Room) -> None:
    live.bring("published", "ferry")
    both = ("water", "ferry")
    live.ok("lina", "correct", *both, "--kind", "refile", "--note", NOTE)
    for act, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        live.ok(person, act, *both)
    assert all("Minor fix" in page(live, f"public/site/en/{slug}/index.html") for slug in both)
    live.ok("sara", "withdraw", *both, "--note", "Neither was true.")
    assert all("Neither was true." in page(live, f"public/site/en/{slug}/index.html") for slug in both)
    live.ok("nobody", "verify", "--history")


def test_an_older_version_put_in_the_place_of_the_last_one_is_not_shown(live: Room) -> None:
    correct(live)
    for act, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        live.ok(person, act, "water")
    live.ok("lina", "correct", "water", "--kind", "update", "--note", "More is known.")
    folder = live.article().parent / "versions"
    (folder / "en-0009.md").write_bytes((folder / "en-0005.md").read_bytes())
    live.git("commit", "-qam", "back to the first one")
    found = json.loads(live.run("nobody", "verify", "--json").out)["findings"]
    assert "live-intact" in {one["id"] for one in found}
    assert live.run("nobody", "build").code == 1
    assert "six weeks" in page(live)


def test_what_was_taken_down_while_it_was_being_corrected_is_gone_too(live: Room) -> None:
    correct(live)
    live.ok("sara", "takedown", "water", "--reason", "safety")
    assert not (live.root / PAGE).exists()
    live.ok("nobody", "build", "--output", str(live.root.parent / "fresh"))
    assert not list((live.root.parent / "fresh").rglob("water"))
    live.ok("nobody", "verify", "--history")


def test_a_target_that_fails_leaves_an_article_where_it_was(live: Room) -> None:
    site = live.root / "public/site"
    site.rename(live.root / "public/elsewhere")
    site.write_text("a file in the way")
    told = live.run("sara", "withdraw", "water", "--note", "It was not true.")
    assert told.code != 0
    assert "water/en is not withdrawn." in told.err
    assert "dragoman withdraw water/en" in told.err
    assert state(live) == "published"
