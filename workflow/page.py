"""The page of a published article: Markdown to safe HTML, filled into a Jinja2 template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.body_html import safe_html
from dragoman.workflow.errors import BadText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.publication import Publication

TEMPLATE = "templates/page.html"


def render_page(published: Publication, template: str, words: Mapping[str, str]) -> str:
    """A whole HTML page; ``words`` are the template's own few words in the article's language.

    Raises:
        BadText: the newsroom's own template is not one Jinja2 can use.
    """
    from markupsafe import Markup

    from dragoman.workflow.sandbox import Sandbox, TemplateFault, template_faults

    environment = Sandbox(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["markdown"] = lambda text: Markup(safe_html(text))  # noqa: S704  # sanitised just above
    environment.filters["day"] = lambda date: date[:10]
    environment.tests["web_address"] = lambda url: bool(re.match(r"https?://", url, re.IGNORECASE))
    try:
        with template_faults():
            return environment.from_string(template).render(article=published, words=words)
    except TemplateFault as fault:
        raise BadText(TEMPLATE, fault.line, f"the page template cannot be used: {fault}") from None
