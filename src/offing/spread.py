"""Work spread over the processors of this machine: answers come back in the order of what was asked.

Python runs one thread's bytecode at a time, so each job is a process. Where processes can be forked they share what was
opened before; elsewhere each makes its own.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, TypeVar

from offing.errors import OffingError

FORKED = sys.platform == "linux"
_T = TypeVar("_T")
_R = TypeVar("_R")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def spread(
    items: Iterable[_T], start: Callable[[], Callable[[_T], _R]], jobs: int, hint: str = "Is there memory enough?"
) -> Iterator[_R]:
    """What `start()` makes in each of `jobs` processes answers for each item, in the items' order; some items a job are
    taken ahead, never all. Without `FORKED`, `start` must be picklable; items and answers always.

    Raises OffingError, with the hint, where a process was ended from outside.
    """
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("fork" if FORKED else "spawn"),
        initializer=_begin,
        initargs=(start,),
    )
    waiting: deque[Future[_R]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(_do, item))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise OffingError("a process at work was ended from outside", hint=hint) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_here: dict[str, Callable[[Any], Any]] = {}
"""In a process at work: what it does."""


def _begin(start: Callable[[], Callable[[Any], Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started us ends us in its order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _here["do"] = start()


def _do(item: Any) -> Any:
    return _here["do"](item)


def _end_with_parent() -> None:
    """A parent that was killed tells nobody: its end of a pipe closes, and this process goes too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
