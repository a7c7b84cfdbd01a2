"""What was judged of an article, as a review needs it: what answers what, what is wrong, what was not looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.model import Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.problems import Problem
    from dragoman.workflow.review.sides import Side


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which paragraphs belong together, what is wrong, and what could not be looked at."""

    groups: tuple[Group, ...]
    problems: tuple[Problem, ...] = ()
    limits: tuple[str, ...] = ()


def judgement(
    sides: tuple[Side, Side], groups: tuple[Group, ...], problems: Iterable[Problem], limits: tuple[str, ...]
) -> Judgement:
    """The same out of what was examined; waived problems are only counted.

    Where nothing was aligned (no translation yet, both sides in one language), paragraphs stand beside one another
    by their numbers.
    """
    every = tuple(problems)
    waived = sum(bool(one.waived) for one in every)
    told = f"{waived} waived {'finding is' if waived == 1 else 'findings are'} left out; `check --waived` tells them."
    return Judgement(
        groups or tuple(_by_number(len(sides[0].paragraphs), len(sides[1].paragraphs))),
        tuple(one for one in every if not one.waived),
        (*limits, told) if waived else limits,
    )


def _by_number(source: int, translation: int) -> list[Group]:
    return [
        Group((n,) if n < source else (), (n,) if n < translation else ()) for n in range(max(source, translation))
    ]
