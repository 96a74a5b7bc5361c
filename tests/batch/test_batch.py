"""`offing screen --batch`: the same answers whatever the file's format, the size of a chunk and the number of processes."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from offing.batch import COLUMNS
from tests.batch.lists import queries, written_list
from tests.cli.test_verbs import run

HEADER = ("id", "name", "type", "imo", "mmsi", "call_sign", "flag", "country", "born", "other_ids")


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    return written_list(tmp_path / "lists")


def written(path: Path, rows: Sequence[dict[str, str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows([row.get(c, "") for c in header] for row in rows)
    return path


def parquet_of(table: Path) -> Path:
    out = table.with_suffix(".parquet")
    duckdb.execute(f"COPY (SELECT * FROM read_csv('{table}', all_varchar = true)) TO '{out}' (FORMAT parquet)")
    return out


def batch(given: Path, out: Path | None, lists: Path, *more: str, home: Path | None = None) -> Any:
    sent = ["-o", str(out)] if out else []
    return run(
        "screen", "--batch", given, *sent, "--lists", lists, "--as-of", "2026-01-01", *more, home=home or lists / "home"
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".parquet":
        table = duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [d[0] for d in table.description]
        return [{n: "" if v is None else str(v) for n, v in zip(names, r, strict=True)} for r in table.fetchall()]
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_any_chunk_and_any_number_of_processes_give_the_same_bytes(tmp_path: Path, lists: Path) -> None:
    given = written(tmp_path / "in.csv", list(queries(300)))
    made = {}
    for name, more in {"whole": (), "ones": ("--chunk", "1"), "sevens": ("--chunk", "7"), "two": ("--jobs", "2", "--chunk", "40"),
                       "three": ("--jobs", "3", "--chunk", "11")}.items():  # fmt: skip
        out = tmp_path / f"{name}.csv"
        done = batch(given, out, lists, *(more if "--jobs" in more else ("--jobs", "1", *more)))
        assert done.code == 0, done.err
        made[name] = out.read_bytes()
    assert len(set(made.values())) == 1
    ids = [r["id"] for r in rows_of(tmp_path / "whole.csv")]
    assert list(dict.fromkeys(ids)) == [f"q{i}" for i in range(300)], "in the order of the queries, none left out"
    assert len(ids) > 300, "some have more than one entry"


def test_from_csv_to_parquet_to_csv_nothing_is_lost(tmp_path: Path, lists: Path) -> None:
    given = written(tmp_path / "in.csv", list(queries(200)))
    ways = {
        "csv-csv": (given, tmp_path / "a.csv"), "csv-parquet": (given, tmp_path / "b.parquet"),
        "parquet-csv": (parquet_of(given), tmp_path / "c.csv"), "parquet-parquet": (parquet_of(given), tmp_path / "d.parquet"),
    }  # fmt: skip
    read = {}
    for way, (source, out) in ways.items():
        done = batch(source, out, lists)
        assert done.code == 0, (way, done.err)
        read[way] = [{k: v for k, v in r.items() if k != "row"} for r in rows_of(out)]
    assert read["csv-parquet"] == read["csv-csv"]
    assert read["parquet-csv"] == read["csv-csv"]
    assert read["parquet-parquet"] == read["csv-csv"]
    again = tmp_path / "again.csv"
    duckdb.execute(f"COPY (SELECT * FROM '{tmp_path / 'b.parquet'}') TO '{again}' (FORMAT csv, HEADER)")
    assert rows_of(again) == rows_of(tmp_path / "a.csv")


def test_the_batch_says_what_one_query_says(tmp_path: Path, lists: Path) -> None:
    asked = list(queries(40, seed=5))
    out = tmp_path / "out.jsonl"
    assert batch(written(tmp_path / "in.csv", asked), out, lists).code == 0
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [a["query"]["id"] for a in answers] == [q["id"] for q in asked]
    assert sum(bool(a["matches"]) for a in answers) > 10
    for query, answer in zip(asked, answers, strict=True):
        options = [f"--{c.replace('_', '-')}={v}" for c, v in query.items() if c not in ("id", "name")]
        one = run(
            "screen",
            *options,
            "--lists",
            lists,
            "--as-of",
            "2026-01-01",
            "--json",
            "--",
            query["name"],
            home=lists / "home",
        )
        assert one.code == 0, (query, one.err)
        assert one.data["matches"] == answer["matches"], query


@pytest.mark.parametrize(
    ("header", "row", "found", "why"),
    [
        ("Ref;Ship Name;IMO No.", "1;EAST STAR;9000015", "EAST STAR", "synonyms, and a semicolon"),
        ("Lloyds no", "9074729", "SEA ROSE", "a number alone"),
        ("caption,schema", "Orkan Bunkering,Company", "Orkan Bunkering", "FollowTheMoney's words"),
        ("id\tname\ttype", "1\tOrkan Bunkering\tFIRM", "Orkan Bunkering", "tabs, and a type in capitals"),
        ("MMSI", "273000111", "SEA ROSE", "an MMSI alone"),
        ("IDs", "ZZ-998873", "Orkan Bunkering", "a registration number alone"),
        ("name,name", "Orkan Bunkering,Harmless", "Orkan Bunkering", "a header twice: the first counts"),
        ("\ufeffname", "Orkan Bunkering", "Orkan Bunkering", "a byte order mark"),
    ],
)  # fmt: skip
def test_headers_as_people_write_them(tmp_path: Path, lists: Path, header: str, row: str, found: str, why: str) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text(f"{header}\n{row}\n", encoding="utf-8")
    done = batch(given, out, lists)
    assert done.code == 0, (why, done.err)
    assert [r["matched_name"] for r in rows_of(out)] == [found], why


def test_columns_carried_along_keep_their_texts(tmp_path: Path, lists: Path) -> None:
    given = written(
        tmp_path / "in.csv",
        [
            {"id": "a", "name": "Orkan Bunkering", "Desk": "=1+1", "strength": "weak"},
            {"id": "a", "name": "Nobody at all"},
        ],
        ("id", "name", "Desk", "strength", "spare"),
    )
    out = tmp_path / "out.csv"
    done = batch(given, out, lists, "--keep", "desk", "--keep", "strength")
    assert done.code == 0, done.err
    assert "columns not read: spare" in done.err, "what nobody reads is told"
    rows = rows_of(out)
    assert [r["Desk"] for r in rows] == ["'=1+1", ""], "and is no formula"
    assert [r["input_strength"] for r in rows] == ["weak", ""], "whose name is taken"
    assert [(r["id"], r["row"]) for r in rows] == [("a", "2"), ("a", "3")], "an id twice: the row tells them apart"


def test_no_more_entries_than_wanted_and_how_many_there_were(tmp_path: Path, lists: Path) -> None:
    twice = written_list(tmp_path / "other") / "own.csv"
    (lists / "other.csv").write_bytes(twice.read_bytes())
    given = written(tmp_path / "in.csv", [{"id": "1", "name": "Orkan Bunkering"}])
    for most, count in (("1", 1), ("2", 2), ("50", 2)):
        out = tmp_path / f"{most}.csv"
        assert batch(given, out, lists, "--max-hits", most).code == 0
        assert [(r["entries"]) for r in rows_of(out)] == ["2"] * count


def test_the_columns_stand_as_the_contract_has_them(tmp_path: Path, lists: Path) -> None:
    out = tmp_path / "out.csv"
    batch(written(tmp_path / "in.csv", [{"name": "Orkan Bunkering"}]), out, lists)
    first = [
        "id",
        "name",
        "dataset",
        "entry",
        "matched_name",
        "strength",
        "type",
        "rung",
        "authority",
        "from",
        "to",
        "why",
    ]
    assert list(rows_of(out)[0]) == [*COLUMNS, "row"]
    assert list(COLUMNS[: len(first)]) == first


def test_printed_without_a_file_to_write(tmp_path: Path, lists: Path) -> None:
    given = written(tmp_path / "in.csv", [{"id": "1", "name": "Orkan Bunkering"}, {"id": "2", "name": "Nobody"}])
    done = batch(given, None, lists)
    assert [r["entry"] for r in csv.DictReader(done.out.splitlines())] == ["F3", ""]
    assert "2 rows, 1 with a possible entry" in done.err
    assert "not checked: [" in done.err
    assert [len(a["matches"]) for a in batch(given, None, lists, "--json").data["answers"]] == [1, 0]
