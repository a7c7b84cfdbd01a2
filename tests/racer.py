"""One of several processes that race: it says it is ready, waits for the starting gun, then runs its command lines.

Each line of standard input is a command line as JSON; each line of output its exit code, as JSON with what it said.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time

from dragoman.cli.app import run
from dragoman.workflow import acting, commit

MODULES = (acting, commit)  # imported before the gun, so that the race is about git and not about imports


def main(ready: str, gun: str) -> None:
    commands = [json.loads(line) for line in sys.stdin]
    with open(ready, "w", encoding="ascii"):
        pass
    while not os.path.exists(gun):
        time.sleep(0.001)
    for argv in commands:
        said, complained = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            code = run(argv)
        print(json.dumps({"code": code, "out": said.getvalue(), "err": complained.getvalue()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
