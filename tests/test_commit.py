"""One act is one commit of the article's files: the user's own work, settings and hooks come through untouched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ARABIC, ENGLISH, Room, environment, make_room
from snapshot import assert_whole, files, index_entries, litter, snapshot

from dragoman.workflow.commit import message

if TYPE_CHECKING:
    from pathlib import Path


def translate(room: Room, *more: str, **extra: str) -> str:
    return room.ok("lina", "translate", "water", "--file", "-", *more, stdin=ENGLISH, **extra)


def path_of(room: Room) -> str:
    return str(room.article().relative_to(room.root))


def checked_promises(room: Room) -> str:
    """Every article keeps its promises: the seals hold."""
    return room.ok("olga", "check")


# ---------------------------------------------------------------- the user's own work


def disturb(room: Room) -> None:
    """Leave about everything a person can leave in an index and a work tree."""
    for name in ("staged.md", "both.md", "gone.md", "edited.md", "chmod.sh"):
        (room.root / name).write_text("committed\n", encoding="utf-8")
    room.git("add", ".")
    room.git("commit", "-q", "-m", "own files")
    for name in ("staged.md", "both.md"):
        (room.root / name).write_text("staged\n", encoding="utf-8")
    room.git("add", "staged.md", "both.md")
    room.git("update-index", "--chmod=+x", "chmod.sh")
    (room.root / "both.md").write_text("and edited again\n", encoding="utf-8")
    (room.root / "edited.md").write_bytes(b"edited\r\nnot staged\x00\xff")
    room.git("rm", "-q", "gone.md")
    (room.root / "promised.md").write_text("later\n", encoding="utf-8")
    room.git("add", "--intent-to-add", "promised.md")
    (room.root / "new.md").write_text("untracked\n", encoding="utf-8")


def others(entries: str, path: str) -> list[str]:
    """The index without the article's own entry (a line and the line of its flags)."""
    lines = entries.splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("\t" + path))
    return lines[:at] + lines[at + 2 :]


def test_staged_and_unsaved_work_elsewhere_stays_byte_for_byte(room: Room) -> None:
    room.source()
    disturb(room)
    path = path_of(room)
    index, work = index_entries(room), files(room.root)
    translate(room)
    now = files(room.root)
    assert others(index_entries(room), path) == others(index, path)
    assert {name: seen for name, seen in now.items() if name != path} == {
        name: seen for name, seen in work.items() if name != path
    }
    assert now[path] != work[path]
    assert room.git("show", "--format=", "--name-only", "HEAD").split() == [path]


def test_the_next_plain_commit_reverts_nothing(room: Room) -> None:
    room.source()
    disturb(room)
    room.git("rm", "-q", "--cached", "promised.md")
    translate(room)
    text = room.article().read_text(encoding="utf-8")
    room.git("commit", "-q", "-m", "mine")
    changed = room.git("show", "--format=", "--name-status", "HEAD").split("\n")
    assert sorted(filter(None, changed)) == ["D\tgone.md", "M\tboth.md", "M\tchmod.sh", "M\tstaged.md"]
    assert room.git("show", f"HEAD:{path_of(room)}") == text
    assert room.git("show", "HEAD:both.md") == "staged\n"


def test_what_was_staged_of_the_article_itself_becomes_what_was_committed(room: Room) -> None:
    room.source()
    article = room.article()
    article.write_text(article.read_text(encoding="utf-8") + "\nA staged line.\n", encoding="utf-8")
    room.git("add", path_of(room))
    translate(room)
    assert_whole(room)


def test_a_file_that_may_be_run_stays_one(room: Room) -> None:
    room.source()
    room.article().chmod(0o755)
    room.git("add", path_of(room))
    room.git("commit", "-q", "-m", "may be run")
    translate(room)
    assert room.git("ls-tree", "HEAD", path_of(room)).startswith("100755 ")
    assert room.article().stat().st_mode & 0o777 == 0o755
    assert_whole(room)


# ---------------------------------------------------------------- the message


