"""``dragoman source refresh`` as people use it: real processes, a real site; what is kept, and who has to look."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from canaries import OBEYED, POISON
from conftest import Room
from outlets import PARAGRAPHS, TRANSLATION, Page, outlet, page

from dragoman.workflow.snapshot_file import parse_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Ran
    from outlets import Outlet

MORE = "وأضافت التعاونية أن كلفة الإصلاح بلغت سبعة آلاف ليرة جمعت من أهل الحي."
FORTY_FIVE = PARAGRAPHS[1].replace("40", "45")


def with_policy(room: Room, said: str) -> None:
    """Write something about refreshing into the newsroom's policy."""
    path = room.root / "newsroom.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\npolicy:\n", f"\npolicy:\n  refresh: {{{said}}}\n"), encoding="utf-8")


@pytest.fixture(scope="module")
def shared_site() -> Iterator[Outlet]:
    """A site, up as long as the tests are."""
    with outlet() as found:
        yield found


@pytest.fixture(scope="module")
def shared_desk(founded: Path, shared_site: Outlet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom that has translated its one page, and asks without a pause."""
    root = tmp_path_factory.mktemp("refreshed") / "desk"
    shutil.copytree(founded, root, symlinks=True)
    room = Room(root)
    with_policy(room, "pause: 0, contact: desk@example.org")
    room.ok("olga", "save", "newsroom.yaml")
    shared_site.pages["/kiln"] = Page(page())
    room.ok("lina", "source", f"{shared_site.url}/kiln", "--allow-private", "--slug", "kiln")
    room.ok("lina", "translate", "kiln", "--file", "-", stdin=TRANSLATION)
    return root


@pytest.fixture
def site(shared_site: Outlet) -> Outlet:
    """The site as it was, nothing asked for yet."""
    shared_site.pages.clear()
    shared_site.log.clear()
    shared_site.pages["/kiln"] = Page(page())
    return shared_site


@pytest.fixture
def desk(shared_desk: Path, site: Outlet, tmp_path: Path) -> Room:  # noqa: ARG001  # the site must be up
    """The newsroom, a copy of one's own."""
    shutil.copytree(shared_desk, tmp_path / "desk", symlinks=True)
    return Room(tmp_path / "desk")


def refresh(desk: Room, *argv: str, person: str = "lina", **extra: str) -> Ran:
    return desk.run(person, "source", "refresh", *(argv or ("kiln",)), "--allow-private", **extra)


def told(desk: Room, *argv: str) -> dict[str, Any]:
    """What the one original came to, as JSON."""
    said = json.loads(refresh(desk, *(argv or ("kiln",)), "--json").out)
    (one,) = said["originals"]
    assert said["version"] == 1
    assert said["counts"][one["came"]] == 1
    return dict(one)


def kept(desk: Room) -> list[Path]:
    return sorted(desk.root.glob("articles/*/*/kiln/snapshots/*.md"))


def test_a_page_that_is_as_it_was_leaves_nothing_and_is_not_sent_a_second_time(desk: Room, site: Outlet) -> None:
    before = desk.git("rev-parse", "HEAD")
    for _ in range(2):
        ran = refresh(desk)
        assert (ran.code, ran.err) == (0, "")
        assert "kiln  as it was" in ran.out
    assert [one.status for one in site.asked("/kiln")] == [200, 304]
    assert "desk@example.org" in site.asked("/kiln")[0].headers["User-Agent"]
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.git("status", "--porcelain") == ""


def test_other_bytes_around_the_same_words_are_no_change(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(more="<footer>Read by 1,204 people today</footer>")
    assert told(desk)["came"] == "same"
    assert kept(desk) == []


def test_a_changed_text_is_kept_in_one_commit_beside_the_frozen_source(desk: Room, site: Outlet) -> None:
    frozen = {path: path.read_bytes() for path in desk.article("kiln").parent.glob("source.*")}
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, MORE, PARAGRAPHS[2])
    one = told(desk)
    assert one["came"] == "changed"
    (path,) = kept(desk)
    snapshot = parse_snapshot(path.read_text(encoding="utf-8"), path.name)
    assert (snapshot.by, snapshot.status, snapshot.url) == ("lina", "200", f"{site.url}/kiln")
    assert snapshot.body.split("\n\n") == [PARAGRAPHS[0], FORTY_FIVE, MORE, PARAGRAPHS[2]]
    assert path.with_name(snapshot.raw[0]).read_bytes() == site.pages["/kiln"].body
    assert {path: path.read_bytes() for path in frozen} == frozen
    files = desk.git("show", "--format=%an%n%s%n%(trailers:only)", "--name-only").split()
    assert {file.rpartition("/")[2] for file in files if "/snapshots/" in file} == {path.name, snapshot.raw[0]}
    assert "Dragoman-Article: kiln/en" in desk.git("log", "-1", "--format=%B")
    assert desk.git("log", "-1", "--format=%an %s") == "Lina refresh: kiln (the original has changed)\n"
    assert desk.git("status", "--porcelain") == ""
    assert one["commit"] == desk.git("rev-parse", "HEAD").strip()


def test_it_says_which_paragraphs_changed_and_which_of_the_translation_answer_to_them(
    desk: Room, site: Outlet
) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2], MORE)
    ran = refresh(desk)
    assert ran.code == 1
    assert "[-40-]{+45+}" in ran.out
    assert "→ kiln/en: paragraph 2" in ran.out
    assert "{+" + MORE + "+}" in ran.out
    assert "→ kiln/en: new, behind paragraph 3" in ran.out
    one = json.loads(desk.ok("lina", "source", "refresh", "kiln", "--kept", "--json"))["originals"][0]
    assert [(c["where"], c["change"], c["before"], c["after"]) for c in one["changes"]] == [
        ("paragraph 2", "changed", 2, 2),
        ("paragraph 4", "added", None, 4),
    ]
    assert [c["translations"] for c in one["changes"]] == [
        [{"article": "kiln/en", "paragraphs": [2], "behind": None}],
        [{"article": "kiln/en", "paragraphs": [], "behind": 3}],
    ]


