"""The 50 Percent Rule as a desk expects it: what adds up, what does not, from when, and how firmly it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from offing.review.finding import Finding
from tests.review.books import about, entry, reviewed

AS_OF = "2020-01-01"
US = entry("Evil Haibo Zed", from_="2019-01-01") + entry("Grim Orkan Quux", from_="2019-02-01")
EU = entry("Evil Haibo Zed", authority="EU", rung="asset_freeze", from_="2019-01-01")
UK = entry("Evil Haibo Zed", authority="UK", rung="asset_freeze", from_="2019-01-01")
PARTIES = "id,name\nP1,Evil Haibo Zed\nP2,Grim Orkan Quux\nP3,Target Alpha\nP4,Lower Beta\nP5,Honest Gamma\n"


def owned(folder: Path, rows: str, listed: str = US, as_of: str = AS_OF, parties: str = PARTIES) -> dict[str, Finding]:
    """The ownership findings by the label of what is owned."""
    header = "owner,owned,percent,control,from,to,source\n"
    review = reviewed(folder, as_of, listed, parties=parties, ownership=header + rows)
    found = about(review, check="ownership_50")
    assert len({f.subject.label for f in found}) == len(found), "one authority, one answer for each firm"
    return {f.subject.label: f for f in found}


A = "Evil Haibo Zed,Target Alpha"
B = "Grim Orkan Quux,Target Alpha"


@pytest.mark.parametrize(
    ("rows", "kind", "strength", "rung", "why"),
    [
        (f"{A},50,,,,x\n", "RULE", "strong", "blocked_by_ownership", "half is enough (FAQ 398)"),
        (f"{A},49.999,,,,x\n", "RULE", "weak", "", "below half is a caution, no status"),
        (f"{A},25,,,,x\n{B},25,,,,x\n", "RULE", "strong", "blocked_by_ownership", "two blocked owners add up (FAQ 399)"),
        (f"{A},25,,,,x\nHonest Gamma,Target Alpha,25,,,,x\n", "RULE", "weak", "", "another's quarter does not"),
        (f"{A},33.33%,,,,x\n{B},16.67 %,,,,x\n", "RULE", "strong", "blocked_by_ownership",
         "decimals and percent signs add to 50"),
        (f"{A},,yes,,,x\n", "RULE", "weak", "", "control is not ownership (US)"),
        (f"{A},10,yes,,,x\n", "RULE", "weak", "", "nor with a small share"),
        (f"{A},,,,,x\n", "MISSING", "no_conclusion", "", "a share not stated is not zero"),
        (f"{A},,,,,x\n{B},20,,,,x\n", "MISSING", "no_conclusion", "", "nor beside one that is stated"),
        (f"{A},,,,,x\n{B},50,,,,x\n", "RULE", "strong", "blocked_by_ownership", "one that reaches does not wait for the other"),
        (f"{A},-60,,,,x\n", "MISSING", "no_conclusion", "", "a negative share is not a share of nothing"),
        (f"{A},30,,,,register\n{A},30,,,,press\n", "MISSING", "no_conclusion", "",
         "two rows on one owner may be one fact: asked, not summed"),
        (f"{A},30,,,,register\n{A},15,,,,press\n", "RULE", "weak", "", "and below half either way it is a caution"),
        (f"{A},60,,,,register\n{A},60,,,,press\n", "RULE", "strong", "blocked_by_ownership", "the larger share decides alone"),
        (f"{A},80,,,,x\n{B},80,,,,x\n", "RULE", "strong", "blocked_by_ownership", "a sum above 100 still answers"),
    ],
)  # fmt: skip
def test_us_sum(tmp_path: Path, rows: str, kind: str, strength: str, rung: str, why: str) -> None:
    found = owned(tmp_path, rows)
    finding = found["Target Alpha"]
    assert (finding.kind, finding.strength) == (kind, strength), why
    assert [s.rung for s in finding.status] == ([rung] if rung else []), why
    assert finding.stops == (rung == "blocked_by_ownership"), why


@pytest.mark.parametrize(
    ("rows", "reached", "why"),
    [
        (f"{A},60,,,,x\nTarget Alpha,Lower Beta,60,,,,x\n", ["Lower Beta", "Target Alpha"], "60 of 60 passes through"),
        (f"{A},60,,,,x\nTarget Alpha,Lower Beta,40,,,,x\n", ["Target Alpha"], "60 of 40 stops at the lower firm"),
        (f"{A},40,,,,x\nTarget Alpha,Lower Beta,60,,,,x\n", [], "40 of 60 stops at the upper one"),
        (f"{A},50,,,,x\nTarget Alpha,Lower Beta,25,,,,x\n{B.replace('Target Alpha', 'Lower Beta')},25,,,,x\n",
         ["Lower Beta", "Target Alpha"], "direct and indirect quarters add up (FAQ 401)"),
        (f"{A},60,,,,x\nTarget Alpha,Lower Beta,60,,,,x\nLower Beta,Target Alpha,30,,,,x\n", ["Lower Beta", "Target Alpha"],
         "a circle ends"),
        ("Target Alpha,Lower Beta,60,,,,x\nLower Beta,Target Alpha,60,,,,x\n", [],
         "a circle that nobody blocked owns is nothing"),
        ("Target Alpha,Target Alpha,100,,,,x\n", [], "nor one that owns itself"),
        (f"{A},60,,,,x\nTarget Alpha,Lower Beta,,yes,,,x\n", ["Target Alpha"], "control does not pass down"),
    ],
)  # fmt: skip
def test_us_chain(tmp_path: Path, rows: str, reached: list[str], why: str) -> None:
    found = owned(tmp_path, rows)
    assert sorted(n for n, f in found.items() if f.status) == reached, why
    assert all(f.status or f.strength in ("weak", "no_conclusion") for f in found.values()), why


@pytest.mark.parametrize(
    ("rows", "as_of", "known_from", "why"),
    [
        (f"{A},60,,,2019-12-31,x\n", AS_OF, None, "sold before the review's day"),
        (f"{A},60,,2020-01-02,,x\n", AS_OF, None, "bought after it"),
        (f"{A},60,,2020-01-01,,x\n", AS_OF, "2020-01-01", "bought that day: from then"),
        (f"{A},60,,2018-01-01,,x\n", AS_OF, "2019-01-01", "an owner listed later: from the listing"),
        (f"{A},60,,2018-01-01,,x\n", "2018-12-31", None, "and not a day before"),
        (f"{A},25,,,,x\n{B},25,,,,x\n", AS_OF, "2019-02-01", "two quarters: from the second listing"),
        (f"{A},50,,,,x\n{B},10,,,,x\n", AS_OF, "2019-01-01", "a half alone: the smaller owner's listing moves nothing"),
        (f"{A},25,,,,x\n{B},25,,,,x\n", "2019-01-31", None, "one quarter while the second owner is not listed"),
    ],
)  # fmt: skip
def test_dates(tmp_path: Path, rows: str, as_of: str, known_from: str | None, why: str) -> None:
    reached = [f for f in owned(tmp_path, rows, as_of=as_of).values() if f.status]
    assert [str(f.known_from) for f in reached] == ([known_from] if known_from else []), why
    assert [str(s.since) for f in reached for s in f.status] == ([known_from] if known_from else []), why


@pytest.mark.parametrize(
    ("listed", "rows", "strength", "rung", "word", "why"),
    [
        (EU, f"{A},50,,,,x\n", "possible", "asset_freeze", "presumed", "EU: half or more is owned, as a presumption"),
        (EU, f"{A},30,yes,,,x\n", "possible", "asset_freeze", "control is alleged", "EU: control beside a small share counts"),
        (EU, f"{A},,yes,,,x\n", "possible", "asset_freeze", "control is alleged", "EU: control alone counts"),
        (EU, f"{A},30,,,,x\n", "weak", "", "not owned under that test", "EU: a small share is a caution, in the EU's words"),
        (UK, f"{A},51,,,,x\n", "possible", "asset_freeze", "more than 50 %", "UK: more than half"),
        (UK, f"{A},50,,,,x\n", "weak", "", "not more than 50 %", "UK: exactly half is not more than half"),
        (UK, f"{A},50,yes,,,x\n", "possible", "asset_freeze", "control is alleged", "UK: unless there is control"),
    ],
)  # fmt: skip
def test_eu_and_uk_are_said_apart(
    tmp_path: Path, listed: str, rows: str, strength: str, rung: str, word: str, why: str
) -> None:
    finding = owned(tmp_path, rows, listed)["Target Alpha"]
    assert (finding.strength, [s.rung for s in finding.status]) == (strength, [rung] if rung else []), why
    assert word in finding.says, why
    assert "OFAC" not in finding.says, f"{why}: US words have no place in it"
    assert not finding.stops, why


NEAR = PARTIES.replace("P2,Grim Orkan Quux", "P2,Grim Orkan")


@pytest.mark.parametrize(
    ("rows", "parties", "listed", "strength", "why"),
    [
        ("Grim Orkan,Target Alpha,60,,,,x\n", NEAR, US, "possible", "an owner by a near name: possible at most"),
        (f"{A},50,,,,x\nGrim Orkan,Target Alpha,10,,,,x\n", NEAR, US, "strong", "a doubtful tenth does not weaken a firm half"),
        (f"{A},30,,,,x\nGrim Orkan,Target Alpha,30,,,,x\n", NEAR, US, "possible", "a doubtful share that is needed does"),
        (f"{A},60,,,,x\n", PARTIES, entry("Evil Haibo Zed", from_="2019-01-01/2020-06-30"), "possible",
         "listed, or not yet: left open"),
        (f"{A},60,,,,x\n", PARTIES, entry("Evil Haibo Zed"), "strong", "a list without dates stands at any time"),
    ],
)  # fmt: skip
def test_doubt_about_the_owner(tmp_path: Path, rows: str, parties: str, listed: str, strength: str, why: str) -> None:
    assert owned(tmp_path, rows, listed, parties=parties)["Target Alpha"].strength == strength, why


def test_an_owner_delisted_before_the_review_blocks_nothing(tmp_path: Path) -> None:
    assert owned(tmp_path, f"{A},60,,,,x\n", entry("Evil Haibo Zed", from_="2019-01-01", to="2019-06-01")) == {}


SHIPS = "id,imo,name,owner\n1,9074729,SEA ROSE,Evil Haibo Zed\n"


def test_a_ship_of_a_blocked_owner_is_its_property(tmp_path: Path) -> None:
    review = reviewed(tmp_path, AS_OF, US, vessels=SHIPS)
    (finding,) = about(review, check="ownership_50")
    assert (finding.subject.sheet, finding.subject.id, finding.subject.column) == ("vessels", "1", "owner")
    assert finding.stops


def test_equal_ids_of_a_ship_and_a_firm_do_not_make_the_firm_owned(tmp_path: Path) -> None:
    """Sheets numbered 1, 2, 3: the ship 1 of a blocked owner is not the party 1."""
    review = reviewed(tmp_path, AS_OF, US, parties="id,name\n1,Honest Gamma\n2,Evil Haibo Zed\n", vessels=SHIPS)
    assert [f.subject.sheet for f in about(review, check="ownership_50")] == ["vessels"]


def test_two_parties_of_one_id_are_not_one(tmp_path: Path) -> None:
    parties = "id,name\nP1,Honest Gamma\nP1,Evil Haibo Zed\n"
    assert owned(tmp_path, "Honest Gamma,Lower Beta,60,,,,x\n", parties=parties) == {}


def test_a_ship_listed_herself_is_not_called_unlisted(tmp_path: Path) -> None:
    listed = US + entry("SEA ROSE", "vessel", imo="9074729", from_="2019-01-01")
    review = reviewed(tmp_path, AS_OF, listed, vessels=SHIPS)
    assert about(review, check="ownership_50") == []
    assert [f.strength for f in about(review, check="listed_vessel")] == ["match"]


def test_a_ship_with_shares_of_her_own_is_not_her_owner_columns_too(tmp_path: Path) -> None:
    review = reviewed(tmp_path, AS_OF, US, vessels=SHIPS, ownership="owner,owned,percent\nEvil Haibo Zed,SEA ROSE,40\n")
    (finding,) = about(review, check="ownership_50")
    assert (finding.strength, finding.status) == ("weak", ()), "40 % is stated; the owner column is not 100 % beside it"


def test_every_row_of_a_sum_is_quoted(tmp_path: Path) -> None:
    finding = owned(tmp_path, f"{A},25,,,,register of 2018\n{B},25,,,,annual report\n")["Target Alpha"]
    quotes = [e.quote for e in finding.evidence if e.source == "book"]
    assert [q.split(" · ")[-2:] for q in quotes] == [["25", "register of 2018"], ["25", "annual report"]]
    assert [e.source for e in finding.evidence].count("own") == 2, "each owner's own line on the list"


@pytest.mark.parametrize(
    ("share", "words", "why"),
    [
        ("130", "the share (130) cannot be read", "more than there is"),
        ("-20", "the share (-20) cannot be read", "less than nothing"),
        ("", "the share is not stated", "nothing was written"),
    ],
)
def test_a_share_that_was_written_is_not_called_unstated(tmp_path: Path, share: str, words: str, why: str) -> None:
    assert words in owned(tmp_path, f"{A},{share},,,,x\n")["Target Alpha"].says, why
