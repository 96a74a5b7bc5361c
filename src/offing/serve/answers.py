"""Answers as JSON that is made once and never refused for what a text holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response

_MEDIA = "application/json"
_KEPT_NOWHERE = {"cache-control": "no-store"}


def answered(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The body as it is: its shape is checked by tests against the types that document it. A lone surrogate becomes `?`."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written(text.encode("utf-8", "replace"), status, headers)


def written(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON that is written already."""
    return Response(body, status, {**_KEPT_NOWHERE, **(headers or {})}, _MEDIA)
