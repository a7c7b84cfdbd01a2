"""Walk a history through the table: which state it leads to, and the first step that is not legal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.flags import NO_FLAGS, Flags, flags_after
from dragoman.workflow.states import BY_NAME, KINDS, SHOWN, STATES, Move, is_earlier

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.article import Entry
    from dragoman.workflow.states import Act


_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?Z", re.ASCII)


class Replay(NamedTuple):
    """The state a history ends in, the places of the acts still standing, and the first illegal step in words.

    ``stage`` is the state on the line that counts while the article is off it; ``flags`` are what acts left beside.
    ``writers`` wrote the words as they are: whoever translated last, and then all who have corrected since readers
    got a text.
    """

    state: str
    standing: tuple[int, ...]
    fault: str = ""
    stage: str = ""
    flags: Flags = NO_FLAGS
    writers: tuple[str, ...] = ()


def replay(history: tuple[Entry, ...]) -> Replay:
    """Walk the acts through the table; one that goes back takes back every act beyond the state it leads to.

    Histories are walked for each commit of a newsroom: what almost all of them are made of costs nothing besides.
    """
    state, stage, flags, standing = "", "", NO_FLAGS, list[int]()
    writers: tuple[str, ...] = ()
    for number, entry in enumerate(history):
        act = BY_NAME.get(entry.act)
        fault = _not_next(entry, act, state)
        if not fault and entry.act == "edit" and entry.by in writers:
            fault = f"{entry.by} edited their own {'correction' if flags.live else 'translation'}"
        elif not fault and entry.act == "publish" and flags is not NO_FLAGS:
            fault = _kept_back(entry, flags)
        elif not fault and entry.act in _STEPS:
            at = Replay(state, tuple(standing), "", stage, flags, writers)
            fault = next((why for step in _STEPS[entry.act] if (why := step(entry, at, history[:number]))), "")
        if fault or act is None:
            return Replay(state, tuple(standing), fault, stage, flags, writers)
        if act.move is Move.ON:
            state = stage = act.target
            standing.append(number)
        else:
            state, stage = _led_to(act, entry, state, stage)
            if act.move is Move.BACK:
                standing = [n for n in standing if not is_earlier(state, BY_NAME[history[n].act].target)]
        if entry.act == "translate":
            writers = (entry.by,)
        elif entry.act == "correct":
            writers = (*(writers if flags.live else writers[:1]), entry.by)
        flags = flags_after(flags, entry, number)
    return Replay(state, tuple(standing), "", stage, flags, writers)


def _not_next(entry: Entry, act: Act | None, state: str) -> str:
    """Why an act does not follow from a state by the table; empty: it does."""
    if act is None:
        return f"`{entry.act}` is no act"
    if state not in (act.sources or ("",)):
        return f"`{entry.act}` by {entry.by} does not follow from {state or 'nothing'}"
    return ""


def _led_to(act: Act, entry: Entry, state: str, stage: str) -> tuple[str, str]:
    """State and stage after an act that does not move on along the line."""
    if act.move is Move.STAYS:
        return state, stage
    if act.move is Move.AGAIN:
        return stage, stage
    new = act.target or entry.to
    return new, stage if act.move is Move.OFF else new


def _not_back(entry: Entry, at: Replay, _before: tuple[Entry, ...]) -> str:
    if entry.to in STATES and is_earlier(entry.to, at.state):
        return ""
    return f"`return` by {entry.by} does not go back: from {at.state} to {entry.to or 'nowhere'}"


def _kept_back(entry: Entry, flags: Flags) -> str:
    """Why a publication breaks what was promised, or held back: by its own word, since no date is believed."""
    if flags.hold:
        return f"`publish` by {entry.by} ({entry.at}) went against a hold: {flags.hold}"
    for what, until in (("an embargo", flags.embargo), ("a schedule", flags.schedule)):
        if until and not "" < _time(until) <= _time(entry.at):
            return f"`publish` by {entry.by} ({entry.at}) went against {what} until {until}"
    return ""


def _time(words: str) -> str:
    """A time as ``facts.stamp`` writes it, so that an earlier one is a smaller text; empty where it is none."""
    match = _TIME.fullmatch(words)
    return f"{match[1]}{match[2] or ':00'}Z" if match else ""


def _own_look(entry: Entry, at: Replay, _before: tuple[Entry, ...]) -> str:
    return f"{entry.by} looked at the original for their own translation" if entry.by in at.writers else ""


def _without_readers(entry: Entry, at: Replay, _before: tuple[Entry, ...]) -> str:
    return "" if readers_have(at) else f"`{entry.act}` by {entry.by} is about an article that readers do not have"


def _odd_kind(entry: Entry, _at: Replay, _before: tuple[Entry, ...]) -> str:
    return "" if entry.kind in KINDS else f"`correct` by {entry.by} is of no kind that there is"


def _too_late(entry: Entry, _at: Replay, before: tuple[Entry, ...]) -> str:
    return f"`{entry.act}` by {entry.by} comes after publication" if latest(before, "publish") else ""


def _not_held(entry: Entry, at: Replay, _before: tuple[Entry, ...]) -> str:
    return "" if at.flags.hold else f"`release` by {entry.by} follows no hold"


# What makes an act illegal besides the state, for those acts of which something does.
_STEPS: dict[str, tuple[Callable[[Entry, Replay, tuple[Entry, ...]], str], ...]] = {
    "return": (_not_back,),
    "recheck": (_own_look,),
    "correct": (_without_readers, _odd_kind),
    "withdraw": (_without_readers,),
    "takedown": (_without_readers,),
    "spike": (_too_late,),
    "embargo": (_too_late,),
    "release": (_not_held,),
}


def readers_have(at: Replay) -> bool:
    """Whether readers find the article, or the notice that it was withdrawn."""
    return at.state in SHOWN or bool(at.flags.live)


def latest(history: tuple[Entry, ...], act: str) -> str:
    """Who did this act last, or an empty string."""
    return next((entry.by for entry in reversed(history) if entry.act == act), "")
