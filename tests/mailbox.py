"""A mail server on this machine, good or bad: it keeps what it is sent, and answers as it is told to."""

from __future__ import annotations

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """What came: the letters as bytes, and every line that was said to the server."""

    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    calls: int = 0


@contextmanager
def mailbox(
    answers: Mapping[str, str] | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    drip_s: float = 0.0,
    bad_calls: int = 10**9,
) -> Iterator[Box]:
    """`answers` are said in place of the good ones, by the first word of a line (`HELLO` for the greeting), to the first
    `bad_calls` connections. `drip_s` is the pause before each byte of the greeting."""
    box = Box()
    said = dict(answers or {})

    class Talk(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            box.calls += 1
            bad = said if box.calls <= bad_calls else {}
            line = self.request.makefile("rb")
            greeting = bad.get("HELLO", "220 here") + "\r\n"
            for byte in greeting.encode():
                time.sleep(drip_s)
                self.request.sendall(bytes([byte]))
            while text := line.readline():
                word = text.decode("latin-1").strip()
                box.lines.append(word)
                verb = word.split(" ")[0].split(":")[0].upper()
                more = "250-STARTTLS\r\n" if tls else ""
                good = {
                    "EHLO": f"250-here\r\n{more}250 AUTH PLAIN",
                    "DATA": "354 go on",
                    "QUIT": "221 bye",
                    "AUTH": "235 in",
                }
                answer = bad.get(verb, "220 now" if verb == "STARTTLS" and tls else good.get(verb, "250 ok"))
                self.request.sendall(answer.encode() + b"\r\n")
                if verb == "STARTTLS" and tls and answer.startswith("220"):
                    self.request = tls.wrap_socket(self.request, server_side=True)
                    line = self.request.makefile("rb")
                if verb == "DATA" and answer.startswith("354"):
                    letter = b""
                    while (text := line.readline()) not in (b".\r\n", b""):
                        letter += text
                    box.letters.append(letter)
                    self.request.sendall(bad.get("END", "250 kept").encode() + b"\r\n")
                if verb == "QUIT":
                    return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """Whoever called has gone: nothing to say."""

    with Server(("127.0.0.1", 0), Talk) as server:
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield box
        finally:
            server.shutdown()
