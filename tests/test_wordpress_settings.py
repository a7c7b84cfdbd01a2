"""What newsroom.yaml and the environment say of a WordPress is read strictly; no password is shown."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.credentials import SimpleCredential
from keyring.errors import KeyringLocked
from pure import ROSTER

from dragoman.workflow.errors import BrokenNewsroom, TargetFailed
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.wordpress.login import Login, find_login
from dragoman.workflow.wordpress.settings import WordPressSettings, read_wordpress

SITE = WordPressSettings("https://desk.example/", "Example Desk")


def read(said: str, name: str = "wordpress") -> WordPressSettings:
    kind = "" if name == "wordpress" else "kind: wordpress, "
    (target,) = parse_newsroom(f"{ROSTER}targets: {{{name}: {{{kind}{said}}}}}\n").publishes
    return read_wordpress(target, "Example  Desk")


def test_only_the_address_is_needed() -> None:
    assert read("url: 'https://desk.example'") == SITE
    said = "url: 'https://desk.example/news/', desk: Sports, status: draft, retracted: trash, "
    said += "categories: [News, ' Harbour  news']"
    assert read(said, "wires") == WordPressSettings(
        "https://desk.example/news/", "Sports", "draft", ("News", "Harbour news"), "trash"
    )


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]"])
def test_without_https_only_this_machine_is_asked(host: str) -> None:
    assert read(f"url: 'http://{host}/'").url == f"http://{host}/"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("", "`url` should be one word"),
        ("url: desk.example", "should be the site's front page"),
        ("url: 'ftp://desk.example/'", "should be the site's front page"),
        ("url: 'https:///x'", "should be the site's front page"),
        ("url: 'https://desk.example/?p=1'", "should be the site's front page"),
        ("url: 'https://desk.example/#x'", "should be the site's front page"),
        ("url: 'http://desk.example/'", "should begin with https"),
        ("url: 'http://127.0.0.1.desk.example/'", "should begin with https"),
        ("url: 'https://d.example/', status: live", "should be one of publish, draft, pending, private"),
        ("url: 'https://d.example/', retracted: delete", "should be one of draft, trash"),
        ("url: 'https://d.example/', categories: News", "`categories` should be a list of names"),
        ("url: 'https://d.example/', categories: [[News]]", "`categories` should be a list of names"),
        ("url: 'https://d.example/', categories: ['']", "`categories` should be a list of names"),
        ("url: 'https://d.example/', desk: [a]", "`desk` should be one word"),
        ("url: 'https://d.example/', output: x", "`output` is not known; a target of kind `wordpress` has url, desk"),
    ],
)
def test_odd_settings_are_told_with_where_they_stand(said: str, word: str) -> None:
    with pytest.raises(BrokenNewsroom) as error:
        read(said)
    assert error.value.sentence.startswith("newsroom.yaml: targets.wordpress: ")
    assert word in error.value.sentence


@pytest.mark.parametrize(
    "said",
    [
        "password: hush-hush",
        "application-password: hush-hush",
        "app_password: hush-hush",
        "secret: hush-hush",
        "api-key: hush-hush",
        "token: hush-hush",
        "url: 'https://lina:hush-hush@desk.example/'",
    ],
)
def test_a_password_in_newsroom_yaml_is_refused_without_being_repeated(said: str) -> None:
    rest = said if said.startswith("url") else f"url: 'https://desk.example/', {said}"
    with pytest.raises(BrokenNewsroom) as error:
        read(rest, "wires-2")
    assert "has no place" in error.value.sentence
    assert "revoke it in WordPress" in error.value.sentence
    assert "DRAGOMAN_WIRES_2_USER and DRAGOMAN_WIRES_2_PASSWORD" in error.value.sentence
    assert "hush-hush" not in error.value.sentence + error.value.hint


class Kept(KeyringBackend):
    """A keyring that holds one password."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def set_password(self, service: str, username: str, password: str) -> None:
        """None is kept."""

    def get_password(self, service: str, username: str) -> str | None:
        return "from the keyring" if (service, username) == (SITE.url, "lina") else None

    def get_credential(self, service: str, username: str | None) -> SimpleCredential | None:
        who = username or "lina"
        found = self.get_password(service, who)
        return SimpleCredential(who, found) if found else None


class Locked(Kept):
    """A keyring that nobody opens."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(service, username)


@pytest.fixture(autouse=True)
def no_keyring() -> None:
    """None of the machine's own."""
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


def test_the_environment_is_asked_first() -> None:
    keyring.set_keyring(Kept())
    environ = {"DRAGOMAN_MY_SITE_USER": " omar ", "DRAGOMAN_MY_SITE_PASSWORD": "aaaa bbbb\n"}
    assert find_login("my-site", SITE, environ) == Login("omar", "aaaa bbbb")


def test_then_the_keyring_for_the_user_that_is_named_or_whom_it_knows() -> None:
    keyring.set_keyring(Kept())
    kept = Login("lina", "from the keyring")
    assert find_login("wordpress", SITE, {}) == kept
    assert find_login("wordpress", SITE, {"DRAGOMAN_WORDPRESS_USER": "lina"}) == kept
    with pytest.raises(TargetFailed):
        find_login("wordpress", SITE, {"DRAGOMAN_WORDPRESS_USER": "omar"})


@pytest.mark.parametrize("backend", [fail.Keyring, Locked])
def test_where_nobody_says_one_error_says_what_to_set(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(TargetFailed) as error:
        find_login("wordpress", SITE, {})
    assert error.value.sentence == (
        "There is no application password for desk.example: DRAGOMAN_WORDPRESS_USER and "
        "DRAGOMAN_WORDPRESS_PASSWORD of the environment are not set."
    )
    assert "keyring set https://desk.example/ USER" in error.value.hint
    with pytest.raises(TargetFailed, match="DRAGOMAN_WORDPRESS_PASSWORD of the environment is not set"):
        find_login("wordpress", SITE, {"DRAGOMAN_WORDPRESS_USER": "lina"})


def test_a_password_is_not_in_what_is_printed_of_a_login() -> None:
    assert "hush" not in repr(Login("lina", "hush"))
