"""The gate behind git's own HTTP server program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from servers.forging import Forged, forge_act
from servers.founding import copied, founded
from servers.http_backend import PASSWORD, installed, serving
from servers.hub import Clone, Hub, told_ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not installed(), reason="SKIPPED LOUDLY: this git has no http-backend; install it")


@pytest.fixture
def hub(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Hub:
    hub = copied(founded(tmp_path_factory, signed=True), tmp_path / "hub")
    hub.git("config", "http.receivepack", "true")
    return hub


@pytest.fixture
def server(hub: Hub) -> Iterator[str]:
    with serving(hub.folder) as address:
        yield address


def clone(hub: Hub, server: str, person: str) -> Clone:
    return hub.clone(person, url=f"http://{person}:{quote(PASSWORD)}@{server}/hub.git")


def test_honest_pushes_over_http_are_let_in_small_ones_and_large_ones(hub: Hub, server: str) -> None:
    omar, lina = clone(hub, server, "omar"), clone(hub, server, "lina")
    omar.ok("edit", "school")
    omar.pushed()
    lina.translate("water")
    (lina.root / "picture.jpg").write_bytes(os.urandom(3_000_000))  # past what git sends in one piece
    lina.commit("a picture")
    lina.git("pull", "--quiet", "--rebase")
    lina.pushed()
    sara = clone(hub, server, "sara")
    assert sara.run("verify", "--history").code == 0


def test_a_bad_push_over_http_is_refused_and_told_why(hub: Hub, server: str) -> None:
    tarek = clone(hub, server, "tarek")
    forge_act(tarek, "school", Forged("edit", "tarek", "editor"))
    tarek.commit()
    before = hub.refs()
    ran = tarek.push()
    assert ran.code == 1
    assert told_ids(ran.err) == {"role-missing", "signature-missing"}
    assert "dragoman refused this push" in ran.err
    assert hub.refs() == before


def test_who_does_not_know_the_password_gets_nothing(hub: Hub, server: str) -> None:
    stranger = Clone(hub.folder, "stranger")
    ran = stranger.try_git("clone", "--quiet", f"http://lina:wrong@{server}/hub.git", GIT_TERMINAL_PROMPT="0")
    assert (ran.code, "Authentication failed" in ran.err) == (128, True)
