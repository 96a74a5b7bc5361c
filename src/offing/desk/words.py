"""Text as both databases can keep it: PostgreSQL holds no NUL, and neither holds half of a surrogate pair."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.types import Text, TypeDecorator

_UNHELD = re.compile("[\0\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """`Text` in which what cannot be held stands as the sign that says so: NUL as U+2400, a lone surrogate as U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return held(value) if isinstance(value, str) else value

    def process_literal_param(self, value: Any, dialect: Any) -> Any:
        return self.process_bind_param(value, dialect)


def held(text: str) -> str:
    """A text as it stands once it is kept."""
    return _UNHELD.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    return "\u2400" if found[0] == "\0" else "\ufffd"
