"""Everything that can be wrong before an act begins: one table of what is wrong, what is asked, and what is said.

Every row holds the same promises: a sentence and no traceback, the contract's exit code, nothing on the way out that
a terminal would obey, and a newsroom that is as it was, byte for byte.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import Room, environment, make_room
from faults.disks import mounted, small_disk
from snapshot import files

NO, USAGE, FAILED = 1, 2, 3

Setup = Callable[[Room, ExitStack], "dict[str, str] | None"]

PATH = "articles/2026/11/water/en.md"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
HOSTILE = "a\x1b]0;owned\x07\x1b[2J\x9b31m\x1b]8;;http://x\x1b\\b\x1b]52;c;cm0=\x07[/] [bold]\u202e\x85c"
AS_YAML = "".join(sign if sign.isascii() and sign.isprintable() else f"\\u{ord(sign):04x}" for sign in HOSTILE)
EDIT = ("edit", "water")
BLANK = {"GIT_AUTHOR_EMAIL": "", "GIT_AUTHOR_NAME": "", "EMAIL": ""}


@dataclass(frozen=True)
class Row:
    """``word`` must be in stderr, in stdout where the exit code is 0; ``changes``: this row may change things."""

    setup: Setup
    argv: tuple[str, ...]
    code: int
    word: str
    person: str = "omar"
    env: dict[str, str] = field(default_factory=dict)
    changes: bool = False


Rows = Iterator[tuple[str, Row]]


def nothing(room: Room, stack: ExitStack) -> None:
    """The newsroom as it is: one article, translated."""


# ---------------------------------------------------------------- setups: files


def path_of(room: Room) -> str:
    return str(room.article().relative_to(room.root))


def written(path: str, data: bytes) -> Setup:
    def setup(room: Room, _: ExitStack) -> None:
        (room.root / path).write_bytes(data)

    return setup


def newsroom(text: str) -> Setup:
    return written("newsroom.yaml", text.encode())


def committed_newsroom(text: str) -> Setup:
    def setup(room: Room, _: ExitStack) -> None:
        (room.root / "newsroom.yaml").write_text(text, encoding="utf-8")
        room.git("commit", "-q", "-a", "-m", "broken")

    return setup


def article(data: bytes) -> Setup:
    def setup(room: Room, _: ExitStack) -> None:
        room.article().write_bytes(data)

    return setup


def edited(old: str, new: str) -> Setup:
    def setup(room: Room, _: ExitStack) -> None:
        text = room.article().read_text(encoding="utf-8")
        assert old in text
        room.article().write_text(text.replace(old, new, 1), encoding="utf-8")

    return setup


def hostile_title(room: Room, _: ExitStack) -> None:
    text = room.article().read_text(encoding="utf-8")
    titled = re.sub("^title: .*$", lambda _: f'title: "{AS_YAML}"', text, count=1, flags=re.MULTILINE)
    assert titled != text
    room.article().write_text(titled, encoding="utf-8")


def hostile_raw_title(room: Room, stack: ExitStack) -> None:
    hostile_title(room, stack)
    text = room.article().read_text(encoding="utf-8")
    room.article().write_text(text.replace(AS_YAML, HOSTILE.replace("\x85", "")), encoding="utf-8")


def moved_away(room: Room, _: ExitStack) -> None:
    (room.root / "newsroom.yaml").unlink()


def linked_file(room: Room, _: ExitStack) -> None:
    secret = room.root.parent / "secret.md"
    shutil.move(room.article(), secret)
    folder = next(room.root.glob("articles/*/*/water"))
    (folder / "en.md").symlink_to(secret)


def linked_folder(room: Room, _: ExitStack) -> None:
    folder = room.article().parent
    shutil.move(folder, room.root.parent / "water")
    folder.symlink_to(room.root.parent / "water")


def linked_articles(room: Room, _: ExitStack) -> None:
    shutil.move(room.root / "articles", room.root.parent / "articles")
    (room.root / "articles").symlink_to(room.root.parent / "articles")


def fifo(room: Room, _: ExitStack) -> None:
    path = room.article()
    path.unlink()
    os.mkfifo(path)


def file_for_folder(*path: str) -> Setup:
    def setup(room: Room, _: ExitStack) -> None:
        place = room.root.joinpath(*path)
        shutil.rmtree(place, ignore_errors=True)
        place.write_bytes(b"a file\n")

    return setup


def second_language(room: Room, _: ExitStack) -> None:
    room.ok("lina", "source", "water", "--to", "fr")


def empty_page(room: Room, _: ExitStack) -> None:
    room.file("page.html", "<html><head><title>t</title></head><body><nav><a href=/>home</a></nav></body></html>")


# ---------------------------------------------------------------- setups: git


def in_git(*commands: str) -> Setup:
    """Git commands, one a line; ``PATH`` is the article's, those beginning with ``!`` are to fail."""

    def setup(room: Room, _: ExitStack) -> None:
        for line in commands:
            words = [path_of(room) if word == "PATH" else word for word in line.lstrip("!").split()]
            done = subprocess.run(
                ["git", *words], cwd=room.root, env=environment("olga"), capture_output=True, check=False
            )
            assert bool(done.returncode) == line.startswith("!"), (line, done.stderr)

    return setup


