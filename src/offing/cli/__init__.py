"""The command line: data to stdout or to the file named, progress and log lines to stderr. The clock is read here only."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from offing.errors import OffingError
from offing.settings import default_home

if TYPE_CHECKING:
    from rich.console import Console

_HOMES = {
    "demo": "review",
    "review": "review",
    "screen": "screen",
    "read": "read",
    "tracks": "tracks",
    "decide": "decide",
    "decisions": "decide",
    "lists": "lists",
    "changes": "changes",
    "update": "update",
    "watch": "watch",
    "serve": "serve",
    "mcp": "mcp",
    "account": "account",
    "case": "case",
    "replay": "replay",
    "desk": "desk",
    "verify": "verify",
    "vessel": "vessel",
    "explain": "explain",
    "checks": "explain",
}
"""Each command with the module of this package in which it stands."""


class _Commands:
    """The commands by name, as click looks them up; a command's module is read when it is called or its help is asked for."""

    def __iter__(self) -> Iterator[str]:
        return iter(_HOMES)

    def __len__(self) -> int:
        return len(_HOMES)

    def __contains__(self, name: object) -> bool:
        return name in _HOMES

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = getattr(import_module(f"offing.cli.{_HOMES[name]}"), name)
        return command

    def items(self) -> list[tuple[str, click.Command]]:
        return [(name, self[name]) for name in _HOMES]

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in _HOMES else default


@click.group(
    commands=cast(MutableMapping[str, click.Command], _Commands()),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where snapshots and the index live (or OFFING_HOME).",
)
@click.version_option(package_name="offing")
@click.pass_context
def cli(context: click.Context, home: Path | None) -> None:
    """Review your own book against sanctions lists, rules and advisories: by date, with evidence, never a verdict."""
    context.obj = home or default_home(dict(os.environ), Path.home()).root


def _terminated(*_: object) -> None:
    raise SystemExit(143)  # unwinds as an interrupt does: workers end, half-written files go


_SELDOM = 200_000
"""New objects between two searches for rings of them: lists are read into many objects, of which few are in a ring."""


def _stderr() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line. Every failure Offing can name is one message and its exit code; no traceback."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # Our products are small: more threads only wait for each other.
    gc.set_threshold(_SELDOM)
    if hasattr(signal, "SIGPIPE"):
        # `| head` ends us quietly, never with an exit code that says "findings"
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except OffingError as error:
        stderr = _stderr()
        stderr.print("[bold red]offing:[/bold red] ", end="")
        stderr.print(str(error), markup=False)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _stderr().print("stopped")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        os._exit(0)  # whoever reads has gone: nothing is left to flush
    except OSError as error:
        _stderr().print(
            f"offing: {error.strerror or error}{f': {error.filename}' if error.filename else ''}", markup=False
        )
        sys.exit(2)
    except Exception as error:
        if os.environ.get("OFFING_DEBUG"):
            raise
        _stderr().print(
            f"offing: a fault of Offing's own ({type(error).__name__}: {error}). OFFING_DEBUG=1 shows where; please report it.",
            markup=False,
        )
        sys.exit(3)
