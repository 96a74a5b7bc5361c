"""Python's search for circles of garbage, put off while many small things are made that hold no circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def steady(many: bool = True) -> Iterator[None]:
    """Within it, if `many`, no search begins: with a list in memory one takes longer than matching a thousand names."""
    put_off = many and gc.isenabled()
    if put_off:
        gc.disable()
    try:
        yield
    finally:
        if put_off:
            gc.enable()