def stopped(operation: str) -> Setup:
    """A conflict in a file of the user's own, which git waits for somebody to resolve."""

    def setup(room: Room, stack: ExitStack) -> None:
        own = room.root / "own.txt"
        for branch, text in (("", "one\n"), ("other", "two\n"), ("main", "three\n")):
            if branch:
                room.git("switch", "-q", *(("-c", branch) if branch == "other" else (branch,)))
            own.write_text(text, encoding="utf-8")
            room.git("add", "own.txt")
            room.git("commit", "-q", "-m", text.strip())
        in_git(operation)(room, stack)

    return setup


def entry(mode: str, path: str = "") -> Setup:
    """What git has under the article's path is a link or a submodule; on the disk it is a plain file still."""

    def setup(room: Room, _: ExitStack) -> None:
        known = path or path_of(room)
        name = room.git("rev-parse", "HEAD" if mode == "160000" else f"HEAD:{known}").strip()
        if path:
            room.git("rm", "-r", "-q", "--cached", path)
        room.git("update-index", "--add", "--cacheinfo", f"{mode},{name},{known}")
        room.git("commit", "-q", "-m", "odd")

    return setup


def spoiled(name: str, data: bytes | None = b"garbage") -> Setup:
    """A git object that cannot be read, or is gone."""

    def setup(room: Room, _: ExitStack) -> None:
        known = room.git("rev-parse", name.replace("PATH", path_of(room))).strip()
        loose = room.root / ".git/objects" / known[:2] / known[2:]
        loose.chmod(0o644)
        if data is None:
            loose.unlink()
        else:
            loose.write_bytes(data)

    return setup


def in_git_dir(name: str, data: bytes) -> Setup:
    def setup(room: Room, _: ExitStack) -> None:
        path = room.root / ".git" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    return setup


def cut_index(room: Room, _: ExitStack) -> None:
    path = room.root / ".git/index"
    path.write_bytes(path.read_bytes()[:-30])


def no_repository(room: Room, _: ExitStack) -> None:
    shutil.rmtree(room.root / ".git")


def in_a_subfolder(room: Room, _: ExitStack) -> None:
    shutil.move(room.root / ".git", room.root.parent / ".git")


def somebody_elses(room: Room, _: ExitStack) -> None:
    if os.geteuid():
        pytest.skip("only root can give a repository to somebody else")
    for path in (room.root, room.root / ".git"):
        os.chown(path, 12345, 12345)


# ---------------------------------------------------------------- setups: the machine


def no_git(room: Room, _: ExitStack) -> dict[str, str]:
    empty = room.root.parent / "bin"
    empty.mkdir()
    return {"PATH": str(empty)}


