"""Where published articles go, as ``targets`` in newsroom.yaml says it; read strictly: no typo is a default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BrokenNewsroom
from dragoman.workflow.places import NEWSROOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.workflow.quick_yaml import Value

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SHAPE = "`targets` should hold one entry a target, such as `site: {url: https://desk.example/}`"


class TargetSettings(NamedTuple):
    """One target: its ``name``, the ``kind`` of target it is, and what else its entry says."""

    name: str
    kind: str
    settings: Mapping[str, Value]

    def only(self, known: Iterable[str]) -> None:
        """See that the entry says nothing but ``kind`` and what is ``known``.

        Raises:
            BrokenNewsroom: it does.
        """
        for key in self.settings:
            if key not in known:
                raise self.wrong(f"`{key}` is not known; a target of kind `{self.kind}` has {', '.join(known)}")

    def word(self, key: str, default: str | None = None) -> str:
        """One word of the entry; without a ``default`` it must be there.

        Raises:
            BrokenNewsroom: it is missing, or is no word.
        """
        value = self.settings.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"`{key}` should be one word or address, and is needed")
        return value.strip()

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One of some words, by default the first.

        Raises:
            BrokenNewsroom: it is another one.
        """
        found = self.word(key, choices[0])
        if found not in choices:
            raise self.wrong(f"`{key}: {found}` should be one of {', '.join(choices)}")
        return found

    def address(self, what: str) -> str:
        """The ``url`` of the entry, with a slash at its end; ``what`` says in words whose address it should be.

        Raises:
            BrokenNewsroom: it is no address of a web site.
        """
        from urllib.parse import urlsplit

        said = self.word("url")
        plain = said.isascii() and said.isprintable() and not set(said) & set(" \"'<>\\")
        try:
            parts = urlsplit(said)
            good = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
        except ValueError:
            good = False
        if not (good and plain):
            raise self.wrong(f"`url: {said}` should be {what}, such as https://desk.example/")
        return said.rstrip("/") + "/"

    def wrong(self, why: str) -> BrokenNewsroom:
        """The error for an entry that says something it should not."""
        return BrokenNewsroom(f"{NEWSROOM}: targets.{self.name}: {why}", f"mend it, then dragoman save {NEWSROOM}")


def read_targets(value: Value) -> tuple[TargetSettings, ...]:
    """The targets that newsroom.yaml names, in its order; a target's ``kind`` is its name unless it says another.

    Raises:
        BrokenNewsroom: the entry is in no form that says which targets there are.
    """
    if value in ("", {}):
        return ()
    if not isinstance(value, dict):
        raise BrokenNewsroom(f"{NEWSROOM}: {_SHAPE}")
    return tuple(_target(name, said) for name, said in value.items())


def _target(name: str, said: Value) -> TargetSettings:
    if not _NAME.fullmatch(name):
        raise BrokenNewsroom(f"{NEWSROOM}: `{name}` is no target's name: small ASCII letters, digits and `-`")
    if not isinstance(said, dict):
        raise BrokenNewsroom(f"{NEWSROOM}: targets.{name}: {_SHAPE}")
    kind = said.get("kind", name)
    if not isinstance(kind, str) or not _NAME.fullmatch(kind):
        raise BrokenNewsroom(f"{NEWSROOM}: targets.{name}: `kind` should be one word, such as `site`")
    return TargetSettings(name, kind, {key: one for key, one in said.items() if key != "kind"})
