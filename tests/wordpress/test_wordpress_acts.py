"""Acts of a newsroom with a WordPress: what is published there is what the record says, whatever fails on the way."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import Room
from site_stories import png
from test_delivering import state, with_targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wordpress.a_site import Site

pytest_plugins = ("wordpress.site_up",)


@pytest.fixture(scope="module")
def waiting(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with an article that waits to be published."""
    root = tmp_path_factory.mktemp("waiting") / "desk"
    shutil.copytree(founded, root, symlinks=True)
    Room(root).bring("disclaimer-attached")
    return root


@pytest.fixture
def ready(waiting: Path, tmp_path: Path, site: Site) -> Iterator[Room]:
    """The same for a test, after which nothing of it is at the site."""
    shutil.copytree(waiting, tmp_path / "desk", symlinks=True)
    yield Room(tmp_path / "desk")
    for post in site.posts("Acts"):
        site.ask("DELETE", f"posts/{post['id']}", force="true")


def deliver_to(room: Room, site: Site) -> dict[str, str]:
    """Give a newsroom this target; the environment of those who may deliver."""
    with_targets(room, f"targets:\n  wordpress: {{url: '{site.url}', desk: Acts, categories: [News]}}\n")
    return {"DRAGOMAN_WORDPRESS_USER": "editor", "DRAGOMAN_WORDPRESS_PASSWORD": site.people["editor"]}


def test_an_article_goes_from_its_source_to_a_post_and_away_again(ready: Room, site: Site) -> None:
    room, world = ready, deliver_to(ready, site)
    shown = room.ok("sara", "publish", "water", "--dry-run", **world)
    assert "+ wordpress: water/en" in shown
    assert "    +title: Water station back at work after four months" in shown
    assert site.posts("Acts") == []
    assert f"wordpress: 1 written in {site.url}" in room.ok("sara", "publish", "water", **world)
    (post,) = site.posts("Acts")
    seal = json.loads(room.ok("omar", "show", "water", "--json"))["history"][-1]["seal"]
    assert (post["slug"], post["status"], post["meta"]["_dragoman_seal"]) == ("water", "publish", seal)
    rendered = post["content"]["rendered"]
    for words in (
        "The pumps of the eastern district",
        "Salma Khatib",
        "Al-Furat Paper",
        "Translated by",
        "Lina",
        "Omar",
    ):
        assert words in rendered
    for internal in ("example.org", "lina", "sha256", "<!--", seal, "Acts"):
        assert internal not in rendered
    assert room.ok("nobody", "build", **world) == f"  wordpress: 0 written in {site.url}\n"
    room.ok("sara", "return", "water", "--to", "edited", "--reason", "a name is wrong")
    assert room.ok("nobody", "build", **world) == f"  wordpress: 0 written, 1 taken away in {site.url}\n"
    assert [one["status"] for one in site.posts("Acts")] == ["draft"]


def test_what_stands_in_the_way_leaves_the_article_unpublished_and_says_what_to_do(ready: Room, site: Site) -> None:
    room, world = ready, deliver_to(ready, site)
    ran = room.run("sara", "publish", "water")
    assert ran.code == 1
    assert "DRAGOMAN_WORDPRESS_USER and DRAGOMAN_WORDPRESS_PASSWORD of the environment are not set." in ran.err
    ran = room.run("nobody", "build", "--output", "www", **world)
    assert ran.code == 2
    assert "puts no files anywhere" in ran.err
    wrong = {**world, "DRAGOMAN_WORDPRESS_PASSWORD": "hush hush"}
    ran = room.run("sara", "publish", "water", **wrong)
    assert ran.code == 1
    assert "water/en is not published. The target `wordpress` failed: 127.0.0.1:" in ran.err
    assert "does not know editor by this application password" in ran.err
    assert "then run again: dragoman publish water/en" in ran.err
    assert "hush" not in ran.out + ran.err
    assert state(room) == "disclaimer-attached"
    assert site.posts("Acts") == []
    room.ok("sara", "publish", "water", **world)
    assert state(room) == "published"


