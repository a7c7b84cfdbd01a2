"""The version that readers have while an article is corrected: it comes with the correction, as it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.beside import find_version
from dragoman.workflow.changes import ABSENT
from dragoman.workflow.commit_rules import act_words
from dragoman.workflow.flags import corrected_versions
from dragoman.workflow.people import Roster
from dragoman.workflow.problems import Problem
from dragoman.workflow.promises import kept_faults
from dragoman.workflow.record_files import version_path
from dragoman.workflow.standing import replayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.workflow.article import Article
    from dragoman.workflow.beside import Read
    from dragoman.workflow.changes import FileChanged

_NOBODY = Roster()


def live_faults(
    old: Article | None, new: Article, change: FileChanged, files: Mapping[str, FileChanged], read: Read
) -> Iterator[Problem]:
    """What is wrong with what a commit keeps of an article it opens corrections of; ``files`` are all it changed.

    What was published may be in no commit, after a squash: the version is judged by the acts that it has, too.
    ``read`` reads what the commit brought.
    """
    before = set(corrected_versions(old.history)) if old else set()
    for acts in corrected_versions(new.history):
        path, entry = version_path(new.path, acts), new.history[int(acts)]
        kept = files.get(path)
        if acts in before:
            continue
        if kept is None or kept.new_mode == ABSENT:
            message = f"{act_words(entry)} keeps no copy of the version that readers have ({path})."
            yield _problem("version-missing", message, entry.by)
        elif old and old.history == new.history[: int(acts)] and kept.new != change.old:
            message = f"{act_words(entry)} keeps another text than the one that was published ({path})."
            yield _problem("version-other", message, entry.by)
        elif fault := _fault(new, acts, read):
            message = f"{act_words(entry)} keeps what was never approved ({path}): {fault}"
            yield _problem("version-other", message, entry.by)


def versions_stand(article: Article, read: Read) -> Iterator[Problem]:
    """What readers had before the corrections that are over is still kept, as it was approved."""
    live = replayed(article).flags.live  # for that one there is a promise of its own
    for acts in (one for one in corrected_versions(article.history) if one != live):
        path, entry = version_path(article.path, acts), article.history[int(acts)]
        if read(path) is None:
            message = f"The version that readers had before {act_words(entry)} is gone: there is no {path}."
            yield _problem("version-missing", message, "an owner", f"git log -- {path} shows who took it away")
        elif fault := _fault(article, acts, read):
            message = f"{path} is not what readers had before {act_words(entry)}: {fault}"
            yield _problem("version-other", message, "an owner", f"git log -p -- {path} shows who changed it")


def _fault(article: Article, acts: str, read: Read) -> str:
    version, why = find_version(read, article, acts)
    return why if version is None else next(kept_faults(version, _NOBODY), "")


def _problem(
    kind: str, message: str, who: str, fix: str = "git revert this commit, then: dragoman correct"
) -> Problem:
    return Problem(kind, message, who=who, fix=fix)
