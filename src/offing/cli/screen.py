"""`offing screen`: one name, or a file of them, against the lists."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from offing.answer import lists_used, screen_rows
from offing.book.grids import read_grids
from offing.book.model import Book, Row
from offing.build import open_lists
from offing.cli.options import as_of_option, home_option, json_option, lists_option, print_json
from offing.errors import UsageError
from offing.settings import Home

_COLUMNS = ("id", "name", "type", "imo", "mmsi", "call_sign", "flag", "country", "born", "other_ids")
_OUT = ("id", "name", "dataset", "entry", "matched_name", "strength", "type", "rung", "authority", "from", "to", "why")


@click.command()
@click.argument("name", required=False)
@click.option("--type", "kind", type=click.Choice(["vessel", "company", "person", "organisation"]), default=None)
@click.option("--imo", default="")
@click.option("--mmsi", default="")
@click.option("--call-sign", default="")
@click.option("--flag", default="")
@click.option("--country", default="")
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A CSV or Parquet file of queries."
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the batch answer goes (CSV).")
@as_of_option
@lists_option
@home_option
@json_option
@click.pass_obj
def screen(
    home: Path, name: str | None, kind: str | None, imo: str, mmsi: str, call_sign: str, flag: str, country: str, batch: Path | None,
    out: Path | None, as_of: date, own: Path | None, home_here: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Look NAME (or a file of names) up on the lists, with the parts that agree and what speaks against."""
    if (name is None and not imo) == (batch is None):
        raise UsageError(
            "name one thing or a --batch file",
            hint="offing screen 'DALIAN HAIBO' or offing screen --batch IN.csv -o OUT.csv",
        )
    opened = open_lists(Home(home_here or home), as_of, [own] if own else [])
    query = {
        "id": "",
        "name": name or "",
        "type": kind or "",
        "imo": imo,
        "mmsi": mmsi,
        "call_sign": call_sign,
        "flag": flag,
        "country": country,
    }
    rows = list(_batch_rows(batch)) if batch else [_row(2, query)]
    answers = screen_rows(Book("screen", tuple(rows), {}), opened, as_of)
    if batch is not None:
        _write_batch(rows, answers, out, as_json)
        return
    body = {"query": {k: v for k, v in query.items() if v}, "matches": answers[0]}
    if as_json:
        print_json(body)
        return
    console = Console(highlight=False)
    for match in answers[0]:
        console.print(f"{match['strength']}: {match['name']} ({match['type']}) — {match['why']}", markup=False)
    if not answers[0]:
        lists = ", ".join(f"{x.dataset} {x.version}" for x in lists_used(opened, as_of) if x.version)
        console.print(f"no entry found in [{lists}]", markup=False)


def _row(number: int, cells: dict[str, str]) -> Row:
    """A query as a row of the sheet that its type belongs to."""
    ship = cells.get("type", "").casefold() in ("vessel", "ship") or (
        not cells.get("type") and bool(cells.get("imo") or cells.get("mmsi"))
    )
    texts = {k: v.strip() for k, v in cells.items() if v and v.strip()}
    return Row("vessels" if ship else "parties", number, "query", texts)


def _batch_rows(path: Path) -> Iterator[Row]:
    grid = read_grids(path)[0]
    if not grid.rows:
        return
    header = [h.strip().casefold().replace(" ", "_") for h in grid.rows[0][1]]
    if "name" not in header and "imo" not in header:
        raise UsageError(
            "the batch has neither a name nor an imo column",
            where=path.name,
            value=", ".join(header)[:200],
            hint=f"Columns: {', '.join(_COLUMNS)}",
        )
    for number, cells in grid.rows[1:]:
        if any(c.strip() for c in cells):
            yield _row(number, {h: c for h, c in zip(header, cells, strict=False) if h in _COLUMNS})


def _write_batch(rows: list[Row], answers: list[list[dict[str, Any]]], out: Path | None, as_json: bool) -> None:
    if as_json:
        for row, matches in zip(rows, answers, strict=True):
            click.echo(json.dumps({"query": dict(row.texts), "matches": matches}, ensure_ascii=False))
        return
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_OUT)
    for row, matches in zip(rows, answers, strict=True):
        found: list[dict[str, Any]] = matches or [{}]
        for match in found:
            status = (match.get("status") or [{}])[0]
            cells = [
                row.id or str(row.number), row["name"], match.get("dataset", ""), match.get("entry", ""), match.get("name", ""),
                match.get("strength", ""), match.get("type", ""), status.get("rung", ""), status.get("authority", ""), status.get("from") or "",
                status.get("to") or "", match.get("why", ""),
            ]  # fmt: skip
            writer.writerow([_inert(c) for c in cells])
    if out:
        out.write_text(text.getvalue(), encoding="utf-8", newline="")
    else:
        click.echo(text.getvalue(), nl=False)


def _inert(text: str) -> str:
    """No spreadsheet reads a cell of ours as a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
