"""See whether a machine and a repository are fit for work; each finding says what to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow import disk, git, hooks
from dragoman.workflow.checked import Checked
from dragoman.workflow.errors import DragomanError
from dragoman.workflow.git_version import judge_version
from dragoman.workflow.leftovers import leftovers
from dragoman.workflow.newsroom import FILE, Newsroom, parse_newsroom
from dragoman.workflow.public_push import KEY
from dragoman.workflow.repository import Repository, identity, in_progress, open_repository, read_config
from dragoman.workflow.tuning import proposals

if TYPE_CHECKING:
    from collections.abc import Iterator


def examine(root: str | None, folder: str) -> Iterator[Checked]:
    """Look at git, at who is here, and, where ``root`` is a newsroom, at it and its repository."""
    version = _git_version(folder)
    yield version
    if not version.good and "not installed" in version.message:
        return
    if root is None:
        yield from _identity(folder, None)
        yield Checked("newsroom", good=False, message=f"There is no {FILE} here or above.", fix="dragoman init")
        return
    newsroom, checked = _newsroom(root)
    yield from _identity(root, newsroom)
    yield checked
    try:
        repository = open_repository(root)
    except DragomanError as error:
        yield Checked("repository", good=False, message=error.sentence, fix=error.hint)
        return
    yield from _repository(repository)
    if newsroom and newsroom.policy.get(KEY):
        yield _embargoes(repository)
    yield from leftovers(repository)
    yield from proposals(repository)


def _git_version(folder: str) -> Checked:
    try:
        said = git.run(folder, "version").decode("utf-8", "replace").strip()
    except DragomanError as error:
        return Checked("git", good=False, message=error.sentence, fix=error.hint)
    return judge_version(said)


def _identity(root: str, newsroom: Newsroom | None) -> Iterator[Checked]:
    who = identity(read_config(root))
    if not who.email or not who.name:
        what = "e-mail address" if not who.email else "name"
        key = "user.email YOU@EXAMPLE.ORG" if not who.email else 'user.name "YOUR NAME"'
        yield Checked(
            "identity", good=False, message=f"Git does not know your {what}.", fix=f"git config --global {key}"
        )
        return
    yield Checked("identity", good=True, message=f"You are {who.name} <{who.email}>.")
    if newsroom is None:
        return
    person = newsroom.roster.by_email(who.email)
    if person:
        yield Checked("roster", good=True, message=f"The roster knows you as {person.id}: {', '.join(person.roles)}.")
    else:
        asked = newsroom.roster.who(("owner",))
        fix = f"ask {asked}: dragoman person add ID --name NAME --email {who.email} --role ROLE"
        yield Checked("roster", good=False, message="The roster does not know you; you may read everything.", fix=fix)


def _newsroom(root: str) -> tuple[Newsroom | None, Checked]:
    try:
        newsroom = parse_newsroom(disk.read_text(root, FILE) or "")
    except DragomanError as error:
        fix = error.hint or f"mend {FILE}, or git checkout HEAD -- {FILE}"
        return None, Checked("newsroom", good=False, message=error.sentence, fix=fix)
    people = len(newsroom.roster.people)
    message = f"{newsroom.name}: {people} {'person' if people == 1 else 'people'}, in {root}."
    return newsroom, Checked("newsroom", good=True, message=message)


def _embargoes(repository: Repository) -> Checked:
    if hooks.is_there(repository, "pre-push"):
        return Checked(
            "pre-push", good=True, message="A pre-push hook looks before anything goes to a public remote."
        )
    message = f"{FILE} names {KEY}, and nothing in this clone keeps texts under embargo from them."
    return Checked("pre-push", good=False, message=message, fix="dragoman gate install --pre-push")


def _repository(repository: Repository) -> Iterator[Checked]:
    if not repository.branch:
        yield Checked(
            "branch", good=False, message="HEAD is detached: no act can be recorded.", fix="git switch BRANCH"
        )
    elif repository.unborn:
        yield Checked("branch", good=False, message="There is no commit yet.", fix=f"git add {FILE} && git commit")
    else:
        yield Checked("branch", good=True, message=f"On {repository.branch.removeprefix('refs/heads/')}.")
    doing = in_progress(repository.git_dir)
    if doing:
        fix = f"finish it, or git {doing} --abort"
        yield Checked("in-progress", good=False, message=f"A {doing} is in progress.", fix=fix)
    words = ("status", "--porcelain", "--untracked-files=no", "--", FILE)
    changed = git.run(repository.root, *words, extra=git.without_filters(repository.config))
    if changed:
        fix = f"git diff {FILE}, then git commit {FILE} or git checkout {FILE}"
        yield Checked("newsroom-saved", good=False, message=f"{FILE} has changes that are not committed.", fix=fix)
