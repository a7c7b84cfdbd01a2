"""A real WordPress that says no, breaks off or is not there: one sentence, and running again finishes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from site_stories import png
from wordpress.a_site import article, pictured

from dragoman.workflow.errors import DragomanError, TargetFailed
from dragoman.workflow.wordpress.login import Login

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wordpress.a_site import Desk, Site

pytest_plugins = ("wordpress.site_up",)


@contextmanager
def plugin(site: Site, code: str) -> Iterator[None]:
    """A plugin at work there, as other people's are."""
    # PHP remembers a file by its name and second.
    file = site.plugins / f"zz-{uuid4().hex}.php"
    file.write_text(f"<?php\n{code}\n")
    try:
        yield
    finally:
        file.unlink()


def failed(desk: Desk, one: str = "refused") -> DragomanError:
    with pytest.raises(TargetFailed) as error:
        desk.deliver(article(one))
    assert desk.login.password not in error.value.sentence + error.value.hint
    return error.value


@pytest.mark.parametrize("login", [Login("editor", "hush hush hush"), Login("nobody", "hush hush hush")])
def test_a_wrong_password_is_told_without_it(desk: Desk, login: Login) -> None:
    error = failed(replace(desk, login=login))
    assert f"does not know {login.user} by this application password" in error.sentence
    assert "Application Passwords" in error.hint


def test_a_user_who_may_not_publish_is_told_which_role_it_takes(desk: Desk) -> None:
    error = failed(desk.site.desk("Contributing", desk.folder, role="contributor"))
    assert error.sentence.startswith("contributor may not make the post of refused/en at 127.0.0.1:")
    assert "role Editor" in error.hint
    with pytest.raises(TargetFailed, match="contributor may not take the file"):
        desk.site.desk("Contributing", desk.folder, role="contributor").deliver(pictured("refused"))


def test_an_author_may_publish_but_make_no_category(desk: Desk) -> None:
    authors = desk.site.desk("Authors", desk.folder, role="author")
    authors.deliver(pictured("by-an-author"))
    assert authors.post()["status"] == "publish"
    assert authors.writes(pictured("by-an-author"))[0] == []
    filed = desk.site.desk("Authors", desk.folder, role="author", categories=("Not there",))
    assert "author may not make new categories" in failed(filed).sentence


def test_a_site_without_our_plugin_is_told_which_file_goes_where(desk: Desk) -> None:
    ours, aside = desk.site.plugins / "dragoman.php", desk.site.plugins / "dragoman.off"
    ours.rename(aside)
    try:
        error = failed(desk)
        assert "has no dragoman plugin" in error.sentence
        assert "templates/wordpress/dragoman.php there, into wp-content/mu-plugins/" in error.hint
    finally:
        aside.rename(ours)


def test_an_older_plugin_of_ours_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.workflow.wordpress.there.PLUGIN", 2)
    assert "has an old dragoman plugin" in failed(desk).sentence


CLOSED = """\
add_filter('rest_authentication_errors', function () {
    return new WP_Error('rest_disabled', 'The REST API on this site has been disabled.', ['status' => 403]);
});"""
COMING_SOON = "add_action('parse_request', function () { echo '<!DOCTYPE html><h1>Coming soon</h1>'; exit; }, 1);"
LOGIN = "add_action('parse_request', function () { wp_redirect(wp_login_url()); exit; }, 1);"
ELSEWHERE = "add_action('parse_request', function () { wp_redirect('https://www.desk.example/', 301); exit; }, 1);"
BROKEN = "add_action('rest_api_init', function () { nothing_of_that_name(); });"
BUSY = "add_action('parse_request', function () { header('Retry-After: 20'); status_header(429); exit; }, 1);"
NO_PASSWORDS = "add_filter('wp_is_application_passwords_available', '__return_false');"
ODD = (
    "add_filter('rest_pre_echo_response', function ($said) { return isset($said['namespaces']) ? $said : ['odd']; });"
)
ANOTHER = "add_filter('option_home', function () { return 'https://another.example'; });"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (CLOSED, "editor may not say what it is at 127.0.0.1"),
        (COMING_SOON, "answered with a page instead of data (HTTP 200)."),
        (LOGIN, "asks for a login before its REST API."),
        (ELSEWHERE, "sends requests on to https://www.desk.example/, and no password is sent after them."),
        (BROKEN, "could not say what it is (There has been a critical error on this website"),
        (BUSY, "says that we ask too often (HTTP 429)."),
        (NO_PASSWORDS, "takes no application passwords."),
        (ODD, "answered with something else than a list: it could not list posts."),
        (ANOTHER, "says that it is another site: https://another.example"),
    ],
    ids=["closed", "a page", "a login", "elsewhere", "broken", "busy", "no passwords", "odd", "another site"],
)
def test_what_stands_before_the_api_is_told(desk: Desk, code: str, sentence: str) -> None:
    with plugin(desk.site, code):
        assert sentence in failed(desk).sentence


