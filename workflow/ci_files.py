"""The CI jobs that dragoman writes: what each host's file is called, and what is put into its template."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from dragoman.workflow import disk, git
from dragoman.workflow.built_in import template
from dragoman.workflow.errors import NotAllowed, UsageProblem

FILES = {
    "github": ".github/workflows/dragoman.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/dragoman.yml",
    "woodpecker": ".woodpecker/dragoman.yml",
}
# What can stand between any quotes of YAML and shell and is nothing but itself.
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_PACKAGE = re.compile(r"[A-Za-z0-9./][A-Za-z0-9.,_/@:+~=<>!#&-]*")
_REMOTE = "refs/remotes/origin/"


@dataclass(frozen=True, slots=True)
class CiFile:
    """A file of the newsroom, by its path, and its text; ``package`` is what it has pip install, if it says so."""

    path: str
    text: str
    package: str


def ci_file(root: str, host: str, branch: str = "", package: str = "") -> CiFile:
    """The job for a host. Without ``branch`` it is the repository's main one; ``package`` is what pip installs.

    Raises:
        UsageProblem: branch or package could be obeyed as something else where they are put.
        GitFailed: there is no git.
    """
    branch, package = branch or _main_branch(root), package or installed_from()
    for option, words, pattern in (("branch", branch, _BRANCH), ("package", package, _PACKAGE)):
        if words and not pattern.fullmatch(words):
            why = f"`--{option} {words}` cannot be written into a CI file."
            raise UsageProblem(why, "use letters, digits and signs such as . _ / - @ : +")
    text = template(root, f"ci/{host}.yml") or ""
    return CiFile(FILES[host], text.replace("@BRANCH@", branch).replace("@PACKAGE@", package), package)


def write_ci_file(root: str, file: CiFile, *, force: bool) -> bool:
    """Write the file; whether anything was to be written.

    Raises:
        NotAllowed: there is another file of that name, and it may not be replaced.
        DiskFailed: it cannot be written.
    """
    data, there = file.text.encode(), disk.read_bytes(root, file.path)
    if there == data:
        return False
    if there is not None and not force:
        raise NotAllowed(
            f"{file.path} is there already and says something else.",
            "--force replaces it; --print shows ours, to be put into it by hand",
        )
    disk.write_bytes(root, file.path, data, there)
    return True


def installed_from() -> str:
    """What pip would install to get this very dragoman (PEP 610): known where it came from a git repository."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        said = json.loads(distribution("dragoman").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    vcs = said.get("vcs_info", {})
    found = f"git+{said.get('url')}@{vcs.get('commit_id')}" if vcs.get("vcs") == "git" else ""
    return found if _PACKAGE.fullmatch(found) and "://" in found and "file:" not in found else ""


def _main_branch(root: str) -> str:
    """What origin calls its main branch; else the branch that is here, if it is called as main ones are."""
    for name, start in ((f"{_REMOTE}HEAD", _REMOTE), ("HEAD", "refs/heads/")):
        done = git.attempt(root, "symbolic-ref", "--quiet", name)
        found = done.stdout.decode("utf-8", "replace").strip().removeprefix(start)
        if _BRANCH.fullmatch(found) and (name != "HEAD" or found in ("main", "master", "trunk")):
            return found
    return "main"
