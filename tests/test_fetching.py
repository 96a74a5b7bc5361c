"""Lists fetched from a publisher on this machine: what the line and the server may do, and what a home must hold after it."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from offing.build import Updated
from offing.build.fetching import Asking, fetch_list, locked
from offing.build.incoming import asked
from offing.build.published import Publication, latest_publication
from offing.errors import FetchFailed, MalformedSource, StoreError
from offing.fetch import Patience
from offing.index.keep import opened, standing_refusals
from offing.index.keep import versions as held_versions
from offing.lists.contract import list_modules
from offing.settings import Home
from offing.snapshots import content_of, versions
from tests.publisher import Handler, Play, cut, dripping, files, hangs_up, of, page, publisher, silent, status, whole
from tests.review.books import about
from tests.shared import shared
from tests.test_build import EXCERPTS, FIRMS, NULL, review, sdn, used

DAY = date(2026, 6, 1)
SDN = "/us_ofac_sdn/SDN.CSV"
OLD = {SDN: sdn(*FIRMS)}
NEW = {SDN: sdn(*FIRMS, (90999, "NEW ONE TRADING", NULL))}
PAGE = b"<!DOCTYPE html><html><body>Down for maintenance</body></html>"


def patience(total_s: float = 5.0, silence_s: float = 2.0) -> Patience:
    return Patience(time.monotonic, lambda _: None, total_s, silence_s, attempts=4)


def ask(
    home: Home, mirror: str, dataset: str = "us_ofac_sdn", day: str = "2026-06-01", waits: Patience | None = None
) -> Updated:
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    with locked(home):
        return fetch_list(home, list_modules()[dataset], Asking(waits or patience(), at, mirror))


def held(home: Home, *plays: Play, day: str = "2026-06-01", waits: Patience | None = None) -> Updated:
    with publisher(*plays) as (url, _):
        return ask(home, url, day=day, waits=waits)


BODY = NEW[SDN]


def moved(handler: Handler) -> None:
    (status(302, Location="/elsewhere") if handler.path == SDN else files({"/elsewhere": BODY}))(handler)


FAULTS: list[tuple[list[Play], str, str, str]] = [
    ([files(NEW)], "new", "", "nothing is wrong"),
    ([files(OLD)], "unchanged", "", "the same bytes"),
    ([status(500), status(503), status(502), files(NEW)], "new", "", "a burst of errors, then the list"),
    ([of(OLD, cut(BODY, len(BODY) // 2)), of(OLD, whole(BODY))], "new", "", "cut, then gone on with"),
    ([moved], "new", "", "redirected"),
    ([of(OLD, status(500))], "failed", "500", "errors without end"),
    ([of(OLD, cut(BODY, len(BODY) // 2))], "failed", "bytes are kept", "cut every time"),
    ([of(OLD, hangs_up())], "failed", "not had", "hung up on every time"),
    ([of(OLD, dripping(BODY, 0.05))], "failed", "too slow", "a slow drip"),
    ([of(OLD, silent(4.0))], "failed", "not had", "silence"),
    ([of(OLD, status(403))], "failed", "403", "refused by the server"),
    ([files({})], "failed", "no file of us_ofac_sdn", "gone from the mirror"),
    ([of(OLD, page(PAGE))], "refused", "a web page came", "a web page in place of the list"),
    ([of(OLD, whole(b""))], "refused", "no entry", "an empty file, as OFAC's old address gave in May 2024"),
    ([of(OLD, whole(BODY[: len(BODY) // 2]))], "refused", "", "half of the file, announced as the whole"),
    ([of(OLD, whole(BODY[: BODY.rindex(b"90019")]))], "refused", "the mark", "cut between two rows, near the end"),
    ([of(OLD, whole(sdn(*FIRMS[:15])))], "refused", "more than 10%", "a shrunken feed"),
    ([of(OLD, whole(b"\x00\xff" * 5000))], "refused", "", "bytes that are no list"),
    ([of(OLD, whole((EXCERPTS / "un_sc/consolidated.xml").read_bytes()))], "refused", "", "another publisher's file"),
]  # fmt: skip


@pytest.mark.parametrize(("script", "outcome", "says", "why"), FAULTS, ids=[f[-1] for f in FAULTS])
def test_the_version_in_use_outlives_every_fault(
    tmp_path: Path, script: list[Play], outcome: str, says: str, why: str
) -> None:
    home = Home(tmp_path / "home")
    first = held(home, files(OLD), day="2026-05-30")
    (home.incoming / "us_ofac_sdn" / "told.json").unlink()  # as if the server told nothing to ask again with
    done = held(home, *script, waits=patience(total_s=1.0, silence_s=0.3))
    assert (done.outcome, first.outcome) == (outcome, "new"), f"{why}: {done.why}"
    assert says in done.why
    last = used(home, "us_ofac_sdn", DAY)
    told = asked(home, "us_ofac_sdn")
    assert told is not None
    assert (told.outcome, told.at[:10]) == (outcome, "2026-06-01"), "what came of it is noted"
    assert not [p for p in (home.incoming / "us_ofac_sdn").iterdir() if p.name == "SDN.CSV"], "nothing lies about"
    if outcome in ("new", "unchanged"):
        assert last.version == done.version
        assert not any("not taken" in n for n in last.notes)
        return
    assert (last.state, last.version, last.entries) == ("held_back", first.version, first.entries)
    assert (done.version, done.entries) == (first.version, first.entries), "the version in use is named"
    report = review(home, tmp_path / "book", DAY, parties="id,name\nP1,Quornix 3 Trading\n")
    assert any(n.what == "us_ofac_sdn" and done.why in n.why for n in report.not_checked), "every report says so"
    assert about(report, "parties"), "and answers from the version in use"
    again = held(home, files(NEW), day="2026-06-02")
    assert again.outcome == "new"
    assert used(home, "us_ofac_sdn", DAY).state != "held_back", "until a good one comes"


def test_what_has_not_changed_is_not_sent_and_settles_a_fault(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with publisher(files(OLD)) as (url, requests):
        first = ask(home, url)
        second = ask(home, url)
        assert (second.outcome, second.version, second.entries, second.sent) == ("unchanged", first.version, 20, 0)
        assert [r for r in requests if r["path"] == SDN][-1].get("If-None-Match"), "asked for only if it is new"
    assert held(home, status(500)).outcome == "failed"
    assert used(home, "us_ofac_sdn").state == "held_back"
    with publisher(files(OLD)) as (url, _):
        assert ask(home, url).outcome == "unchanged"
    assert used(home, "us_ofac_sdn").state != "held_back"


def test_a_home_that_lost_its_index_asks_for_whole_files(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with publisher(files(OLD)) as (url, _):
        ask(home, url)
        for left in home.root.glob("index.sqlite*"):
            left.unlink()
        assert ask(home, url).outcome == "new"
    assert used(home, "us_ofac_sdn").entries == 20


def test_what_the_server_said_is_kept_with_the_version(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with publisher(files(OLD)) as (url, _):
        ask(home, url)
    (kept,) = versions(home.snapshots, "us_ofac_sdn")
    assert kept.url == f"{url}{SDN}"
    assert kept.retrieved.startswith("2026-06-01")
    assert kept.headers["Content-Length"] == str(len(OLD[SDN]))
    assert content_of(home.snapshots, kept, "SDN.CSV") == OLD[SDN]


def several(alt: bytes) -> dict[str, bytes]:
    return OLD | {"/us_ofac_sdn/alt.csv": alt}


def test_files_of_one_form_are_taken_together(tmp_path: Path) -> None:
    """Where one file of several has changed, all are fetched: what is kept is whole."""
    home = Home(tmp_path / "home")
    alias = b'90003,1,"aka","QUORNIX THREE",-0- \r\n\x1a\r\n'
    there: dict[str, bytes] = several(alias)
    with publisher(files(there)) as (url, _):
        assert ask(home, url).outcome == "new"
        assert ask(home, url).outcome == "unchanged"
        there["/us_ofac_sdn/alt.csv"] = alias.replace(b"THREE", b"DREI")
        assert ask(home, url).outcome == "new"
        del there["/us_ofac_sdn/alt.csv"]
        assert ask(home, url).outcome == "new", "a file that is gone is a change too"
    assert [sorted(v.files) for v in versions(home.snapshots, "us_ofac_sdn")].count(["ALT.CSV", "SDN.CSV"]) == 2


@pytest.mark.parametrize(
    ("dataset", "path", "why"),
    [
        ("un_sc", "/un_sc/consolidated.xml", "the publisher's own spelling"),
        ("un_sc", "/un_sc/CONSOLIDATED.XML", "upper case"),
        ("us_ofac_sdn", "/us_ofac_sdn/sdn.xml", "lower case, and the second form"),
        ("eu_fsf", "/eu_fsf/xmlFullSanctionsList_1_1.xml", "a spelling that only the address tells"),
        ("gb_uksl", "/gb_uksl/UK-Sanctions-List.csv", "mixed case"),
    ],
)
def test_a_mirror_may_spell_a_file_as_its_publisher_does(tmp_path: Path, dataset: str, path: str, why: str) -> None:
    named = path.rpartition("/")[2].upper()
    (excerpt,) = [f for f in (EXCERPTS / dataset).iterdir() if f.name.upper() == named]
    with publisher(files({path: excerpt.read_bytes()})) as (url, _):
        assert ask(Home(tmp_path / "home"), url, dataset).outcome == "new", why


def test_a_list_that_is_nowhere_is_said_to_have_no_address(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert ask(home, "", "eu_vessels").outcome == "no address"
    assert ask(home, "", "gb_conlist").outcome == "no address"
    assert held(home, files({})).outcome == "no address"


def test_of_two_updates_at_once_the_second_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with locked(home), pytest.raises(StoreError, match="another update is running"), locked(home):
        pytest.fail("both went on")
    with locked(home):
        pass


HISTORY = json.dumps([
    {"publicationID": 501, "datePublished": "2026-05-15T10:30:00.123"},
    {"publicationID": 500, "datePublished": "2026-05-10T09:00:00-04:00"},
]).encode()  # fmt: skip
ASKED: list[tuple[Mapping[str, bytes], Publication | None, str]] = [
    ({"/changes/history/2026": HISTORY}, Publication(501, date(2026, 5, 15)), "the latest of the year"),
    ({"/changes/history/2026": b"[]", "/changes/history/2025": HISTORY}, Publication(501, date(2026, 5, 15)), "in January"),
    ({"/changes/history/2025": HISTORY}, Publication(501, date(2026, 5, 15)), "a year that is not there yet"),
    ({}, None, "no year"),
]  # fmt: skip


@pytest.mark.parametrize(("there", "wanted", "why"), ASKED, ids=[a[-1] for a in ASKED])
def test_the_last_publication(tmp_path: Path, there: Mapping[str, bytes], wanted: Publication | None, why: str) -> None:
    with publisher(files(there)) as (url, _):
        assert latest_publication(f"{url}/changes/history/{{year}}", tmp_path, patience(), DAY) == wanted, why
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("play", "error"),
    [(whole(PAGE), MalformedSource), (whole(b'{"a": 1}'), MalformedSource), (status(500), FetchFailed)],
)
def test_a_history_that_cannot_be_read_is_an_error(tmp_path: Path, play: Play, error: type[Exception]) -> None:
    with publisher(play) as (url, _), pytest.raises(error):
        latest_publication(f"{url}/changes/history/{{year}}", tmp_path, patience(), DAY)


def gz(*parts: str) -> bytes:
    return gzip.decompress(shared("lists", *parts).read_bytes())


def plain(*parts: str) -> bytes:
    return shared("lists", *parts).read_bytes()


REAL: list[tuple[str, str, Callable[[], list[tuple[bytes, str]]]]] = [
    ("un_sc", "consolidated.xml", lambda: [
        (plain("un", "consolidated_2020-11-25.xml"), "new"),
        (plain("un", "consolidated_2024-10-16_malformed.xml"), "refused"),
        (plain("un", "consolidated_2026-02-27.xml")[:-4000], "refused"),
        (plain("un", "consolidated_2026-02-27.xml"), "new"),
    ]),
    ("us_ofac_sdn", "SDN.CSV", lambda: [
        (gz("ofac", "sdn_history_2021-08_2024-05", "sdn_2024-04-02.csv.gz"), "new"),
        (b"", "refused"),
        (gz("ofac", "sdn_history_2021-08_2024-05", "sdn_2021-10-06.csv.gz"), "refused"),
        (gz("ofac", "sdn_history_2021-08_2024-05", "sdn_2024-05-03_last.csv.gz"), "new"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("dataset", "name", "feeds"), REAL, ids=[r[0] for r in REAL])
def test_real_lists_over_the_line(
    tmp_path: Path, dataset: str, name: str, feeds: Callable[[], list[tuple[bytes, str]]]
) -> None:
    home, came = Home(tmp_path / "home"), ""
    for i, (body, outcome) in enumerate(feeds()):
        path = f"/{dataset}/{name}"
        plays = [of({path: b""}, cut(body, len(body) // 2)), files({path: body})] if body else [files({path: body})]
        with publisher(*plays) as (url, _):
            done = ask(home, url, dataset, f"2026-06-0{i + 1}")
        assert done.outcome == outcome, done.why
        came = done.version if outcome == "new" else came
        with opened(home.index) as db:
            assert held_versions(db, dataset)[-1].version == came
            assert (dataset in standing_refusals(db)) == (outcome == "refused")