def test_a_site_that_is_down_is_told_and_half_a_delivery_is_finished_by_another_one(desk: Desk) -> None:
    many = [article(f"half-{number}") for number in range(4)]

    def told(what: str, done: int, _of: int) -> None:
        if (what, done) == ("posts", 2):
            desk.site.down()

    try:
        with pytest.raises(TargetFailed, match=r"The connection to 127\.0\.0\.1:\d+ failed: "):
            desk.target().deliver(desk.edition(*many), told)
        assert "see that the site is up" in failed(desk).hint
    finally:
        desk.site.up()
    assert len(desk.posts()) == 2
    assert desk.deliver(*many).written == 2
    assert sorted(post["slug"] for post in desk.posts()) == [one.slug for one in many]
    assert desk.writes(*many)[0] == []


@pytest.mark.parametrize(
    ("moment", "there_before"),
    [
        ("set_object_terms", False),
        ("added_post_meta", False),
        ("save_post", False),
        ("rest_insert_post", False),
        ("rest_after_insert_post", False),
        ("save_post", True),
        ("set_object_terms", True),
        ("updated_post_meta", True),
        ("rest_after_insert_post", True),
    ],
)
def test_a_post_broken_off_at_any_moment_is_finished_by_running_again(
    desk: Desk, moment: str, there_before: bool
) -> None:
    slug = f"broken-{moment.replace('_', '-')}-{there_before:d}"
    one = article(slug)
    if there_before:
        desk.deliver(article(slug, title="Older"))
    with plugin(desk.site, f"add_action('{moment}', function () {{ status_header(500); exit; }}, 1);"):
        failed(desk, slug)
    desk.deliver(coming=(one,))
    post = desk.post()
    assert (post["slug"], post["title"]["raw"], post["dragoman"]["state"]) == (slug, one.title, "ours")
    assert desk.writes(one)[0] == []


def test_a_picture_whose_kind_the_site_does_not_take_is_told(desk: Desk) -> None:
    one = pictured("odd-kind")
    one = replace(one, files=((one.files[0][0], png(8, 8)),))
    with plugin(desk.site, "add_filter('upload_mimes', function () { return ['jpg' => 'image/jpeg']; });"):
        with pytest.raises(TargetFailed) as error:
            desk.deliver(one)
        assert "could not take the file odd-kind-" in error.value.sentence
        assert "not allowed to upload this file type" in error.value.sentence
    assert desk.posts() == []


def test_an_address_that_something_hidden_has_is_told(desk: Desk) -> None:
    theirs = desk.site.ask("POST", "posts", json={"slug": "hidden", "status": "private", "title": "Hidden"})
    author = desk.site.desk("Authors too", desk.folder, role="author")
    with pytest.raises(TargetFailed, match="gave hidden/en the address hidden-2 instead of hidden"):
        author.deliver(article("hidden"))
    desk.site.ask("POST", f"posts/{theirs['id']}", json={"slug": "elsewhere"})
    assert author.deliver(article("hidden")).written == 1
    assert author.post()["slug"] == "hidden"
