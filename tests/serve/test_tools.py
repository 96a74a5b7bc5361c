"""`offing mcp` as a model's client uses it: its tools look, say what was not checked, and write nothing."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters, stdio_client

from tests.cli.test_verbs import run
from tests.serve.lists import with_lists


def text_of(result: Any) -> str:
    return "".join(block.text for block in result.content)


def files_in(home: Path) -> dict[str, int]:
    """Every file and its size; what is made ready for look-ups may come and go."""
    return {
        str(f.relative_to(home)): f.stat().st_size
        for f in home.rglob("*")
        if f.is_file() and "ready" not in f.parts and not f.name.endswith(("-shm", "-wal"))
    }


def test_the_tools_answer_what_the_verbs_print_and_write_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with_lists(home, tmp_path)
    before = files_in(home)
    wanted = {
        "screen": run("screen", "DALIAN HAIBO", "--json", home=home).data,
        "vessel": run("vessel", "9362059", "--json", home=home).data,
        "lists": run("lists", "--json", home=home).data,
        "changes": run("changes", "--json", home=home).data["changes"],
        "explain": run("explain", "listed_vessel", "--json", home=home).data,
    }

    async def asked() -> None:
        parameters = StdioServerParameters(
            command=sys.executable, args=["-m", "offing", "--home", str(home), "mcp"], env=dict(os.environ)
        )
        async with Client(stdio_client(parameters)) as client:
            tools = (await client.list_tools()).tools
            assert {t.name for t in tools} == {"screen", "vessel", "lists", "changes", "checks", "explain"}
            assert all(t.annotations and t.annotations.read_only_hint and t.description for t in tools)

            async def told(tool: str, **words: str) -> Any:
                result = await client.call_tool(tool, words)
                assert not result.is_error, text_of(result)
                return json.loads(text_of(result))

            assert await told("screen", name="DALIAN HAIBO") == wanted["screen"]
            assert wanted["screen"]["not_checked"], "an answer says what was not looked at"
            assert await told("vessel", imo_or_name="9362059") == wanted["vessel"]
            assert await told("lists") == wanted["lists"]
            assert (await told("changes", dataset="us_ofac_sdn"))["changes"] == wanted["changes"]
            assert {c["id"] for c in (await told("checks"))["checks"]} > {"listed_vessel", "ownership_50"}
            assert await told("explain", check="listed_vessel") == wanted["explain"]
            for tool, words, why in (
                ("screen", {}, "nothing was asked"),
                ("screen", {"name": "X", "as_of": "tomorrow"}, "2019-03-22"),
                ("explain", {"check": "no_such"}, "no such check"),
                ("changes", {"dataset": "no_such"}, "no list is called"),
            ):
                result = await client.call_tool(tool, words)
                assert result.is_error
                assert why in text_of(result)

    asyncio.run(asked())
    assert files_in(home) == before
