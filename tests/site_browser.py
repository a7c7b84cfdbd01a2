"""A site served on loopback and looked at in a real Chromium, through playwright-core and axe-core from npm."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NODE = shutil.which("node")
# `make pages` installs them there.
MODULES = Path(os.environ.get("DRAGOMAN_NODE_MODULES", Path(__file__).parents[1] / "build/browser"))
LOOK = Path(__file__).with_name("look.mjs")


def why_not() -> str:
    """Why no browser can look here; empty where one can."""
    there = (MODULES / "node_modules/playwright-core").is_dir() and (MODULES / "node_modules/axe-core").is_dir()
    return "" if CHROMIUM and NODE and there else "there is no browser with axe-core; `make pages` installs it"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder as a web site; its address, with a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def look(pages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the browser made of each page."""
    job = {"modules": str(MODULES), "browser": CHROMIUM, "pages": list(pages)}
    done = subprocess.run(
        [str(NODE), str(LOOK)], input=json.dumps(job), capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
