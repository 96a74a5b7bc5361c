"""What every request passes: its host, its size, its pace; and the headers that every answer carries."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
SIGN_INS_A_MINUTE = 20
"""Tries to sign in from one address within a minute; the accounts themselves lock after fewer."""
_ADDRESSES = 10_000


class _TooLarge(Exception):  # inner: ends the reading of a body
    pass


def guard(
    app: App,
    *,
    hosts: tuple[str, ...],
    most_bytes: int,
    secure: bool,
    note: Callable[[str, str], None] = lambda why, path: None,
    clock: Callable[[], float] = time.monotonic,
) -> App:
    """An ASGI application that refuses before `app` sees a request: a host that is not ours (421), a form of another site (403),
    a body over `most_bytes` (413), too many tries to sign in (429). `note` is told of each, with the path.
    """
    tries: OrderedDict[str, list[float]] = OrderedDict()
    allowed = {h.lower() for h in hosts}
    more = (*_HEADERS, *(((b"strict-transport-security", b"max-age=31536000"),) if secure else ()))

    async def refuse(scope: Scope, send: Send, status: int, why: str, *also: tuple[bytes, bytes]) -> None:
        note(why, scope["path"][:300])
        await _refuse(send, status, why, (*more, *also))

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = {k.lower(): v for k, v in scope["headers"]}
        if "*" not in allowed and _host(headers.get(b"host", b"")) not in allowed:
            await refuse(scope, send, 421, "this host is not served here")
            return
        origin = headers.get(b"origin", b"").lower()
        if (
            origin
            and scope["method"] not in _LOOKS
            and origin.rpartition(b"//")[2] != headers.get(b"host", b"").lower()
        ):
            await refuse(scope, send, 403, "the request is from another site")
            return
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length) > most_bytes:
            await refuse(scope, send, 413, f"a request has at most {most_bytes:,} bytes")
            return
        if (
            scope["method"] == "POST"
            and scope["path"] in ("/login", "/api/login")
            and _hasty(tries, _address(scope), clock())
        ):
            await refuse(scope, send, 429, "too many tries to sign in; wait a minute", (b"retry-after", b"60"))
            return
        seen, begun, over = 0, False, False

        async def counted() -> Message:
            nonlocal seen, over
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most_bytes:
                over = True
                raise _TooLarge
            return message

        async def answered(message: Message) -> None:
            nonlocal begun
            if over and not begun:
                return  # what the application makes of a body that was cut off
            if message["type"] == "http.response.start":
                begun = True
                own = {k.lower() for k, _ in message.get("headers", [])}
                message["headers"] = [*message.get("headers", []), *(h for h in more if h[0] not in own)]
            await send(message)

        with suppress(_TooLarge):
            await app(scope, counted, answered)
        if over and not begun:
            await refuse(scope, send, 413, f"a request has at most {most_bytes:,} bytes")

    return guarded


def _host(value: bytes) -> str:
    name = value.decode("latin-1").lower()
    return name.split("]")[0] + "]" if name.startswith("[") else name.split(":")[0]


def _address(scope: Scope) -> str:
    return scope["client"][0] if scope.get("client") else ""


def _hasty(tries: OrderedDict[str, list[float]], address: str, now: float) -> bool:
    recent = [t for t in tries.pop(address, []) if now - t < 60.0]
    hasty = len(recent) >= SIGN_INS_A_MINUTE
    tries[address] = recent if hasty else [*recent, now]
    while len(tries) > _ADDRESSES:
        tries.popitem(last=False)
    return hasty


async def _refuse(send: Send, status: int, why: str, headers: tuple[tuple[bytes, bytes], ...]) -> None:
    body = f'{{"detail":"{why}"}}'.encode()
    kinds = (
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    )
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *kinds]})
    await send({"type": "http.response.body", "body": body})
