"""One kernel, compiled by numba when first called."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def compiled(kernel: Callable[..., None]) -> Callable[..., None]:
    """The kernel, compiled; kept on disk beside its own module where numba finds a place for that."""
    from numba import njit

    made: Any
    try:
        made = njit(cache=True, nogil=True)(kernel)
    except RuntimeError:  # numba found no place for a cache
        made = njit(nogil=True)(kernel)
    return made  # type: ignore[no-any-return]