def test_a_headline_given_by_hand_is_no_change_and_one_that_the_page_changes_is(room: Room, site: Outlet) -> None:
    room.ok("lina", "source", f"{site.url}/kiln", "--allow-private", "--slug", "kiln", "--title", "عنوان آخر")
    site.pages["/kiln"].body = page(more="<p></p>")
    assert told(room)["came"] == "same"
    site.pages["/kiln"].body = page(title="الفرن الجديد يعود إلى العمل")
    one = told(room)
    assert [change["where"] for change in one["changes"]] == ["title"]


def test_what_was_found_once_is_not_news_again_and_what_changes_back_is(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    assert told(desk)["came"] == "changed"
    assert told(desk)["came"] == "same"
    site.pages["/kiln"].body = page()
    assert told(desk)["came"] == "changed"
    assert len(kept(desk)) == 2
    (desk.root / ".git/dragoman/fetched.json").unlink()
    assert told(desk)["came"] == "same"


def test_a_clone_on_another_branch_does_not_trust_what_was_remembered(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    assert told(desk)["came"] == "changed"
    desk.git("reset", "-q", "--hard", "HEAD~1")
    assert told(desk)["came"] == "changed"
    assert [one.status for one in site.asked("/kiln")] == [200, 200]


HOSTILE = (
    f"{POISON}",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <svg onload=alert(1)>",
    "--- came: gone --- <!-- disclaimer: x --> words <!-- /disclaimer -->",
    "[link](javascript:alert(1)) ![](file:///etc/passwd) {{7*191}} {% raw %}",
    "\u202eevil\u2066 \u200f word \ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_page_is_kept_as_text_and_shown_as_text(desk: Room, site: Outlet, words: str) -> None:
    headers = {"ETag": '"\x1b[31m"', "Last-Modified": "x" * 900}
    site.pages["/kiln"] = Page(
        page(PARAGRAPHS[0], f"{PARAGRAPHS[1]} {words}", title=f"عنوان {words}"), headers=headers
    )
    ran = refresh(desk)
    assert (ran.code, ran.err) == (1, "")
    assert "the original has changed" in ran.out
    assert not OBEYED.findall(ran.out)
    (path,) = kept(desk)
    snapshot = parse_snapshot(path.read_text(encoding="utf-8"), path.name)
    assert (snapshot.etag, snapshot.last_modified) == ("", "")
    assert "alert(1)<" not in snapshot.body
    assert "\x1b" not in snapshot.title + snapshot.body
    assert told(desk)["came"] == "same"
    assert json.loads(desk.ok("olga", "verify", "--history", "--json"))["findings"] == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_noted_once_and_its_text_stays(desk: Room, site: Outlet, status: int) -> None:
    body = site.pages["/kiln"].body
    site.pages["/kiln"] = Page(status=status)
    first, again = refresh(desk), refresh(desk)
    assert (first.code, again.code) == (1, 1)
    assert f"HTTP {status}" in first.out
    assert "source.ar.md" in first.out
    assert "as since 2026-11-22" in again.out
    assert len(kept(desk)) == 1
    assert "source-gone" in desk.ok("omar", "check", "kiln")
    site.pages["/kiln"] = Page(body)
    assert told(desk)["came"] == "back"
    assert "source-gone" not in desk.ok("omar", "check", "kiln")
    assert told(desk)["came"] == "same"


def test_a_page_that_comes_back_with_another_text_has_changed(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"] = Page(status=404)
    assert told(desk)["came"] == "gone"
    site.pages["/kiln"] = Page(page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2]))
    assert told(desk)["came"] == "changed"
    assert "source-gone" not in desk.run("omar", "check", "kiln").out


@pytest.mark.parametrize(
    "broken",
    [
        Page(status=500),
        Page(b"<html><body><p>Menu</p></body></html>"),
        Page(b"\x89PNG", kind="image/png"),
        Page(page(more="x" * 11_000_000)),
        Page(page(), headers={"Content-Encoding": "gzip"}),
        Page(status=302, headers={"Location": "/kiln"}),
    ],
    ids=["fault", "no-text", "picture", "huge", "damaged", "circle"],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(desk: Room, site: Outlet, broken: Page) -> None:
    before = desk.git("rev-parse", "HEAD")
    site.pages["/kiln"] = broken
    ran = refresh(desk)
    assert (ran.code, ran.err) == (1, "")
    assert "kiln  not known: " in ran.out
    assert desk.git("rev-parse", "HEAD") == before
    assert kept(desk) == []


def test_what_robots_txt_forbids_is_told_and_not_asked_for(desk: Room, site: Outlet) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /\n", kind="text/plain")
    one = told(desk)
    assert (one["came"], one["status"]) == ("not-allowed", None)
    assert site.asked("/kiln") == []
    assert refresh(desk).code == 1


def test_a_page_that_moved_is_told_with_where_it_is_now(desk: Room, site: Outlet) -> None:
    site.pages["/2026/kiln"] = site.pages["/kiln"]
    site.pages["/kiln"] = Page(status=301, headers={"Location": "/2026/kiln"})
    one = told(desk)
    assert (one["came"], one["found_at"]) == ("same", f"{site.url}/2026/kiln")
    assert f"now at:  {site.url}/2026/kiln" in refresh(desk).out


def test_publish_refuses_until_an_editor_has_looked_and_check_says_so(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    refresh(desk)
    ran = desk.run("omar", "check", "kiln", "--json")
    found = {one["id"]: one["severity"] for one in json.loads(ran.out)["findings"]}
    assert (ran.code, found["source-changed"]) == (0, "warning")
    assert "! kiln/en" in desk.ok("omar", "status")
    desk.ok("omar", "edit", "kiln")
    desk.ok("omar", "disclaim", "kiln")
    whole = json.loads(desk.run("omar", "check", "--json").out)
    assert [one["severity"] for one in whole["findings"] if one["id"] == "source-changed"] == ["error"]
    assert "[source-changed]" in desk.ok("omar", "show", "kiln")
    refused = desk.run("sara", "publish", "kiln")
    assert refused.code == 1
    assert "[source-changed]" in refused.err
    assert "an editor (omar)" in refused.err
    assert "dragoman source refresh kiln/en --kept, then dragoman recheck kiln/en" in refused.err
    assert desk.run("lina", "recheck", "kiln").code == 1
    desk.ok("omar", "recheck", "kiln", "-m", "forty-five is in the translation too")
    assert "source-changed" not in desk.ok("omar", "check", "kiln")
    assert "! kiln/en" not in desk.ok("omar", "status")
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2], MORE)
    refresh(desk)
    assert "[source-changed]" in desk.run("sara", "publish", "kiln").err
    (since,) = json.loads(desk.ok("omar", "source", "refresh", "kiln", "--kept", "--json"))["originals"]
    assert [change["where"] for change in since["changes"]] == ["paragraph 4"]
    assert since["against"].endswith("/snapshots/2026-11-22T120000Z.ar.md")
    desk.ok("omar", "recheck", "kiln")
    assert "an editor has looked" in desk.ok("omar", "source", "refresh", "kiln", "--kept")
    desk.ok("sara", "publish", "kiln")
    assert desk.run("omar", "recheck", "kiln").code == 1
    said = json.loads(desk.ok("olga", "verify", "--history", "--json"))
    assert said["findings"] == []


def test_a_snapshot_taken_off_the_disk_hides_nothing_from_publish(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    refresh(desk)
    desk.ok("omar", "edit", "kiln")
    desk.ok("omar", "disclaim", "kiln")
    for path in kept(desk):
        path.unlink()
    assert "[source-changed]" in desk.run("sara", "publish", "kiln").err


def test_an_unreadable_snapshot_is_told_and_stands_in_the_way(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    refresh(desk)
    (path,) = kept(desk)
    path.write_text(path.read_text(encoding="utf-8").replace("45", "40"), encoding="utf-8")
    desk.git("commit", "-qam", "as it was")
    for person, act in (("omar", "edit"), ("omar", "disclaim")):
        desk.ok(person, act, "kiln")
    assert "[snapshot-unreadable]" in desk.run("sara", "publish", "kiln").err
    desk.ok("omar", "recheck", "kiln")
    desk.ok("sara", "publish", "kiln")


def test_a_dry_run_asks_and_keeps_nothing(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    before = desk.git("rev-parse", "HEAD")
    ran = refresh(desk, "kiln", "--dry-run")
    assert ran.code == 1
    assert "[-40-]{+45+}" in ran.out
    assert "nothing was kept" in ran.out
    assert desk.git("rev-parse", "HEAD") == before
    assert not (desk.root / ".git/dragoman/fetched.json").exists()
    assert refresh(desk, "kiln", "--dry-run", person="nobody").code == 1


def test_whoever_is_not_on_the_roster_asks_nobody(desk: Room, site: Outlet) -> None:
    ran = refresh(desk, person="nobody")
    assert ran.code == 1
    assert "is not on the roster" in ran.err
    assert site.log == []


def test_all_originals_are_asked_for_and_those_without_an_address_are_not(desk: Room, site: Outlet) -> None:
    desk.source("water")
    site.pages["/second"] = Page(page(title="عنوان ثان"))
    desk.ok("lina", "source", f"{site.url}/second", "--allow-private", "--slug", "second", "--again")
    said = json.loads(refresh(desk, "--all", "--json").out)
    assert [(one["slug"], one["came"]) for one in said["originals"]] == [("kiln", "same"), ("second", "same")]
    assert len(site.asked("/robots.txt")) == 1
    by_name = refresh(desk, "-", stdin="water\nkiln/en\n")
    assert by_name.code == 0
    assert "water  not published on the web" in by_name.out
    assert "kiln  as it was" in by_name.out


def test_one_source_that_cannot_be_read_stops_no_other(desk: Room) -> None:
    desk.source("water")
    path = desk.article("water").with_name("source.ar.md")
    path.write_text("no front matter", encoding="utf-8")
    ran = refresh(desk, "--all")
    assert ran.code == 1
    assert "kiln  as it was" in ran.out
    assert "source.ar.md" in ran.err


def test_what_is_meant_must_be_said_and_be_there(desk: Room) -> None:
    assert refresh(desk, "kiln", "--all").code == 2
    assert desk.run("lina", "source", "refresh").code == 2
    assert refresh(desk, "nothing").code == 2
    assert refresh(desk, "kiln/fr").code == 2


def test_nothing_kept_is_told_so(desk: Room) -> None:
    assert "nothing was kept" in desk.ok("lina", "source", "refresh", "kiln", "--kept")


def test_a_file_called_refresh_is_still_a_source(room: Room) -> None:
    (room.root / "refresh").write_text("# عنوان\n\n" + "\n\n".join(PARAGRAPHS), encoding="utf-8")
    room.ok("lina", "source", "./refresh", "--no-url", "--outlet", "P", "--slug", "kiln")
    assert room.article("kiln").is_file()


def test_help_and_completion_know_the_command(desk: Room) -> None:
    assert "source refresh  Fetch originals again" in desk.ok("lina", "source", "--help")
    assert "Usage: dragoman source refresh [OPTIONS] ARTICLE..." in desk.ok("lina", "source", "refresh", "--help")
    for words, at, wanted in (("source ", "2", "refresh"), ("source refresh k", "3", "kiln"),
                              ("source refresh --k", "3", "--kept")):  # fmt: skip
        typed = {"_DRAGOMAN_COMPLETE": "bash_complete", "COMP_WORDS": f"dragoman {words}", "COMP_CWORD": at}
        assert wanted in desk.run("lina", **typed).out


def test_the_history_with_snapshots_verifies(desk: Room, site: Outlet) -> None:
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    refresh(desk)
    site.pages["/kiln"] = Page(status=410)
    refresh(desk, person="sara")
    said = json.loads(desk.ok("olga", "verify", "--history", "--json"))
    assert said["findings"] == []
    assert not [limit for limit in said["limits"] if "snapshots" in limit]


def test_snapshots_of_two_branches_merge_and_an_editor_looks_at_both(desk: Room, site: Outlet) -> None:
    desk.ok("omar", "edit", "kiln")
    desk.git("branch", "work")
    site.pages["/kiln"].body = page(PARAGRAPHS[0], FORTY_FIVE, PARAGRAPHS[2])
    refresh(desk)
    desk.ok("omar", "recheck", "kiln")
    desk.git("checkout", "-q", "work")
    site.pages["/kiln"].body = page(*PARAGRAPHS, MORE)
    refresh(desk, person="sara", SOURCE_DATE_EPOCH="1795435200")
    desk.git("checkout", "-q", "main")
    desk.git("merge", "-q", "-m", "both", "work")
    assert len(kept(desk)) == 2
    assert json.loads(desk.ok("olga", "verify", "--history", "--json"))["findings"] == []
    assert "source-changed" in desk.ok("omar", "check", "kiln")
    desk.ok("omar", "recheck", "kiln")
    assert "source-changed" not in desk.ok("omar", "check", "kiln")


def test_a_policy_that_says_something_else_is_a_broken_newsroom(room: Room) -> None:
    untouched = (room.root / "newsroom.yaml").read_bytes()
    for said in ("pause: soon", "pause: 5000", "contact: 'a b'", "contact: (x)@y", "speed: fast", "contact: [a]"):
        (room.root / "newsroom.yaml").write_bytes(untouched)
        with_policy(room, said)
        ran = room.run("olga", "source", "refresh", "--all", "--dry-run")
        assert (ran.code, "policy.refresh" in ran.err) == (3, True), said
