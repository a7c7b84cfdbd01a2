"""Delivering to a real WordPress: posts follow the record, what is right is not touched, what was changed is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from site_stories import CORRECTION, png
from wordpress.a_site import CLIENT, article, pictured

from dragoman.workflow.errors import ChangedMeanwhile, TargetFailed
from dragoman.workflow.publication import Record
from dragoman.workflow.wordpress.plan import FORCE

if TYPE_CHECKING:
    from pathlib import Path

    from wordpress.a_site import Desk, Site

pytest_plugins = ("wordpress.site_up",)


def test_an_article_becomes_a_post_with_everything_in_its_place(site: Site, tmp_path: Path) -> None:
    desk = site.desk("Everything", tmp_path, categories=("Harbour news",))
    done = desk.deliver(pictured("ferries-a", keywords=("ferries", "R&D", "شتاء")))
    assert (done.where, done.written, done.removed, done.held) == (site.url, 1, 0, ())
    post = desk.post()
    assert (post["slug"], post["status"], post["date_gmt"]) == ("ferries-a", "publish", "2026-11-22T09:30:00")
    assert post["title"]["raw"].startswith("Harbour ferries")
    assert post["excerpt"]["raw"].startswith("The boats between")
    names = {kind: site.ask("GET", kind, include=",".join(map(str, post[kind]))) for kind in ("categories", "tags")}
    assert [one["name"] for one in names["categories"]] == ["Harbour news"]
    assert {one["name"] for one in names["tags"]} == {"ferries", "R&amp;D", "شتاء"}
    picture = site.ask("GET", f"media/{post['featured_media']}", context="edit")
    assert picture["alt_text"] == "A ferry leaves a grey quay in the morning"
    assert picture["caption"]["raw"].endswith("– Samir Aoun / Little Harbour Paper")
    assert CLIENT.get(picture["source_url"]).content == png(960, 540)


def test_readers_are_told_the_source_and_those_who_edit_also_the_seal(site: Site, desk: Desk) -> None:
    desk.deliver(article("told"))
    post = desk.post()
    source = {
        "dragoman_source_url": "https://harbour.example/2026/ferries?a=1&b=2",
        "dragoman_source_outlet": "Little Harbour Paper",
        "dragoman_source_language": "fr",
    }
    read = site.ask("GET", f"posts/{post['id']}", role="")
    assert read["meta"] == source
    assert "dragoman" not in read
    assert (
        post["meta"].items() >= {**source, "_dragoman_article": "told/en", "_dragoman_seal": "seal of told"}.items()
    )
    page = CLIENT.get(post["link"]).text
    assert "seal of" not in page
    assert post["meta"]["_dragoman_digest"] not in page


def test_what_is_there_already_takes_no_request_that_writes(desk: Desk, tmp_path: Path) -> None:
    first = desk.writes(article("same"), article("other", "ar"))[1]
    assert first.written == 2
    before = desk.posts()
    assert desk.writes(article("same"), article("other", "ar")) == ([], replace(first, written=0))
    clone = desk.site.desk(desk.settings.desk, tmp_path / "clone")
    assert clone.writes(article("same"), article("other", "ar"))[0] == []
    assert desk.posts() == before


def test_an_edit_changes_the_same_post_and_uploads_no_picture_again(desk: Desk) -> None:
    desk.deliver(pictured("edited"))
    before = desk.post()
    changed = pictured("edited", title="Harbour ferries return", corrections=(CORRECTION,))
    writes, done = desk.writes(changed)
    assert (writes, done.written) == (["POST"], 1)
    after = desk.post()
    assert (after["id"], after["featured_media"]) == (before["id"], before["featured_media"])
    assert after["title"]["raw"] == "Harbour ferries return"
    assert (
        '<strong>Correction · <time datetime="2026-11-24">November 24, 2026</time>:</strong>'
        in (after["content"]["rendered"])
    )
    assert desk.writes(changed)[0] == []


def test_another_description_of_a_picture_goes_to_the_one_that_is_there(desk: Desk) -> None:
    one = pictured("described")
    desk.deliver(one)
    before = desk.post()["featured_media"]
    desk.deliver(replace(one, pictures=(replace(one.pictures[0], alt="A ferry"),)))
    assert desk.post()["featured_media"] == before
    assert desk.site.ask("GET", f"media/{before}")["alt_text"] == "A ferry"


def test_a_renamed_article_keeps_its_post_and_the_old_address_leads_to_it(desk: Desk) -> None:
    desk.deliver(article("old-name"))
    before = desk.post()
    desk.deliver(article("new-name", record=Record("seal", "source of old-name")))
    after = desk.post()
    assert (after["id"], after["slug"], after["meta"]["_dragoman_article"]) == (
        before["id"],
        "new-name",
        "new-name/en",
    )
    moved = CLIENT.get(before["link"])
    assert (moved.status_code, moved.headers["location"]) == (301, after["link"])


@pytest.mark.parametrize("retracted", ["draft", "trash"])
def test_an_article_that_is_published_no_more_is_retracted_and_comes_back_in_the_same_post(
    site: Site, tmp_path: Path, retracted: str
) -> None:
    desk = site.desk(f"Retracting to {retracted}", tmp_path, retracted=retracted)
    stays, goes = article(f"stays-{retracted}"), article(f"goes-{retracted}")
    desk.deliver(stays, goes)
    number = {post["slug"]: post["id"] for post in desk.posts()}[goes.slug]
    link = site.ask("GET", f"posts/{number}")["link"]
    done = desk.deliver(stays)
    assert (done.written, done.removed) == (0, 1)
    assert {post["status"] for post in desk.posts() if post["id"] == number} == {retracted}
    assert CLIENT.get(link).status_code == 404
    assert desk.writes(stays)[0] == []
    assert desk.deliver(stays, goes).written == 1
    back = {post["slug"]: (post["id"], post["status"]) for post in desk.posts()}
    assert back[goes.slug] == (number, "publish")
    assert CLIENT.get(link).status_code == 200
    assert desk.writes(stays, goes)[0] == []


def test_whatever_somebody_changes_by_hand_is_noticed_and_only_overwritten_with_force(
    site: Site, tmp_path: Path
) -> None:
    desk = site.desk("By hand", tmp_path, categories=("Harbour news",))
    changes: dict[str, dict[str, object]] = {
        "title": {"title": "Theirs"},
        "content": {"content": "Theirs"},
        "excerpt": {"excerpt": "Theirs"},
        "slug": {"slug": "theirs"},
        "date": {"date_gmt": "2026-11-20T00:00:00"},
        "draft": {"status": "draft"},
        "private": {"status": "private"},
        "tags": {"tags": []},
        "category": {"categories": []},
        "picture": {"featured_media": 0},
    }
    mine = [(pictured if name == "picture" else article)(f"by-hand-{name}") for name in changes]
    desk.deliver(*mine)
    before = {post["meta"]["_dragoman_article"]: post["id"] for post in desk.posts()}
    for one, change in zip(mine, changes.values(), strict=True):
        site.ask("POST", f"posts/{before[one.name]}", json=change)
    theirs = desk.posts()
    links = {post["meta"]["_dragoman_article"]: post["link"] for post in theirs}
    writes, done = desk.writes(*mine)
    assert writes == []
    assert {held.name: held.why for held in done.held} == {
        name: f"somebody changed its post by hand ({link}); {FORCE}" for name, link in links.items()
    }
    newer = [replace(one, title=f"Newer {number}") for number, one in enumerate(mine)]
    with pytest.raises(ChangedMeanwhile, match=r"by hand \(.*, and 9 more so\.") as error:
        desk.deliver(coming=tuple(newer))
    assert error.value.exit_code == 4
    assert "--force" in error.value.hint
    assert desk.posts() == theirs
    desk.deliver(coming=tuple(newer), force="*")
    after = {post["meta"]["_dragoman_article"]: post for post in desk.posts()}
    assert {name: post["id"] for name, post in after.items()} == before
    for one in newer:
        post = after[one.name]
        assert (post["title"]["raw"], post["slug"], post["status"]) == (one.title, one.slug, "publish")
    assert desk.writes(*newer)[0] == []


def test_categories_are_theirs_where_newsroom_yaml_names_none(desk: Desk) -> None:
    one = article("filed")
    desk.deliver(one)
    category = desk.site.ask("POST", "categories", json={"name": "Filed by hand"})["id"]
    desk.site.ask("POST", f"posts/{desk.post()['id']}", json={"categories": [category]})
    assert desk.writes(one)[1].held == ()
    desk.deliver(coming=(replace(one, title="Newer"),))
    assert desk.post()["categories"] == [category]


def test_somebodys_change_stops_no_other_article_and_force_for_one_leaves_it(desk: Desk) -> None:
    theirs, ours = article("is-theirs"), article("is-ours")
    desk.deliver(theirs)
    number = desk.post()["id"]
    desk.site.ask("POST", f"posts/{number}", json={"title": "By hand"})
    done = desk.deliver(theirs, coming=(ours,), force="is-ours/en")
    assert (done.written, [held.name for held in done.held]) == (1, ["is-theirs/en"])
    assert desk.site.ask("GET", f"posts/{number}")["title"]["rendered"] == "By hand"
    desk.deliver(theirs, ours, force="*")
    assert desk.site.ask("GET", f"posts/{number}")["title"]["rendered"].startswith("Harbour ferries")


def test_a_retracted_post_keeps_what_somebody_changed_in_it(desk: Desk) -> None:
    one = article("kept")
    desk.deliver(one)
    number = desk.post()["id"]
    desk.site.ask("POST", f"posts/{number}", json={"content": "By hand"})
    assert desk.deliver().removed == 1
    post = desk.post()
    assert (post["status"], post["content"]["raw"]) == ("draft", "By hand")
    with pytest.raises(ChangedMeanwhile):
        desk.deliver(coming=(one,))


def test_a_change_between_look_and_delivery_is_not_overwritten(desk: Desk) -> None:
    desk.deliver(article("raced"))
    number = desk.post()["id"]

    def told(what: str, _done: int, _of: int) -> None:
        if what == "posts looked up":
            desk.site.ask("POST", f"posts/{number}", json={"title": "Meanwhile"})

    with pytest.raises(ChangedMeanwhile, match="at this moment"):
        desk.target().deliver(desk.edition(article("raced", title="Ours")), told)
    assert desk.post()["title"]["raw"] == "Meanwhile"


def test_somebody_elses_post_at_the_address_is_left_unless_forced(desk: Desk) -> None:
    number = desk.site.ask("POST", "posts", json={"slug": "taken", "status": "publish", "title": "A recipe"})["id"]
    one = article("taken")
    done = desk.deliver(one)
    assert done.written == 0
    assert "the post at its address is not ours (http" in done.held[0].why
    with pytest.raises(ChangedMeanwhile, match="is not ours"):
        desk.deliver(coming=(one,))
    assert desk.posts() == []
    desk.deliver(coming=(one,), force="taken/en")
    assert desk.post()["id"] == number
    assert desk.writes(one)[0] == []


def test_two_desks_at_one_site_leave_each_others_posts_alone(desk: Desk, tmp_path: Path) -> None:
    other = desk.site.desk("Another desk", tmp_path / "other")
    other.deliver(article("shared-name"))
    assert desk.deliver(article("mine")).removed == 0
    with pytest.raises(ChangedMeanwhile, match="is the desk `Another desk`'s"):
        desk.deliver(article("mine"), coming=(article("shared-name"),), force="shared-name/en")
    assert other.post()["status"] == "publish"


def test_a_copy_that_a_plugin_made_of_a_post_is_nobodys(desk: Desk) -> None:
    one = article("copied")
    desk.deliver(one)
    post = desk.post()
    copied = {key: post[key] for key in ("content", "title", "excerpt")} | {"status": "draft", "meta": post["meta"]}
    del copied["meta"]["_dragoman_digest"]
    copy = desk.site.ask("POST", "posts", json={**copied, "slug": "copied-2"})["id"]
    writes, done = desk.writes(one)
    assert (writes, done.held) == ([], ())
    assert desk.deliver(replace(one, title="New")).written == 1
    assert desk.site.ask("GET", f"posts/{copy}", context="edit")["title"]["raw"] == post["title"]["raw"]


def test_translations_of_a_source_lead_to_one_another(desk: Desk) -> None:
    desk.deliver(article("pair"), article("pair", "ar"))
    english, arabic = sorted(desk.posts(), key=lambda post: len(post["slug"]))
    assert (english["slug"], arabic["slug"]) == ("pair", "pair-ar")
    assert '<div lang="ar" dir="rtl">' in arabic["content"]["rendered"]
    for post, other in ((english, arabic), (arabic, english)):
        address = f"{desk.site.url}?name={other['slug']}"
        assert f'href="{address}"' in post["content"]["rendered"]
        assert CLIENT.get(address, follow_redirects=True).url == other["link"]
    assert desk.deliver(article("pair", "ar")).removed == 1
    assert ["?name=" in post["content"]["raw"] for post in desk.posts()] == [False, True]


def test_a_draft_is_for_those_over_there_to_publish(site: Site, tmp_path: Path) -> None:
    desk = site.desk("Drafting", tmp_path, status="draft")
    one = article("handed-over")
    desk.deliver(one)
    assert desk.post()["status"] == "draft"
    site.ask("POST", f"posts/{desk.post()['id']}", json={"status": "publish"})
    assert desk.writes(one)[0] == []
    newer = replace(one, title="Newer")
    desk.deliver(coming=(newer,))
    assert (desk.post()["status"], desk.post()["title"]["raw"]) == ("publish", "Newer")


def test_an_article_without_a_text_is_a_post_with_its_credits(desk: Desk) -> None:
    desk.deliver(article("bare", body="", dek="", keywords=()))
    assert "Little Harbour Paper" in desk.post()["content"]["rendered"]
    assert desk.post()["featured_media"] == 0


def test_posts_are_looked_up_by_the_page_and_not_one_by_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [article(f"many-{number}", keywords=()) for number in range(5)]
    heard: list[tuple[str, int, int]] = []
    target = desk.target()
    target.deliver(desk.edition(*many), lambda *words: heard.append(words))
    assert heard[-1] == ("posts", 5, 5)
    monkeypatch.setattr("dragoman.workflow.wordpress.door.PAGE", 2)
    before = len(desk.site.requests())
    assert desk.deliver(*many).written == 0
    assert desk.site.requests()[before:] == ["GET"] * 4


def test_a_dry_run_shows_what_would_change_and_changes_nothing(desk: Desk) -> None:
    one, other = pictured("dry"), article("dry-gone")
    desk.deliver(one, other)
    before = desk.posts(), len(desk.site.requests())
    newer = replace(one, title="Newer", keywords=("ferries", "new one"))
    shown = {d.name: d for d in desk.target().differences(desk.edition(pictured("dry-new"), coming=(newer,)))}
    assert set(shown) == {"dry/en", "dry-gone/en", "dry-new/en"}
    changed, gone, new = (shown[name] for name in ("dry/en", "dry-gone/en", "dry-new/en"))
    assert changed.before
    assert changed.after
    old, text = changed.before.decode().splitlines(), changed.after.decode().splitlines()
    differing = [line for line in text if line not in old]
    assert differing == ["title: Newer", "tags: ferries, new one"]
    assert gone.before
    assert gone.after == gone.before.replace(b"status: publish", b"status: draft")
    assert new.before is None
    assert desk.site.requests()[before[1] :].count("GET") == len(desk.site.requests()) - before[1]
    assert desk.posts() == before[0]


def test_two_articles_that_want_one_address_are_refused(desk: Desk) -> None:
    with pytest.raises(TargetFailed, match="twin-ar/en and twin/ar want the same address, twin-ar"):
        desk.deliver(article("twin", "ar"), article("twin-ar"))
