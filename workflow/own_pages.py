"""The pages of a newsroom that names no targets: ``public/LANG/SLUG.md`` and ``.html``, written with the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.journal import FileChange
from dragoman.workflow.pages_hidden import is_bare_of_git
from dragoman.workflow.places import PAGES
from dragoman.workflow.states import PUBLISHED, TAKEN_DOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.article import Article
    from dragoman.workflow.decide import Change
    from dragoman.workflow.newsroom import Newsroom


def keeps_no_pages(root: str) -> bool:
    """Whether published pages are to be hidden from git.

    Raises:
        DragomanError: it cannot be found out.
    """
    return is_bare_of_git(root, PAGES)


def own_pages(
    root: str, newsroom: Newsroom, change: Change, live: Article | None, *, hides: Callable[[], bool]
) -> tuple[FileChange, ...]:
    """The files for readers, rendered before anything is recorded: what cannot be shown is not published.

    ``live`` is the version that readers had, where the article was being corrected; ``hides`` says whether the pages
    are to be kept out of git.
    """
    from dragoman.workflow.built_in import page_words, template
    from dragoman.workflow.page import render_page
    from dragoman.workflow.publication import as_markdown, gone, publication, withdrawn

    article = change.article
    words = page_words(root, article.lang)
    if change.after == PUBLISHED:
        published = publication(article, newsroom)
    else:
        published = withdrawn(article, live or article, newsroom)
    if change.after == TAKEN_DOWN:
        published = gone(published, words["gone"])
    page = render_page(published, template(root, "page.html") or "", words)
    rendered = {published.path("md"): as_markdown(published), published.path("html"): page}
    files = [FileChange(p, disk.read_bytes(root, p), text.encode(), tracked=False) for p, text in rendered.items()]
    if hides():
        files.append(FileChange(f"{PAGES}/.gitignore", None, b"*\n", tracked=False))
    return tuple(files)
