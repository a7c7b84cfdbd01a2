"""The newsroom that counts: newsroom.yaml as a commit has it, once it is the version that an owner sealed last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.commit import tree_of
from dragoman.workflow.committed import committed_text
from dragoman.workflow.errors import BadText, BrokenNewsroom, NotAllowed, NotANewsroom
from dragoman.workflow.memory import Memory
from dragoman.workflow.newsroom import FILE, Newsroom, parse_newsroom
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.roster_chain import NO_CHAIN, Chain, pinned, read_chain
from dragoman.workflow.roster_seal import UNSEALED
from dragoman.workflow.tree_part import TreePart
from dragoman.workflow.trust import trusted

if TYPE_CHECKING:
    from dragoman.workflow.objects import Reader
    from dragoman.workflow.repository import Repository


class Sealed(NamedTuple):
    """The newsroom that counts, and the chain of versions that it is the last of."""

    newsroom: Newsroom
    chain: Chain

    @property
    def doubt(self) -> str:
        """Why it is only a claim, in a sentence: it is in an owner's name and without the signature it could have."""
        claimed = self.newsroom.sealed.seal in self.chain.claimed and self.chain.doubts
        return self.chain.doubts[-1].message if claimed else ""


def sealed_newsroom(reader: Reader, repository: Repository, base: str, *, roster_work: bool) -> Sealed:
    """The newsroom that counts: as committed, once it is the last of a chain that owners made, from the first pinned.

    For ``roster_work`` it is the last one that an owner sealed, whatever newsroom.yaml has become since. Files among
    the versions that do not follow from it do not count: else whoever put one there by hand would be asked for the
    next.

    Raises:
        NotAllowed: nobody's role can be taken from it.
    """
    tree = tree_of(reader, base) or ""
    copy = TreePart(reader, tree, repository.id_width)
    with Memory() as memory:
        chain = read_chain(copy.read, memory) if tree else NO_CHAIN
    for problem in pinned(chain, trusted(repository.root)):
        raise NotAllowed(problem.message, problem.fix)
    last = chain.versions[-1] if chain.versions else None
    if roster_work and last:
        return Sealed(last, chain)
    newsroom = _committed_newsroom(reader, repository, base)
    if roster_work:
        return Sealed(newsroom._replace(sealed=UNSEALED), chain)
    if last is None or chain.problems:
        owners = (last or newsroom).roster.who(("owner",))
        broken = copy.read(roster_path(len(chain.versions) + 1)) is not None
        why = f" {chain.problems[0].message}" if broken else ""
        raise NotAllowed(
            f"{FILE} is not as an owner sealed it, so nobody's role can be taken from it.{why}",
            f"ask {owners} to look at it and run: dragoman save {FILE}",
        )
    return Sealed(newsroom, chain)


def _committed_newsroom(reader: Reader, repository: Repository, base: str) -> Newsroom:
    try:
        text = committed_text(reader, repository, base, FILE)
    except BadText as error:
        raise BrokenNewsroom(error.sentence, error.hint) from None
    if text is None:
        raise NotANewsroom(f"{FILE} is not committed yet.", f"git add {FILE} && git commit -m newsroom")
    return parse_newsroom(text)
