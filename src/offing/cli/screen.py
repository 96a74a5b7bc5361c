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
    home: Path,
    name: str | None,
    kind: str | None,
    imo: str,
    mmsi: str,
    call_sign: str,
    flag: str,
    country: str,
    batch: Path | None,
    out: Path | None,
    as_of: date,
    own: Path | None,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """Look NAME (or a file of names) up on the lists, with the parts that agree and what speaks against."""
    wanted = any(x.strip() for x in (name or "", imo, mmsi, call_sign))
    if wanted == (batch is not None):
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
    queries = [query] if batch is None else list(_batch_queries(batch))
    answers = screen_rows(queries, opened, as_of)
    if batch is not None:
        _write_batch(queries, answers, out, as_json)
        return
    used = lists_used(opened, as_of)
    if as_json:
        lists = [{"dataset": x.dataset, "version": x.version or None, "state": x.state} for x in used]
        print_json({"query": {k: v for k, v in query.items() if v}, "matches": answers[0], "lists": lists})
        return
    console = Console(highlight=False)
    for match in answers[0]:
        console.print(f"{match['strength']}: {match['name']} ({match['type']}) — {match['why']}", markup=False)
    if not answers[0]:
        console.print(
            f"no entry found in [{', '.join(f'{x.dataset} {x.version}' for x in used if x.version)}]", markup=False
        )
    missing = [x.dataset for x in used if x.state in ("missing", "unreadable")]
    if missing:
        console.print(f"not checked: [{', '.join(missing)}]", markup=False)


def _batch_queries(path: Path) -> Iterator[dict[str, str]]:
    """The rows of the file by column; a row without an id has its number in the file."""
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
            query = {h: c.strip() for h, c in zip(header, cells, strict=False) if h in _COLUMNS}
            yield query | {"id": query.get("id") or str(number)}


def _write_batch(
    queries: list[dict[str, str]], answers: list[list[dict[str, Any]]], out: Path | None, as_json: bool
) -> None:
    if as_json:
        rows = [
            {"query": {k: v for k, v in q.items() if v}, "matches": m} for q, m in zip(queries, answers, strict=True)
        ]
        text = json.dumps({"answers": rows}, ensure_ascii=False, indent=1) + "\n"
    else:
        text = _csv(queries, answers)
    if out is None:
        click.echo(text, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8", newline="")


def _csv(queries: list[dict[str, str]], answers: list[list[dict[str, Any]]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_OUT)
    for query, matches in zip(queries, answers, strict=True):
        found: list[dict[str, Any]] = matches or [{}]
        for match in found:
            status = (match.get("status") or [{}])[0]
            cells = [
                query["id"],
                query.get("name", ""),
                match.get("dataset", ""),
                match.get("entry", ""),
                match.get("name", ""),
                match.get("strength", ""),
                match.get("type", ""),
                status.get("rung", ""),
                status.get("authority", ""),
                status.get("from") or "",
                status.get("to") or "",
                match.get("why", ""),
            ]
            writer.writerow([_inert(c) for c in cells])
    return text.getvalue()


def _inert(text: str) -> str:
    """No spreadsheet reads a cell of ours as a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
