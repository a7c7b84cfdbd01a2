"""A review as one page for the browser: nothing is fetched, and only the page's own script can run."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from dragoman.workflow.built_in import template
from dragoman.workflow.errors import BadText
from dragoman.workflow.review.page_rows import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.review.rows import Review

TEMPLATE, STYLE, SCRIPT = "review.html", "review.css", "review.js"


def render_review(root: str, found: Review, visible: Callable[[str], str]) -> str:
    """The page, by the newsroom's own ``templates/review.html``, ``.css`` and ``.js`` or the built-in ones.

    ``visible`` shows what a screen would obey, so that an override in a text cannot turn the words around it.

    Raises:
        BadText: a template is not one Jinja2 can use.
    """
    from markupsafe import Markup

    from dragoman.workflow.sandbox import Sandbox, TemplateFault, template_faults

    environment = Sandbox(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    style, script = (_inline(root, name) for name in (STYLE, SCRIPT))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    try:
        with template_faults():
            return environment.from_string(template(root, TEMPLATE) or "").render(
                review=page_of(found, visible),
                policy=policy,
                style=Markup(style),  # noqa: S704  # a file of the newsroom's own, or ours
                script=Markup(script),  # noqa: S704
            )
    except TemplateFault as fault:
        raise BadText(f"templates/{TEMPLATE}", fault.line, f"the review's template cannot be used: {fault}") from None


def _inline(root: str, name: str) -> str:
    """A style or a script as browsers read it inside a page: by its hash it is known, so line ends count."""
    return (template(root, name) or "").replace("\r\n", "\n").replace("\r", "\n")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
