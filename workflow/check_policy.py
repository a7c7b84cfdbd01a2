"""The newsroom's policy on checks: how grave each is, by act, and which of them an act demands. Read strictly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.workflow.errors import BrokenNewsroom
from dragoman.workflow.house.compared import COMPARED
from dragoman.workflow.house.registry import HOUSE
from dragoman.workflow.places import NEWSROOM
from dragoman.workflow.states import FORWARD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.problems import Severity
    from dragoman.workflow.quick_yaml import Value

LEVELS = ("off", "note", "warning", "error")
ALL = "all"
DEFAULTS: dict[str, Severity] = {one.id: one.severity for one in (*HOUSE, *COMPARED)}
_KEYS = ("signatures", "checks", "requires", "public-remotes", "refresh")
_DEMANDED = ("warning", "error")


@dataclass(frozen=True, slots=True)
class CheckPolicy:
    """``levels`` holds a check's severity by act, and under no act at all the one for every other act.

    ``requires`` holds the checks that each act demands.
    """

    levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    requires: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def level(self, check: str, act: str = "") -> str:
        """How grave a check is before an act: one of ``LEVELS``."""
        said = self.levels.get(check, {})
        return said.get(act) or said.get("") or DEFAULTS[check]

    def severity(self, check: str, found: Severity, act: str) -> Severity | None:
        """How grave a finding is before an act; None where the newsroom does not want it.

        What a check is sure of (its own default, or more) gets the level that policy says; what it is less sure of
        gets no more than that.
        """
        level = self.level(check, act)
        if level == "off":
            return None
        sure = LEVELS.index(found) >= LEVELS.index(DEFAULTS[check])
        rank = LEVELS.index(level) if sure else min(LEVELS.index(level), LEVELS.index(found))
        return _SEVERITIES[rank]

    def demands(self, act: str, check: str, severity: str) -> bool:
        """Whether an act is refused for a finding of this check."""
        wanted = self.requires.get(act, frozenset())
        return severity in _DEMANDED and check in DEFAULTS and (check in wanted or ALL in wanted)


_SEVERITIES: tuple[Severity | None, ...] = (None, "note", "warning", "error")


def check_policy(newsroom: Newsroom) -> CheckPolicy:
    """What newsroom.yaml says of checks, under ``policy``.

    Raises:
        BrokenNewsroom: it names a check, an act or a severity that there is not; it lists those that there are.
    """
    policy = newsroom.policy
    _only(policy, _KEYS, "policy", "key")
    checks, requires = _table(policy, "checks"), _table(policy, "requires")
    _only(checks, DEFAULTS, "policy.checks", "check")
    _only(requires, FORWARD, "policy.requires", "act")
    return CheckPolicy(
        {check: _levels(value, f"policy.checks.{check}") for check, value in checks.items()},
        {act: _demanded(value, f"policy.requires.{act}") for act, value in requires.items()},
    )


def _levels(value: Value, where: str) -> dict[str, str]:
    said: Mapping[str, Value] = value if isinstance(value, dict) else {"": value}
    _only([act for act in said if act], FORWARD, where, "act")
    levels = {act: level if isinstance(level, str) else "a list" for act, level in said.items()}
    _only(levels.values(), LEVELS, where, "severity")
    return levels


def _demanded(value: Value, where: str) -> frozenset[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise BrokenNewsroom(f"{NEWSROOM}: `{where}` should be a list of checks, or [all]")
    words = [str(one) for one in listed]
    _only(words, (ALL, *DEFAULTS), where, "check")
    return frozenset(words)


def _table(policy: Mapping[str, Value], key: str) -> Mapping[str, Value]:
    value = policy.get(key) or {}
    if not isinstance(value, dict):
        raise BrokenNewsroom(f"{NEWSROOM}: `policy.{key}` should have keys of its own; docs/checks.md shows them")
    return value


def _only(said: Iterable[str], known: Collection[str], where: str, what: str) -> None:
    for word in said:
        if word not in known:
            there = ", ".join(known)
            raise BrokenNewsroom(f"{NEWSROOM}: `{where}` names {word!r}, which is no {what}; there are {there}")
