"""The command line: data to stdout or to the file named, progress and log lines to stderr. The clock is read here only."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click
from rich.console import Console

from offing.cli.decide import decide, decisions
from offing.cli.explain import checks, explain
from offing.cli.lists import lists, update, verify
from offing.cli.review import demo, review
from offing.cli.screen import screen
from offing.cli.tracks import tracks
from offing.errors import OffingError
from offing.settings import default_home


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
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


for command in (demo, review, screen, tracks, decide, decisions, lists, update, verify, explain, checks):
    cli.add_command(command)


def _terminated(*_: object) -> None:
    raise SystemExit(143)  # unwinds as an interrupt does: workers end, half-written files go


def main() -> None:
    """Run the command line. Every failure Offing can name is one message and its exit code; no traceback."""
    stderr = Console(stderr=True, highlight=False, soft_wrap=True)
    if hasattr(signal, "SIGPIPE"):
        # `| head` ends us quietly, never with an exit code that says "findings"
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except OffingError as error:
        stderr.print("[bold red]offing:[/bold red] ", end="")
        stderr.print(str(error), markup=False)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        stderr.print("stopped")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        os._exit(0)  # whoever reads has gone: nothing is left to flush
    except OSError as error:
        stderr.print(
            f"offing: {error.strerror or error}{f': {error.filename}' if error.filename else ''}", markup=False
        )
        sys.exit(2)
    except Exception as error:
        if os.environ.get("OFFING_DEBUG"):
            raise
        stderr.print(
            f"offing: a fault of Offing's own ({type(error).__name__}: {error}). OFFING_DEBUG=1 shows where; please report it.",
            markup=False,
        )
        sys.exit(3)