def trailers(room: Room, commit: str = "HEAD") -> list[str]:
    told = subprocess.run(
        ["git", "interpret-trailers", "--parse"],
        cwd=room.root,
        input=room.git("log", "-1", "--format=%B", commit).encode(),
        capture_output=True,
        check=True,
    )
    return told.stdout.decode().splitlines()


def test_subject_and_trailers_are_the_contracts(room: Room) -> None:
    room.bring("translated")
    room.ok("omar", "edit", "water")
    assert room.git("log", "-1", "--format=%s").strip() == "edit: water/en (translated → edited)"
    assert trailers(room)[:3] == ["Dragoman-Article: water/en", "Dragoman-Act: edit", "Dragoman-State: edited"]
    key, _, seal = trailers(room)[3].partition(": ")
    assert key == "Dragoman-Seal"
    assert f"seal: {seal}" in room.article().read_text(encoding="utf-8")
    assert len(trailers(room)) == 4
    assert room.git("log", "-1", "--format=%an <%ae> %cn <%ce> %at").strip() == (
        "Omar <omar@example.org> Omar <omar@example.org> 1795348800"
    )


FORGERIES = {
    "a trailer block": "fine\n\nDragoman-Act: publish\nDragoman-Article: other/en",
    "only trailers": "Dragoman-Act: publish\nDragoman-State: published",
    "a patch divider": "ok\n\nDragoman-Act: publish\n---\n diff",
    "a divider with words": "Dragoman-Act: publish\n--- a/file",
    "scissors": "ok\n\nDragoman-Act: publish\n# ------------------------ >8 ------------------------\nrest",
    "comments": "# Dragoman-Act: publish\n#",
    "carriage returns": "ok\r\rDragoman-Act: publish\r---\r",
    "unicode line ends": "ok\u2028Dragoman-Act: publish\u2028---\u2028",
    "conflicts": "Dragoman-Act: publish\n\nConflicts:\n\tnewsroom.yaml",
    "blank lines": "\n\n\nDragoman-Act: publish\n\n\n",
    "a folded value": "ok\n\nDragoman-Act: publish\n edit\n  translate",
    "escape codes": "ok \x1b]0;gone\x07\x1b[2J \x9b31m",
}


