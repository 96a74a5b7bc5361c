"""What every request may reach: the home, the desk's store, the clock, and the lists as they are open now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from fastapi import Request

from offing.desk.store import Store
from offing.serve.issuer import Issuer
from offing.settings import Home


@dataclass(frozen=True)
class Served:
    """`clock` gives an aware time. `secure`: behind HTTPS, so that cookies are sent over it alone. `open_screening`: programs
    on this machine may screen without a key. `most_bytes` is the largest body of a request.
    """

    home: Home
    store: Store
    clock: Callable[[], datetime]
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    secure: bool = False
    open_screening: bool = False
    most_bytes: int = 256 * 1024 * 1024
    issuer: Issuer | None = None
    """Who else may say who somebody is; nobody, unless told."""
    held: dict[str, Any] = field(default_factory=dict)
    """What a process keeps open between requests, by name; nothing that may not be lost."""

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().date()


def served(request: Request) -> Served:
    found = request.app.state.served
    assert isinstance(found, Served)
    return found
