"""`offing mcp`: the lists as tools for a model, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from offing.cli.options import home_option, today
from offing.errors import UsageError
from offing.settings import Home


@click.command()
@home_option
@click.pass_obj
def mcp(home: Path, home_here: Path | None) -> None:
    """Tools for a model over the Model Context Protocol (stdio): screen, vessel, lists, changes, checks, explain.

    They read and write nothing. Needs the extra: pip install 'offing[mcp]'.
    """
    try:
        from offing.serve.tools import tool_server
    except ImportError as error:
        if (error.name or "").split(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise UsageError("the tools need the package mcp, 2.0 or later", hint="pip install 'offing[mcp]'") from error
    tool_server(Home(home_here or home), today).run("stdio")
