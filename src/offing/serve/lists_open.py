"""The lists as they are open in this process: opened once a day and version, shared by all requests, asked by one at a time."""

from __future__ import annotations

import gc
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any

from fastapi.concurrency import run_in_threadpool

from offing.errors import UsageError
from offing.index.find import Finder
from offing.index.profiles import STANDARD, profiles
from offing.review.result import ListUsed, NotChecked
from offing.review.run import lists_not_checked
from offing.screener import Found, Screener, answer_dict, open_screener
from offing.serve.served import Served

FIRST_DAY = date(1990, 1, 1)
DAYS = 3
"""Days whose lists are held open at a time; the one asked for longest ago is closed first."""
TOGETHER = 32
"""Questions that wait and are answered in one go."""
_WARM = 60
"""Names asked of lists just opened: after so many the matcher's kernels are loaded, and no caller waits for them."""

Stamp = tuple[object, ...]


@dataclass
class _Question:
    """One row that waits for its answer."""

    row: Mapping[str, str]
    found: Found | None = None
    error: Exception | None = None


def _ask(screener: Screener, some: Sequence[_Question]) -> None:
    """Answer all at once; where that fails, each alone, so that nobody is told of another's fault."""
    try:
        for question, found in zip(some, screener.look_many([q.row for q in some]), strict=True):
            question.found = found
    except Exception:
        for question in some:
            try:
                question.found = screener.look(question.row)
            except Exception as error:
                question.error = error


@dataclass(frozen=True)
class Opened:
    """The lists as of a day. `asking` is held by who asks: a matcher answers one thread at a time."""

    stamp: Stamp
    screener: Screener
    used: tuple[ListUsed, ...]
    gaps: tuple[NotChecked, ...]
    asking: Lock = field(default_factory=Lock)
    others: dict[str, Screener] = field(default_factory=dict)
    waiting: dict[str, deque[_Question]] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    making: Lock = field(default_factory=Lock)

    @property
    def as_of(self) -> date:
        return self.screener.opening.as_of

    def kept_once(self, what: str, make: Callable[[], Any]) -> Any:
        """What is made of these lists when it is first asked for, and kept as long as they are open."""
        with self.making:
            if what not in self.kept:
                self.kept[what] = make()
            return self.kept[what]

    def of(self, profile: str) -> Screener:
        """The screener of a profile; each has a finder of its own, as a wider one looks farther. Call with `asking` held."""
        if profile == self.screener.opening.profile:
            return self.screener
        if profile not in profiles():
            raise UsageError("no such profile", value=profile, hint=f"There are {', '.join(profiles())}")
        held = self.others.get(profile)
        if held is None:
            opening = replace(self.screener.opening, profile=profile)
            held = self.others[profile] = Screener(opening, self.screener.opened, Finder(self.screener.opened.view))
        return held

    def answer(self, row: Mapping[str, str], profile: str, most: int) -> dict[str, Any]:
        """What `offing screen --json` prints. Who comes while another asks is asked for with all who wait."""
        if profile not in profiles():
            raise UsageError("no such profile", value=profile, hint=f"There are {', '.join(profiles())}")
        own = _Question(row)
        waiting = self.waiting.setdefault(profile, deque())
        waiting.append(own)
        with self.asking:
            screener = self.of(profile)
            while own.found is None:
                some = [waiting.popleft() for _ in range(min(len(waiting), TOGETHER))]
                _ask(screener, some)
                if own.error is not None:
                    raise own.error
        return answer_dict(own.found, screener, most)

    async def answer_soon(self, row: Mapping[str, str], profile: str, most: int) -> dict[str, Any]:
        """The same for one who must not wait in line: a question takes a millisecond, less than another thread; only
        where somebody else is at the matcher is the wait put on a thread.
        """
        if self.asking.locked():
            return await run_in_threadpool(self.answer, row, profile, most)
        return self.answer(row, profile, most)

    def found(self, rows: Sequence[Mapping[str, str]], profile: str) -> list[Found]:
        """What `offing screen --batch` finds of each row."""
        with self.asking:
            return self.of(profile).find(rows)


@dataclass
class _Shelf:
    """Days that are open, and a lock for each day that is being opened."""

    days: OrderedDict[date, Opened] = field(default_factory=OrderedDict)
    opening: dict[date, Lock] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_making = Lock()


async def opened_soon(here: Served, as_of: date | None = None) -> Opened:
    """The same, without keeping other requests waiting where the lists must be opened first."""
    held = _shelf(here).days.get(as_of or here.today())
    if held is not None and held.stamp == _stamp(here):
        return held
    return await run_in_threadpool(opened_on, here, as_of)


def opened_on(here: Served, as_of: date | None = None) -> Opened:
    """The lists as of a day (today without one), opened anew where the index or a decision has changed on disk.

    Raises UsageError for a day before 1990 or after today, StoreError for a damaged index.
    """
    today = here.today()
    day = as_of or today
    if not FIRST_DAY <= day <= today:
        raise UsageError("no answer as of this day", where="as_of", value=day, hint=f"From {FIRST_DAY} to {today}")
    shelf = _shelf(here)
    stamp = _stamp(here)
    held = shelf.days.get(day)
    if held is not None and held.stamp == stamp:
        with shelf.lock, suppress(KeyError):
            shelf.days.move_to_end(day)
        return held
    with shelf.lock:
        opening = shelf.opening.setdefault(day, Lock())
    with opening:
        held = shelf.days.get(day)
        if held is None or held.stamp != stamp:
            held = _opened(here, day, stamp)
            with shelf.lock:
                shelf.days[day] = held
                shelf.days.move_to_end(day)
                while len(shelf.days) > DAYS:
                    shelf.days.popitem(last=False)
                shelf.opening.pop(day, None)
            _settle()
    return held


def lists_today(here: Served) -> tuple[ListUsed, ...]:
    """What is loaded as of today."""
    return opened_on(here).used


def is_open(here: Served) -> bool:
    """Whether today's lists are open, so that an answer need not wait."""
    return here.today() in _shelf(here).days


def warm(here: Served) -> None:
    """Open today's lists and load what the matcher needs, before the first question."""
    opened = opened_on(here)
    rows = [{"name": f"BLUE HARBOUR {i} TRADING", "type": kind} for i in range(_WARM) for kind in ("", "vessel")]
    for row in rows:
        opened.answer(row, STANDARD.name, 1)
    _settle()


def _opened(here: Served, day: date, stamp: Stamp) -> Opened:
    screener = open_screener(as_of=day, home=here.home.root)
    _ = screener.decisions
    return Opened(stamp, screener, screener.lists, tuple(lists_not_checked(screener.lists)))


def _settle() -> None:
    """What was opened is not searched for garbage again: with the lists in memory that takes a third of a second."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _shelf(here: Served) -> _Shelf:
    shelf = here.held.get("lists")
    if shelf is None:
        with _making:
            shelf = here.held.setdefault("lists", _Shelf())
    assert isinstance(shelf, _Shelf)
    return shelf


def _stamp(here: Served) -> Stamp:
    """What differs once the index, or what was decided, has changed on disk. A journal that holds nothing is none."""
    index = here.home.index
    found: list[object] = []
    for path in (index, index.with_name(index.name + "-wal"), here.home.decisions):
        try:
            told = path.stat()
        except OSError:
            found.append(None)
            continue
        found.append((told.st_mtime_ns, told.st_size) if told.st_size else None)
    return tuple(found)
