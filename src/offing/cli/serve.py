"""`offing serve`: the desk's page and API, on this machine."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import click

from offing.cli.options import home_option
from offing.errors import UsageError
from offing.settings import Home

URL = "OFFING_DESK_URL"
"""Names the PostgreSQL database of a team; without it the desk is a file in the home."""
SECRET = "OFFING_OIDC_SECRET"  # noqa: S105 - the name of a setting
_HERE = ("127.0.0.1", "localhost", "::1")
_WAITING = 256


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; other than this machine needs --allow."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8700, show_default=True, help="0 takes any that is free."
)
@click.option(
    "--allow", "allowed", multiple=True, metavar="HOST", help="A name by which browsers may ask for the page."
)
@click.option("--https", "secure", is_flag=True, help="A proxy in front speaks HTTPS: cookies are sent over it alone.")
@click.option(
    "--oidc",
    "oidc",
    metavar="ISSUER",
    default="",
    help="Sign in through this OpenID Connect issuer too (offing[oidc]).",
)
@click.option(
    "--oidc-client", default="", help="The desk's name at the issuer; its secret is read from OFFING_OIDC_SECRET."
)
@click.option(
    "--oidc-back", default="", metavar="URL", help="The desk's own address, as browsers and the issuer know it."
)
@click.option("--oidc-claim", default="groups", show_default=True, help="The claim that says what somebody may do.")
@click.option(
    "--oidc-role", "roles", multiple=True, metavar="VALUE=ROLE", help="Whom a value of the claim makes; any number."
)
@click.option("--open-screening", is_flag=True, help="Programs may screen without a key.")
@home_option
@click.pass_obj
def serve(
    home: Path,
    host: str,
    port: int,
    allowed: tuple[str, ...],
    secure: bool,
    oidc: str,
    oidc_client: str,
    oidc_back: str,
    oidc_claim: str,
    roles: tuple[str, ...],
    open_screening: bool,
    home_here: Path | None,
) -> None:
    """The page and the HTTP API, at http://127.0.0.1:8700.

    Accounts are made with `offing account add`. The desk is kept in the home, or where OFFING_DESK_URL names a PostgreSQL
    database. No page asks any other machine for anything.
    """
    import uvicorn

    from offing.desk.store import open_store
    from offing.serve.app import application
    from offing.serve.served import Served

    if host not in _HERE and not allowed:
        raise UsageError(
            "say by which names browsers may ask", where="--host", value=host, hint="--allow desk.example.org"
        )
    issuer = None
    if oidc:
        from offing.serve.issuer import Issuer

        told = {value: role for value, _, role in (r.rpartition("=") for r in roles)}
        issuer = Issuer(oidc, oidc_client, oidc_back, oidc_claim, told, os.environ.get(SECRET, ""))
    kept = Home(home_here or home)
    store = open_store(kept.desk, os.environ.get(URL, ""))
    hosts = ("127.0.0.1", "localhost", "[::1]", *allowed)
    here = Served(kept, store, lambda: datetime.now(UTC), hosts, secure, open_screening, issuer=issuer)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named as TCP: else answers wait up to 40 ms for the other side's acknowledgement
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_WAITING)
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Offing is at http://{shown}:{listening.getsockname()[1]}", err=True)
        config = uvicorn.Config(
            application(here), log_level="warning", server_header=False, proxy_headers=secure, access_log=False
        )
        uvicorn.Server(config).run(sockets=[listening])
