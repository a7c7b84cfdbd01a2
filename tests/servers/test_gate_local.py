"""A bare repository with the gate in it, pushed to by path: what is let in, and what is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from servers.bad_pushes import BAD, Bad
from servers.hub import Hub, copied, founded

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Hub:
    return copied(founded(tmp_path_factory, signed=getattr(request, "param", False)), tmp_path / "hub")


@pytest.mark.parametrize(
    ("hub", "bad"), [pytest.param(bad.signed, bad, id=bad.name) for bad in BAD], indirect=["hub"]
)
def test_a_push_is_refused_with(hub: Hub, bad: Bad) -> None:
    clone = bad.prepare(hub)
    before = hub.refs()
    ran = clone.push(*bad.refs)
    print(ran.err)
    assert ran.code == 1
    told = set(re.findall(r"\[([a-z-]+)\]$", re.sub(r" +$", "", ran.err, flags=re.M), re.M))
    assert told == set(bad.ids)
    assert "dragoman refused this push" in ran.err
    assert hub.refs() == before
