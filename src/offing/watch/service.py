"""Watch as a service: a round, a rest, a round, until it is stopped. Clock and sleep come from outside."""

from __future__ import annotations

import re
from collections.abc import Callable

from offing.errors import OffingError, UsageError

_SPAN = re.compile(r"(\d{1,6})\s?(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORTEST_S, _LONGEST_S = 60.0, 31 * 86400.0


def seconds_of(text: str) -> float:
    """`6h`, `90m`, `1d` → seconds. Raises UsageError for what is no span, or is shorter than a minute or longer than 31 days."""
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None:
        raise UsageError("not a span of time", value=text, hint="Write it as 6h, 90m or 1d")
    seconds = float(int(found[1]) * _SECONDS[found[2]])
    if not _SHORTEST_S <= seconds <= _LONGEST_S:
        raise UsageError("a round comes at least once in 31 days and at most once in a minute", value=text)
    return seconds


def serve(
    one_round: Callable[[], None], every_s: float, now: Callable[[], float], sleep: Callable[[float], None],
    told: Callable[[str], None],
) -> None:  # fmt: skip
    """Rounds begun `every_s` apart by `now`, or as soon as one that took longer is done. What goes wrong in a round is told, and
    the next comes all the same. Ends when `one_round` or `sleep` raises anything that is no OffingError or OSError."""
    while True:
        begun = now()
        try:
            one_round()
        except (OffingError, OSError) as error:
            told(str(error))
        sleep(max(0.0, begun + every_s - now()))
