"""The version that readers have while an article is corrected: it comes with the correction, as it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.changes import ABSENT
from dragoman.workflow.commit_rules import act_words
from dragoman.workflow.problems import Problem
from dragoman.workflow.record_files import live_path
from dragoman.workflow.states import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.workflow.article import Article
    from dragoman.workflow.changes import FileChanged


def live_faults(
    old: Article | None, new: Article, change: FileChanged, files: Mapping[str, FileChanged]
) -> Iterator[Problem]:
    """What is wrong with what a commit keeps of an article it opens a correction of; ``files`` are all it changed."""
    path = live_path(new)
    if not path or (old and live_path(old) == path):
        return
    kept, entry = files.get(path), new.history[-1]
    fix = "git revert this commit, then: dragoman correct"
    if kept is None or kept.new_mode == ABSENT:
        message = f"{act_words(entry)} keeps no copy of the version that readers have ({path})."
        yield Problem("version-missing", message, who=entry.by, fix=fix)
    elif old and old.state == PUBLISHED and kept.new != change.old:
        message = f"{act_words(entry)} keeps another text than the one that was published ({path})."
        yield Problem("version-other", message, who=entry.by, fix=fix)
