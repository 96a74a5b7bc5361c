"""The dossier as text, data and page: golden files, foreign strings made safe, nothing loaded, nothing lost between forms."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from offing.records.dates import parse_span
from offing.report.dossier_html import dossier_html, write_dossier
from offing.report.dossier_json import dossier_json
from offing.report.dossier_text import print_dossier
from offing.report.dossier_words import grouped
from offing.review.dossier import Dossier
from offing.review.finding import Evidence
from offing.review.ship_known import Fact
from tests.report.golden import check_golden
from tests.review.books import entry
from tests.review.ships import made

ROSE = "9074729"
LISTS = {
    "alpha": entry(
        "SEA ROSE", "vessel", aliases="ROSA", imo=ROSE, mmsi="351234000", call_sign="HMYP4", flag="Panama", entry="A-1",
        from_="2019-01-01", program="DPRK4", reason="Reason in the list's words",
    )
    + entry("LILY", "vessel", imo="9812341", mmsi="351234000", entry="A-2", from_="2020-01-01"),
    "beta": entry(
        "SEA ROSE", "vessel", imo=ROSE, authority="EU", rung="port_ban", entry="B-1", from_="2018-05-05", to="2021-01-01"
    ),
    "gamma": entry("ROSA", "vessel", authority="UK", rung="advisory", entry="G-1", from_="2020-02-02"),
}  # fmt: skip
SHEETS = {
    "vessels": "id,imo,name,flag,from,to,owner,built\n"
    f"V1,{ROSE},SEA ROSE,Togo,2019,2021-06,Alpha Shipping Ltd,1998\nV2,{ROSE},LILY,Togo,2021-07,,Beta Marine SA,1998\n",
    "voyages": "id,vessel,load_port,load_date,discharge_port,discharge_date\nVY1,V1,Rotterdam,2020-03-01,Oslo,2020-03-05\n",
    "cargo": "id,voyage,description\nC1,VY1,wheat in bulk\n",
}


def text_of(dossier: Dossier, width: int = 150) -> str:
    out = io.StringIO()
    print_dossier(
        dossier, Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False)
    )
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return made(tmp_path, "sea rose", LISTS, {"book": SHEETS})


def test_the_dossier_in_each_form(dossier: Dossier) -> None:
    check_golden("dossier.txt", text_of(dossier))
    check_golden("dossier.json", dossier_json(dossier))


def test_a_ship_on_no_list(tmp_path: Path) -> None:
    check_golden("dossier_none.txt", text_of(made(tmp_path, "9321483", LISTS)))


ORDER = (
    "SEA ROSE, IMO 9074729 as of", "the check digit agrees", "MMSI 351234000", "may be mistaken", "Status:", "blocked (US)",
    "Names", "Flags", "Owners", "Managers", "Where sources differ", "In your books", "Findings of the review", "At sea", "News",
    "What was looked at", "Decisions kept",
)  # fmt: skip


def test_the_parts_stand_in_the_order_asked(dossier: Dossier) -> None:
    text = text_of(dossier)
    places = [text.find(part) for part in ORDER]
    assert -1 not in places
    assert places == sorted(places)


class Page(HTMLParser):
    """What a page holds: its tags, the text shown, and every address in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.shown: list[str] = []
        self.fetched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for key, value in attrs:
            loads = key in ("src", "srcset", "data", "action", "poster") or key.startswith("on") or tag == "link"
            if loads or (tag == "use" and not (value or "").startswith("#")):
                self.fetched.append(f"{tag} {key}")

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())


HOSTILE = (
    ("<script>alert(1)</script>", "a script"),
    ('"><img src=x onerror=alert(1)>', "an attribute closed"),
    ("{{ 7*7 }} {% raw %}", "a template"),
    ("SEA\u202eESOR", "turned around"),
    ("\x1b[31mRED\x07", "what a terminal obeys"),
    ("[bold red]ROSE[/bold red]", "markup of the terminal"),
    ("a" * 5000, "five thousand letters"),
    ("; DROP TABLE spans; --", "a line for a database"),
    ("</style><style>*{display:none}", "a style closed"),
)


@pytest.mark.parametrize(("name", "why"), HOSTILE, ids=[why for _, why in HOSTILE])
def test_hostile_names(tmp_path: Path, name: str, why: str) -> None:
    """In every place where a name can stand: the list, the book, the question."""
    cell = '"' + name.replace('"', '""') + '"'
    listed = f"{cell},vessel,{cell},{ROSE},,,{cell},,,US,blocked,{cell},X1,2019-01-01,,{cell},{cell}\n"
    book = {"vessels": f"id,imo,name,flag,owner,note\nV1,{ROSE},{cell},{cell},{cell},{cell}\n"}
    found = made(tmp_path, ROSE, {"own": listed}, {"book": book})
    page = dossier_html(found)
    read = Page(page)
    plain = Page(dossier_html(made(tmp_path / "plain", ROSE, {"own": entry("X", "vessel", imo=ROSE)})))
    assert set(read.tags) <= {*plain.tags, *ALLOWED}, why
    assert not read.fetched, why
    for text in (page, text_of(found)):
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text), why
    assert "{{ 7*7 }}" not in name or "{{ 7*7 }}" in read.text, "shown as written"
    assert json.loads(dossier_json(found))["vessel"]["imo"] == ROSE


ALLOWED = set("details summary article code ul li dl dt dd i path text rect svg title desc g".split())


def test_the_page_fetches_nothing_and_runs_nothing(dossier: Dossier) -> None:
    page = dossier_html(dossier)
    read = Page(page)
    assert not read.fetched
    assert "script" not in read.tags
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r"@import|url\((?!#)", page)
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_the_page_tells_what_the_data_tells(dossier: Dossier) -> None:
    shown = Page(dossier_html(dossier)).text
    data = json.loads(dossier_json(dossier))
    told = [s["words"] for s in data["status"]]
    told += [f["value"] for topic in ("names", "flags", "owners") for f in data[topic]]
    told += [c["says"] for c in data["conflicts"]] + [f["says"] for f in data["findings"]]
    told += [n["what"] for n in data["coverage"]["not_checked"]] + [t["says"] for t in data["identity"]["twins"]]
    assert len(told) > 20
    assert [t for t in told if " ".join(t.split()) not in shown] == []


def test_written_whole(tmp_path: Path, dossier: Dossier) -> None:
    written = write_dossier(dossier, tmp_path / "out")
    assert [p.name for p in written] == ["dossier.json", "dossier.html"]
    assert (tmp_path / "out" / "dossier.json").read_text(encoding="utf-8") == dossier_json(dossier)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["dossier.html", "dossier.json"]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Togo", "Panama"]), st.sampled_from(["a", "b", "c"]), st.sampled_from(["2019", "2020", ""])
        ),
        max_size=8,
    )
)
def test_grouping_loses_no_source(given_facts: list[tuple[str, str, str]]) -> None:
    """Facts that read the same are one line; each source and each time stays in it."""
    facts = [
        Fact("flag", value, "flag", value, Evidence(source, "row 1", value), dated=parse_span(day) if day else None)
        for value, source, day in given_facts
    ]
    lines = grouped(facts)
    assert len({line.value for line in lines}) == len(lines) == len({f.value for f in facts})
    for fact in facts:
        (line,) = (x for x in lines if x.fact.value == fact.value)
        assert any(s.startswith(f"{fact.source.source}, ") for s in line.sources)
        if fact.dated:
            assert any(str(fact.dated) in told for told in (line.when, *line.sources))
