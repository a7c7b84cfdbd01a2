"""A Python with dragoman in it that every user of this machine can run: a server's hook runs as whoever pushes."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LEFT_OUT = shutil.ignore_patterns(
    "__pycache__", "site-packages", "test", "idlelib", "tkinter", "config-*", "*.a", "__editable__*"
)


def python_for_all(folder: Path) -> Path:
    """Set it up in a folder that everybody can read; hands over the interpreter."""
    base = Path(sys.base_prefix)
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if not open_to_all(base / "bin" / name):
        base = _copied(base, folder / "python", name)
    venv = folder / "venv"
    subprocess.run([base / "bin" / name, "-m", "venv", "--without-pip", venv], check=True, timeout=120)
    inside = Path(sysconfig.get_path("purelib", vars={"base": str(venv), "platbase": str(venv)}))
    for room in ("cli", "workflow", "templates"):
        shutil.copytree(ROOT / room, inside / "dragoman" / room)
    libraries = Path(sysconfig.get_path("purelib"))
    if not open_to_all(libraries):
        libraries = Path(shutil.copytree(libraries, folder / "libraries", ignore=_LEFT_OUT))
    (inside / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return venv / "bin/python"


def open_to_all(path: Path) -> bool:
    """Whether everybody may read what is there, and go there."""
    real = path.resolve()
    below = all(part.stat().st_mode & stat.S_IXOTH for part in real.parents)
    return below and bool(real.stat().st_mode & stat.S_IROTH)


def _copied(base: Path, target: Path, name: str) -> Path:
    """As much of a Python installation as runs."""
    (target / "bin").mkdir(parents=True)
    shutil.copy2((base / "bin" / name).resolve(), target / "bin" / name)
    shutil.copytree(base / "lib" / name, target / "lib" / name, ignore=_LEFT_OUT, symlinks=True)
    for library in (base / "lib").glob("libpython*.so*"):
        shutil.copy2(library, target / "lib", follow_symlinks=False)
    target.chmod(0o755)
    return target
