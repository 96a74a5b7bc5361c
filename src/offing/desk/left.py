"""What is left of a state when a person is erased from it: what was decided and its proof, none of the words.

A value is left for what it can only be: a number, a truth, a time, an id, a hash, or a code under a key of codes.
"""

from __future__ import annotations

import re
from typing import Any

_CODED = frozenset({"disposition", "reason", "state", "was", "kind", "role"})
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_HASH = re.compile(r"[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+Z)?")


def left_of(state: Any) -> dict[str, Any]:
    """The fields of a state that are no free text; {} of what has none."""
    left = _left("", state)
    return left if isinstance(left, dict) else {}


def _left(key: str, value: Any) -> Any:
    """None where nothing is left."""
    if isinstance(value, dict):
        inner = {k: _left(k, v) for k, v in value.items()}
        return {k: v for k, v in inner.items() if v is not None} or None
    if isinstance(value, list):
        return [one for one in (_left(key, v) for v in value) if one is not None] or None
    if isinstance(value, str):
        proof = _HASH.fullmatch(value) or _TIME.fullmatch(value)
        return value if proof or (key in _CODED and _CODE.fullmatch(value)) else None
    return value
