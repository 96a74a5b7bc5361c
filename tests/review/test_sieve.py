"""The sieve before a long file changes no answer: sieved and unsieved answers are the same, for made queries and real ones."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.answer import has_a_hull, screen_queries
from offing.build import OpenLists, open_lists
from offing.index.find import Finder
from offing.index.profiles import profiles
from offing.review.sieve import with_candidates
from tests.batch.lists import FIRMS, PERSONS, SHIPS, queries, written_list
from tests.review.books import LIST_HEADER
from tests.shared import shared

AS_OF = date(2026, 1, 1)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenLists:
    return open_lists(None, AS_OF, [written_list(tmp_path_factory.mktemp("sieve") / "lists")])


def differing(asked: Sequence[dict[str, str]], opened: OpenLists, profile: str) -> list[dict[str, str]]:
    """The queries that the sieve changes: none, or it is wrong."""
    chosen = profiles()[profile]
    finder, other = Finder(opened.view), Finder(opened.view)
    sieved = [a.matches for a in screen_queries(asked, opened, AS_OF, finder, chosen)]
    whole = [a.matches for a in screen_queries(asked, opened, AS_OF, other, chosen, sieved=False)]
    assert any(whole), "some of the queries have an answer"
    return [q for q, a, b in zip(asked, sieved, whole, strict=True) if a != b]


@pytest.mark.parametrize("profile", sorted(profiles()))
def test_made_queries(opened: OpenLists, profile: str) -> None:
    assert differing(list(queries(600)), opened, profile) == []


LETTERS = st.text(st.sampled_from("abeioz HBKRS'()-.,/0129&\u200f北Ж"), max_size=30)
NAMES = st.one_of(
    LETTERS,
    st.sampled_from([*FIRMS, *PERSONS, *(n for n, _ in SHIPS)]),
    st.tuples(LETTERS, st.sampled_from([*FIRMS, *PERSONS])).map(" ".join),
)
NUMBERS = st.sampled_from(
    ["9074729", "IMO 9074792", "5123451", "9000015.0", "273000111", "UB1XY", "ZZ998871", "LEI:ZZ-998 872"]
)
QUERIES = st.fixed_dictionaries(
    {"name": NAMES},
    optional={
        "type": st.sampled_from(["", "vessel", "ship", "company", "person", "Bulk Carrier", "Individual"]),
        "imo": NUMBERS, "mmsi": NUMBERS, "call_sign": NUMBERS, "other_ids": NUMBERS, "registration_number": NUMBERS,
        "lei": NUMBERS, "country": st.sampled_from(["cn", "Korea, North", "Atlantis"]), "born": st.sampled_from(["1970", "x"]),
    },
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(QUERIES, min_size=1, max_size=25))
def test_any_query(opened: OpenLists, asked: list[dict[str, str]]) -> None:
    asked = [*asked, {"imo": "9074729"}]
    assert differing(asked, opened, "standard") == []


def test_what_has_no_candidate_is_left_out(opened: OpenLists) -> None:
    """Else the sieve would hold back nothing and the test above would say little."""
    asked = [{"name": f"Harmless Bakery {i}", "type": "company"} for i in range(150)]
    assert with_candidates(asked, has_a_hull, Finder(opened.view), profiles()["standard"]) == set()


def test_real_names_against_real_names(tmp_path: Path) -> None:
    """Every class of the development set, a tenth of it, against a list of a thousand things."""
    listed, asked = (
        [json.loads(x) for x in gzip.decompress(shared("matching", name).read_bytes()).splitlines()]
        for name in ("screening_list.jsonl.gz", "screening_dev.jsonl.gz")
    )
    kinds = {"Person": "person", "Vessel": "vessel", "Company": "company", "Organization": "organisation"}
    wanted = {i for q in asked[::10] for i in q.get("equiv") or ()}
    rows = []
    for e in listed:
        if e["id"] in wanted or e["schema"] == "Vessel":
            names = [n["name"].replace(";", " ").replace('"', " ") for n in e["names"]]
            cells = {"name": names[0], "type": kinds.get(e["schema"], ""), "aliases": ";".join(names[1:]), "entry": e["id"],
                     "authority": "US", "rung": "blocked", "imo": (e["imo"] or [""])[0], "mmsi": (e["mmsi"] or [""])[0],
                     "country": (e["country"] or [""])[0]}  # fmt: skip
            rows.append(",".join(f'"{cells.get(c, "")}"' for c in LIST_HEADER.strip().split(",")))
    (tmp_path / "real.csv").write_text(LIST_HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    some = [
        {"name": q["name"], "type": kinds.get(q["schema"], "")}
        | {c: str(q[c][0] if isinstance(q[c], list) else q[c]) for c in ("imo", "mmsi", "country") if q.get(c)}
        | ({"born": str(q["dob"][0] if isinstance(q["dob"], list) else q["dob"])} if q.get("dob") else {})
        for q in asked[::10]
    ]
    assert differing(some, open_lists(None, AS_OF, [tmp_path]), "standard") == []
