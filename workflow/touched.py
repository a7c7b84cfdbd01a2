"""What a branch touches: the files that differ between where it left another one and the work tree as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git, shelf
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.places import FOLDER, NEWSROOM, STORY_DEPTH, story_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_HINT = (
    "a clone may lack it: fetch with its whole history (fetch-depth: 0, GIT_DEPTH: 0, git fetch --unshallow), "
    "and name a remote's branch as origin/BRANCH"
)


class Touched(NamedTuple):
    """The paths of the articles whose story a branch touches, in order; and whether it touches newsroom.yaml.

    ``stories`` are the folders of all that it touches, be they here or not.
    """

    articles: tuple[str, ...]
    newsroom: bool
    stories: frozenset[str] = frozenset()


def touched(root: str, base: str, config: Mapping[str, str] | None) -> Touched:
    """What changed since the work tree's branch left ``base``, what is not committed yet included.

    A story's files belong together: its source, an image beside it and a waiver count for all its articles.

    Raises:
        UsageProblem: git knows no such revision, or none that both have come from.
        GitFailed: there is no git.
    """
    # Not diff-index: for that a file that was only written anew, or whose time git does not know, has changed.
    options = ("--merge-base", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "-z")
    asked = ("diff", *options, "--end-of-options", base)
    done = git.attempt(root, *asked, "--", FOLDER, NEWSROOM, extra=git.without_filters(config or {}))
    if done.returncode:
        why = git.last_words(done.stderr).removeprefix("fatal: ")
        raise UsageProblem(f"`--base {base}` names nothing to compare with: {why}.", _HINT)
    changed = [path for path in done.stdout.decode("utf-8", "surrogateescape").split("\0") if path]
    folders = sorted({story_of(path) for path in changed if path.count("/") >= STORY_DEPTH})
    found = [story for folder in folders if (story := shelf.story_at(root, folder))]
    articles = tuple(story.path(lang) for story in found for lang in story.languages)
    return Touched(articles, NEWSROOM in changed, frozenset(folders))
