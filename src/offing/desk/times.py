"""Times as the desk keeps them: ISO 8601 in UTC to the microsecond, so that text sorts as time does."""

from __future__ import annotations

from datetime import UTC, datetime

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def instant(at: datetime) -> str:
    """`2026-11-22T09:30:00.000000Z`; raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC).strftime(_FORM)


def moment(text: str) -> datetime:
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
