"""A bare repository with the gate in it, pushed to by path: what it does not let in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from canaries import OBEYED
from servers.bad_pushes import BAD
from servers.forging import Forged, forge_act
from servers.founding import copied, founded
from servers.hub import Hub, told_ids

if TYPE_CHECKING:
    from pathlib import Path

    from servers.bad_push import Bad


@pytest.fixture
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Hub:
    return copied(founded(tmp_path_factory, signed=getattr(request, "param", False)), tmp_path / "hub")


@pytest.mark.parametrize(("hub", "bad"), [pytest.param(b.signed, b, id=b.name) for b in BAD], indirect=["hub"])
def test_the_gate_refuses_and_names(hub: Hub, bad: Bad) -> None:
    clone = bad.prepare(hub)
    before = hub.refs()
    ran = clone.push(*bad.refs)
    print(ran.err)
    assert ran.code == 1
    assert told_ids(ran.err) == set(bad.ids)
    assert "dragoman refused this push; nothing was changed on the server." in ran.err
    assert hub.refs() == before


def test_what_the_refusal_says_to_do_leads_out_of_it(hub: Hub) -> None:
    omar = hub.clone("omar")
    omar.change(omar.article("school"), "state: translated", "state: edited")
    omar.commit()
    refused = omar.push().err
    (steps,) = (line.partition("commits out: ")[2] for line in refused.splitlines() if "commits out: " in line)
    for step in steps.strip().split("; "):
        omar.git(*step.split()[1:])
    omar.ok("edit", "school")
    omar.pushed()
    assert "by hand" in omar.git("log", "--format=%s", "refused")


def test_words_from_a_refused_push_are_shown_as_text(hub: Hub) -> None:
    tarek = hub.clone("tarek")
    odd = "pwned\x1b[31m\u202e\x9b2J"
    folder = tarek.article("school").parent
    (folder / f"{odd}.md").symlink_to("en.md")
    (folder / "source.--output=x\u202e").symlink_to("en.md")
    forge_act(tarek, "school", Forged("edit", f"tarek {odd}", "editor"))
    tarek.change(tarek.article("school"), "title: ", f"title: {odd}".replace("\x1b", "").replace("\x9b", "") + " ")
    tarek.commit(odd)
    tarek.git("update-ref", "refs/heads/--output=x\u202e", "HEAD")
    ran = tarek.push("refs/heads/--output=x\u202e")
    ours = [line for line in ran.err.splitlines() if line.startswith("remote: ")]
    assert told_ids(ran.err) >= {"not-a-file", "unknown-person"}
    assert not [line for line in ours if OBEYED.search(line)], ours
    assert "bug in dragoman" not in ran.err
    assert not [path for path in hub.folder.rglob("x*") if path.name.startswith("x\u202e")]


def test_the_name_of_a_branch_is_shown_as_text(hub: Hub) -> None:
    name = "--output=x\u202e"
    hub.git("update-ref", f"refs/heads/{name}", "main")
    hub.git("symbolic-ref", "HEAD", f"refs/heads/{name}")
    tarek = hub.clone("tarek")
    ran = tarek.push(f":refs/heads/{name}")
    assert "--output=x\\u202e is the newsroom's main branch" in ran.err
    assert told_ids(ran.err) == {"branch-deleted"}


@pytest.mark.parametrize("hub", [True], indirect=True)
def test_no_program_that_a_configuration_names_is_run(hub: Hub) -> None:
    canary = hub.folder / "canary"
    canary.write_text(f"#!/bin/sh\ntouch {hub.folder}/sang\nexit 0\n", encoding="utf-8")
    canary.chmod(0o755)
    omar = hub.clone("omar")
    omar.ok("edit", "school")
    forge_act(omar, "water", Forged("edit", "omar", "editor"))
    omar.commit()
    keys = "gpg.ssh.program gpg.program core.fsmonitor core.pager core.editor core.sshCommand diff.external".split()
    for key in keys:
        hub.git("config", key, str(canary))
    for key in ("gpg.ssh.program", "gpg.program", "core.fsmonitor", "diff.external"):
        omar.git("config", key, str(canary))
    hub.git("config", "log.showSignature", "true")
    assert "signature-missing" in told_ids(omar.push().err)
    omar.pushed("HEAD~1:main")
    assert not os.path.exists(hub.folder / "sang")


@pytest.mark.parametrize("hub", [True], indirect=True)
def test_that_git_calls_a_push_signed_changes_nothing(hub: Hub) -> None:
    hub.git("config", "receive.certNonceSeed", "seed")
    tarek = hub.clone("tarek")
    forge_act(tarek, "school", Forged("edit", "omar", "editor"))
    tarek.commit()
    assert told_ids(tarek.push("--signed", "main").err) == {"signature-missing", "not-by-author"}
