"""Bytes for a target: seeds with pieces put in, taken out and swapped; fragments in a row; anything at all."""

from __future__ import annotations

from fuzz.seeds import FRAGMENTS, SEEDS
from hypothesis import strategies as st


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """The inputs of a target."""
    fragments = st.sampled_from(FRAGMENTS[name])
    pieces = st.lists(st.one_of(fragments, st.binary(max_size=4)), max_size=30).map(b"".join)
    changes = st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 40), fragments), min_size=1, max_size=6)
    return st.one_of(st.builds(_changed, st.sampled_from(SEEDS[name]), changes), pieces, st.binary(max_size=60))


def _changed(seed: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The seed with pieces of it replaced: where, how many bytes go (none: often), what comes."""
    for place, gone, new in changes:
        at = place % (len(seed) + 1)
        seed = seed[:at] + new + seed[at + max(gone - 20, 0) :]
    return seed