@pytest.mark.parametrize("note", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_note_forges_no_trailer(room: Room, note: str) -> None:
    room.source()
    translate(room, "-m", note)
    found = trailers(room)
    assert [line.split(":")[0] for line in found] == [
        "Dragoman-Article",
        "Dragoman-Act",
        "Dragoman-State",
        "Dragoman-Seal",
    ]
    assert found[1] == "Dragoman-Act: translate"
    own = room.git("log", "-1", "--format=%(trailers:only,unfold)").split("\n")
    assert own[1] == "Dragoman-Act: translate"
    assert not any(sign in room.git("log", "-1", "--format=%B") for sign in "\x1b\x07\x9b\r")
    checked_promises(room)


def test_a_message_keeps_every_value_on_its_line() -> None:
    made = message("one\ntwo\rthree", [("Key", "a\nOther: b"), ("Last", " c ")], "note")
    assert made == "one two three\n\nnote\n\nKey: a Other: b\nLast: c\n"


# ---------------------------------------------------------------- other kinds of repository


def test_a_sha256_repository_goes_all_the_way(tmp_path: Path) -> None:
    root = tmp_path / "desk"
    subprocess.run(["git", "init", "-q", "-b", "main", "--object-format=sha256", str(root)], check=True)
    room = Room(root)
    room.ok("olga", "init", "--name", "Example Desk", "--from", "ar", "--to", "en")
    for person, role in (("lina", "translator"), ("omar", "editor"), ("sara", "publisher")):
        said = ("--name", person.title(), "--email", f"{person}@example.org", "--role", role)
        room.ok("olga", "person", "add", person, *said)
    room.bring("published")
    assert len(room.git("rev-parse", "HEAD").strip()) == 64
    assert_whole(room)
    checked_promises(room)
    assert room.git("rev-parse", "--short=10", "HEAD").strip() in room.ok("sara", "log", "water")
    room.ok("sara", "diff", "water", "--since", "translate")


def test_a_linked_work_tree_has_its_own_branch_index_and_desk(room: Room, tmp_path: Path) -> None:
    room.source()
    before = room.git("rev-parse", "main")
    room.git("worktree", "add", "-q", "-b", "night", str(tmp_path / "night desk"))
    night = Room(tmp_path / "night desk")
    translate(night)
    assert night.git("status", "--porcelain") == ""
    assert room.git("status", "--porcelain") == ""
    assert room.git("rev-parse", "main") == before
    assert night.git("log", "-1", "--format=%s").startswith("translate: water/en")
    assert litter(room) == []
    assert list((room.root / ".git/worktrees").glob("*/dragoman/journal*")) == []
    assert night.git("fsck", "--no-dangling") == ""


def test_a_newsroom_whose_branch_and_folder_have_odd_names_works(tmp_path: Path) -> None:
    room = make_room(tmp_path / "غرفة [الأخبار] 'x' \"y\" $(z)")
    room.git("switch", "-q", "-c", "feature/öffnung-#1")
    room.bring("edited")
    assert_whole(room)


def test_packed_refs_and_objects_make_no_difference(room: Room) -> None:
    room.source()
    room.git("gc", "-q", "--prune=now")
    room.git("pack-refs", "--all")
    translate(room)
    assert_whole(room)


def test_a_replaced_object_is_not_what_is_committed(room: Room) -> None:
    room.source()
    original, other = room.git("rev-parse", f"HEAD:{path_of(room)}").strip(), room.git("rev-parse", "HEAD^").strip()
    tree = room.git("rev-parse", "HEAD^{tree}").strip()
    room.git("replace", tree, room.git("rev-parse", f"{other}^{{tree}}").strip())
    translate(room)
    room.git("replace", "-d", tree)
    assert room.git("diff", "--name-only", "HEAD^", "HEAD").split() == [path_of(room)]
    assert room.git("rev-parse", f"HEAD^:{path_of(room)}").strip() == original


# ---------------------------------------------------------------- line ends


LINE_ENDS = {
    "autocrlf": ({"core.autocrlf": "true"}, None),
    "autocrlf input": ({"core.autocrlf": "input"}, None),
    "eol=crlf": ({}, "* text eol=crlf\n"),
    "text=auto eol=crlf": ({}, "* text=auto eol=crlf\n"),
    "markdown only": ({}, "*.md text eol=crlf\n*.yaml text eol=crlf\n"),
    "the old name": ({}, "* crlf\n"),
    "autocrlf but not here": ({"core.autocrlf": "true"}, "* -text\n"),
    "lf for ever": ({"core.autocrlf": "true"}, "* text eol=lf\n"),
}


@pytest.mark.parametrize(("config", "attributes"), LINE_ENDS.values(), ids=LINE_ENDS.keys())
def test_line_end_settings_leave_status_clean_and_seals_whole(
    room: Room, config: dict[str, str], attributes: str | None
) -> None:
    room.source()
    if attributes:
        (room.root / ".gitattributes").write_text(attributes, encoding="utf-8")
        room.git("add", ".gitattributes")
        room.git("commit", "-q", "-m", "line ends")
    for key, value in config.items():
        room.git("config", key, value)
    for path in room.git("ls-files", "-z").split("\0"):
        if path and path != ".gitattributes":
            (room.root / path).unlink()
    room.git("checkout", "-q", "--", ".")  # as a fresh clone with these settings has them
    crlf = b"\r\n" in room.article().read_bytes()
    room.ok("olga", "person", "add", "tarek", "--role", "editor")
    for person, act, stdin in (("lina", "translate", ENGLISH), ("omar", "edit", ""), ("omar", "disclaim", "")):
        room.ok(person, act, "water", *(("--file", "-") if stdin else ()), stdin=stdin)
        assert room.git("status", "--porcelain") == "", act
        assert (b"\r\n" in room.article().read_bytes()) == crlf, "the file's own line ends stay"
        # A commit about one article changes the lines the act changed, not all of them.
        assert b"\r" not in room.git("show", f"HEAD:{path_of(room)}").encode()
    room.ok("sara", "publish", "water")
    room.source("second", ARABIC.replace("\n", "\r\n"))
    assert room.git("status", "--porcelain") == ""
    checked_promises(room)
    room.git("clone", "-q", str(room.root), str(room.root.parent / "clone"))
    checked_promises(Room(room.root.parent / "clone"))


def test_an_article_committed_with_crlf_stays_so(room: Room) -> None:
    room.source()
    article = room.article()
    article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
    room.git("commit", "-q", "-a", "-m", "from windows")
    translate(room)
    data = article.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert room.git("show", f"HEAD:{path_of(room)}").encode().count(b"\r\n") > 5
    room.git("config", "core.autocrlf", "true")
    room.ok("omar", "edit", "water")
    assert_whole(room)


def test_saving_what_differs_in_line_ends_alone_saves_nothing(room: Room) -> None:
    room.bring("translated")
    room.git("config", "core.autocrlf", "true")
    article = room.article()
    article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
    before = room.git("rev-parse", "HEAD")
    room.ok("lina", "save", "water")
    assert room.git("rev-parse", "HEAD") == before
    assert room.git("status", "--porcelain") == ""


def test_a_page_with_mixed_line_ends_keeps_its_bytes_under_autocrlf(room: Room) -> None:
    room.git("config", "core.autocrlf", "true")
    text = ARABIC.replace("\n", "\r\n", 2)
    room.source("mixed", text)
    raw = next(room.root.glob("articles/*/*/mixed/source.txt"), None) or next(
        path for path in room.root.glob("articles/*/*/mixed/source.*") if path.suffix != ".md"
    )
    assert raw.read_bytes() == text.encode()
    assert room.git("status", "--porcelain") == ""
    raw.unlink()
    room.git("checkout", "-q", "--", ".")
    assert raw.read_bytes() == text.encode()


def test_no_filter_program_is_run(room: Room, tmp_path: Path) -> None:
    room.source()
    canary = tmp_path / "ran"
    (room.root / ".gitattributes").write_text("*.md filter=evil diff=evil\n", encoding="utf-8")
    room.git("add", ".gitattributes")
    room.git("commit", "-q", "-m", "attributes")
    # An entry as young as the index is looked at again by every git that writes the index.
    source = next(room.root.glob("articles/*/*/water/source.ar.md"))
    os.utime(source, (time.time() + 1000, time.time() + 1000))
    room.git("update-index", "--refresh")
    for key in (
        "filter.evil.clean",
        "filter.evil.process",
        "filter.evil.smudge",
        "diff.evil.textconv",
        "diff.external",
        "core.fsmonitor",
    ):
        room.git("config", key, f"touch {canary}; cat")
    room.git("config", "core.pager", f"touch {canary}")
    article = room.article()
    article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
    translate(room)
    for command in ("status", "check", "log water", "diff water", "doctor", "doctor --tune"):
        room.run("lina", *command.split())
    assert not canary.exists()


# ---------------------------------------------------------------- the newsroom's own hooks


def hook(folder: Path, name: str, script: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)


REFUSING = {
    "pre-commit": ("pre-commit", "echo 'no commits on Sundays' >&2; exit 1\n", "no commits on Sundays"),
    "pre-commit on stdout": ("pre-commit", "echo 'said aloud'; exit 3\n", "said aloud"),
    "commit-msg": ("commit-msg", "echo 'ticket number missing' >&2; exit 1\n", "ticket number missing"),
    "rewrites the staged text": (
        "pre-commit",
        'for f in $(git diff --cached --name-only); do echo x >> "$f"; git add "$f"; done\n',
        "seals",
    ),
    "stages another file": ("pre-commit", "echo x > extra.txt; git add extra.txt; rm extra.txt\n", "seals"),
    "empties the message": ("commit-msg", ': > "$1"\n', "empty"),
    "writes no UTF-8": ("commit-msg", "printf '\\344\\n' > \"$1\"\n", "UTF-8"),
    "removes the message": ("commit-msg", 'rm "$1"\n', ""),
    "is no program": ("pre-commit", "", ""),
}


@pytest.mark.parametrize(("name", "script", "word"), REFUSING.values(), ids=REFUSING.keys())
def test_after_a_hooks_refusal_nothing_at_all_has_changed(room: Room, name: str, script: str, word: str) -> None:
    room.source()
    disturb(room)
    hook(room.root / ".git/hooks", name, script)
    if not script:
        (room.root / ".git/hooks" / name).write_bytes(b"\x7fno program")
    before = snapshot(room)
    ran = room.run("lina", "translate", "water", "--file", "-", stdin=ENGLISH)
    assert ran.code in ((1,) if word else (1, 3)), ran
    assert word in ran.err
    assert "Traceback" not in ran.err
    after = snapshot(room)
    if "echo x >>" in script:  # the hook's own writing to the file is the hook's; it is not ours to take back
        path = path_of(room)
        assert before.files.pop(path) != after.files.pop(path)
    assert after == before


def test_a_commit_msg_hook_may_add_to_the_message(room: Room) -> None:
    room.source()
    hook(
        room.root / ".git/hooks", "commit-msg", 'git interpret-trailers --in-place --trailer "Change-Id: I12" "$1"\n'
    )
    translate(room)
    assert trailers(room)[-1] == "Change-Id: I12"
    assert trailers(room)[1] == "Dragoman-Act: translate"
    assert_whole(room)


def test_hooks_in_another_folder_are_asked(room: Room) -> None:
    room.source()
    room.git("config", "core.hooksPath", "desk-hooks")
    hook(room.root / "desk-hooks", "pre-commit", "echo 'from the folder' >&2; exit 1\n")
    ran = room.run("lina", "translate", "water", "--file", "-", stdin=ENGLISH)
    assert (ran.code, "from the folder" in ran.err) == (1, True), ran


def test_a_hook_sees_the_commit_as_git_would_show_it(room: Room, tmp_path: Path) -> None:
    room.source()
    disturb(room)
    seen = tmp_path / "seen"
    script = (
        f"{{ git diff --cached --name-only -- '*.md'; git rev-parse --show-toplevel; pwd; echo \"$LC_ALL\";"
        f" git config core.hooksPath; git show :{path_of(room)} | grep -c pumps; }} > {seen}\n"
    )
    hook(room.root / ".git/hooks", "pre-commit", script)
    translate(room, LC_ALL="C.UTF-8")
    top = str(room.root)
    assert seen.read_text(encoding="utf-8").split("\n") == [path_of(room), top, top, "C.UTF-8", "1", ""]


def test_hooks_that_are_not_for_a_commit_do_not_run(room: Room, tmp_path: Path) -> None:
    room.source()
    for name in ("reference-transaction", "post-commit", "post-index-change", "fsmonitor-watchman"):
        hook(room.root / ".git/hooks", name, f"touch {tmp_path}/ran-{name}; exit 1\n")
    translate(room)
    assert list(tmp_path.glob("ran-*")) == []


# ---------------------------------------------------------------- signatures


@pytest.fixture
def signing(room: Room, tmp_path: Path) -> Path:
    """Commits are signed with a fresh SSH key that an allowed-signers file knows as Lina's."""
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    allowed = tmp_path / "allowed"
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    allowed.write_text(f"lina@example.org {public}", encoding="utf-8")
    settings = {
        "gpg.format": "ssh",
        "user.signingKey": str(key),
        "commit.gpgSign": "true",
        "gpg.ssh.allowedSignersFile": str(allowed),
    }
    for name, value in settings.items():
        room.git("config", name, value)
    return key


def test_an_act_is_signed_where_the_person_signs_commits(room: Room, signing: Path) -> None:
    assert signing.exists()
    room.source()
    translate(room, "-m", "نص\n\nwith a note")
    done = subprocess.run(
        ["git", "verify-commit", "HEAD"], cwd=room.root, capture_output=True, env=environment("lina"), check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"lina@example.org" in done.stderr
    assert room.git("log", "-1", "--format=%G? %GS %at %an").strip() == "G lina@example.org 1795348800 Lina"
    assert trailers(room)[1] == "Dragoman-Act: translate"
    assert_whole(room)


@pytest.mark.parametrize("signer", ["false", "/nonexistent/signer"])
def test_a_signer_that_fails_changes_nothing(room: Room, signing: Path, signer: str) -> None:
    assert signing.exists()
    room.source()
    room.git("config", "gpg.ssh.program", signer)
    disturbed = snapshot(room)
    ran = room.run("lina", "translate", "water", "--file", "-", stdin=ENGLISH)
    assert ran.code == 3, ran
    assert ran.err.startswith("Error: ")
    assert snapshot(room) == disturbed


# ---------------------------------------------------------------- pages


def test_pages_are_written_and_stay_out_of_the_history(room: Room) -> None:
    room.bring("disclaimer-attached")
    before = room.git("ls-tree", "-r", "--name-only", "HEAD")
    room.ok("sara", "publish", "water")
    assert list((room.root / "public").rglob("*.html"))
    assert room.git("status", "--porcelain") == ""
    assert room.git("ls-tree", "-r", "--name-only", "HEAD") == before


def test_a_newsroom_that_commits_its_pages_is_not_told_to_ignore_them(room: Room) -> None:
    (room.root / "public").mkdir()
    (room.root / "public/index.html").write_text("<p>ours", encoding="utf-8")
    room.git("add", ".")
    room.git("commit", "-q", "-m", "pages")
    room.bring("published")
    assert not (room.root / "public/.gitignore").exists()
    assert (room.root / "public/index.html").read_text(encoding="utf-8") == "<p>ours"


def test_a_page_that_cannot_be_written_leaves_the_act_undone(room: Room, tmp_path: Path) -> None:
    room.bring("disclaimer-attached")
    (room.root / "public").symlink_to(tmp_path)
    before = snapshot(room)
    ran = room.run("sara", "publish", "water")
    assert (ran.code, "symbolic link" in ran.err) == (3, True), ran
    assert snapshot(room) == before
    assert list(tmp_path.glob("*.html")) == []


# ---------------------------------------------------------------- the environment


def test_another_repository_named_by_the_environment_does_not_mislead(room: Room, tmp_path: Path) -> None:
    room.source()
    other = make_room(tmp_path / "other")
    before = snapshot(other)
    misleading = {
        "GIT_DIR": str(other.root / ".git"),
        "GIT_WORK_TREE": str(other.root),
        "GIT_INDEX_FILE": str(other.root / ".git/index"),
        "GIT_OBJECT_DIRECTORY": str(other.root / ".git/objects"),
        "GIT_COMMON_DIR": str(other.root / ".git"),
        "GIT_NAMESPACE": "x",
        "GIT_PREFIX": "articles/",
        "GIT_ICASE_PATHSPECS": "1",
    }
    translate(room, **misleading)
    assert room.git("log", "-1", "--format=%s").startswith("translate: water/en")
    assert_whole(room)
    assert snapshot(other) == before
    for command in ("status", "check", "show water", "log water", "diff water --since source"):
        assert room.run("lina", *command.split(), **misleading) == room.run("lina", *command.split()), command
    assert "translate" in room.ok("lina", "log", "water", **misleading)


def test_an_act_started_from_a_hook_of_git_works(room: Room) -> None:
    room.source()
    (room.root / "text.md").write_text(ENGLISH, encoding="utf-8")
    command = f"{sys.executable} -m dragoman.cli translate water --file text.md"
    hook(room.root / ".git/hooks", "post-commit", f"[ -e done ] && exit; touch done; {command} > said 2>&1\n")
    subprocess.run(
        ["git", "commit", "-q", "--allow-empty", "-m", "mine"], cwd=room.root, env=environment("lina"), check=True
    )
    assert room.git("log", "-1", "--format=%s").startswith("translate: water/en"), (room.root / "said").read_text()
