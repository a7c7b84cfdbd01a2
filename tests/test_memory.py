"""The memory of good signatures: it knows good ones only, and whatever is wrong with its disk it only forgets."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proofs import line, signature

from dragoman.workflow.errors import BadSignature
from dragoman.workflow.memory import Memory, digest_of, memory_file
from dragoman.workflow.people import Person
from dragoman.workflow.signers import ensure_signed

OMAR = Person("omar", "Omar", (), (), keys=(line("omar"), line("omar-2")))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def known(*digests: bytes) -> list[bool]:
    with Memory() as memory:
        return [memory.knows(digest) for digest in digests]


def test_what_was_added_is_known_at_once_and_in_the_next_run() -> None:
    with Memory() as memory:
        assert not memory.knows(b"a")
        memory.add(b"a")
        assert memory.knows(b"a")
    assert known(b"a", b"b") == [True, False]
    with Memory() as memory:
        memory.add(b"a")
        memory.add(b"b")
    assert known(b"a", b"b") == [True, True]


def test_what_was_added_before_an_error_is_kept() -> None:
    def fail() -> None:
        with Memory() as memory:
            memory.add(b"a")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert known(b"a") == [True]


def test_a_good_signature_is_remembered_and_a_bad_one_never() -> None:
    with Memory() as memory:
        ensure_signed("words", signature("omar", "words"), OMAR, memory)
        bad = [signature("omar", "other"), signature("eve", "words"), b"", b"\xff", signature("omar", "words")[:-5]]
        for data in bad:
            for _ in range(2):
                with pytest.raises(BadSignature):
                    ensure_signed("words", data, OMAR, memory)
    good = digest_of("words", signature("omar", "words").decode(), *OMAR.keys)
    assert known(good) == [True]
    with sqlite3.connect(memory_file()) as table:
        assert list(table.execute("SELECT digest FROM good")) == [(good,)]
    table.close()


def test_a_remembered_signature_counts_only_for_the_same_record_armour_and_keys() -> None:
    data = signature("omar", "words")
    with Memory() as memory:
        ensure_signed("words", data, OMAR, memory)
        ensure_signed("words", data, OMAR, memory)
        without = Person("omar", "Omar", (), (), keys=(line("omar-2"),))
        for record, person in (("other", OMAR), ("words", without), ("words", Person("omar", "Omar", (), ()))):
            with pytest.raises(BadSignature):
                ensure_signed(record, data, person, memory)


def test_what_is_remembered_is_taken_without_another_look() -> None:
    with Memory() as memory:
        memory.add(digest_of("words", "no signature", *OMAR.keys))
        ensure_signed("words", b"no signature", OMAR, memory)


@settings(deadline=None)
@given(st.lists(st.text()), st.lists(st.text()))
def test_the_digest_depends_on_every_part_and_where_it_ends(one: list[str], other: list[str]) -> None:
    assert (digest_of(*one) == digest_of(*other)) == (one == other)


def test_parts_cannot_be_moved_from_one_to_the_next() -> None:
    assert len({digest_of(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"))}) == 5
    assert digest_of("\ud800") != digest_of("?")


def test_it_is_kept_in_the_users_own_cache_folder(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert memory_file() == str(cache / "dragoman/signatures-1.sqlite")
    monkeypatch.setenv("HOME", str(tmp_path))
    for odd in ("", "cache", "./cache", "../cache"):  # the standard: a path that is not absolute does not count
        monkeypatch.setenv("XDG_CACHE_HOME", odd)
        assert memory_file() == str(tmp_path / ".cache/dragoman/signatures-1.sqlite")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert memory_file() == str(tmp_path / ".cache/dragoman/signatures-1.sqlite")


def test_nobody_else_may_write_where_it_is_and_nothing_is_made_for_nothing(cache: Path) -> None:
    with Memory() as memory:
        memory.add(b"a")
    assert (cache / "dragoman").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 500])
def test_a_broken_file_only_forgets(cache: Path, content: bytes) -> None:
    (cache / "dragoman").mkdir(parents=True)
    Path(memory_file()).write_bytes(content)
    with Memory() as memory:
        assert not memory.knows(b"a")
        memory.add(b"a")
        assert memory.knows(b"a")
    assert known(b"a") == [content == b""]


def test_another_table_of_that_name_only_forgets(cache: Path) -> None:
    (cache / "dragoman").mkdir(parents=True)
    with sqlite3.connect(memory_file()) as table:
        table.execute("CREATE TABLE good (other TEXT)")
    table.close()
    with Memory() as memory:
        memory.add(b"a")
    assert known(b"a") == [False]


def test_a_folder_that_cannot_be_made_only_forgets(cache: Path) -> None:
    cache.write_text("a file")
    with Memory() as memory:
        memory.add(b"a")
        assert memory.knows(b"a")
    assert known(b"a") == [False]


def test_a_record_may_hold_any_sign_that_a_file_can_say() -> None:
    ensure_signed("\ud800", signature("omar", "\ud800"), OMAR, Memory())


@pytest.mark.skipif(os.name != "posix", reason="read-only files are another thing elsewhere")
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o722])
def test_a_folder_that_others_can_write_in_is_no_memory(cache: Path, mode: int) -> None:
    with Memory() as memory:
        memory.add(b"a")
    (cache / "dragoman").chmod(mode)
    assert known(b"a") == [False]
    (cache / "dragoman").chmod(0o700)
    assert known(b"a") == [True]


@pytest.mark.parametrize(("folder", "file", "is_known"), [
    (0o755, 0o664, False),
    (0o755, 0o646, False),
    (0o755, 0o644, True),
    (0o711, 0o622, False),
    (0o700, 0o666, True),  # nobody else gets there
])  # fmt: skip
def test_a_file_that_others_can_write_is_no_memory(cache: Path, folder: int, file: int, is_known: bool) -> None:
    with Memory() as memory:
        memory.add(b"a")
    (cache / "dragoman").chmod(folder)
    Path(memory_file()).chmod(file)
    assert known(b"a") == [is_known]


def test_a_link_and_somebody_elses_file_are_no_memory(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Memory() as memory:
        memory.add(b"a")
    os.replace(memory_file(), cache / "elsewhere")
    os.symlink(cache / "elsewhere", memory_file())
    assert known(b"a") == [False]
    os.replace(cache / "elsewhere", memory_file())
    assert known(b"a") == [True]
    own = os.geteuid()
    if own:
        monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    else:
        os.chown(memory_file(), 1, 1)
    assert known(b"a") == [False]


def test_a_read_only_memory_is_read_and_cannot_be_added_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_CACHE_HOME", folder)
        with Memory() as memory:
            memory.add(b"a")
        Path(memory_file()).chmod(0o444)
        for place in (Path(memory_file()).parent, Path(folder)):
            place.chmod(0o555)
        child = os.fork()
        if child == 0:  # as nobody in particular: root may write anywhere
            ended = 1
            try:
                if os.getuid() == 0:
                    os.setuid(65534)
                with Memory() as memory:
                    memory.add(b"b")
                ended = 0 if memory.knows(b"a") else 2
            finally:
                os._exit(ended)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert known(b"a", b"b") == [True, False]
        for place in (Path(folder), Path(memory_file()).parent):
            place.chmod(0o755)
