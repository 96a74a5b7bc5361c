"""`offing account`: who may use the desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from offing.cli.options import home_option, json_option, print_json
from offing.cli.serve import URL
from offing.desk.accounts import ROLES, add_account, all_accounts, set_account
from offing.desk.store import Store, open_store
from offing.errors import UsageError
from offing.settings import Home

BY = "command line"
"""The actor of what is done to accounts here: whoever may write to the home."""


@click.group()
def account() -> None:
    """Accounts of the desk: add one, list them, set a password or a role."""


@account.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), default="reviewer", show_default=True, help="What the account may do."
)
@home_option
@click.pass_obj
def add(home: Path, name: str, role: str, home_here: Path | None) -> None:
    """Add an account; the password is asked for, or read from standard input where that is no terminal."""
    password = _password()
    with desk(home_here or home) as store, store.writing() as db:
        made = add_account(db, name, role, password, at=datetime.now(UTC), by=BY)
    click.echo(f"{made.name}: {made.role}")


@account.command("list")
@home_option
@json_option
@click.pass_obj
def list_(home: Path, home_here: Path | None, as_json: bool) -> None:
    """Every account, its role, and whether it is in use."""
    with desk(home_here or home) as store, store.reading() as db:
        found = all_accounts(db)
    if as_json:
        print_json({"accounts": [{"id": a.id, "name": a.name, "role": a.role, "active": a.active} for a in found]})
        return
    for one in found:
        click.echo(f"{one.name}: {one.role}{'' if one.active else ', out of use'}")
    if not found:
        click.echo("the desk has no account")


@account.command("set")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default=None)
@click.option("--active/--inactive", default=None)
@click.option("--password", "anew", is_flag=True, help="Ask for a new password.")
@home_option
@click.pass_obj
def set_(home: Path, name: str, role: str | None, active: bool | None, anew: bool, home_here: Path | None) -> None:
    """Change a role or a password, or take an account out of use. Its sessions end."""
    password = _password() if anew else ""
    with desk(home_here or home) as store, store.writing() as db:
        held = next((a for a in all_accounts(db) if a.name.lower() == name.lower()), None)
        if held is None:
            raise UsageError("no such account", value=name, hint="`offing account list` names them")
        now = set_account(
            db, held.id, at=datetime.now(UTC), by=BY, role=role or "", active=active, password=password
        )  # fmt: skip
    click.echo(f"{now.name}: {now.role}{'' if now.active else ', out of use'}")


@contextmanager
def desk(home: Path) -> Iterator[Store]:
    """The desk of a home, open as long as it is needed."""
    store = open_store(Home(home).desk, os.environ.get(URL, ""))
    try:
        yield store
    finally:
        store.close()


def _password() -> str:
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")
