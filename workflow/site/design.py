"""A site's design: templates, style and words, the newsroom's own where it has them, and one digest over all."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from dragoman.workflow import disk
from dragoman.workflow.built_in import built_in, page_words
from dragoman.workflow.errors import BadText
from dragoman.workflow.seal import sha256
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

FOLDER = "site"
TEMPLATES = (
    "base.html", "macros.html", "front.html", "article.html", "list.html", "keyword.html", "outlet.html",
    "translator.html", "corrections.html", "404.html", "rss.xml", "robots.txt", "site.css",
)  # fmt: skip
# Raised when what is made of the same articles and templates is another.
_FORMAT = 1


class Design:
    """The design of the newsroom at ``root``.

    Raises:
        BadText: one of its own templates cannot be used.
        DiskFailed: one cannot be read.
    """

    def __init__(self, root: str, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._root = root
        own = {name: disk.read_text(root, f"templates/{FOLDER}/{name}") for name in TEMPLATES}
        self._texts = {name: text if text is not None else _built_in(name) for name, text in own.items()}
        self._environment = _environment(self._texts, filters)
        words = f"{built_in('words.yaml')}{disk.read_text(root, 'templates/words.yaml')}"
        self.digest = sha256(f"{_FORMAT} {VERSION}\n{words}\n{self._texts}")
        self.words: Callable[[str], dict[str, str]] = lru_cache(maxsize=64)(self._words)
        for name, text in own.items():
            if text is not None and not name.endswith(".css"):  # ours can be used, and take long to compile
                self._used(name, partial(self._environment.get_template, name))

    @property
    def style(self) -> str:
        """The style sheet."""
        return self._texts["site.css"]

    def render(self, name: str, **facts: Any) -> bytes:
        """A page.

        Raises:
            BadText: its template cannot be used with these facts.
        """
        done: str = self._used(name, lambda: self._environment.get_template(name).render(**facts))
        return (done.rstrip("\n") + "\n").encode("utf-8", "replace")

    def _words(self, lang: str) -> dict[str, str]:
        return page_words(self._root, lang)

    def _used(self, name: str, use: Callable[[], Any]) -> Any:
        from dragoman.workflow.sandbox import TemplateFault, template_faults

        try:
            with template_faults():
                return use()
        except TemplateFault as fault:
            raise BadText(
                f"templates/{FOLDER}/{fault.template or name}", fault.line, f"the template cannot be used: {fault}"
            ) from None


def _built_in(name: str) -> str:
    return built_in(f"{FOLDER}/{name}") or ""


def _environment(texts: Mapping[str, str], filters: Mapping[str, Callable[..., Any]]) -> Environment:
    from jinja2 import DictLoader

    from dragoman.workflow.sandbox import Sandbox
    from dragoman.workflow.site.compiled import Compiled

    loader = DictLoader(dict(texts))
    environment = Sandbox(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=loader, bytecode_cache=Compiled()
    )
    environment.filters.update(filters)
    return environment
