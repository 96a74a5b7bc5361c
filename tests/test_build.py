"""Feeds that come and feeds that are refused: the version in use is never lost, and the reader is always told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from offing.answer import lists_used, review_book
from offing.build import Updated, open_lists, update
from offing.errors import MissingSource
from offing.lists.contract import list_modules
from offing.review.result import ListUsed, Review
from offing.settings import Home
from offing.snapshots import content_of, damaged_files, versions
from tests.review.books import about, write_book

EXCERPTS = Path(__file__).parent / "lists" / "excerpts"
NULL = "-0- "
TODAY = date(2026, 6, 1)


def sdn(*rows: tuple[int, str, str]) -> bytes:
    """SDN.CSV in OFAC's format, from (number, name, type)."""
    lines = [f'{n},"{name}","{kind}","DPRK3",' + ",".join([NULL] * 8) + "\r\n" for n, name, kind in rows]
    return "".join([*lines, "\x1a\r\n"]).encode()


FIRMS = [(90000 + i, f"QUORNIX {i} TRADING", NULL) for i in range(20)]


def take(
    home: Home, dataset: str, folder: Path, day: str = "2026-05-01", *, shrink: bool = False, dated: str = ""
) -> Updated:
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    spoken = date.fromisoformat(dated) if dated else None
    return update(home, list_modules()[dataset], folder, retrieved=at, dated=spoken, accept_shrink=shrink)


