"""The API's document: made from the types, with the ways to say who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

OPEN = ("/healthz", "/readyz", "/api/login")
"""Paths that answer without a key or a session."""
_SCHEMES = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key made at the desk: `Authorization: Bearer offing_…` (or `ApiKey offing_…`).",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "offing_session",
        "description": "A browser's session; what changes something also needs its word in `x-csrf-token`.",
    },
}


def documented(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What `/openapi.json` answers, made once."""

    def told() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                openapi_version="3.1.0",
            )
            made.setdefault("components", {})["securitySchemes"] = _SCHEMES
            for path, operations in made["paths"].items():
                for operation in operations.values():
                    operation["security"] = [] if path in OPEN else [{"key": []}, {"session": []}]
            app.openapi_schema = made
        return app.openapi_schema

    return told
