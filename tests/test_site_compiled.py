"""Compiled templates are kept where only this person writes; whatever is wrong there costs time and nothing else."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from site_stories import deliver, everything

from dragoman.workflow.site.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the templates go to; it is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/dragoman/templates"


def site(folder: Path) -> dict[str, bytes]:
    deliver(folder, everything())
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_of_kept_templates_is_the_same_site(tmp_path: Path, cache: Path) -> None:
    first = site(tmp_path / "first")
    kept = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert len(kept) >= 10
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert site(tmp_path / "second") == first
    assert {path.name: path.stat().st_mtime_ns for path in cache.iterdir()} == kept


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    site(tmp_path / "site")
    own = tmp_path / "newsroom/templates/site/404.html"
    own.parent.mkdir(parents=True)
    own.write_text("ours: {{ lang }}")
    assert site(tmp_path / "site")["404.html"].startswith(b"ours: en")


@pytest.mark.parametrize("spoilt", [b"", b"x" * 50, None])
def test_a_spoilt_file_is_passed_over(tmp_path: Path, cache: Path, spoilt: bytes | None) -> None:
    first = site(tmp_path / "first")
    for path in cache.iterdir():
        kept = path.read_bytes()
        path.write_bytes(kept[:-40] if spoilt is None else kept[:20] + spoilt)
    assert site(tmp_path / "second") == first


@pytest.mark.parametrize("why", ["others can write", "a link", "a file", "no home"])
def test_a_folder_that_is_not_only_ours_is_not_used(tmp_path: Path, cache: Path, why: str) -> None:
    first = site(tmp_path / "first")
    planted = next(cache.iterdir())
    planted.write_bytes(b"planted")
    if why == "others can write":
        cache.chmod(0o770)
    elif why == "a link":
        os.rename(cache, tmp_path / "elsewhere")
        cache.symlink_to(tmp_path / "elsewhere")
        planted = tmp_path / "elsewhere" / planted.name
    else:
        os.rename(cache, tmp_path / "elsewhere")
        planted = tmp_path / "elsewhere" / planted.name
        (cache if why == "a file" else cache.parent / "other").write_text("")
    if why == "no home":
        os.rename(cache.parent, tmp_path / "moved")
        (tmp_path / "cache/dragoman").write_text("")
    assert site(tmp_path / "second") == first
    assert planted.read_bytes() == b"planted"


def test_a_disk_that_says_no_is_passed_over(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site(tmp_path / "first")
    for path in cache.iterdir():
        path.unlink()
    there = Compiled()
    cache.rmdir()
    with monkeypatch.context() as patch:
        patch.setattr("dragoman.workflow.site.compiled.Compiled", lambda: there)
        assert site(tmp_path / "second") == first
    assert not cache.exists()
