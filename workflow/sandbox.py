"""Templates that newsrooms write: run where they reach nothing, and every fault in them told on one line."""

from __future__ import annotations

import contextlib
from dataclasses import is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.runtime import Context

# What else a template's own expressions can raise: 1 / 0, `title + 1`, a range too long, a macro without end.
_ITS_OWN = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


_PLAIN = frozenset({str, int, bool, tuple})


class TemplateFault(Exception):
    """A template cannot be used: why, without a full stop, and on which line of which one where that is known."""

    def __init__(self, why: str, line: int | None, template: str = "") -> None:
        super().__init__(why)
        self.line = line
        self.template = template


class Sandbox(SandboxedEnvironment):
    """Jinja2's sandbox, in which an unknown name is a fault and a short template cannot fill the memory."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(undefined=StrictUndefined, **settings)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja2 says; it need not look into words and numbers of our own plain data, which pages are full of."""
        kind: Any = type(obj)
        if kind is dict:
            value = None if hasattr(dict, attribute) else obj.get(attribute)
        else:
            value = getattr(obj, attribute, None) if attribute[:1] != "_" and _is_ours(kind) else None
        return value if type(value) in _PLAIN else super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As Jinja2 says; of our own plain data, everything but what begins with an underscore."""
        if is_dataclass(obj) and not attr.startswith("_"):
            return True
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers; a word times a billion, or a power, is refused."""
        if operator == "**" or not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
            raise SecurityError(f"`{operator}` is for two numbers, and powers are not used here")
        return super().call_binop(context, operator, left, right)


@lru_cache(maxsize=256)
def _is_ours(kind: Any) -> bool:
    return kind.__module__.startswith("dragoman.") and (is_dataclass(kind) or issubclass(kind, tuple))


@contextlib.contextmanager
def template_faults() -> Iterator[None]:
    """Turn whatever a template raises into one kind of error.

    Raises:
        TemplateFault: in place of it.
    """
    try:
        yield
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        name = getattr(error, "name", None) if line else None
        raise TemplateFault(_one_line(error.message or str(error)), line, name or "") from None
    except _ITS_OWN as error:
        raise TemplateFault(_one_line(str(error)) or type(error).__name__, None) from None


def _one_line(words: str) -> str:
    return " ".join(words.split()).rstrip(".")
