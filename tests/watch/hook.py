"""Whoever takes webhooks, on this machine: answers each POST with the next play of a script, and keeps what it was sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer

from tests.publisher import Handler, Play


@dataclass(frozen=True)
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes


@contextmanager
def hook(*script: Play) -> Iterator[tuple[str, list[Posted]]]:
    """Its address, and what came."""
    posted: list[Posted] = []
    left = list(script)

    def take(handler: Handler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", "0")))
        posted.append(Posted(handler.path, dict(handler.headers.items()), body))
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    made = type("Taking", (Handler,), {"do_POST": take, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), made)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/in?token=SECRETPATH", posted
    finally:
        server.shutdown()
        server.server_close()
