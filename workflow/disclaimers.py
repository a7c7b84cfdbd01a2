"""Disclaimers: the outlet's standing words under a translation, from its own template or a built-in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "translated-and-edited"

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#&])")


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """A template filled in for one article.

    ``words`` is Markdown; empty where there is no template (``fault`` empty too), where the template cannot be
    used (``fault`` says why) or where names in it are unfilled (``missing``).
    """

    name: str
    words: str = ""
    missing: tuple[str, ...] = ()
    fault: str = ""


def template_file(name: str, lang: str) -> str:
    """The file of a disclaimer: the default one is ``en.md``, any other ``en.NAME.md``."""
    return f"{lang}.md" if name == DEFAULT else f"{lang}.{name}.md"


def fill(name: str, template: str, names: Mapping[str, str]) -> Disclaimer:
    """Fill a template's ``{{ names }}`` in; a name that is unknown or empty is told, never left blank.

    The values are people's data: whatever in them could be read as markup is escaped.
    """
    from jinja2 import StrictUndefined, TemplateError, meta
    from jinja2.sandbox import SandboxedEnvironment

    # The template's own words are Markdown, not HTML; the page's sanitiser is what guards the reader.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    try:
        used = meta.find_undeclared_variables(environment.parse(template))
        missing = tuple(sorted(key for key in used if not names.get(key, "").strip()))
        if missing:
            return Disclaimer(name, missing=missing)
        words = environment.from_string(template).render({k: _escaped(v) for k, v in names.items()}).strip()
    except TemplateError as error:
        return Disclaimer(name, fault=str(error))
    if not words or "<!--" in words:
        return Disclaimer(name, fault="it is empty" if not words else "it holds an HTML comment")
    return Disclaimer(name, words)


def _escaped(value: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(value.split()))
