"""What is known of an original: the frozen source, what was kept of it since, and the articles made from it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.affected import Words
from dragoman.workflow.errors import BadText, DiskFailed, DragomanError, NoArticleFound, UsageProblem
from dragoman.workflow.gather import read_article
from dragoman.workflow.intake import found_in
from dragoman.workflow.places import SLUG
from dragoman.workflow.promises import looked_at
from dragoman.workflow.shelf import find, stories, story_at
from dragoman.workflow.snapshots import Kept, read_snapshots
from dragoman.workflow.source_file import Source, parse_source
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.article import Article
    from dragoman.workflow.shelf import Story


@dataclass(frozen=True, slots=True)
class Original:
    """An original and its snapshots. ``url`` is empty where it was not published on the web."""

    story: Story
    source: Source
    kept: Kept

    @property
    def url(self) -> str:
        """Its web address, by the source's own file."""
        return _word(self.source, "url")

    @property
    def lang(self) -> str:
        """Its language, by the source's own file name."""
        return self.story.source.rpartition("/")[2].removeprefix("source.").removesuffix(".md")

    @property
    def words(self) -> Words:
        """Its words as frozen."""
        return Words(_word(self.source, "title"), _word(self.source, "dek"), self.source.body)

    @property
    def known(self) -> tuple[Words, str]:
        """Its words as they were found last, and the digest that names them."""
        if self.kept.changed:
            last = self.kept.changed[-1][1]
            return Words(last.title, last.dek, last.body), last.digest
        return self.words, self.source.digest

    def seen(self, articles: Iterable[Article]) -> tuple[Words, str]:
        """Its words as an editor of each translation has looked at them last, and the file that holds them.

        As frozen, where somebody has not looked at all, or everybody at everything.
        """
        changed = self.kept.changed
        looks = [self._looked(one) for one in articles if one.state in BY_NAME["recheck"].sources]
        last = min(looks, default=0)
        if not 0 < last < len(changed):
            return self.words, self.source.path
        path, one = changed[last - 1]
        return Words(one.title, one.dek, one.body), path

    def _looked(self, article: Article) -> int:
        """How many of the snapshots with other words an editor of this article has looked at."""
        digest, changed = looked_at(article), self.kept.changed
        numbers = range(len(changed), 0, -1)
        return next((n for n in numbers if Kept(changed[:n], self.kept.faults).digest == digest), 0)

    @property
    def known_path(self) -> str:
        """The file that holds its words as they were found last."""
        return self.kept.changed[-1][0] if self.kept.changed else self.source.path

    @property
    def page_known(self) -> str:
        """The SHA-256 of the bytes in which its words were found last."""
        return self.kept.changed[-1][1].raw[1] if self.kept.changed else self.source.raw[1]

    def articles(self, root: str) -> tuple[Article, ...]:
        """The articles made from it that can be read."""
        found = []
        for lang in self.story.languages:
            with contextlib.suppress(BadText):
                found.append(read_article(root, self.story.path(lang)))
        return tuple(found)

    def found_before(self, root: str, url: str) -> list[tuple[Words, Words]]:
        """What is found today in the pages of before, the oldest first, and what was found in them then.

        Another release may find other words in one page: that is no change of the original.
        """
        folder = self.story.folder
        pages = [(self.source.raw[0], "", self.words)]
        for path, one in self.kept.changed:
            pages.append((f"{path[len(folder) + 1 :].rpartition('/')[0]}/{one.raw[0]}", one.charset, _words(one)))
        pairs = []
        for name, charset, then in pages:
            with contextlib.suppress(NoArticleFound, BadText):
                data = disk.read_bytes(root, f"{folder}/{name}") if name else None
                if data is not None:
                    kind = "html" if name.endswith(".html") else "txt"
                    now = found_in(data, kind, charset or None, url)
                    pairs.append((Words(now.title, now.dek, now.body), then))
        return pairs


def read_original(root: str, story: Story) -> Original:
    """The original of a story.

    Raises:
        UsageProblem: the story has no source.
        BadText, DiskFailed: it cannot be read.
    """
    text = disk.read_text(root, story.source) if story.source else None
    if text is None:
        raise UsageProblem(f"{story.slug} has no source file.")
    source = parse_source(text, story.source)
    lang = story.source.rpartition("/")[2].removeprefix("source.").removesuffix(".md")
    kept = read_snapshots(story.source, lang, partial(disk.names, root), partial(disk.read_bytes, root))
    return Original(story, source, kept)


def read_all(root: str) -> tuple[list[Original], list[DragomanError]]:
    """Every original that has a web address, and why others cannot be read."""
    found, errors = list[Original](), list[DragomanError]()
    for story in stories(root):
        try:
            found += [read_original(root, story)] if story.source else []
        except (BadText, DiskFailed) as error:
            errors.append(error)
    return [one for one in found if one.url], errors


def story_meant(root: str, word: str) -> Story:
    """The story somebody means by a slug, ``slug/lang`` or the path of an article.

    Raises:
        UsageProblem: there is none.
    """
    slug = word.strip("/")
    found = [] if "/" in slug or not SLUG.fullmatch(slug) else list(stories(root, slug))
    if len(found) == 1:
        return found[0]
    story = story_at(root, find(root, word).rpartition("/")[0])
    if story is None:
        raise UsageProblem(f"There is no story {word!r}.", "dragoman status lists what there is")
    return story


def _word(source: Source, key: str) -> str:
    value = source.fields.get(key, "")
    return value if isinstance(value, str) else ""


def _words(snapshot: object) -> Words:
    return Words(*(str(getattr(snapshot, key)) for key in ("title", "dek", "body")))
