"""How much is tried: a little in every run of the tests, much with ``DRAGOMAN_TEST_LONG=1`` (``make long``)."""

from __future__ import annotations

import os

LONG = os.environ.get("DRAGOMAN_TEST_LONG") == "1"
# Each of the two kinds of kill is tried so often.
KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS") or (200 if LONG else 40))
# So many random stories of several clones are told.
STORIES = int(os.environ.get("DRAGOMAN_TEST_STORIES") or (300 if LONG else 8))
# Where a test is about what does not grow with a newsroom, so many articles are many.
LARGE = 10_000 if LONG else 2_700


def examples(many: int) -> int:
    """How many examples a property is tried with that takes long for what it can find."""
    return many if LONG else many // 5
