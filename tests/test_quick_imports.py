"""What a quick command does without: click's ``inspect`` and ``uuid``, and OpenSSL; nobody notices but the clock."""

from __future__ import annotations

import hashlib
import inspect
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import environment
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.quick_click import _Inspect
from dragoman.workflow import digests

if TYPE_CHECKING:
    from conftest import Room

LATER = """
from dragoman.cli.quick_click import import_click
import_click()
import sys
print(sorted({"inspect", "uuid", "click"} & sys.modules.keys()))
import click, inspect, uuid
print(inspect.signature(import_click), uuid.UUID(int=1))
print(click.UUID.convert("00000000-0000-0000-0000-000000000001", None, None) == uuid.UUID(int=1))
import_click()
print(sys.modules["uuid"] is uuid)
"""


def test_whoever_wants_the_real_modules_gets_them() -> None:
    done = subprocess.run([sys.executable, "-c", LATER], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "['click']", "() -> 'None' 00000000-0000-0000-0000-000000000001", "True", "True",
    ]  # fmt: skip


@given(st.text(st.sampled_from(" \t\nab\f")))
def test_lines_of_help_are_cleaned_as_ever(doc: str) -> None:
    assert _Inspect("inspect").cleandoc(doc) == inspect.cleandoc(doc)


@given(st.binary(), st.sampled_from(["sha1", "sha256"]))
def test_both_digest_the_same(data: bytes, algorithm: str) -> None:
    own = digests._module(algorithm).__dict__[algorithm](data, usedforsecurity=False)
    assert own.hexdigest() == hashlib.new(algorithm, data).hexdigest() == digests.new(algorithm, data).hexdigest()


def test_a_python_without_its_own_uses_openssl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "_OWN", {"sha256": ("_no_such", "hashlib")})
    digests._module.cache_clear()
    monkeypatch.delitem(sys.modules, "hashlib")
    assert digests.sha256(b"x").hexdigest() == hashlib.sha256(b"x").hexdigest()
    digests._module.cache_clear()


@pytest.mark.parametrize(("size", "loaded"), [(1000, False), (600_000, True)])
def test_openssl_comes_where_there_is_much_to_digest(size: int, loaded: bool) -> None:
    code = f"import sys; from dragoman.workflow import digests; digests.sha256(bytes({size}))"
    told = f"{code}; print('hashlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == f"{loaded}\n"


STATUS = """
import sys
from dragoman.cli.main import main
sys.argv[1:] = ["status"]
try:
    main()
except SystemExit:
    pass
print(sorted({"inspect", "uuid", "platform", "_hashlib"} & sys.modules.keys()), file=sys.stderr)
"""


def test_status_takes_neither(room: Room) -> None:
    room.bring("translated")
    room.ok("omar", "status")  # what is in the index need not be read
    done = subprocess.run(
        [sys.executable, "-c", STATUS],
        cwd=room.root,
        env=environment("omar"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"
