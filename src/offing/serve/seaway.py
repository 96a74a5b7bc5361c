"""What the page's map and timeline draw of each ship of a book, as plain data."""

from __future__ import annotations

from typing import Any

from offing.review.examined import Examined


def ships_of(examined: Examined) -> list[dict[str, Any]]:
    """`[{key, imo, mmsi, name, body}]`, one for each ship of the book that has an IMO number or was heard."""
    return []
