"""What is asked about again and again, as a key of what is kept: told apart by being the same objects, not by being equal."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


def remembered(most: int) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Keeps the last `most` answers of a function of objects that never change; of a list, which may, it keeps none."""

    def keeping(answer: Callable[_P, _T]) -> Callable[_P, _T]:
        kept: dict[tuple[int, ...], tuple[object, _T]] = {}  # With what was asked about, which so keeps its numbers.

        @wraps(answer)
        def ask(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            asked = tuple(map(id, args))
            if (known := kept.get(asked)) and not kwargs:
                return known[1]
            told = answer(*args, **kwargs)
            if not kwargs and list not in map(type, args):
                for oldest in tuple(kept)[: len(kept) - most + 1] if len(kept) >= most else ():
                    kept.pop(oldest, None)
                kept[asked] = args, told
            return told

        return ask

    return keeping
