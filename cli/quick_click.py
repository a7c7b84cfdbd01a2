"""Import click without two modules that take a sixth of a quick command to import, and are hardly ever used.

While click is imported stand-ins take their places, which load the real ones when they are needed. Of ``inspect``
click uses little more than ``cleandoc``, for each option's line of help; of ``uuid`` a name, for a kind of options
that we have none of.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


class _StandIn(ModuleType):
    """A module that is loaded when it is needed."""

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


class _Inspect(_StandIn):
    @staticmethod
    def cleandoc(doc: str) -> str:
        """As the real one does it, which what has one line does not need."""
        cleaned: str = import_module("inspect").cleandoc(doc) if "\n" in doc else doc.expandtabs().lstrip()
        return cleaned


class _Uuid(_StandIn):
    def __getattr__(self, name: str) -> object:
        being_imported = sys.modules.get(self.__name__) is self
        return object if being_imported and name == "UUID" else super().__getattr__(name)


def import_click() -> None:
    """Import click; whoever imports one of the two afterwards gets the real one."""
    own = [one for one in (_Inspect("inspect"), _Uuid("uuid")) if one.__name__ not in sys.modules]
    sys.modules.update({one.__name__: one for one in own})
    try:
        import_module("click")
    finally:
        for one in own:
            del sys.modules[one.__name__]
