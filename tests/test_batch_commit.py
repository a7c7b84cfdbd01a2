"""How a batch is recorded: few processes and files whatever the newsroom's size, and nothing of anybody's is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import Room, environment
from desk_of_many import TRANSLATED, borrowed, made, names
from effort import LARGE
from signers import signs_with
from snapshot import assert_whole, litter
from ssh_tools import pair

from dragoman.workflow.batch_pack import Pack, Rewrite
from dragoman.workflow.batch_trees import Forest
from dragoman.workflow.objects import NewObject, Reader
from dragoman.workflow.trees import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
CHANGED = 4


pytest_plugins = ("faults.fixtures",)


@pytest.fixture
def desk(memory: Path) -> Iterator[Room]:
    with borrowed(made(memory, 60)) as room:
        yield room


def edit(room: Room, slugs: list[str], *more: str, **extra: str) -> str:
    return room.ok("omar", "edit", "-", *more, stdin="\n".join(slugs), **extra)


# ---------------------------------------------------------------- objects


def test_a_batch_of_more_than_a_piece_is_whole_and_in_few_packs(memory: Path) -> None:
    with borrowed(made(memory, 2700)) as desk:
        more_than_a_piece(desk)


def more_than_a_piece(desk: Room) -> None:
    packs = len(list((desk.root / ".git/objects/pack").glob("*.pack")))
    assert edit(desk, names(TRANSLATED, 540)).splitlines()[-1] == "edit: 540 done"
    assert desk.git("rev-list", "--count", "HEAD").strip() == "541"
    assert len(list((desk.root / ".git/objects/pack").glob("*.pack"))) == packs + 2
    assert_whole(desk)
    told = desk.git("verify-pack", "-v", *map(str, (desk.root / ".git/objects/pack").glob("*.idx")))
    depths = [int(line.split()[5]) for line in told.splitlines() if len(line.split()) == 7]
    assert 0 < max(depths) <= 50
    # Every commit on the way has a tree that differs from its parent's by its own article.
    changed = desk.git("log", "-540", "--format=%s", "--name-only").split()
    assert len([word for word in changed if word.endswith("/en.md")]) == 540
    desk.git("gc", "-q", "--prune=now")
    assert_whole(desk)


def store(pack: Pack, folder: Path) -> None:
    with pack.storing(str(folder), str(folder / "desk")) as storing:
        storing.output()
    assert list((folder / "desk").iterdir()) == []


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_trees_told_by_their_changes_are_read_back_as_they_are(tmp_path: Path, algorithm: str) -> None:
    subprocess.run(["git", "init", "-q", f"--object-format={algorithm}", str(tmp_path)], check=True)
    blobs = [NewObject("blob", b"%d" % number) for number in range(200)]
    first = Pack(algorithm)
    for blob in blobs:
        first.add("blob", blob.data)
    empty = first.add("tree", b"")
    store(first, tmp_path)
    ids = [blob.name(algorithm) for blob in blobs]
    with Reader(str(tmp_path)) as reader:
        forest, pack = Forest(reader, empty, algorithm), Pack(algorithm)
        forest.put({f"a/b/{number:03}": Entry("100644", ids[number]) for number in range(150)}, pack)
        trees = []
        for number in range(120):
            changes = {f"a/b/{number:03}": ids[-1], f"a/b/{(number * 7) % 150:03}": ids[number], "a/c": ids[number]}
            trees.append(forest.put({path: Entry("100644", name) for path, name in changes.items()}, pack))
        wanted = forest.entry("a/b/007")
        store(pack, tmp_path)
        again = Forest(reader, trees[-1], algorithm)
        again.expect(["a/b/007", "no/such"])
        assert again.entry("a/b/007") == wanted
        assert (again.entry("no/such"), again.entry("a/b/007/x")) == (None, None)
    for tree in trees:
        subprocess.run(["git", "-C", str(tmp_path), "ls-tree", "-r", tree], check=True, capture_output=True)
    done = subprocess.run(["git", "-C", str(tmp_path), "fsck", "--strict"], check=True, capture_output=True)
    assert b"error" not in done.stderr


def test_a_difference_is_as_short_as_what_differs() -> None:
    base = NewObject("tree", bytes(range(256)) * 40)
    changed = bytearray(base.data)
    changed[5000:5020] = b"x" * 20
    pack = Pack("sha1")
    pack.add(*base)
    assert pack.add_tree(Rewrite(bytes(changed), base.name("sha1"), (5000,), 20)) == NewObject(
        "tree", bytes(changed)
    ).name("sha1")
    assert len(pack._parts[-1]) < 60  # what it is about


# ---------------------------------------------------------------- effort


def test_the_size_of_the_newsroom_does_not_show_in_processes_and_files(memory: Path, tmp_path: Path) -> None:
    """The shape, not the seconds: many times the articles, the same work but for the lists of the months."""
    small, large = (effort(made(memory, articles), tmp_path) for articles in (1_000, LARGE))
    assert small.programs == large.programs == 6, "rev-parse, config, cat-file, index-pack, update-ref, update-index"
    assert large.opened <= small.opened + 20
    assert large.listed <= small.listed + 12
    one = single(made(memory, LARGE), tmp_path)
    assert one.programs == 6
    assert one.opened < 25


class Effort(NamedTuple):
    """How many programs were started, files of the newsroom opened, folders listed."""

    programs: int
    opened: int
    listed: int


def effort(root: Path, scratch: Path) -> Effort:
    """What a batch of 100 acts asks of the system."""
    return counted(root, scratch, ["edit", "-"], "\n".join(names(TRANSLATED, 100)))


def single(root: Path, scratch: Path) -> Effort:
    return counted(root, scratch, ["edit", names(TRANSLATED, 1, 150)[0]], "")


AUDITED = """
import json, sys
seen = []
told = {"open", "os.scandir", "subprocess.Popen"}
sys.addaudithook(lambda event, args: seen.append((event, args[:2])) if event in told else None)
from dragoman.cli.app import run
code = run(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    json.dump([[event, repr(args)] for event, args in seen], file)
sys.exit(code)
"""


def counted(root: Path, scratch: Path, argv: list[str], stdin: str) -> Effort:
    report = scratch / "events.json"
    subprocess.run(
        [sys.executable, "-c", AUDITED, str(report), *argv],
        cwd=root, input=stdin.encode(), env=environment("omar"), check=True, capture_output=True,
    )  # fmt: skip
    events = json.loads(report.read_text())
    there = [said for event, said in events if event == "open" and f"'{root}/" in said]
    return Effort(
        sum(event == "subprocess.Popen" for event, _ in events),
        len(there),
        sum(event == "os.scandir" for event, _ in events),
    )


# ---------------------------------------------------------------- others at work


def test_a_file_that_changes_in_the_last_moment_is_nobodys_to_overwrite(desk: Room, tmp_path: Path) -> None:
    """The signer runs when all is decided and nothing written: it stands for a quick colleague."""
    one, two, three = names(TRANSLATED, 3)
    env = keyed(desk, tmp_path)
    script = f"#!/bin/sh\necho edited >> '{desk.article(two)}'\nexec /usr/bin/env -u X ssh-keygen.real \"$@\"\n"
    path = spied(tmp_path, script)
    ran = desk.run("omar", "edit", one, two, three, **env, PATH=path)
    assert (ran.code, "changed while the command ran" in ran.err) == (CHANGED, True), ran
    assert desk.git("rev-parse", "HEAD") == desk.git("rev-parse", "base")
    assert desk.article(two).read_text(encoding="utf-8").endswith("edited\n")
    assert litter(desk) == []
    assert desk.git("status", "--porcelain", "articles").split() == [
        "M",
        str(desk.article(two).relative_to(desk.root)),
    ]


def test_with_keep_going_only_that_article_is_left(desk: Room, tmp_path: Path) -> None:
    one, two, three = names(TRANSLATED, 3)
    env = keyed(desk, tmp_path)
    once = f"[ -e '{tmp_path}/done' ] || echo edited >> '{desk.article(two)}'; touch '{tmp_path}/done'"
    path = spied(tmp_path, f'#!/bin/sh\n{once}\nexec ssh-keygen.real "$@"\n')
    ran = desk.run("omar", "edit", "--keep-going", one, two, three, **env, PATH=path)
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "edit: 2 done, 1 refused"), ran
    assert "changed while the command ran" in ran.err
    assert desk.git("log", "-2", "--format=%s").splitlines()[::-1] == [
        f"edit: {slug}/en (translated → edited)" for slug in (one, three)
    ]
    assert litter(desk) == []


def test_a_batch_goes_on_from_where_others_moved_the_branch_to(desk: Room, tmp_path: Path) -> None:
    env = keyed(desk, tmp_path)
    move = (
        f"[ -e '{tmp_path}/done' ] || (cd '{desk.root}' && echo x > other && git add other && git commit -qm other)"
    )
    path = spied(tmp_path, f"#!/bin/sh\n{move}; touch '{tmp_path}/done'\nexec ssh-keygen.real \"$@\"\n")
    desk.ok("omar", "edit", *names(TRANSLATED, 3), **env, PATH=path)
    assert [line.split(":")[0] for line in desk.git("log", "-4", "--format=%s").splitlines()] == [
        *["edit"] * 3, "other"
    ]  # fmt: skip
    assert_whole(desk)


def test_a_batch_is_not_recorded_over_what_others_committed_of_it(desk: Room, tmp_path: Path) -> None:
    one, two, three = names(TRANSLATED, 3)
    env = keyed(desk, tmp_path)
    blob = f"$(git rev-parse HEAD:{desk.article(one).relative_to(desk.root)})"
    move = (
        f"cd '{desk.root}' && GIT_INDEX_FILE='{tmp_path}/index' && export GIT_INDEX_FILE && git read-tree HEAD && "
        f"git update-index --cacheinfo 100644,{blob},{desk.article(two).relative_to(desk.root)} && "
        "git update-ref HEAD $(git commit-tree -p HEAD -m theirs $(git write-tree)) && cd - >/dev/null"
    )
    path = spied(tmp_path, f'#!/bin/sh\n{move}\nexec ssh-keygen.real "$@"\n')
    ran = desk.run("omar", "edit", one, two, three, **env, PATH=path)
    assert (ran.code, "first" in ran.err) == (CHANGED, True), ran
    assert desk.git("log", "-1", "--format=%s").strip() == "theirs"
    assert litter(desk) == []


def keyed(desk: Room, place: Path) -> dict[str, str]:
    """Give omar a key, on the roster too; the environment in which dragoman signs with it."""
    key = pair(place / "key")
    desk.ok("sara", "person", "add", "omar", "--key", f"{key.path}.pub")
    desk.git("tag", "base")
    return signs_with(key)


def spied(place: Path, script: str) -> str:
    """A PATH on which ssh-keygen is a script; the real one is ``ssh-keygen.real``."""
    import shutil

    folder = place / "bin"
    folder.mkdir()
    os.symlink(str(shutil.which("ssh-keygen")), folder / "ssh-keygen.real")
    (folder / "ssh-keygen").write_text(script, encoding="utf-8")
    (folder / "ssh-keygen").chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


# ---------------------------------------------------------------- signatures


def test_every_act_of_a_batch_is_signed_by_one_run_of_ssh_keygen(desk: Room, tmp_path: Path) -> None:
    env = keyed(desk, tmp_path)
    path = spied(tmp_path, f"#!/bin/sh\necho run >> '{tmp_path}/runs'\nexec ssh-keygen.real \"$@\"\n")
    edit(desk, names(TRANSLATED, 12), **env, PATH=path)
    assert (tmp_path / "runs").read_text().splitlines() == ["run"]
    assert len(list(desk.root.glob("articles/*/*/*/signatures/*.sig"))) == 12
    for number in range(12):
        assert len(desk.git("show", "--format=", "--name-only", f"HEAD~{number}").split()) == 2
    assert_whole(desk)
    assert desk.run("sara", "verify", "--base", "base").code == 0


def test_commits_that_git_signs_are_signed_in_a_batch_too(desk: Room, tmp_path: Path) -> None:
    env = keyed(desk, tmp_path)
    desk.git("config", "commit.gpgSign", "true")
    desk.ok("omar", "edit", *names(TRANSLATED, 3), **env)
    for number in range(3):
        assert "gpgsig" in desk.git("cat-file", "commit", f"HEAD~{number}")
    assert_whole(desk)


# ---------------------------------------------------------------- line ends


def test_line_ends_are_stored_as_git_would_store_them(desk: Room) -> None:
    desk.git("config", "core.autocrlf", "true")
    slugs = names(TRANSLATED, 3)
    for slug in slugs:
        article = desk.article(slug)
        article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
    desk.ok("omar", "edit", *slugs)
    assert_whole(desk)
    for slug in slugs:
        assert b"\r\n" in desk.article(slug).read_bytes()
        assert b"\r" not in desk.git("show", f"HEAD:{desk.article(slug).relative_to(desk.root)}").encode()
