"""Makes the files that a generator makes a site of: an article's page with its front matter, and its images."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.built_in import built_in, page_words
from dragoman.workflow.file_target import Page
from dragoman.workflow.generators.content import as_html, as_markdown, disclaimer, parts
from dragoman.workflow.generators.front import filled, front_matter
from dragoman.workflow.places import story_of
from dragoman.workflow.seal import sha256
from dragoman.workflow.served import served
from dragoman.workflow.site.web import is_web
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.generators.settings import GeneratorSettings
    from dragoman.workflow.generators.shape import Head, Shape
    from dragoman.workflow.publication import Publication
    from dragoman.workflow.teaser import Teaser

# Raised when what is made of the same articles is another.
_FORMAT = 1
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.[A-Za-z0-9]+")
# Begins a tag where somebody prints words as they are; with a blank behind it, it is read.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_OPENING = re.compile(r'(?<![^\s(\[{–—-])"')


class GeneratorPress:
    """The press of a generator; ``root`` is the newsroom, for its words."""

    def __init__(self, root: str, settings: GeneratorSettings, shape: Shape) -> None:
        self._in_body, self._shape = settings.in_body, shape
        self._words = lru_cache(maxsize=64)(lambda lang: page_words(root, lang))
        own = f"{built_in('words.yaml')}{disk.read_text(root, 'templates/words.yaml')}"
        self.design = sha256(f"{_FORMAT} {VERSION} {settings}\n{own}")

    def article(self, published: Publication) -> Iterator[tuple[str, bytes]]:
        """The files of one article.

        Raises:
            DiskFailed: an image is of a kind that readers do not get.
        """
        shape, words = self._shape, self._words(published.lang)
        files = dict(served(published))
        names = {path: _file_name(path, published) for path in files}

        def address(path: str) -> str:
            return shape.address(published, names[path]) if path in names else ""

        found = parts(published, words, in_body=self._in_body)
        write = as_markdown if shape.markdown else as_html
        content = shape.finished(write(published, found, address, words))
        shown = dict.fromkeys(names[picture.path] for picture in published.pictures if picture.path in names)
        head = front_matter(self._head(published, list(shown)), shape.times)
        yield shape.page(published), f"{head}\n{content}".encode("utf-8", "replace")
        for path, data in files.items():
            yield shape.media(published, names[path]), data

    def folders(self, path: str) -> Sequence[str]:
        """The folders that hold the files of the article at a path."""
        return self._shape.folders(path)

    def rest(self, teasers: Sequence[Teaser]) -> Iterator[Page]:
        """What follows from which languages there are."""
        for lang in sorted({teaser.lang for teaser in teasers}):
            if made := self._shape.of_language(lang):
                path, data = made
                yield Page(path, sha256(f"{self.design}{data!r}"), partial(bytes, data))

    def _head(self, published: Publication, images: Sequence[str]) -> Head:
        """The generator's own keys, and what it knows nothing of."""
        shape = self._shape
        own = shape.head(published, images) | (shape.aside if published.withdrawn else {})
        more = {key: value for key, value in filled(_facts(published)).items() if key not in own}
        kept = disclaimer(published, markdown=shape.markdown)
        if shape.nested:
            return {**own, shape.nested: {**more, "disclaimer": kept}}
        marked = {"excerpt": shape.excerpt(published), "disclaimer": kept}
        return {key: harmless(value) for key, value in (own | more).items()} | marked


def _facts(published: Publication) -> Head:
    source = {
        "outlet": published.outlet,
        "url": published.url if is_web(published.url) else "",
        "byline": published.byline,
        "lang": published.original_lang,
        "published": published.original_date,
    }
    return {
        "dir": published.direction,
        "newsroom": published.newsroom,
        "author": published.byline,
        "translator": published.translator,
        "editor": published.editor,
        "source": filled(source),
        "withdrawn": published.withdrawn or "",
        "corrections": [filled(one._asdict()) for one in published.corrections],
    }


def _file_name(path: str, published: Publication) -> str:
    """What a file is called beside its article: as before, unless a generator could take that for something else."""
    name = path.rpartition("/")[2]
    if path == f"{story_of(published.place)}/{name}" and _FILE.fullmatch(name) and not name.startswith("index."):
        return name
    stem, _, ending = name.rpartition(".")
    plain = "-".join(re.findall(r"[A-Za-z0-9]+", stem)) or "file"
    return f"{plain[:60]}-{sha256(path)[:8]}.{ending.lower()}"


def harmless(value: object) -> object:
    """Words that begin no tag and end no attribute, where a template prints them as they are, as Liquid does.

    `<b` becomes `< b`, and straight quotation marks become typographic ones.
    """
    if isinstance(value, str):
        return _OPENING.sub("“", _TAG.sub("< ", value)).replace('"', "”").replace("'", "’")
    if isinstance(value, list):
        return [harmless(one) for one in value]
    if isinstance(value, dict):
        return {key: harmless(one) for key, one in value.items()}
    return value
