"""What newsroom.yaml says of a WordPress."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from dragoman.workflow.target_settings import TargetSettings

# As what a post is put there, by WordPress' own words; and what becomes of one that readers should not find any more.
STATUS = ("publish", "draft", "pending", "private")
RETRACTED = ("draft", "trash")
_KNOWN = ("url", "desk", "status", "categories", "retracted")
_SECRET = re.compile(r"pass|secret|token|key|auth", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordPressSettings:
    """``url`` is the site's front page, with a slash at its end; ``desk`` the name under which posts there are ours.

    ``status`` is what a post is put there as, ``retracted`` what becomes of it when its article is published no more;
    ``categories`` are those of every post, by name.
    """

    url: str
    desk: str
    status: str = STATUS[0]
    categories: tuple[str, ...] = ()
    retracted: str = RETRACTED[0]

    @property
    def host(self) -> str:
        """What people call the site."""
        return urlsplit(self.url).netloc


def read_wordpress(target: TargetSettings, newsroom: str) -> WordPressSettings:
    """The settings of a WordPress, as its entry says them; ``newsroom`` is the name of ours.

    Raises:
        BrokenNewsroom: something is missing, unknown or odd, or a password stands there.
    """
    for key in target.settings:
        if _SECRET.search(key):
            raise target.wrong(
                f"`{key}` has no place here, since everybody with a copy can read it; {_revoke(target)}"
            )
    target.only(_KNOWN)
    return WordPressSettings(
        _url(target),
        " ".join(target.word("desk", newsroom).split()),
        target.choice("status", STATUS),
        _names(target, "categories"),
        target.choice("retracted", RETRACTED),
    )


def variables(target: str) -> tuple[str, str]:
    """The variables of the environment that hold a target's user and application password."""
    name = f"DRAGOMAN_{target.upper().replace('-', '_')}"
    return f"{name}_USER", f"{name}_PASSWORD"


def _revoke(target: TargetSettings) -> str:
    user, password = variables(target.name)
    return f"revoke it in WordPress, make another one, and put that into {user} and {password} of the environment"


def _url(target: TargetSettings) -> str:
    url = target.address("the site's front page")
    parts = urlsplit(url)
    if "@" in parts.netloc:
        raise target.wrong(f"a user or password has no place in `url`; {_revoke(target)}")
    if parts.scheme == "http" and not _is_this_machine(parts.hostname or ""):
        raise target.wrong(
            f"`url: {target.word('url')}` should begin with https: a password goes there with every request"
        )
    return url


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _names(target: TargetSettings, key: str) -> tuple[str, ...]:
    said = target.settings.get(key, [])
    if not isinstance(said, list) or not all(isinstance(one, str) and one.strip() for one in said):
        raise target.wrong(f"`{key}` should be a list of names, such as [News]")
    return tuple(dict.fromkeys(" ".join(str(one).split()) for one in said))
