"""An article's words as WordPress should have them: HTML in which it finds nothing to run, embed or rearrange."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from dragoman.workflow import disk
from dragoman.workflow.body_html import body_html
from dragoman.workflow.built_in import built_in, page_words, template
from dragoman.workflow.errors import BadText
from dragoman.workflow.seal import sha256
from dragoman.workflow.site.local import day, language_name
from dragoman.workflow.site.web import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.workflow.publication import Publication

NAME = "wordpress/post.html"
_TAG = re.compile(r"""(<[a-zA-Z/!](?:[^>"']|"[^"]*"|'[^']*')*>)""")
_OPENING_FIGURE = re.compile(r"<figure><img [^>]*>(?:<figcaption>.*?</figcaption>)?</figure>\s*", re.DOTALL)
# Themes keep pictures in their column only where WordPress' own blocks made them.
_FITTING = '<img style="max-width:100%;height:auto" '
# As a block of its own kind WordPress leaves its lines as they are, instead of making paragraphs of them.
_BLOCK = "<!-- wp:html -->\n{}\n<!-- /wp:html -->"


class Words:
    """Makes posts' words by the template ``templates/wordpress/post.html``; ``digest`` tells it from any other.

    Raises:
        BadText, DiskFailed: the newsroom's own template or words cannot be used.
    """

    def __init__(self, root: str) -> None:
        from dragoman.workflow.sandbox import Sandbox

        self._root = root
        text = template(root, NAME) or ""
        environment = Sandbox(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        environment.filters.update(day=day, language=language_name, web=lambda url: url if is_web(url) else "")
        self._template = _used(lambda: environment.from_string(text))
        self.digest = sha256(f"{text}{built_in('words.yaml')}{disk.read_text(root, 'templates/words.yaml')}")

    def content(
        self,
        published: Publication,
        address: Callable[[str], str],
        translations: Sequence[tuple[str, str]],
        *,
        leads: bool,
    ) -> str:
        """A post's content. ``address`` is where each of its files will be, by path; empty: readers do not get it.

        ``translations`` are languages and addresses; ``leads``: its first picture stands above it already.

        Raises:
            BadText: the template cannot be used with this article.
        """
        words = page_words(self._root, published.lang)
        body = body_html(published.body, published.place, published.pictures, address, words)
        body = body.replace("<img ", _FITTING)
        opening = _OPENING_FIGURE.match(body) if leads else None
        facts = {
            "article": published,
            "words": words,
            "lang": published.lang,
            "body": _markup(body[opening.end() :] if opening else body),
            "disclaimer": _markup(body_html(published.disclaimer)),
            "above": published.pictures[0] if opening else None,
            "translations": translations,
        }
        made: str = _used(lambda: self._template.render(**facts))
        return _BLOCK.format(inert(made.strip()))


def inert(html: str) -> str:
    """HTML that says the same, and in which WordPress sees no shortcode and no address to embed something from."""
    tags_between = _TAG.split(html.replace("[", "&#91;"))
    return "".join(part if number % 2 else part.replace("://", "&#58;//") for number, part in enumerate(tags_between))


def plain(words: str) -> str:
    """Words that are no HTML, as HTML: WordPress shows what editors write into a title as it is."""
    return inert(escape(words))


def _used(use: Callable[[], Any]) -> Any:
    from dragoman.workflow.sandbox import TemplateFault, template_faults

    try:
        with template_faults():
            return use()
    except TemplateFault as fault:
        raise BadText(f"templates/{NAME}", fault.line, f"the template cannot be used: {fault}") from None


def _markup(html: str) -> object:
    from markupsafe import Markup

    return Markup(html)  # noqa: S704  # it comes from the sanitiser
