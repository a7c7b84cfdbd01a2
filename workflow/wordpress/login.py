"""Who we are at a WordPress: a user and an application password, from the environment or the machine's keyring."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.workflow.errors import TargetFailed
from dragoman.workflow.wordpress.settings import variables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.wordpress.settings import WordPressSettings


@dataclass(frozen=True, slots=True)
class Login:
    """A user and their application password, which is not shown anywhere."""

    user: str
    password: str = field(repr=False)


def find_login(target: str, settings: WordPressSettings, environ: Mapping[str, str]) -> Login:
    """Who to be at a target's site.

    Raises:
        TargetFailed: nobody said; the hint says where to.
    """
    names = variables(target)
    user, password = (environ.get(name, "").strip() for name in names)
    found = Login(user, password) if user and password else _kept(settings.url, user)
    if found is None:
        lacking = " and ".join(name for name, value in zip(names, (user, password), strict=True) if not value)
        who = user or "USER"
        raise TargetFailed(
            f"There is no application password for {settings.host}: {lacking} of the environment "
            f"{'are' if ' and ' in lacking else 'is'} not set.",
            f"make one there (Users, Profile, Application Passwords) and set {names[0]} and {names[1]}, "
            f"or keep it in the keyring: pip install keyring, then keyring set {settings.url} {who}",
        )
    return found


def _kept(url: str, user: str) -> Login | None:
    """What the keyring holds for a site, where there is a keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        kept = keyring.get_credential(url, user or None)
    except KeyringError:
        return None
    return Login(kept.username, kept.password) if kept and kept.username and kept.password else None
