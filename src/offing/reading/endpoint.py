"""An endpoint that the user names, in the manner of OpenAI's chat completions: one question, one answer."""

from __future__ import annotations

import http.client
import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from offing.errors import MalformedSource, UsageError

TIMEOUT_S = 120.0
MOST_BYTES = 4_000_000
"""Of an answer."""
PATH = "/chat/completions"


def ask(url: str, model: str, messages: Sequence[dict[str, str]], key: str = "") -> str:
    """The text of the answer. `url` is that of the API (`http://localhost:8080/v1`); redirects are not followed.

    Raises UsageError for an address that is none, MalformedSource where no answer comes that can be read. The key is in
    no error.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("no address of an endpoint", value=url[:200], hint="Such as http://localhost:8080/v1")
    body = json.dumps({"model": model, "messages": list(messages), "temperature": 0, "stream": False}).encode()
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    try:
        connection = kind(parts.hostname, parts.port, timeout=TIMEOUT_S)
        try:
            connection.request("POST", parts.path.rstrip("/") + PATH, body, headers)
            response = connection.getresponse()
            content = response.read(MOST_BYTES + 1)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise MalformedSource(
            "the model's endpoint gives no answer", where=where, value=type(error).__name__
        ) from error
    if response.status != 200 or len(content) > MOST_BYTES:
        raise MalformedSource(
            "the model's endpoint refuses", where=where, value=f"{response.status}, {len(content):,} bytes"
        )
    try:
        return str(json.loads(content)["choices"][0]["message"]["content"] or "")
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise MalformedSource(
            "the model's answer cannot be read", where=where, value=content[:80].decode("utf-8", "replace")
        ) from error
