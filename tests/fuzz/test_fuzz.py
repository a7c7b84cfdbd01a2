"""Every reader of foreign bytes ends well or in its typed error: shortly here, long by ``make fuzz``.

An input that ``make fuzz`` finds is made small and becomes a test of the reader it broke.
"""

from __future__ import annotations

import contextlib
import os

import pytest
from fuzz.seeds import SEEDS
from fuzz.strategies import inputs
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.workflow.errors import NoArticleFound
from dragoman.workflow.extract import extract_page

EXAMPLES = int(os.environ.get("DRAGOMAN_EXAMPLES", "500"))


@pytest.mark.parametrize("name", TARGETS)
def test_foreign_bytes_end_well_or_in_a_typed_error(name: str) -> None:
    @settings(
        max_examples=EXAMPLES // (6 if name == "page" else 1),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(name))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()


@given(st.data())
@settings(max_examples=5, deadline=None, database=None)
def test_each_target_has_inputs_of_its_own(data: st.DataObject) -> None:
    for name in TARGETS:
        assert isinstance(data.draw(inputs(name)), bytes)


@pytest.mark.parametrize(
    "page", [b"<!html><svg>", b"<svg>" + SEEDS["page"][0].replace(b"datePublished", b"x")], ids=["bare", "whole"]
)
def test_a_page_whose_root_is_a_drawing_ends_in_a_typed_error_at_worst(page: bytes) -> None:
    with contextlib.suppress(NoArticleFound):
        extract_page(page)
