"""Users who ask over HTTP: each keeps a connection open, waits about so long, asks, and notes how long the answer took."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Told:
    """Seconds that each answer took, and what came instead of answers: the status or the fault, how often."""

    took: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    bytes: int = 0

    def share(self, part: float) -> float:
        """The time within which that part of all answers came, in milliseconds."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else float("nan")


Make = Callable[[random.Random], tuple[str, str, bytes]]
"""What a user asks next: method, path, body."""


def asked(port: int, make: Make, headers: dict[str, str], *, users: int, seconds: float, every: float) -> Told:
    """`users` at once for `seconds`, each some `every` seconds after its last answer."""
    return asyncio.run(_all(port, make, headers, users, seconds, every))


async def _all(port: int, make: Make, headers: dict[str, str], users: int, seconds: float, every: float) -> Told:
    told = Told()
    end = time.perf_counter() + seconds
    await asyncio.gather(*(_user(n, port, make, headers, end, every, told) for n in range(users)))
    return told


async def _user(n: int, port: int, make: Make, headers: dict[str, str], end: float, every: float, told: Told) -> None:
    chance = random.Random(n)  # noqa: S311
    await asyncio.sleep(chance.random() * every)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    fixed = "".join(f"{k}: {v}\r\n" for k, v in {"host": "127.0.0.1", **headers}.items())
    while time.perf_counter() < end:
        method, path, body = make(chance)
        head = (
            f"{method} {path} HTTP/1.1\r\n{fixed}content-length: {len(body)}\r\ncontent-type: application/json\r\n\r\n"
        )
        begun = time.perf_counter()
        try:
            writer.write(head.encode() + body)
            status, size = await _answer(reader)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            told.errors[type(error).__name__] = told.errors.get(type(error).__name__, 0) + 1
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        if status == 200:
            told.took.append(time.perf_counter() - begun)
            told.bytes += size
        else:
            told.errors[str(status)] = told.errors.get(str(status), 0) + 1
        await asyncio.sleep(every * (0.5 + chance.random()))
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Status and size of one answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    told = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
    if told.get("transfer-encoding") == "chunked":
        size = 0
        while length := int(await reader.readline(), 16):
            await reader.readexactly(length + 2)
            size += length
        await reader.readline()
    else:
        size = int(told["content-length"])
        await reader.readexactly(size)
    return int(head[0].split()[1]), size
