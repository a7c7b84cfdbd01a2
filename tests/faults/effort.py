"""How much is tried: a little in every run of the tests, much with ``DRAGOMAN_TEST_LONG=1`` (``make faults``)."""

from __future__ import annotations

import os

LONG = os.environ.get("DRAGOMAN_TEST_LONG") == "1"
# Each of the two kinds of kill is tried so often.
KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS") or (200 if LONG else 40))
