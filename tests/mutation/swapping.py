"""Put a mutant in the place of a module: when Python imports it, or into the functions that others have imported."""

from __future__ import annotations

import importlib.abc
import importlib.util
import sys
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[2]


def source_of(module: str) -> str:
    """A module's text."""
    return (ROOT / "workflow" / f"{module}.py").read_text()


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives a module from a changed text; the file stays as it is."""

    def __init__(self, module: str, code: str) -> None:
        self.name, self.code = f"dragoman.workflow.{module}", code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def get_source(self, _name: str) -> str:
        return self.code

    def get_code(self, _name: str) -> CodeType:
        return compile(self.code, f"<{self.name}, mutated>", "exec")

    def exec_module(self, module: ModuleType) -> None:
        exec(self.get_code(self.name), module.__dict__)  # noqa: S102  # what an import does


def put_in(module: str, code: str) -> bool:
    """Give the functions of a module their mutated code, wherever they were imported to; False: it does not load."""
    there = sys.modules[f"dragoman.workflow.{module}"]
    names = {"__name__": there.__name__}
    try:
        exec(compile(code, f"<{module}, mutated>", "exec"), names)  # noqa: S102  # what an import does
    except Exception:  # noqa: BLE001  # a mutant that does not load is one that everybody notices
        return False
    swap(vars(there), names)
    return True


def swap(old: Mapping[str, object], new: Mapping[str, object]) -> None:
    """The same names, with the code of the other functions."""
    for name, changed in new.items():
        known = old.get(name)
        if isinstance(changed, type) and isinstance(known, type) and changed.__module__ == known.__module__:
            swap(vars(known), vars(changed))
            continue
        if clear := getattr(known, "cache_clear", None):
            clear()
        one, other = (inner(value) for value in (known, changed))
        if isinstance(one, FunctionType) and isinstance(other, FunctionType) and one.__code__ != other.__code__:
            one.__code__ = other.__code__


def inner(value: object) -> object:
    """A function as it was written, without what decorates it."""
    value = value.fget if isinstance(value, property) else value
    return getattr(value, "__wrapped__", value)
