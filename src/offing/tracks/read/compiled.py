"""The decoder's kernels, compiled by numba where it is installed, else as they are: the same functions, the same answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from offing.tracks.read import payload, sentences

_KERNELS: tuple[tuple[ModuleType, tuple[str, ...]], ...] = (
    (payload, ("bits", "signed", "letters", "armour", "seconds_of", "begin", "measure", "place", "far", "compare", "message")),
    (
        sentences,
        ("note", "hexadecimal", "sum_of", "digits", "epoch", "fields_of", "tag_time", "tag_source", "before", "clock_line",
         "join", "sentence", "scan"),
    ),
)  # fmt: skip


def scanner(*, compiled: bool = True) -> Callable[..., None]:
    """`sentences.scan`, compiled if asked for and numba is there."""
    return _compiled() if compiled and find_spec("numba") is not None else sentences.scan


@cache
def _compiled() -> Callable[..., None]:
    """Each copy sees the compiled copies of the kernels it calls; the sources' digest in its name keeps old caches away."""
    from numba import njit

    sources = [Path(str(module.__file__)).read_bytes() for module, _ in _KERNELS]
    mark = blake2b(b"\0".join(sources), digest_size=4).hexdigest()
    made: dict[str, Any] = {}
    for module, names in _KERNELS:
        for name in names:
            source: FunctionType = getattr(module, name)
            copy = FunctionType(
                source.__code__, {**vars(module), **made}, name, source.__defaults__, source.__closure__
            )
            copy.__module__ = module.__name__
            copy.__qualname__ = f"{name}_{mark}"
            try:
                made[name] = njit(cache=True, nogil=True, forceinline=name != "scan")(copy)
            except RuntimeError:  # numba found no place for a cache
                made[name] = njit(nogil=True, forceinline=name != "scan")(copy)
    whole: Callable[..., None] = made["scan"]
    return whole
