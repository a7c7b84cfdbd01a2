"""The newsroom that counts: newsroom.yaml as a commit has it, once it is the version that an owner sealed last."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from dragoman.workflow.changes import is_plain
from dragoman.workflow.commit import tree_of
from dragoman.workflow.committed import committed_text
from dragoman.workflow.errors import BadText, BrokenNewsroom, NotAllowed, NotANewsroom
from dragoman.workflow.newsroom import FILE, Newsroom, parse_newsroom
from dragoman.workflow.places import ROSTERS
from dragoman.workflow.roster_seal import UNSEALED
from dragoman.workflow.trees import folder

if TYPE_CHECKING:
    from dragoman.workflow.objects import Reader
    from dragoman.workflow.repository import Repository


def sealed_newsroom(reader: Reader, repository: Repository, base: str, *, roster_work: bool) -> Newsroom:
    """The newsroom that counts: as committed, once it is the one that was sealed last."""
    last = last_version(reader, repository, base)
    if roster_work and last:
        return last
    newsroom = _committed_newsroom(reader, repository, base)
    if roster_work:
        return newsroom._replace(sealed=UNSEALED)
    if last is None or not newsroom.intact or newsroom.sealed.seal != last.sealed.seal:
        owners = (last or newsroom).roster.who(("owner",))
        raise NotAllowed(
            f"{FILE} is not as an owner sealed it, so nobody's role can be taken from it.",
            f"ask {owners} to look at it and run: dragoman save {FILE}",
        )
    return newsroom


def last_version(reader: Reader, repository: Repository, base: str) -> Newsroom | None:
    """The newest version of newsroom.yaml that is kept; None where there is none.

    Files there that are no versions, or not as they were sealed, do not count: else whoever put one there by hand
    would be asked for the next.
    """
    tree = tree_of(reader, base)
    entries = folder(reader, tree, ROSTERS, repository.id_width) if tree else {}
    plain = (name for name, entry in entries.items() if is_plain(entry.mode))
    numbers = {int(name[:-5]): name for name in plain if re.fullmatch(r"[0-9]{4,9}\.yaml", name)}
    for number in sorted(numbers, reverse=True):
        with contextlib.suppress(BadText, BrokenNewsroom):
            newsroom = parse_newsroom(committed_text(reader, repository, base, f"{ROSTERS}/{numbers[number]}") or "")
            if newsroom.intact and newsroom.sealed.version == number:
                return newsroom
    return None


def _committed_newsroom(reader: Reader, repository: Repository, base: str) -> Newsroom:
    try:
        text = committed_text(reader, repository, base, FILE)
    except BadText as error:
        raise BrokenNewsroom(error.sentence, error.hint) from None
    if text is None:
        raise NotANewsroom(f"{FILE} is not committed yet.", f"git add {FILE} && git commit -m newsroom")
    return parse_newsroom(text)