def test_a_post_changed_by_hand_stops_its_article_until_it_is_forced(ready: Room, site: Site) -> None:
    room, world = ready, deliver_to(ready, site)
    room.ok("sara", "publish", "water", **world)
    (post,) = site.posts("Acts")
    site.ask("POST", f"posts/{post['id']}", json={"title": "By hand"})
    ran = room.run("nobody", "build", **world)
    assert ran.code == 1
    assert "water/en is held back; its page stays as it was: somebody changed its post by hand (http" in ran.out
    room.ok("sara", "return", "water", "--to", "disclaimer-attached", "--reason", "again")
    ran = room.run("sara", "publish", "water", **world)
    assert ran.code == 4
    assert "it was not overwritten" in ran.err
    assert "--force" in ran.err
    assert state(room) == "disclaimer-attached"
    room.ok("sara", "publish", "water", "--force", **world)
    assert [one["title"]["raw"] for one in site.posts("Acts")] == ["Water station back at work after four months"]


def test_a_withdrawn_article_leaves_its_headline_and_the_notice(ready: Room, site: Site) -> None:
    room, world = ready, deliver_to(ready, site)
    room.ok("sara", "publish", "water", **world)
    (post,) = site.posts("Acts")
    site.ask("POST", f"posts/{post['id']}", json={"excerpt": "By hand"})
    assert room.run("sara", "withdraw", "water", "--note", "No pump ran.", **world).code == 4
    room.ok("sara", "withdraw", "water", "--note", "No pump ran.", "--force", **world)
    (after,) = site.posts("Acts")
    assert (after["id"], after["status"], after["title"]["raw"]) == (post["id"], "publish", post["title"]["raw"])
    assert "Withdrawn · " in after["content"]["rendered"]
    assert "No pump ran." in after["content"]["rendered"]
    assert "eastern district" not in after["content"]["rendered"]
    assert after["excerpt"]["raw"] == ""
    room.ok("sara", "takedown", "water", "--reason", "legal", **world)
    assert [one["status"] for one in site.posts("Acts")] == ["draft"]


def test_several_are_published_at_once_with_pictures_and_a_clone_has_nothing_to_do(ready: Room, site: Site) -> None:
    room, world = ready, deliver_to(ready, site)
    room.source("bread")
    room.article("bread").with_name("photo.png").write_bytes(png(40, 30))
    text = "# Bread in the morning\n\n![Loaves on a shelf](photo.png 'Baked at four.')\n\nThe oven was lit at 3.\n"
    room.ok("lina", "translate", "bread", "--file", "-", stdin=text)
    room.ok("omar", "edit", "bread")
    room.ok("omar", "disclaim", "bread")
    room.ok("sara", "publish", "--all-ready", **world)
    pictures = {post["slug"]: post["featured_media"] for post in site.posts("Acts")}
    assert pictures.keys() == {"water", "bread"}
    assert pictures["water"] == 0
    assert site.ask("GET", f"media/{pictures['bread']}")["alt_text"] == "Loaves on a shelf"
    room.git("clone", "-q", str(room.root), str(room.root.parent / "clone"))
    clone = Room(room.root.parent / "clone")
    clone.git("checkout", "-q", "--detach")
    assert clone.ok("nobody", "build", **world) == f"  wordpress: 0 written in {site.url}\n"


def test_when_the_record_refuses_the_post_is_retracted(ready: Room, site: Site) -> None:
    room, world = ready, deliver_to(ready, site)
    file = room.root / ".git/hooks/pre-commit"
    file.write_text("#!/bin/sh\nexit 1\n")
    file.chmod(0o755)
    assert room.run("sara", "publish", "water", **world).code == 1
    assert [post["status"] for post in site.posts("Acts")] == ["draft"]
    file.unlink()
    room.ok("sara", "publish", "water", **world)
    assert [post["status"] for post in site.posts("Acts")] == ["publish"]
