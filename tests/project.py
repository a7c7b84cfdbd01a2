"""This project as others get it: its files as git has them or would, in a folder of one's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copied_project(target: Path) -> Path:
    """Copy it without build output, so that builds do not meet each other; ``target`` itself."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_symlink() or not path.is_file():
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target / name)
    return target


def made_venv(venv: Path, *more: str) -> Path:
    """A fresh environment; dependencies are looked up, last of all, where the tests run. ``more`` is for venv."""
    subprocess.run([sys.executable, "-m", "venv", *more, venv], check=True, timeout=120)
    inside = sysconfig.get_path("purelib", vars={"base": str(venv), "platbase": str(venv)})
    (Path(inside) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return venv
