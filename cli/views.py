"""Articles as JSON: the one place where those keys are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.cli.passages import passage_keys
from dragoman.workflow.states import next_acts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.cards import Card
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.standing import Judged
    from dragoman.workflow.what_broke import Broken


def article_keys(item: Card) -> dict[str, Any]:
    """An article as ``status --json`` lists it; an unreadable one has its names and problems only."""
    slug, _, lang = item.name.partition("/")
    start: dict[str, Any] = {"article": item.name, "slug": slug, "lang": lang, "path": item.path}
    if not item.state:
        return {**start, "state": None, "next": [], "problems": _problems(item.problems)}
    return {
        **start,
        "state": item.state,
        "title": item.title,
        "dek": item.dek,
        "translator": item.translator,
        "editor": item.editor,
        "source": dict(item.source or {}),
        **(item.flags or {}),
        "next": list(next_acts(item.state)),
        "problems": _problems(item.problems),
    }


def show_keys(item: Card, acts: Iterable[Judged], broken: Iterable[Broken]) -> dict[str, Any]:
    """An article as ``show --json`` prints it: with its history, and with what broke each act of it.

    ``changes`` is null where no commit of this copy has the text as approved.
    """
    passages = {one.entry.seal: one.passages for one in broken}
    history = [_entry(judged) for judged in acts]
    for entry in history:
        if entry["seal"] in passages:
            found = passages[entry["seal"]]
            entry["changes"] = None if found is None else passage_keys(found)
    return {"version": 1, **article_keys(item), "history": history}


def _entry(judged: Judged) -> dict[str, Any]:
    entry = judged.entry
    keys: dict[str, Any] = {"act": entry.act, "by": entry.by, "at": entry.at, "seal": entry.seal}
    keys |= {
        key: getattr(entry, key) for key in ("to", "reason", "note", "kind", "until", "notice") if getattr(entry, key)
    }
    keys["holds"] = judged.holds
    if judged.why:
        keys["why"] = judged.why
    return keys


def _problems(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [problem.as_dict() for problem in problems]