def feed(folder: Path, **files: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def offered(tmp_path: Path, rows: Sequence[tuple[int, str, str]], name: str = "SDN__CSV") -> Path:
    return feed(tmp_path / f"feed{len(list(tmp_path.iterdir()))}", **{name: sdn(*rows)})


def used(home: Home, dataset: str, as_of: date = TODAY) -> ListUsed:
    return next(x for x in lists_used(open_lists(home, as_of), as_of) if x.dataset == dataset)


def review(home: Home, folder: Path, as_of: date = TODAY, **sheets: str) -> Review:
    return review_book(write_book(folder, sheets), as_of=as_of, home=home.root)


def cut(text: str) -> str:
    """A file that ends in the middle of its records, closed so that it is still well-formed."""
    start = text.rindex("<sdnEntry>")
    return text[:start] + text[text.rindex("</sdnEntry>") + len("</sdnEntry>") :]


BROKEN: list[tuple[str, str, Callable[[str], str], str, str]] = [
    ("us_ofac_sdn", "SDN.CSV", lambda _: "", "no entry", "an empty SDN.CSV"),
    ("us_ofac_sdn", "SDN.XML", cut, "the file says it holds 12 records and holds 11", "fewer records than it declares"),
    ("us_ofac_sdn", "SDN.XML", lambda t: t[: len(t) // 2], "not well-formed", "cut in the middle of a record"),
    ("un_sc", "consolidated.xml", lambda t: t.replace("Director of", "R & D", 1), "not well-formed", "a raw & in the UN's XML"),
    ("un_sc", "consolidated.xml", lambda t: t.replace("_LIST ", '_LIST xmlns="urn:new" ', 1), "namespace",
     "a changed namespace"),
    ("un_sc", "consolidated.xml", lambda t: t.replace("<SORT_KEY/>", "<SORT_KEY/><MOON_PHASE>full</MOON_PHASE>", 1), "MOON_PHASE",
     "a field that nobody reads"),
    ("us_ofac_sdn", "SDN.XML", lambda t: t.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1), "document type",
     "an entity declared"),
]  # fmt: skip


@pytest.mark.parametrize(("dataset", "file", "harm", "words", "why"), BROKEN, ids=[b[-1] for b in BROKEN])
def test_a_broken_feed_leaves_the_old_version_in_use_and_is_told(
    tmp_path: Path, dataset: str, file: str, harm: Callable[[str], str], words: str, why: str
) -> None:
    home = Home(tmp_path / "home")
    good = (EXCERPTS / dataset / file).read_bytes()
    first = take(home, dataset, feed(tmp_path / "good", **{file.replace(".", "__"): good}))
    assert first.outcome == "new", why
    refused = take(
        home, dataset, feed(tmp_path / "bad", **{file.replace(".", "__"): harm(good.decode()).encode()}), "2026-05-02"
    )
    assert (refused.outcome, refused.version, refused.entries) == ("refused", first.version, first.entries), why
    assert words in refused.why, why
    in_use = used(home, dataset)
    assert (in_use.state, in_use.version, in_use.entries) == ("held_back", first.version, first.entries), why
    told = review(home, tmp_path / "book", parties="id,name\nP1,Somebody\n")
    assert any(n.what == dataset and words in n.why for n in told.not_checked), why
    assert not told.complete
    assert len(versions(home.snapshots, dataset)) == 1, "nothing of the refused feed is kept as a version"
    assert not [p for p in (home.snapshots / dataset).iterdir() if p.name.startswith(".")], "nor left lying"


def test_a_refusal_stands_until_a_good_version_or_the_one_in_use_comes(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    good = offered(tmp_path, FIRMS)
    take(home, "us_ofac_sdn", good, "2026-05-01", dated="2026-05-01")
    take(home, "us_ofac_sdn", offered(tmp_path, []), "2026-05-02", dated="2026-05-02")
    assert used(home, "us_ofac_sdn").state == "held_back"
    assert take(home, "us_ofac_sdn", good, "2026-05-03", dated="2026-05-03").outcome == "unchanged"
    assert used(home, "us_ofac_sdn", date(2026, 5, 3)).state == "current", "the feed is the version in use once more"
    take(home, "us_ofac_sdn", offered(tmp_path, []), "2026-05-04", dated="2026-05-04")
    assert used(home, "us_ofac_sdn").state == "held_back", "a refusal after that stands again"
    take(home, "us_ofac_sdn", offered(tmp_path, [*FIRMS, (90999, "NEW ONE", NULL)]), "2026-05-05", dated="2026-05-05")
    assert used(home, "us_ofac_sdn", date(2026, 5, 5)).state == "current"


@pytest.mark.parametrize(
    ("left", "accepted", "outcome", "why"),
    [
        (18, False, "new", "two of twenty gone: at the bound of 10 %"),
        (17, False, "refused", "three of twenty gone: beyond it"),
        (17, True, "new", "beyond it, and accepted"),
        (1, True, "new", "however far beyond"),
        (0, True, "refused", "an empty file is never accepted"),
    ],
)
def test_the_bound_on_shrinking(tmp_path: Path, left: int, accepted: bool, outcome: str, why: str) -> None:
    home = Home(tmp_path / "home")
    take(home, "us_ofac_sdn", offered(tmp_path, FIRMS), "2026-05-01")
    done = take(home, "us_ofac_sdn", offered(tmp_path, FIRMS[:left]), "2026-05-02", shrink=accepted)
    assert done.outcome == outcome, why
    assert used(home, "us_ofac_sdn").entries == (left if outcome == "new" else 20), why
    assert accepted or outcome == "new" or "--accept-shrink" in done.why, why


def test_the_same_bytes_twice_are_one_version(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    folder = offered(tmp_path, FIRMS)
    first = take(home, "us_ofac_sdn", folder, "2026-05-01")
    again = take(home, "us_ofac_sdn", folder, "2026-05-09")
    assert (first.outcome, again.outcome, again.version) == ("new", "unchanged", first.version)
    assert len(versions(home.snapshots, "us_ofac_sdn")) == 1


def test_older_files_are_not_taken_and_do_not_hold_the_list_back(tmp_path: Path) -> None:
    """Somebody runs the update over a folder of last year: no newer feed was at fault, so no report may say so."""
    home = Home(tmp_path / "home")
    old, new = offered(tmp_path, FIRMS), offered(tmp_path, [*FIRMS, (90999, "NEW ONE", NULL)])
    take(home, "us_ofac_sdn", old, dated="2026-04-01")
    second = take(home, "us_ofac_sdn", new, dated="2026-05-30")
    assert take(home, "us_ofac_sdn", old, dated="2026-04-01").outcome == "unchanged", "a version that is held"
    stray = take(home, "us_ofac_sdn", offered(tmp_path, FIRMS[:19]), dated="2026-03-01")
    assert (stray.outcome, stray.version) == ("refused", second.version)
    assert "oldest first" in stray.why
    assert used(home, "us_ofac_sdn").state == "current"


@pytest.mark.parametrize("name", ["SDN.CSV", "sdn.csv", "Sdn.Csv"])
def test_file_names_in_any_case(tmp_path: Path, name: str) -> None:
    done = take(Home(tmp_path / "home"), "us_ofac_sdn", feed(tmp_path / "f", **{name.replace(".", "__"): sdn(*FIRMS)}))
    assert (done.outcome, done.entries) == ("new", 20)


@pytest.mark.parametrize(
    ("dataset", "source", "why"),
    [
        ("us_ofac_cons", "un_sc/consolidated.xml", "the UN's file under the name of OFAC's"),
        ("un_sc", "us_ofac_cons/CONSOLIDATED.XML", "OFAC's file under the name of the UN's"),
        ("us_ofac_sdn", "un_sc/consolidated.xml", "a file of another name"),
    ],
)
def test_another_publishers_file_is_refused_in_words(tmp_path: Path, dataset: str, source: str, why: str) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    shutil.copy(EXCERPTS / source, folder)
    home = Home(tmp_path / "home")
    with pytest.raises(MissingSource) as caught:
        take(home, dataset, folder)
    assert f"no file of {dataset}" in str(caught.value), why
    assert dataset == "us_ofac_sdn" or "another list under the same file name" in str(caught.value), why
    assert used(home, dataset).state in ("missing", "not_loaded"), why


@pytest.mark.parametrize(
    ("dated", "rows", "blocked_by", "why"),
    [
        ("2026-05-30", [], [], "a later version of the list without the entry: it stands no longer"),
        ("2026-05-30", [(26243, "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.", NULL)], ["us_ofac_sdn"], "the list has it itself"),
        ("2019-01-15", [], ["starter_dprk"], "a version from before the listing says nothing of it"),
        ("", [], ["starter_dprk"], "files of no stated day cannot speak against the table"),
    ],
)  # fmt: skip
def test_the_starter_stands_aside_for_what_a_loaded_list_covers(
    tmp_path: Path, dated: str, rows: list[tuple[int, str, str]], blocked_by: list[str], why: str
) -> None:
    home = Home(tmp_path / "home")
    take(home, "us_ofac_sdn", offered(tmp_path, [*FIRMS, *rows]), "2026-05-30", dated=dated)
    parties = "id,name\nP1,Dalian Haibo International Freight Co. Ltd.\n"
    found = about(review(home, tmp_path / "b", parties=parties))
    assert [s.list for f in found for s in f.status if s.authority == "US"] == blocked_by, why


HAIBO, OTHER = (26243, "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.", NULL), (99999, "EVIL HAIBO ZED", NULL)


@pytest.mark.parametrize(
    ("event", "as_of", "wanted", "why"),
    [
        ("2019-01-10", "2019-06-01", ["status_by_date strong"], "before the first version that has it: listed later"),
        ("2019-02-15", "2019-06-01", ["listed_party possible"], "between the version without and the one with: left open"),
        ("2019-03-01", "2019-06-01", ["listed_party strong"], "on the day of the version that has it"),
        ("2019-04-15", "2019-06-01", ["listed_party possible"], "between the one with and the one without: left open"),
        ("2019-05-01", "2019-06-01", ["status_by_date weak"], "on the day of the version without it: history"),
        ("2019-03-05", "2019-04-01", ["listed_party strong"], "reviewed before it was removed: the removal is not told"),
    ],
)  # fmt: skip
def test_dates_from_the_versions_held(tmp_path: Path, event: str, as_of: str, wanted: list[str], why: str) -> None:
    """OFAC's CSV prints no dates: three versions of February, March and May say between which days it came and went."""
    home = Home(tmp_path / "home")
    for day, rows in (("2019-02-01", FIRMS), ("2019-03-01", [*FIRMS, OTHER]), ("2019-05-01", FIRMS)):
        assert take(home, "us_ofac_sdn", offered(tmp_path, rows), dated=day).outcome == "new"
    papers = f"id,type,date,shipper\nD1,invoice,{event},Evil Haibo Zed\n"
    found = about(review(home, tmp_path / "book", date.fromisoformat(as_of), documents=papers), "documents")
    assert [f"{f.check} {f.strength}" for f in found] == wanted, why
    (status,) = found[0].status
    assert "from the versions held" in status.wording, why
    assert str(status.since) == "2019-02-02/2019-03-01", why
    assert as_of != "2019-04-01" or status.until is None, why
    proof = next(e for e in found[0].evidence if e.source == "us_ofac_sdn")
    (cited,) = (v for v in versions(home.snapshots, "us_ofac_sdn") if v.version == proof.version)
    kept = content_of(home.snapshots, cited, "SDN.CSV").decode()
    assert proof.quote in kept, "the version that is cited holds the line that is quoted"


def test_a_date_of_listing_is_lent_to_a_form_that_has_none(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    take(home, "us_ofac_sdn", offered(tmp_path, [HAIBO, *FIRMS]), dated="2019-03-25")
    name = "Dalian Haibo International Freight"
    papers = f"id,type,date,shipper\nD1,invoice,2019-03-20,{name}\nD2,invoice,2019-03-21,{name}\n"
    found = about(review(home, tmp_path / "book", date(2019, 4, 1), documents=papers), "documents")
    assert [(f.subject.id, f.check) for f in found] == [("D1", "status_by_date"), ("D2", "listed_party")]
    assert all("Offing's bundled tables" in s.wording for f in found for s in f.status if s.list == "us_ofac_sdn")


@pytest.mark.parametrize(
    ("as_of", "state", "why"),
    [
        ("2026-05-01", "current", "the day itself"),
        ("2026-05-08", "current", "seven days: within its bound"),
        ("2026-05-09", "stale", "eight days: beyond it"),
        ("2026-04-30", "later", "the day before: answered from a later version, and said"),
    ],
)
@pytest.mark.parametrize("dated", ["", "2026-05-01"])
def test_the_age_of_a_list(tmp_path: Path, as_of: str, state: str, why: str, dated: str) -> None:
    home = Home(tmp_path / "home")
    take(home, "us_ofac_sdn", offered(tmp_path, FIRMS), "2026-05-01", dated=dated)
    day = date.fromisoformat(as_of)
    if not dated and state != "later":
        state = "undated"
    assert used(home, "us_ofac_sdn", day).state == state, why
    gaps = {n.what: n.why for n in review(home, tmp_path / "b", day, parties="id,name\nP1,X Y\n").not_checked}
    assert any(what.startswith("us_ofac_sdn") for what in gaps) == (state != "current"), why
    assert state != "stale" or "us_ofac_sdn after 2026-05-01" in gaps, why


def test_damage_to_a_kept_file_is_seen(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    take(home, "us_ofac_sdn", offered(tmp_path, FIRMS))
    (snapshot,) = versions(home.snapshots, "us_ofac_sdn")
    assert damaged_files(home.snapshots, snapshot) == []
    kept = home.snapshots / "us_ofac_sdn" / snapshot.version / "SDN.CSV.zst"
    whole = bytearray(kept.read_bytes())
    whole[len(whole) // 2] ^= 1
    kept.write_bytes(whole)
    assert damaged_files(home.snapshots, snapshot) == ["SDN.CSV"]
    assert json.loads((kept.parent / "snapshot.json").read_text())["entries"] == 20
