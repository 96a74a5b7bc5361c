"""The kernels, compiled by numba where it is installed, else as they are: the same functions, the same answers.

A kernel is plain Python over numpy arrays. Its compiled copy sees the compiled copies of the kernels it calls.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from offing.index import align, candidates, expand, near


class Kernels(NamedTuple):
    """What the engine calls."""

    expand: Callable[..., int]
    match_all: Callable[..., None]
    lay: Callable[..., int]


_KERNELS: tuple[tuple[ModuleType, tuple[str, ...]], ...] = (
    (near, ("distance", "same", "alike")),
    (expand, ("hash_without", "collect", "bits_set", "grant", "sort", "expand")),
    (candidates, ("counts", "keep", "candidates")),
    (align, ("propose", "choose", "worth", "sum_up", "lay", "match_all")),
)


def kernels(*, compiled: bool = True) -> Kernels:
    """Compiled kernels if asked for and numba is there, else the plain ones."""
    return _compiled() if compiled and find_spec("numba") is not None else plain()


def plain() -> Kernels:
    return Kernels(expand.expand, align.match_all, align.lay)


@cache
def _compiled() -> Kernels:
    from numba import njit

    made: dict[str, Any] = {}
    for module, names in _KERNELS:
        for name in names:
            source: FunctionType = getattr(module, name)
            seen = {**vars(module), **made}
            copy = FunctionType(source.__code__, seen, name, source.__defaults__, source.__closure__)
            copy.__module__ = module.__name__
            made[name] = njit(cache=True, nogil=True)(copy)
    return Kernels(made["expand"], made["match_all"], made["lay"])
