"""Installed in any way, dragoman lands under one name and runs with its templates."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import environment
from project import ROOT, copied_project, made_venv

from dragoman.cli import VERSION

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_listed_packages_are_the_rooms_on_the_disk() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    inner = {path.parent.relative_to(ROOT) for room in rooms for path in (ROOT / room).rglob("*/__init__.py")}
    packages = {".".join(("dragoman", *path.parts)): str(path) for path in (*map(Path, rooms), *inner)}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == set(packages)
    assert PROJECT["tool"]["setuptools"]["package-dir"] == packages


def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == VERSION


def test_every_template_opens_through_importlib_and_is_listed_for_the_wheel() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["dragoman.templates"]
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            inside = path.relative_to(ROOT / "templates")
            assert files("dragoman.templates").joinpath(*inside.parts).is_file()
            assert any(inside.match(pattern) for pattern in patterns), inside


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied_project(tmp_path_factory.mktemp("tree") / "dragoman")


def build(tree: Path, *kind: str) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", *kind]
    subprocess.run(command, cwd=tree, check=True, capture_output=True, timeout=300)


def install(venv: Path, *what: str) -> None:
    """A fresh environment with this in it."""
    made_venv(venv, "--without-pip")
    pip = [sys.executable, "-m", "pip", "--python", str(venv), "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-build-isolation", *what], check=True, timeout=300)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["wheel", "sdist", "editable"])
def test_it_installs_and_runs_as(way: str, tree: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(tree, source)
    if way == "editable":
        install(tmp_path / "venv", "--editable", str(source))
    else:
        build(source, f"--{way}")
        (built,) = (source / "dist").iterdir()
        if way == "wheel":
            names = {name.split("/")[0] for name in zipfile.ZipFile(built).namelist()}
            assert names == {"dragoman", f"dragoman-{VERSION}.dist-info"}
        install(tmp_path / "venv", str(built))
    dragoman, env = tmp_path / "venv/bin/dragoman", environment("olga")
    where = subprocess.run(
        [tmp_path / "venv/bin/python", "-c", "import dragoman.cli as c; print(c.__file__)"],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert Path(where.strip()).is_relative_to(tmp_path)
    subprocess.run(
        [dragoman, "demo", "newsroom"], cwd=tmp_path, env=env, check=True, capture_output=True, timeout=120
    )
    assert "dir=" in (tmp_path / "newsroom/public/en/bakery.html").read_text(encoding="utf-8")