def read_only(folder: str) -> Setup:
    def setup(room: Room, stack: ExitStack) -> None:
        place = room.root / folder.replace("ARTICLE", str(room.article().parent))
        if os.geteuid():
            mode = place.stat().st_mode
            place.chmod(0o555)
            stack.callback(place.chmod, mode)
            return
        mounted(stack, "--bind", str(place), str(place))
        mounted(stack, "-o", "remount,ro,bind", str(place))

    return setup


def full_disk(room: Room, stack: ExitStack) -> None:
    small_disk(room, stack, 0)


def serving(head: bytes, part: bytes) -> Setup:
    """A server that answers with ``head`` and then goes on sending ``part``, up to a gigabyte."""

    def setup(_: Room, stack: ExitStack) -> dict[str, str]:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

        def serve() -> None:
            try:
                with listener.accept()[0] as caller:
                    caller.recv(65536)
                    caller.sendall(head)
                    for _ in range(1_000_000_000 // len(part)):
                        caller.sendall(part)
            except OSError:
                return  # the caller has had enough, as it should

        threading.Thread(target=serve, daemon=True).start()
        return {"URL": f"http://127.0.0.1:{listener.getsockname()[1]}/page"}

    return setup


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GIGABYTE = b"Content-Length: 1000000000\r\n\r\n"
PART = b"<p>" + b"word " * 20000 + b"</p>"

# ---------------------------------------------------------------- the table

FETCH = ("source", "$URL", "--allow-private", "--outlet", "Paper", "--lang", "ar")
SOURCE = ("source", "-", "--no-url", "--outlet", "Paper", "--lang", "ar", "--again", "--title", "t")
GOOD = (
    "name: Desk\nlanguages: {from: [ar], to: [en]}\npeople:\n  omar: {name: Omar, emails: [omar@example.org], roles: "
)

BROKEN = {
    "empty": "",
    "blank": "   \n\n",
    "a list": "- name: Desk\n",
    "a word": "Desk\n",
    "no name": "languages: {from: [ar], to: [en]}\n",
    "blank name": "name: '  '\n",
    "name is a list": "name: [Desk]\n",
    "unclosed": "name: 'Desk\n",
    "tab": "name: Desk\nlanguages:\n\tfrom: [ar]\n",
    "duplicate key": "name: Desk\nname: Other\n",
    "tag": "name: !!python/object/apply:os.system [id]\n",
    "alias": "name: &a Desk\nother: *a\n",
    "merge": "name: Desk\nbase: &b {x: y}\npeople:\n  <<: *b\n",
    "two documents": "name: Desk\n---\nname: Other\n",
    "languages are words": "name: Desk\nlanguages: ar\n",
    "people are a list": "name: Desk\npeople: [omar]\n",
    "person is a word": "name: Desk\npeople: {omar: editor}\n",
    "no such role": GOOD + "[king]}\n",
    "roles are a map": GOOD + "{editor: yes}}\n",
    "bad id": "name: Desk\npeople: {'../x': {name: X}}\n",
    "one address, two people": GOOD + "[editor]}\n  sara: {name: Sara, emails: [OMAR@example.org], roles: []}\n",
    "deep": "name: " + "[" * 40000 + "\n",
    "long": "name: Desk\n" + "".join(f"k{n}: {'v' * 60}\n" for n in range(2000)),
    "escape codes": "name: Desk\nlanguages: \x1b[31m\n",
    "quoted escape codes": f'name: Desk\npeople: {{"{AS_YAML}": {{name: x}}}}\n',
    "role of escape codes": f'{GOOD}["{AS_YAML}"]}}\n',
    "merge conflict": "name: Desk\n<<<<<<< HEAD\nx: y\n=======\nx: z\n>>>>>>> other\n",
}

ARTICLES = {
    "invalid UTF-8": (b"---\ntitle: \xff\xfe\nstate: translated\n---\n\nText.\n", "UTF-8"),
    "invalid UTF-8 in the body": (b"---\ntitle: x\nstate: translated\n---\n\nText \xe9.\n", "UTF-8"),
    "UTF-16": ("---\ntitle: x\nstate: translated\n---\n".encode("utf-16"), "UTF-8"),
    "NUL": (b"---\ntitle: x\x00y\nstate: translated\n---\n\nText.\n", ""),
    "NUL only": (b"\x00" * 4096, ""),
    "empty": (b"", ""),
    "no fence": (b"# A title\n\nText.\n", ""),
    "unterminated fence": (b"---\ntitle: x\nstate: translated\n\nText.\n", "---"),
    "fence only": (b"---\n", ""),
    "alias bomb": (
        b"---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\n---\n\nText.\n",
        "en.md",
    ),
    "bracket bomb": (b"---\ntitle: " + b"[" * 40000 + b"\n---\n\nText.\n", "en.md"),
    "brace bomb": (b"---\ntitle: " + b"{a: " * 12000 + b"\n---\n\nText.\n", "en.md"),
    "merge bomb": (b"---\na: &a {x: y}\nb: {<<: [*a, *a]}\n---\n\nText.\n", "en.md"),
    "tag": (b"---\ntitle: !!python/name:os.system x\n---\n\nText.\n", "en.md"),
    "duplicate key": (b"---\ntitle: x\ntitle: y\nstate: edited\n---\n\nText.\n", "title"),
    "state is a list": (b"---\ntitle: x\nstate: [edited]\n---\n\nText.\n", ""),
    "unknown state": (b'---\ntitle: x\nstate: "\\e[31m"\n---\n\nText.\n', ""),
    "history is a word": (b"---\ntitle: x\nstate: translated\nhistory: none\n---\n\nText.\n", ""),
    "escape codes in a key": (b'---\n"\\e]0;x\\a": y\n"\\e]0;x\\a": z\n---\n\nText.\n', ""),
}

JOURNALS = {
    "empty": b"",
    "cut": b'{"version": 1, "files": [',
    "a list": b"[]",
    "a number": b"1",
    "a NUL": b"\0" * 100,
    "not ASCII": '{"branch": "é"}'.encode(),
    "no files": b'{"version": 1, "branch": "refs/heads/main", "commit": "", "index": ""}',
    "files are a number": b'{"version": 1, "branch": "b", "commit": "", "index": "", "files": 3}',
    "odd types": b'{"branch": 1, "commit": 2, "index": 3, "files": []}',
    "odd types of a file": b'{"branch": "", "commit": "", "index": "", '
    b'"files": [{"path": 4, "before": 5, "after": 6, "tracked": 7}]}',
    "no base64": b'{"branch": "", "commit": "", "index": "", '
    b'"files": [{"path": "a", "before": "*", "after": "b", "tracked": true}]}',
    "deep": b"[" * 100_000,
    "a path outside": b'{"branch": "refs/heads/main", "commit": "", "index": "", '
    b'"files": [{"path": "../x", "before": null, "after": "eA==", "tracked": true}]}',
    "a branch that is an option": b'{"branch": "--all", "commit": "--output=x", "index": "", "files": []}',
}

NAMES = {
    "../x": "../x",
    "above and down": "x/../../y",
    "absolute": "/etc/passwd",
    "absolute .md": "/etc/x.md",
    "out of articles": "articles/2026/11/../../../x.md",
    "git's own": ".git/config",
    "another drive": "C:x",
    "device": "con",
    "dots": "..",
    "nothing": "",
    "blank": " ",
    "long": "a" * 5000,
    "capitals": "WATER",
    "unknown": "fire",
    "unknown language": "water/fr",
    "three parts": "water/en/x",
    "escape codes": HOSTILE,
    "a line end": "water\nwater",
    "not UTF-8": os.fsdecode(b"wat\xff\xfe"),
    "a pathspec": ":(top)water",
    "a pattern": "w*",
    "the source": "water/source.ar",
    "the source's path": "articles/2026/11/water/source.ar.md",
}


def newsrooms() -> Rows:
    yield "newsroom.yaml is gone", Row(moved_away, EDIT, FAILED, "newsroom.yaml")
    yield "newsroom.yaml is gone, status", Row(moved_away, ("status",), FAILED, "newsroom.yaml")
    for name, text in BROKEN.items():
        yield f"newsroom.yaml: {name}", Row(newsroom(text), ("status",), FAILED, "newsroom.yaml")
        yield f"newsroom.yaml committed: {name}", Row(committed_newsroom(text), EDIT, FAILED, "newsroom.yaml")
    yield "newsroom.yaml: not UTF-8", Row(written("newsroom.yaml", b"name: \xff"), ("status",), FAILED, "UTF-8")
    yield "newsroom.yaml is a folder", Row(file_for_folder_of("newsroom.yaml"), ("status",), FAILED, "newsroom.yaml")
    yield "newsroom.yaml is not committed", Row(in_git("rm -q --cached newsroom.yaml", "commit -q -m x"), EDIT, FAILED, "not committed")  # fmt: skip # noqa: E501


def people() -> Rows:
    yield "unknown person", Row(nothing, EDIT, NO, "roster", "mallory")
    yield "unknown person of escape codes", Row(nothing, EDIT, NO, "roster", env={"GIT_AUTHOR_EMAIL": HOSTILE})
    yield "no identity", Row(nothing, EDIT, FAILED, "who you are", env=BLANK)
    yield "wrong role", Row(nothing, EDIT, NO, "editor", "sara")
    yield "wrong state", Row(nothing, ("publish", "water"), NO, "translated", "sara")


def names() -> Rows:
    yield "ambiguous slug", Row(second_language, EDIT, USAGE, "could be")
    for name, slug in NAMES.items():
        yield f"article {name}", Row(nothing, ("edit", "--", slug), USAGE, "")
        if name not in {"nothing", "capitals", "unknown", "device", "long"}:
            yield f"slug {name}", Row(nothing, (*SOURCE, "--slug", slug), USAGE, "", "lina")
    yield "article -x", Row(nothing, ("edit", "-x"), USAGE, "-x")
    yield "article -- -x", Row(nothing, ("edit", "--", "-x"), USAGE, "-x")
    yield "slug -x", Row(nothing, (*SOURCE, "--slug", "-x"), USAGE, "", "lina")
    yield "slug taken", Row(nothing, (*SOURCE, "--slug", "water"), USAGE, "water", "lina")


def links() -> Rows:
    for name, setup in (("file", linked_file), ("folder", linked_folder), ("articles", linked_articles)):
        yield f"linked {name}", Row(setup, EDIT, FAILED if name == "articles" else USAGE, "")
        yield f"linked {name}, by its path", Row(setup, ("edit", PATH), FAILED, "symbolic link")
    yield "article is a pipe", Row(fifo, EDIT, USAGE, "")
    yield "committed link", Row(entry("120000"), EDIT, FAILED, "symbolic link")
    yield "submodule", Row(entry("160000"), EDIT, FAILED, "submodule")
    yield "folder is a submodule", Row(entry("160000", "articles/2026/11/water"), EDIT, NO, "in no commit")


def repositories() -> Rows:
    yield "detached HEAD", Row(in_git("switch -q --detach"), EDIT, FAILED, "detached")
    yield "unborn branch", Row(in_git("symbolic-ref HEAD refs/heads/none"), EDIT, FAILED, "no commit")
    yield "merge", Row(stopped("!merge other"), EDIT, FAILED, "merge")
    yield "rebase", Row(stopped("!rebase other"), EDIT, FAILED, "rebase")
    yield "cherry-pick", Row(stopped("!cherry-pick other"), EDIT, FAILED, "cherry-pick")
    yield "revert", Row(stopped("!revert --no-edit HEAD~1"), EDIT, FAILED, "revert")
    yield "bisect", Row(in_git("bisect start"), EDIT, FAILED, "bisect")
    yield "no repository", Row(no_repository, EDIT, FAILED, "git")
    yield "no repository, log", Row(no_repository, ("log", "water"), FAILED, "git")
    yield "subfolder of a repository", Row(in_a_subfolder, EDIT, FAILED, "top of its git repository")
    yield "somebody else's repository", Row(somebody_elses, EDIT, FAILED, "ownership")
    yield "no git", Row(no_git, EDIT, FAILED, "git is not installed")
    yield "no git, log", Row(no_git, ("log", "water"), FAILED, "git is not installed")
    yield "no git, init", Row(no_git, ("init", "../new", "--name", "N", "--from", "ar", "--to", "en"), FAILED, "git")


def disks() -> Rows:
    yield "read-only articles", Row(read_only("ARTICLE"), EDIT, FAILED, "read-only")
    yield "read-only .git", Row(read_only(".git"), EDIT, FAILED, "read-only")
    yield "read-only newsroom", Row(read_only("."), EDIT, FAILED, "read-only")
    yield "full disk", Row(full_disk, EDIT, FAILED, "")
    yield "full disk, source", Row(full_disk, (*SOURCE, "--slug", "new"), FAILED, "", "lina")
    yield "our folder is a file", Row(file_for_folder(".git", "dragoman"), EDIT, FAILED, ".git")
    yield "articles is a file", Row(file_for_folder("articles"), EDIT, USAGE, "water")
    yield "articles is a file, source", Row(file_for_folder("articles"), (*SOURCE, "--slug", "new"), FAILED, "articles", "lina")  # fmt: skip # noqa: E501
    yield "the story is a file", Row(file_for_folder("articles/2026/11/water"), EDIT, USAGE, "water")


def pages() -> Rows:
    yield (
        "page without article",
        Row(empty_page, ("source", "../page.html", "--outlet", "P", "--no-url"), NO, "", "lina"),
    )
    yield "no such page", Row(nothing, ("source", "../none.html"), USAGE, "", "lina")
    yield "1 GB announced", Row(serving(OK + GIGABYTE, PART), FETCH, NO, "10 MiB", "lina")
    yield "1 GB streamed", Row(serving(OK + b"\r\n", PART), FETCH, NO, "10 MiB", "lina")
    yield "1 GB of nothing", Row(serving(OK + b"\r\n", b" " * 65536), FETCH, NO, "10 MiB", "lina")
    yield "1 GB of header", Row(serving(OK, b"X: " + b"y" * 60000 + b"\r\n"), FETCH, NO, "", "lina")
    yield "private address", Row(serving(OK + GIGABYTE, PART), FETCH[:2], NO, "", "lina")


def hostile_words() -> Rows:
    for command in ("status", "status --json", "show water", "show water --json", "log water"):
        for name, setup in (("hostile title", hostile_title),):
            yield f"{name}: {command}", Row(setup, tuple(command.split()), 0, "")
    yield "hostile title: check", Row(hostile_title, ("check", "water", "--for", "edit"), 0, "")
    yield "hostile title: check --json", Row(hostile_title, ("check", "--json"), 0, "")
    yield "hostile title: diff", Row(hostile_title, ("diff", "water"), 0, "")
    yield "hostile title: dry run", Row(hostile_title, (*EDIT, "--dry-run"), 0, "edit")
    yield "hostile title: edit", Row(hostile_title, EDIT, 0, "edit", changes=True)
    yield "hostile raw title: status", Row(hostile_raw_title, ("status",), 0, "")
    yield "hostile raw title: edit", Row(hostile_raw_title, EDIT, NO, "en.md")
    yield "hostile title given", Row(nothing, (*SOURCE, "--title", HOSTILE), 0, "source", "lina", changes=True)
    yield "hostile outlet given", Row(nothing, (*SOURCE, "--outlet", HOSTILE), 0, "source", "lina", changes=True)  # fmt: skip # noqa: E501
    yield "hostile language", Row(nothing, (*SOURCE, "--lang", HOSTILE), USAGE, "", "lina")
    yield "hostile date", Row(nothing, (*SOURCE, "--published", HOSTILE), USAGE, "", "lina")
    yield "hostile URL", Row(nothing, ("source", "-", "--url", HOSTILE, "--outlet", "P", "--lang", "ar"), USAGE, "", "lina")  # fmt: skip # noqa: E501
    yield "hostile file name", Row(nothing, (*EDIT, "--file", HOSTILE), USAGE, "")
    yield "hostile folder", Row(nothing, ("-C", f"/{HOSTILE.replace('/', '')}", "status"), FAILED, "no folder")
    yield "hostile note", Row(nothing, (*EDIT, "-m", HOSTILE), 0, "edit", changes=True)
    yield "hostile state", Row(nothing, ("return", "water", "--to", HOSTILE, "--reason", "r"), USAGE, "")
    yield (
        "hostile name",
        Row(nothing, ("person", "add", HOSTILE, "--name", "n", "--email", "e@x.org"), USAGE, "", "olga"),
    )


def texts() -> Rows:
    for name, (data, word) in ARTICLES.items():
        yield f"article {name}", Row(article(data), EDIT, NO, word)
        yield f"article {name}: status", Row(article(data), ("status",), 0, "water")
        yield f"article {name}: save", Row(article(data), ("save", "water"), NO, word, "lina")
    yield "article of 17 MB", Row(article(b"x" * 17 * 2**20), EDIT, FAILED, "16 MB")
    yield "state by hand", Row(edited("state: translated", "state: edited"), EDIT, NO, "state-backed")
    yield "history by hand", Row(edited("by: lina", "by: tarek"), EDIT, NO, "by hand")


def command_lines() -> Rows:
    yield "unknown command", Row(nothing, ("frobnicate",), USAGE, "frobnicate")
    yield "unknown command of escape codes", Row(nothing, (HOSTILE,), USAGE, "No such command")
    yield "unknown option", Row(nothing, (*EDIT, "--frobnicate"), USAGE, "--frobnicate")
    yield "unknown option of escape codes", Row(nothing, (*EDIT, "--" + HOSTILE), USAGE, "No such option")
    yield "an argument too many", Row(nothing, ("show", "water", HOSTILE), USAGE, "unexpected")
    yield "an argument too few", Row(nothing, ("edit",), USAGE, "No article is named")
    yield "no such file", Row(nothing, (*EDIT, "--file", "../none.md"), USAGE, "none.md")
    yield "a folder for a file", Row(nothing, (*EDIT, "--file", ".."), USAGE, "")
    yield "a clock that is no number", Row(nothing, EDIT, USAGE, "SOURCE_DATE_EPOCH", env={"SOURCE_DATE_EPOCH": "x"})
    yield "a clock beyond the calendar", Row(nothing, EDIT, USAGE, "SOURCE_DATE_EPOCH", env={"SOURCE_DATE_EPOCH": "9" * 30})  # fmt: skip # noqa: E501


def broken_git() -> Rows:
    for name, data in JOURNALS.items():
        yield f"journal: {name}", Row(in_git_dir("dragoman/journal.json", data), EDIT, FAILED, "")
        yield f"journal: {name}: status", Row(in_git_dir("dragoman/journal.json", data), ("status",), 0, "water")
    yield "corrupt commit", Row(spoiled("HEAD"), EDIT, FAILED, "")
    yield "corrupt tree", Row(spoiled("HEAD^{tree}"), EDIT, FAILED, "")
    yield "corrupt folder", Row(spoiled("HEAD:articles"), EDIT, FAILED, "")
    yield "corrupt newsroom.yaml", Row(spoiled("HEAD:newsroom.yaml"), EDIT, FAILED, "")
    yield "corrupt article", Row(spoiled("HEAD:PATH"), EDIT, FAILED, "")
    yield "corrupt article, log", Row(spoiled("HEAD"), ("log", "water"), FAILED, "")
    yield "corrupt article, diff", Row(spoiled("HEAD:PATH"), ("diff", "water"), FAILED, "")
    for name in ("HEAD", "HEAD^{tree}", "HEAD:newsroom.yaml", "HEAD:PATH"):
        yield f"missing {name}", Row(spoiled(name, None), EDIT, FAILED, "")
        yield f"empty {name}", Row(spoiled(name, b""), EDIT, FAILED, "")
    yield "corrupt branch", Row(in_git_dir("refs/heads/main", b"garbage\n"), EDIT, FAILED, "")
    yield "corrupt HEAD", Row(in_git_dir("HEAD", b"garbage\n"), EDIT, FAILED, "")
    yield "corrupt index", Row(in_git_dir("index", b"garbage"), EDIT, FAILED, "index")
    yield "cut index", Row(cut_index, EDIT, FAILED, "index")
    yield "corrupt configuration", Row(in_git_dir("config", b"[core\ngarbage"), EDIT, FAILED, "config")
    yield "corrupt configuration: status", Row(in_git_dir("config", b"[core\ngarbage"), ("status",), 0, "water")


def file_for_folder_of(path: str) -> Setup:
    """A folder where a file should be."""

    def setup(room: Room, _: ExitStack) -> None:
        (room.root / path).unlink()
        (room.root / path).mkdir()

    return setup


GROUPS = (
    newsrooms, people, names, links, repositories, disks, pages, hostile_words, texts, command_lines, broken_git,
)  # fmt: skip
TABLE = dict(row for group in GROUPS for row in group())


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with one article, translated."""
    room = make_room(tmp_path_factory.mktemp("prepared") / "desk")
    room.bring("translated")
    return room.root


def state_of(room: Room) -> dict[str, object]:
    """The work tree and what git says of it, as bytes: git itself may not be able to read it."""
    git_dir = room.root / ".git"
    if not git_dir.is_dir():
        git_dir = room.root.parent / ".git"
    seen = {name: value for name, value in files(git_dir).items() if _matters(name)} if git_dir.is_dir() else {}
    return {"work tree": files(room.root), "git": seen}


def _matters(name: str) -> bool:
    """The object store may gain what nothing refers to; our lock and the index stay; the rest must not change."""
    return name not in {"dragoman", "dragoman/lock", "dragoman/index.sqlite", "objects"} and not name.startswith(
        "objects/"
    )


@pytest.mark.parametrize("name", TABLE)
def test_bad_input_ends_in_a_sentence_and_changes_nothing(name: str, prepared: Path, tmp_path: Path) -> None:
    row = TABLE[name]
    shutil.copytree(prepared, tmp_path / "desk", symlinks=True)
    room = Room(tmp_path / "desk")
    with ExitStack() as stack:
        given = row.setup(room, stack) or {}
        before = state_of(room)
        argv = [given.get(word.removeprefix("$"), word) if word.startswith("$") else word for word in row.argv]
        begun = time.monotonic()
        stdin = "نص قصير للتجربة فيه ما يكفي من الكلمات ليكون مقالا.\n" if argv[:2] == ["source", "-"] else ""
        extra = row.env | {key: value for key, value in given.items() if key != "URL"}
        ran = room.run(row.person, *argv, stdin=stdin, **extra)
        took = time.monotonic() - begun
        assert ran.code == row.code, ran
        assert row.word in (ran.out if row.code == 0 else ran.err), ran
        assert "Traceback" not in ran.err
        assert "bug in dragoman" not in ran.err
        assert not OBEYED.findall(ran.out), ran
        assert not OBEYED.findall(ran.err), ran
        if row.code:
            assert ran.err.startswith(("Error: ", "Usage: ")), ran
        assert took < 10
        if not row.changes:
            assert state_of(room) == before


@pytest.mark.parametrize("command", ["status", "edit water", "status --json", "--help"])
def test_output_that_cannot_be_written_is_told_once(prepared: Path, tmp_path: Path, command: str) -> None:
    shutil.copytree(prepared, tmp_path / "desk", symlinks=True)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "dragoman.cli", *command.split()],
            cwd=tmp_path / "desk",
            env=environment("omar"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == FAILED, done
    assert done.stderr.startswith(b"Error: The disk failed: no space left"), done
    assert done.stderr.count(b"\n") == 1, done


@pytest.mark.parametrize("words", ["save -", "edit -", "check -", "translate water --file -", "compare --pairs -"])
def test_a_closed_standard_input_is_an_empty_one(room: Room, words: str) -> None:
    room.source()
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m dragoman.cli {words} <&-', sys.executable],
        cwd=room.root, env=environment("lina"), capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode in {0, 1, 2}, done
    assert b"bug in dragoman" not in done.stderr
