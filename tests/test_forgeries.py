"""The honest newsroom verifies in every copy of it; each forged copy is refused for the right reason."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from forgeries import COMMANDS, FORGERIES, PROVED, Forgery, Honest, build, commits_of, forge, git, judge, place, shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = PROVED / "README.md"
HISTORY = "verify --history"
BY_NAME = {forgery.name: forgery for forgery in FORGERIES}
# What no copy can show: README.md says why of each.
UNSEEN = {
    "git-alternates",
    "git-object",
    "git-work-tree",
    "roster-key-moved",
    "text-by-another-name",
    "text-hidden-direction",
}
# Their attacks work on git itself: without care, a commit of theirs is not seen.
HIDING = ["git-alternates", "git-commit-graph", "git-grafts", "git-object", "git-shallow"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Honest]:
    """The honest newsroom, built once; whoever looks at it or at a copy has its first roster pinned."""
    folder = tmp_path_factory.mktemp("proved")
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith(("GIT_", "DRAGOMAN_", "SSH_")):
                patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        found = build(folder)
        patch.setenv("DRAGOMAN_TRUST", found.seal)
        yield found


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_each_command_finds_in_a_forgery_what_its_script_says_and_nothing_else(
    forgery: Forgery, honest: Honest, tmp_path: Path
) -> None:
    clone = forge(honest, forgery, tmp_path)
    errors = []
    for command in COMMANDS:
        judged = judge(command, clone, honest)
        assert judged.ids() == forgery.errors[command], command
        assert judged.ids("warning") == forgery.warnings[command], command
        assert judged.code == int(bool(forgery.errors[command]))
        for words in forgery.limits[command]:
            assert any(limit.startswith(words) for limit in judged.limits)
        errors += [one for one in judged.findings if one["severity"] == "error"]
    assert {place(one) for one in errors} - {""} == forgery.at
    assert {one["commit"] for one in errors} - {None} == set(commits_of(clone, forgery.commits, honest))


def test_only_the_attacks_that_the_readme_lists_as_unseen_are_seen_by_no_verify() -> None:
    verify = [command for command in COMMANDS if command != "gate"]
    assert {one.name for one in FORGERIES if not any(one.errors[command] for command in verify)} == UNSEEN
    unseen = README.read_text(encoding="utf-8").partition("## What no copy can show")[2]
    assert {name for name in re.findall(r"`([a-z-]+)`", unseen) if name in BY_NAME} >= UNSEEN


@pytest.mark.parametrize("name", HIDING)
def test_the_commit_that_is_hidden_would_be_hidden_from_git(name: str, honest: Honest, tmp_path: Path) -> None:
    clone = forge(honest, BY_NAME[name], tmp_path)
    assert git(clone, "rev-parse", "forged") not in git(clone, "log", "--format=%H").split()


@pytest.mark.parametrize("how", ["grafted", "cached"])
def test_the_history_that_is_tied_to_the_old_one_would_look_so_to_git(
    how: str, honest: Honest, tmp_path: Path
) -> None:
    clone = forge(honest, BY_NAME[f"git-history-rewritten-{how}"], tmp_path)
    git(clone, "merge-base", "--is-ancestor", honest.commit, "HEAD")


def test_no_program_that_a_clone_names_is_run_by_verify_though_git_would_run_it(
    honest: Honest, tmp_path: Path
) -> None:
    clone = forge(honest, BY_NAME["git-programs"], tmp_path)
    for command in COMMANDS:
        judge(command, clone, honest)
    shell(clone, "dragoman", "trust")
    assert not (clone / ".git/it-ran").exists()
    subprocess.run(["git", "status"], cwd=clone, capture_output=True, check=False)
    assert (clone / ".git/it-ran").exists()


def test_without_a_pin_a_newsroom_founded_anew_is_believed(
    honest: Honest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = forge(honest, BY_NAME["roster-founded-anew"], tmp_path)
    monkeypatch.delenv("DRAGOMAN_TRUST")
    judged = judge(HISTORY, clone, honest)
    assert judged.code == 0
    assert any(limit.startswith("Nobody has pinned the first roster") for limit in judged.limits)


def test_a_pin_that_came_along_is_believed_and_one_from_elsewhere_counts_before_it(
    honest: Honest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = forge(honest, BY_NAME["git-pin-brought-along"], tmp_path)
    assert judge(HISTORY, clone, honest).ids() == {"root-mismatch"}
    monkeypatch.delenv("DRAGOMAN_TRUST")
    assert judge(HISTORY, clone, honest).code == 0
    git(tmp_path, "clone", "-q", str(clone), "again")
    limits = judge(HISTORY, tmp_path / "again", honest).limits
    assert any(limit.startswith("Nobody has pinned the first roster") for limit in limits)


def test_where_nobody_signs_an_act_under_a_colleagues_name_counts_as_claimed_and_no_more(
    honest: Honest, tmp_path: Path
) -> None:
    clone = forge(honest, BY_NAME["approval-where-nobody-signs"], tmp_path)
    judged = judge(HISTORY, clone, honest)
    assert judged.code == 0
    assert judged.levels == {"claimed": 14, "signed": 13, "witnessed": 0}


@pytest.mark.parametrize("name", ["git-alternates", "git-object"])
def test_git_itself_tells_of_an_object_that_is_not_what_its_id_says(
    name: str, honest: Honest, tmp_path: Path
) -> None:
    clone = forge(honest, BY_NAME[name], tmp_path)
    with pytest.raises(subprocess.CalledProcessError, match="fsck"):
        git(clone, "fsck")
    with pytest.raises(subprocess.CalledProcessError, match="clone"):
        git(tmp_path, "clone", "-q", clone.as_uri(), "again")


def in_order(copy: Path, honest: Honest, *limits: str, command: str = HISTORY, acts: int = 13) -> None:
    """See that a copy is found good, all its acts signed, and that what it cannot show is told."""
    judged = judge(command, copy, honest)
    assert judged.ids() == frozenset(), judged.findings
    assert judged.code == 0
    assert judged.levels["claimed"] == judged.levels["signed"] == acts
    for words in limits:
        assert any(words in limit for limit in judged.limits), judged.limits


BRANCHES = "other branches may hold other acts"
COMMITS = "The commits were not looked at"
FILES = "Only what is committed was looked at"
NO_GIT = "Without git"
SHALLOW = "This clone is shallow"


@pytest.mark.parametrize(
    "options",
    [("--no-local",), ("--single-branch",), ("--shared",), ("--no-checkout",), ("--config", "core.autocrlf=true")],
    ids=lambda options: options[0][2:],
)
def test_a_clone_is_in_order(options: tuple[str, ...], honest: Honest, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", *options, str(honest.root), "clone")
    git(tmp_path / "clone", "checkout", "-q", "HEAD", "--", "newsroom.yaml")  # that is where dragoman looks first
    in_order(tmp_path / "clone", honest, BRANCHES, FILES)
    in_order(tmp_path / "clone", honest, COMMITS, command="verify")


@pytest.mark.parametrize("depth", ["1", "7"])
def test_a_shallow_clone_is_in_order_and_says_what_it_lacks(depth: str, honest: Honest, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", depth, honest.root.as_uri(), "clone")
    in_order(tmp_path / "clone", honest, SHALLOW, BRANCHES)
    in_order(tmp_path / "clone", honest, SHALLOW, COMMITS, command="verify")


def test_a_clone_of_a_bundle_is_in_order(honest: Honest, tmp_path: Path) -> None:
    git(honest.root, "bundle", "create", "-q", str(tmp_path / "newsroom.bundle"), "main", "HEAD")
    git(tmp_path, "clone", "-q", "newsroom.bundle", "clone")
    in_order(tmp_path / "clone", honest, BRANCHES)


def cloned(honest: Honest, folder: Path) -> Path:
    """A clone to do something with."""
    git(folder, "clone", "-q", str(honest.root), "clone")
    return folder / "clone"


def play(copy: Path, script: str) -> str:
    """Let the people of the newsroom do something; what was said meanwhile."""
    begin = f'set -eu; proved="{PROVED}"; . "$proved/people.sh"\n'
    return shell(copy, "sh", "-c", begin + script)


def at(copy: Path, subject: str) -> str:
    """The newest commit whose subject begins so."""
    return git(copy, "log", "-1", "--format=%H", f"--grep=^{subject}", "--basic-regexp", "main")


def test_acts_squashed_onto_another_branch_keep_their_proof(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    git(clone, "checkout", "-q", "-b", "release", at(clone, "person: sara"))
    git(clone, "merge", "-q", "--squash", "main")
    git(clone, "commit", "-qm", "Three weeks of work")
    in_order(clone, honest, COMMITS, command="verify")
    in_order(clone, honest, BRANCHES)
    assert judge(HISTORY, clone, honest).ids("warning") == {"several-acts"}


def test_acts_rebased_onto_another_commit_keep_their_proof(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    fork = at(clone, "person: sara")
    git(clone, "checkout", "-q", "-b", "notes", fork)
    (clone / "notes.txt").write_text("Notes.\n", encoding="utf-8")
    git(clone, "add", "notes.txt")
    git(clone, "commit", "-qm", "Notes")
    git(clone, "rebase", "-q", "--onto", "notes", fork, "main")
    assert honest.commit not in git(clone, "log", "--format=%H")
    in_order(clone, honest, BRANCHES)


def test_acts_cherry_picked_keep_their_proof(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    git(clone, "checkout", "-q", "-b", "picked", at(clone, "publish: clinic"))
    git(clone, "cherry-pick", f"{at(clone, 'source: orchard')}^..main")
    assert "nobody@example.org" in git(clone, "log", "--format=%ce")
    assert honest.commit not in git(clone, "log", "--format=%H")
    in_order(clone, honest, BRANCHES)


def test_acts_done_side_by_side_and_merged_keep_their_proof(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    play(clone, "git checkout -q -b work; by omar edit lanterns; git checkout -q main; by sara publish orchard")
    git(clone, "merge", "-q", "--no-edit", "work")
    assert git(clone, "rev-parse", "HEAD^2")
    in_order(clone, honest, BRANCHES, acts=15)


def test_a_work_tree_of_a_second_branch_is_in_order(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    git(clone, "worktree", "add", "-q", "-b", "second", str(tmp_path / "second"), at(clone, "disclaim: orchard"))
    in_order(tmp_path / "second", honest, BRANCHES, acts=11)


def test_git_may_pack_the_objects_and_write_its_caches(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    git(clone, "gc", "-q", "--aggressive", "--prune=now")
    git(clone, "commit-graph", "write", "--reachable", "--changed-paths")
    in_order(clone, honest, BRANCHES)


def test_the_same_history_with_sha_256_ids_is_in_order(honest: Honest, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256", "clone")
    shell(honest.root, "sh", "-c", f'git fast-export main | git -C "{tmp_path}/clone" fast-import --quiet')
    git(tmp_path / "clone", "checkout", "-q", "main")
    assert len(git(tmp_path / "clone", "rev-parse", "HEAD")) == 64
    in_order(tmp_path / "clone", honest, BRANCHES)


def test_an_unpacked_archive_is_in_order_and_says_what_it_lacks(honest: Honest, tmp_path: Path) -> None:
    in_order(unpacked(honest.root, tmp_path), honest, NO_GIT, command="verify")


def unpacked(copy: Path, folder: Path) -> Path:
    """What ``git archive`` gives, unpacked elsewhere."""
    (folder / "unpacked").mkdir()
    shell(copy, "sh", "-c", f'git archive HEAD | tar -x -C "{folder}/unpacked"')
    return folder / "unpacked"


def test_other_line_ends_in_the_work_tree_and_in_an_archive_void_nothing(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    (clone / ".gitattributes").write_text("* text eol=crlf\n*.md ident\n", encoding="ascii")
    git(clone, "add", "--renormalize", ".")
    git(clone, "add", ".gitattributes")
    git(clone, "commit", "-qm", "Line ends")
    shutil.rmtree(clone / "articles")
    git(clone, "checkout", "-q", ".")
    archive = unpacked(clone, tmp_path)
    for copy in (clone, archive):
        files = [file for file in copy.rglob("articles/**/*") if file.is_file()]
        assert all(b"\r\n" in file.read_bytes() for file in files)
    in_order(clone, honest, BRANCHES)
    in_order(archive, honest, NO_GIT, command="verify")
    shutil.rmtree(clone / ".git")
    in_order(clone, honest, NO_GIT, command="verify")


def test_a_base_that_is_honest_is_in_order(honest: Honest, tmp_path: Path) -> None:
    clone = cloned(honest, tmp_path)
    play(clone, "by omar edit lanterns")
    in_order(clone, honest, f"What happened up to {honest.commit}", command="verify --base HONEST", acts=14)


def test_the_gate_lets_honest_work_in_and_a_forged_push_not(honest: Honest, tmp_path: Path) -> None:
    shutil.copytree(honest.hub, tmp_path / "hub.git", symlinks=True)
    shell(tmp_path, "dragoman", "gate", "install", "hub.git", "--pin", honest.seal)
    clone = forge(honest, BY_NAME["approval-signed-with-own-key"], tmp_path)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        git(clone, "push", "-q", str(tmp_path / "hub.git"), "main")
    assert b"[signature-bad]" in refused.value.stderr
    assert git(tmp_path / "hub.git", "rev-parse", "main") == honest.commit
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    play(clone, "by omar edit lanterns")
    git(clone, "push", "-q", str(tmp_path / "hub.git"), "main")
    assert git(tmp_path / "hub.git", "rev-parse", "main") == git(clone, "rev-parse", "HEAD")


def test_the_newsroom_that_is_shipped_as_files_is_the_one_that_build_makes(
    honest: Honest, tmp_path: Path, golden: bool
) -> None:
    built = unpacked(honest.root, tmp_path)
    if golden:
        shutil.rmtree(PROVED / "desk", ignore_errors=True)
        shutil.copytree(built, PROVED / "desk")
    assert files_in(PROVED / "desk") == files_in(built)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_newsroom_that_is_shipped_as_files_is_judged_where_it_stands(honest: Honest) -> None:
    in_order(PROVED / "desk", honest, NO_GIT, command="verify")


def table() -> str:
    """The attacks as README.md lists them, each with what the four commands find; what one adds to the one before."""
    lines = ["| attack | `verify` | `--history` adds | `--base` adds | the gate |", "|---|---|---|---|---|"]
    for one in FORGERIES:
        seen: frozenset[str] = frozenset()
        cells = []
        for command in COMMANDS:
            known = seen if command != "gate" else frozenset()
            cells.append(", ".join(f"`{name}`" for name in sorted(one.errors[command] - known)) or "–")
            seen |= one.errors[command]
        lines.append(f"| {one.attack} [`{one.name}`](forgeries/{one.name}.sh) | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def test_the_table_in_the_readme_is_the_scripts_own(golden: bool) -> None:
    text = README.read_text(encoding="utf-8")
    begin, end = "<!-- generated: forgeries -->\n", "<!-- /generated -->"
    head, _, rest = text.partition(begin)
    written, _, tail = rest.partition(end)
    if golden:
        README.write_text(f"{head}{begin}{table()}{end}{tail}", encoding="utf-8")
    else:
        assert written == table()


def test_the_walk_in_the_readme_says_what_it_says_there(honest: Honest, tmp_path: Path, golden: bool) -> None:
    text = README.read_text(encoding="utf-8")
    block = re.search(r"```console\n(.*?)```", text, re.DOTALL)
    assert block
    commands = [line[2:] for line in block[1].splitlines() if line.startswith("$ ")]
    (folder,) = set(re.findall(r"/\w+/two-lamps\b", "\n".join(commands)))
    played = walk([command.replace(folder, str(tmp_path)) for command in commands]).replace(str(tmp_path), folder)
    assert honest.seal in played
    if golden:
        README.write_text(text.replace(block[1], played), encoding="utf-8")
    else:
        assert played == block[1]


def walk(commands: list[str]) -> str:
    """Play commands one after the other in one shell, as typed in the project's folder; what a reader would see."""
    script = "".join(f"echo '@@'; {command}\n" for command in commands)
    said = shell(PROVED.parents[1], "bash", "-c", f"exec 2>&1\n{script}:\n", DRAGOMAN_TRUST="")
    outputs = said.split("@@\n")[1:]
    return "".join(f"$ {command}\n{output}" for command, output in zip(commands, outputs, strict=True))
