"""A publisher on this machine: a server that plays back a script of answers, good and bad, one for each request."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Play = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers with the next play of the script; the last is played again and again."""

    protocol_version = "HTTP/1.1"
    script: list[Play]
    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        asked = dict(self.headers.items()) | {"path": self.path}
        self.asked.append(asked)
        play = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        play(self)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


class Server(ThreadingHTTPServer):
    """One that says nothing of readers who hang up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def publisher(*script: Play) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The address of a server that plays the script, and what it was asked, as it comes."""
    asked: list[dict[str, str]] = []
    made = type("Playing", (Handler,), {"script": list(script), "asked": asked})
    server = Server(("127.0.0.1", 0), made)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def whole(body: bytes, etag: str = '"1"', **more: str) -> Play:
    """The file; with an ETag, not at all where it is held, and from the middle where that is asked for."""

    def play(handler: Handler) -> None:
        if etag and handler.headers.get("If-None-Match") == etag:
            handler.head(304, ETag=etag)
            return
        begins = handler.headers.get("Range", "")
        if etag and begins and handler.headers.get("If-Range") == etag:
            at = int(begins.removeprefix("bytes=").removesuffix("-"))
            rest = body[at:]
            span = f"bytes {at}-{len(body) - 1}/{len(body)}"
            handler.head(206, ETag=etag, Content_Length=str(len(rest)), Content_Range=span, **more)
            handler.wfile.write(rest)
            return
        headers = {"ETag": etag} if etag else {}
        handler.head(200, Content_Length=str(len(body)), **headers, **more)
        handler.wfile.write(body)

    return play


def cut(body: bytes, at: int, etag: str = '"1"') -> Play:
    """The beginning of the file, announced as the whole; then the line breaks."""

    def play(handler: Handler) -> None:
        headers = {"ETag": etag} if etag else {}
        handler.head(200, Content_Length=str(len(body)), **headers)
        handler.wfile.write(body[:at])
        handler.wfile.flush()
        handler.close_connection = True

    return play


def status(code: int, body: bytes = b"", **headers: str) -> Play:
    def play(handler: Handler) -> None:
        handler.head(code, Content_Length=str(len(body)), **headers)
        handler.wfile.write(body)

    return play


def silent(seconds: float) -> Play:
    """Nothing for so long."""

    def play(handler: Handler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return play


def dripping(body: bytes, pause_s: float) -> Play:
    """A byte at a time."""

    def play(handler: Handler) -> None:
        handler.head(200, Content_Length=str(len(body)), ETag='"1"')
        try:
            for byte in body:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(pause_s)
        except OSError:
            return

    return play


def hangs_up() -> Play:
    def play(handler: Handler) -> None:
        handler.close_connection = True
        handler.connection.close()

    return play


def page(body: bytes) -> Play:
    """What is no list, given with all good signs."""
    return whole(body, etag='"page"', Content_Type="text/html")


def files(held: Mapping[str, bytes]) -> Play:
    """Files by path, as they are held when they are asked for; what is not there is not found."""

    def play(handler: Handler) -> None:
        body = held.get(handler.path)
        if body is None:
            status(404, b"<html>not found</html>")(handler)
        else:
            whole(body, f'"{hashlib.sha256(body).hexdigest()[:12]}"')(handler)

    return play


def of(held: Mapping[str, bytes], fault: Play) -> Play:
    """The fault for every file that is there, not found for the others."""

    def play(handler: Handler) -> None:
        (fault if handler.path in held else status(404))(handler)

    return play
