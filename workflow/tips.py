"""Articles judged as they stand at the end of a history, at the moment when their last version is replayed.

All that is read of an article serves both judgements then; what the replay never passes by is judged afterwards.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article
from dragoman.workflow.errors import BadText, DiskFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dragoman.workflow.article_judge import ArticleJudge, Judged
    from dragoman.workflow.changes import FileChanged
    from dragoman.workflow.copies import CommitCopy
    from dragoman.workflow.problems import Problem


class Tips:
    """What came of the articles of a commit; ``judged`` is by path."""

    def __init__(self, copy: CommitCopy, judge: ArticleJudge) -> None:
        self._copy = copy
        self._judge = judge
        self.judged: dict[str, Judged] = {}

    def wanted(self, changes: Iterable[FileChanged]) -> Iterator[str]:
        """The ids of all that judging the last versions among these takes."""
        for change in changes:
            if self._is_last(change):
                yield from (self._copy.blobs[path] for path in self._judge.beside(change.path) if _is_small(path))

    def lend(self, ready: Mapping[str, bytes]) -> None:
        """Blobs that have been read."""
        self._copy.lend(ready)

    def take(self, change: FileChanged, article: Article | Problem | None) -> None:
        """Judge an article, if the change left it as it is now."""
        if isinstance(article, Article) and self._is_last(change):
            with suppress(BadText, DiskFailed):  # told when it is read again
                self.judged[change.path] = self._judge.judge(article)

    def _is_last(self, change: FileChanged) -> bool:
        path = change.path
        return path.endswith(".md") and self._copy.blobs.get(path) == change.new and path not in self.judged


def _is_small(path: str) -> bool:
    """Pages as retrieved and images can be large, and are read one by one."""
    return path.endswith((".md", ".sig"))
