"""One module a kind of event. A file's presence is its registration."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def kinds() -> dict[str, ModuleType]:
    """Kind -> the module that finds it, in alphabetical order."""
    found = sorted(m.name for m in iter_modules(__path__))
    return {m.KIND: m for m in (import_module(f"{__name__}.{n}") for n in found)}
