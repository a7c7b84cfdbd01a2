"""`verify --site`: pages that readers are given are what the published articles make, or each that is not is told."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Room
from test_delivering import SITE, with_targets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = "en/water/index.html"
TWO = SITE + '  mirror: {kind: site, url: "https://mirror.example/", output: public/mirror}\n'


@pytest.fixture
def shown(room: Room, tmp_path: Path) -> tuple[Room, Path]:
    """A newsroom with one article published, and what its web server has."""
    with_targets(room).bring("disclaimer-attached")
    room.ok("sara", "publish", "water")
    return room, copied(room.root / "public/site", tmp_path / "www")


def copied(site: Path, to: Path) -> Path:
    shutil.copytree(site, to)
    return to


def told(room: Room, site: Path, *words: str) -> tuple[int, dict[str, str], dict[str, Any]]:
    """The exit code, each finding's severity by its id and path, and all that was said."""
    ran = room.run("nobody", "verify", "--site", str(site), *words, "--json")
    said = json.loads(ran.out)
    places = {f"{one['id']} {os.path.relpath(one['path'], site)}": one["severity"] for one in said["findings"]}
    return ran.code, places, said


def test_a_site_as_it_was_built_is_proved_wherever_it_lies(shown: tuple[Room, Path]) -> None:
    room, site = shown
    assert told(room, room.root / "public/site")[:2] == (0, {})
    code, found, said = told(room, site)
    assert (code, found) == (0, {})
    assert said["site"] == {"folder": str(site), "files": 15}
    assert "15 files in" in room.ok("nobody", "verify", "--site", str(site))
    assert json.loads(room.ok("nobody", "verify", "--json"))["site"] is None


def reworded(page: Path) -> None:
    """Changed by hand, with its size and its time as they were."""
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"weeks", b"years"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


def linked(page: Path) -> None:
    """The same words, out of a file that somebody can change later."""
    page.rename(page.with_name("elsewhere"))
    page.symlink_to("elsewhere")


def a_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


@pytest.mark.parametrize("change", [reworded, linked, a_folder])
def test_a_page_that_is_not_what_was_approved_is_told(
    shown: tuple[Room, Path], change: Callable[[Path], None]
) -> None:
    room, site = shown
    change(site / PAGE)
    code, found, _ = told(room, site)
    assert code == 1
    assert found[f"page-differs {PAGE}"] == "error"


def test_it_says_in_which_line_a_page_differs_first_and_what_to_do(shown: tuple[Room, Path]) -> None:
    room, site = shown
    page = site / PAGE
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[6] = f"<!-- {lines[6]} -->"
    page.write_text("".join(lines), encoding="utf-8")
    ran = room.run("nobody", "verify", "--site", str(site))
    assert ran.code == 1
    assert "it differs from what is published from line 7 on" in ran.out
    assert f"dragoman build --target site --output {site}" in ran.out
    assert "Not proved: 1 finding." in ran.out
    room.ok("nobody", "build", "--target", "site", "--output", str(site))
    assert told(room, site)[:2] == (0, {})


def test_a_page_that_was_taken_away_is_missed(shown: tuple[Room, Path]) -> None:
    room, site = shown
    (site / PAGE).unlink()
    assert told(room, site)[:2] == (1, {f"page-missing {PAGE}": "error"})


def test_a_page_that_nobody_published_is_told_and_another_file_is_worth_a_look(shown: tuple[Room, Path]) -> None:
    room, site = shown
    (site / "en/forged").mkdir()
    (site / "CNAME").write_text("desk.example")
    assert told(room, site)[:2] == (0, {"page-stray CNAME": "warning"})
    (site / "en/forged/index.HTML").write_text("<p>Nobody approved this.")
    assert told(room, site)[:2] == (1, {"page-stray CNAME": "warning", "page-stray en/forged/index.HTML": "error"})


def test_a_link_to_a_folder_does_not_hide_pages(shown: tuple[Room, Path], tmp_path: Path) -> None:
    room, site = shown
    (tmp_path / "forged").mkdir()
    (tmp_path / "forged/index.html").write_text("<p>Nobody approved this.")
    (site / "en/forged").symlink_to(tmp_path / "forged")
    code, found, _ = told(room, site)
    assert (code, found) == (1, {"page-stray en/forged": "error"})


def test_a_name_with_signs_that_a_terminal_obeys_is_shown_as_text(shown: tuple[Room, Path]) -> None:
    room, site = shown
    (site / "\x1b]0;x\x07[red]\udcff.html").write_text("")
    ran = room.run("nobody", "verify", "--site", str(site))
    assert (ran.code, "\x1b]" in ran.out, "\x07" in ran.out) == (1, False, False)
    assert "[red]" in ran.out


def test_the_pages_of_an_article_that_is_not_what_was_approved_are_nobodys(shown: tuple[Room, Path]) -> None:
    room, site = shown
    file = room.article()
    file.write_text(file.read_text(encoding="utf-8").replace("16 weeks", "6 weeks"), encoding="utf-8")
    room.git("commit", "-qam", "six")
    code, found, _ = told(room, site)
    assert code == 1
    assert found[f"page-stray {PAGE}"] == "error"


def test_an_older_revision_is_held_against_what_it_had_published(shown: tuple[Room, Path]) -> None:
    room, site = shown
    assert told(room, site, "HEAD")[0] == 0
    code, found, _ = told(room, site, "HEAD~1")
    assert code == 1
    assert found[f"page-stray {PAGE}"] == "error"


def test_one_of_several_sites_is_chosen(shown: tuple[Room, Path]) -> None:
    room, site = shown
    with_targets(room, TWO)
    room.ok("nobody", "build")
    ran = room.run("nobody", "verify", "--site", str(site))
    assert (ran.code, "newsroom.yaml has several sites: site, mirror." in ran.err) == (2, True)
    assert told(room, site, "--target", "site")[0] == 0
    assert told(room, room.root / "public/mirror", "--target", "mirror")[0] == 0
    assert told(room, site, "--target", "mirror")[0] == 1
    ran = room.run("nobody", "verify", "--site", str(site), "--target", "elsewhere")
    assert (ran.code, "has no site `elsewhere`; there is: site, mirror." in ran.err) == (2, True)


def test_what_cannot_be_compared_is_said_in_a_sentence(room: Room, tmp_path: Path) -> None:
    room.bring("translated")
    for words, why in (
        (("--site", str(tmp_path / "nowhere")), "There is no folder"),
        (("--site", str(tmp_path)), "newsroom.yaml has no site; there is: none."),
        (("--target", "site"), "--target says which site --site DIR holds."),
    ):
        ran = room.run("nobody", "verify", *words)
        assert (ran.code, why in ran.err, ran.out) == (2, True, "")
    copy = Room(tmp_path / "copy")
    shutil.copytree(room.root, copy.root, ignore=shutil.ignore_patterns(".git"))
    ran = copy.run("nobody", "verify", "--site", str(tmp_path))
    assert (ran.code, "This copy has no git" in ran.err) == (2, True)
