"""The lists as they are open in this process: opened once a day and version, shared by all requests."""

from __future__ import annotations

from threading import Lock

from offing.answer import lists_used
from offing.build import open_lists
from offing.review.result import ListUsed
from offing.serve.served import Served

_opening = Lock()


def lists_today(here: Served) -> tuple[ListUsed, ...]:
    """What is loaded as of today; opened anew where the index has changed on disk."""
    index = here.home.index
    stamp = (here.today(), index.stat().st_mtime_ns if index.exists() else 0)
    with _opening:
        held = here.held.get("lists")
        if held is None or held[0] != stamp:
            held = (stamp, tuple(lists_used(open_lists(here.home, here.today()), here.today())))
            here.held["lists"] = held
    found: tuple[ListUsed, ...] = held[1]
    return found
