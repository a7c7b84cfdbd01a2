"""The WordPress of a run of tests, and a desk there for each of them. Test modules name this one as a plugin."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest
from wordpress.a_site import Site, script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wordpress.a_site import Desk


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The WordPress of this run."""
    if lacks := script("missing").strip():
        pytest.skip(f"SKIPPED LOUDLY: these tests need {lacks} on this machine (make wordpress)")
    folder = tempfile.mkdtemp(prefix="dragoman-wp-")  # a socket's name has to be short
    found = Site(folder)
    try:
        found.up()
        yield found
    finally:
        script("kill", folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def desk(site: Site, tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """A desk of the test's own at that site."""
    return site.desk(f"Desk of {request.node.name} {os.getpid()}", tmp_path)
