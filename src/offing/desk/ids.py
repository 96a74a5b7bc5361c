"""Names of things that the desk makes: random, so that none can be guessed from another."""

from __future__ import annotations

import secrets


def fresh() -> str:
    """16 hexadecimal digits."""
    return secrets.token_hex(8)
