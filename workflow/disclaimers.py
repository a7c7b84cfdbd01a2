"""Disclaimers: the outlet's standing words under a translation, from its own template or a built-in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import nodes

DEFAULT = "translated-and-edited"

# Signs that are markup anywhere in a line, and what opens a list where a name opens a line.
_MARKDOWN = re.compile(r"([\\`*_~\[\]<>#&]|^[-+](?=\s)|(?<=^\d)[.)](?=\s))")
_FILTERS = frozenset({"capitalize", "default", "lower", "replace", "title", "trim", "upper"})


class Disclaimer(NamedTuple):
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

    The values are people's data: whatever in them could be read as markup is escaped. A template may choose (``if``)
    and filter; it does not loop, call or compute.
    """
    from jinja2 import nodes

    from dragoman.workflow.sandbox import Sandbox, TemplateFault, template_faults

    # The template's own words are Markdown, not HTML; the page's sanitiser is what guards the reader.
    environment = Sandbox(autoescape=False)
    try:
        with template_faults():
            tree = environment.parse(template)
            if odd := _odd_part(tree):
                return Disclaimer(name, fault=f"{odd} is not used in a disclaimer")
            used = {node.name for node in tree.find_all(nodes.Name)}
            missing = tuple(sorted(key for key in used if not names.get(key, "").strip()))
            if missing:
                return Disclaimer(name, missing=missing)
            words = environment.from_string(template).render({k: _escaped(v) for k, v in names.items()}).strip()
    except TemplateFault as fault:
        return Disclaimer(name, fault=f"{fault} (line {fault.line})" if fault.line else str(fault))
    if not words or "<!--" in words:
        return Disclaimer(name, fault="it is empty" if not words else "it holds an HTML comment")
    return Disclaimer(name, words)


def _odd_part(tree: nodes.Template) -> str:
    """What a template does besides naming, choosing and filtering, in a word or two; empty where it does not."""
    from jinja2 import nodes

    plain = (nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr, nodes.Filter)
    logic = (nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, (*plain, *logic)):
            return f"`{type(node).__name__.lower()}` (line {node.lineno})"
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            return f"the filter `{node.name}` (line {node.lineno})"
    return ""


def _escaped(value: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(value.split()))
