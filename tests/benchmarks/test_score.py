"""The scorer of reports: a perfect reading scores one, an empty one nothing, and a spoiled one loses what was spoiled."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offing.claims.model import Arg, Claim, Dated, Link, Mention, Reading
from offing.records.dates import day
from tests.benchmarks.loaded import load
from tests.benchmarks.readings import empty, perfect, written
from tests.shared import shared

gold_files, measure, score = load("gold", "reports"), load("measure", "reports"), load("score", "reports")
pairing, traps = load("pairing", "reports"), load("traps", "reports")

TEXT = """Marines board a tanker

The navy of Atlantis seized the Blue Heron on 3 May 2020, officials said. The tanker, owned by Tern Ltd, had met the
Grey Owl at sea. Tern Ltd sells coal and salt. The firm denied that it had dealt with Utopia. The authorities of
Atlantis also held the Red Kite and the Old Crow, which belong to another firm.
"""
ENTITIES = [
    ("at", "Country", "Atlantis", None),
    ("ut", "Country", "Utopia", None),
    ("navy", "Org", "navy of Atlantis", None),
    ("heron", "Vessel", "Blue Heron", "ofac-sdn:101"),
    ("owl", "Vessel", "Grey Owl", "ofac-sdn:102?"),
    ("kite", "Vessel", "Red Kite", None),
    ("crow", "Vessel", "Old Crow", None),
    ("tern", "Company", "Tern Ltd", None),
    ("coal", "Goods", "coal", None),
    ("salt", "Goods", "salt", None),
    ("day", "Date", "3 May 2020", None),
]
GOLD: dict[str, Any] = {
    "meta": {"title": "Marines board a tanker"},
    "boilerplate": [],
    "entities": [{"id": i, "label": label, "names": [n], "list_entry": e} for i, label, n, e in ENTITIES],
    "mentions": [(n, i) for i, _, n, _ in ENTITIES if i not in {"at"}] + [("Tern Ltd#2", "tern"), ("Atlantis#2", "at")],
    "coref": [("The tanker", "heron"), ("The firm", "tern"), ("another firm", None)],
    "claims": [],
}


def told(kind: str, quote: str, attribution: str | None = None, how: str = "asserted", **args: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "args": args,
        "attribution": attribution,
        "attribution_kind": "official" if attribution else None,
        "modality": how,
        "date": "2020-05-03" if kind == "seized" and "3 May" in quote else None,
        "core": True,
        "polarity": "pos",
        "quote": quote,
    }


CLAIMS = [
    told("seized", "seized the Blue Heron on 3 May 2020", "officials", authority="@navy", object="@heron"),
    told("owned_by", "The tanker, owned by Tern Ltd", asset="@heron", owner="@tern"),
    told("sts_transfer", "had met the\nGrey Owl at sea", vessel="@heron", counterparty="@owl"),
    told("sold", "Tern Ltd sells coal and salt", actor="@tern", goods=["@coal", "@salt"]),
    told("dealt_with", "it had dealt with Utopia", "@tern", "denied", actor="@tern", counterparty="@ut"),
    told("seized", "held the Red Kite and the Old Crow", authority="@at", object=["@kite", "@crow"]),
    told("owned_by", "which belong to another firm", asset="@crow", owner="another firm [unresolved]"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Any:
    return written(tmp_path, "made", TEXT, GOLD | {"claims": CLAIMS})


def core(gold: Any, reading: Reading) -> Any:
    return measure.together(measure.one(gold, lambda *_, **_given: reading).types, context=False)


def of(reading: Reading, kind: str) -> Claim:
    return next(c for c in reading.claims if c.type == kind)


def changed(reading: Reading, old: Claim, *new: Claim) -> Reading:
    return replace(reading, claims=tuple(c for claim in reading.claims for c in (new if claim is old else (claim,))))


def test_a_perfect_reading_scores_one(gold: Any) -> None:
    result = measure.one(gold, lambda *_, **_given: perfect(gold))
    asked_of = measure.together(result.types, context=False)
    assert (asked_of.tally.asked, asked_of.tally.precision, asked_of.tally.recall) == (8, 1.0, 1.0), (
        "one claim has two objects"
    )
    assert asked_of.incomplete == asked_of.aside == 0
    for tally in (result.named.overlap, result.named.exact, result.stood.nominals, result.stood.short_names):
        assert tally.f1 in {1.0, None}
    assert {m: t.f1 for m, t in result.quality.items() if t.asked or t.given} == {
        m: 1.0 for m, t in result.quality.items() if t.asked or t.given
    }
    assert not result.misplaced
    assert (result.linked.correct, result.linked.offered, result.linked.missed, result.linked.false) == (1, 1, 0, 0)


def test_an_empty_reading_scores_nothing(gold: Any) -> None:
    result = measure.one(gold, lambda *_, **_given: empty(gold))
    claims = measure.together(result.types, context=False).tally
    assert (claims.recall, claims.precision, claims.f1) == (0.0, None, 0.0)
    assert (result.named.overlap.recall, result.named.overlap.f1) == (0.0, 0.0)
    assert (result.stood.nominals.recall, result.linked.missed) == (0.0, 2)
    assert len(result.paired.missed) == 8


def swap(claim: Claim, one: str, other: str) -> Claim:
    names = {one: other, other: one}
    return replace(claim, args=tuple(replace(a, role=names.get(a.role, a.role)) for a in claim.args))


def without(claim: Claim, role: str) -> Claim:
    return replace(claim, args=tuple(a for a in claim.args if a.role != role), status="partial")


def argued(claim: Claim, role: str, like: Arg) -> Claim:
    """The claim with another's argument in a role."""
    return replace(claim, args=tuple(replace(like, role=role) if a.role == role else a for a in claim.args))


def the(reading: Reading, words: str) -> Mention:
    return next(m for m in reading.mentions if m.text == words)


def arg(reading: Reading, role: str, words: str) -> Arg:
    mention = the(reading, words)
    return Arg(role, mention.text, mention.start, mention.end, mention.entity)


CHANGES: list[tuple[str, Callable[[Reading, Claim], list[Claim]], tuple[int, int, int, int], str]] = [
    ("owned_by", lambda r, c: [swap(c, "asset", "owner")], (7, 8, 0, 0), "the owner is not owned by the ship"),
    ("sts_transfer", lambda r, c: [swap(c, "vessel", "counterparty")], (8, 8, 0, 0), "either ship may come first"),
    ("sts_transfer", lambda r, c: [without(c, "counterparty")], (7, 7, 1, 0), "less than is told, but not wrong"),
    ("owned_by", lambda r, c: [argued(c, "owner", arg(r, "owner", "Utopia"))], (7, 8, 0, 0), "another owner"),
    ("owned_by", lambda r, c: [replace(c, type="managed_by")], (7, 8, 0, 0), "another type"),
    ("owned_by", lambda r, c: [replace(c, polarity="negative")], (7, 8, 0, 0), "said not to be so"),
    ("dealt_with", lambda r, c: [replace(c, modality="alleged")], (7, 8, 0, 0), "a denial told as a charge"),
    ("dealt_with", lambda r, c: [replace(c, polarity="negative")], (8, 8, 0, 0), "denied twice over is one denial"),
    ("owned_by", lambda r, c: [], (7, 7, 0, 0), "left out"),
    ("owned_by", lambda r, c: [c, c], (8, 8, 0, 1), "said twice"),
    ("seized", lambda r, c: [c, replace(c, type="forfeited")], (8, 9, 0, 0), "one too many"),
    (
        "seized",
        lambda r, c: [argued(c, "authority", arg(r, "authority", "Tern Ltd"))],
        (8, 8, 0, 0),
        "no kind of authority",
    ),
    ("seized", lambda r, c: [c, replace(c, start=0, end=22, type="forfeited")], (8, 8, 0, 1), "read from the headline"),
    ("owned_by", lambda r, c: [c, replace(c, type="met")], (8, 8, 0, 1), "context is not held against a reader"),
]


@pytest.mark.parametrize(("kind", "change", "figures", "why"), CHANGES, ids=[c[-1] for c in CHANGES])
def test_a_spoiled_claim(
    gold: Any, kind: str, change: Callable[[Reading, Claim], list[Claim]], figures: tuple[int, int, int, int], why: str
) -> None:
    reading = perfect(gold)
    claim = of(reading, kind)
    got = core(gold, changed(reading, claim, *change(reading, claim)))
    aside = (
        got.aside
        + measure.together(
            measure.one(gold, lambda *_, **_given: changed(reading, claim, *change(reading, claim))).types, context=True
        ).aside
    )
    assert (got.tally.right, got.tally.given, got.incomplete, aside) == figures, why


def test_an_enumeration_counts_by_its_members(gold: Any) -> None:
    reading = perfect(gold)
    claim = next(c for c in reading.claims if c.type == "seized" and "Kite" in TEXT[c.start : c.end])
    kite, crow = (a for a in claim.args if a.role == "object")
    both = Arg("object", TEXT[kite.start : crow.end], kite.start, crow.end, -1, (kite, crow))
    other = tuple(a for a in claim.args if a.role != "object")
    assert core(gold, changed(reading, claim, replace(claim, args=(*other, both)))).tally.right == 8, (
        "parts of one argument"
    )
    apart = [replace(claim, args=(*other, a)) for a in (kite, crow)]
    assert core(gold, changed(reading, claim, *apart)).tally.right == 8, "or a claim for each"
    assert core(gold, changed(reading, claim, replace(claim, args=(*other, kite)))).tally == replace(
        core(gold, reading).tally, found=7, given=7, right=7
    ), "one of them left out"


def test_a_guess_where_the_text_does_not_tell_is_wrong(gold: Any) -> None:
    reading = perfect(gold)
    claim = next(c for c in reading.claims if c.type == "owned_by" and "another" in TEXT[c.start : c.end])
    guessed = argued(claim, "owner", arg(reading, "owner", "Tern Ltd"))
    assert core(gold, changed(reading, claim, guessed)).tally.right == 7
    left_open = replace(claim, args=tuple(a for a in claim.args if a.role != "owner"), status="partial")
    assert core(gold, changed(reading, claim, left_open)).tally.right == 8, (
        "a partial claim where the annotator has one"
    )


def test_a_nominal_taken_for_another_ship_spoils_what_hangs_on_it(gold: Any) -> None:
    reading = perfect(gold)
    owl = the(reading, "Grey Owl").entity
    tanker = the(reading, "The tanker")
    mentions = tuple(replace(m, entity=owl) if m is tanker else m for m in reading.mentions)
    owned = of(reading, "owned_by")
    moved = argued(owned, "asset", Arg("asset", tanker.text, tanker.start, tanker.end, owl))
    result = measure.one(gold, lambda *_, **_given: changed(replace(reading, mentions=mentions), owned, moved))
    assert (result.stood.nominals.asked, result.stood.nominals.right) == (2, 1)
    assert measure.together(result.types, context=False).tally.right == 7


def test_a_pronoun_may_stand_for_a_group_that_is_never_named(tmp_path: Path) -> None:
    group: dict[str, Any] = {
        "meta": {},
        "entities": [{"id": "six", "label": "VesselGroup", "names": ["Six tankers"], "list_entry": None}],
        "mentions": [("Six tankers", "six")],
        "coref": [("They", "six")],
        "claims": [told("seized", "They were seized", object="@six")],
    }
    gold = written(tmp_path, "six", "Six tankers sailed. They were seized.", group)
    reading = perfect(gold)
    claim = reading.claims[0]
    they = argued(claim, "object", arg(reading, "object", "They"))
    result = measure.one(gold, lambda *_, **_given: changed(reading, claim, they))
    assert (measure.together(result.types, context=False).tally.right, result.stood.nominals.right) == (1, 1)


def test_speaker_modality_and_date_are_measured_on_right_claims(gold: Any) -> None:
    reading = perfect(gold)
    claim = of(reading, "seized")
    later = Dated(day(date(2020, 5, 4)), "later", claim.start, claim.start)
    spoiled = replace(claim, speakers=(), modality="alleged", happened=later)
    result = measure.one(gold, lambda *_, **_given: changed(reading, claim, spoiled))
    before = measure.one(gold, lambda *_, **_given: reading)
    for name in ("speaker, the nearest", "modality", "event date, the same", "event date, compatible"):
        assert result.quality[name].right == before.quality[name].right - 1, name
    assert measure.together(result.types, context=False).tally.right == 8, "none of them makes a claim wrong"
    assert {s.measure for s in result.slips} >= {"modality"}


def test_a_date_that_the_annotator_does_not_give_is_one_too_many(gold: Any) -> None:
    reading = perfect(gold)
    claim = of(reading, "sold")
    dated = replace(claim, happened=Dated(day(date(2020, 5, 4)), "later", claim.start, claim.start))
    tally = measure.one(gold, lambda *_, **_given: changed(reading, claim, dated)).quality["event date, the same"]
    assert (tally.asked, tally.found, tally.given, tally.right) == (1, 1, 2, 1)


@pytest.mark.parametrize(
    ("edit", "false", "missed", "why"),
    [
        (lambda m: replace(m, label="vessel"), 1, 1, "a company is no ship"),
        (lambda m: replace(m, start=m.start - 1), 0, 0, "a space too many still overlaps"),
        (lambda m: replace(m, start=m.start - 30), 1, 1, "most of it is something else"),
        (lambda m: replace(m, nominal=True, start=0, end=3), 0, 1, "nominals are not asked for here"),
        (lambda m: replace(m, end=m.start + 4), 0, 0, "half a name is enough, barely"),
    ],
)
def test_mentions(gold: Any, edit: Callable[[Mention], Mention], false: int, missed: int, why: str) -> None:
    reading = perfect(gold)
    mention = the(reading, "Tern Ltd")
    mentions = tuple(edit(m) if m is mention else m for m in reading.mentions)
    named = measure.one(gold, lambda *_, **_given: replace(reading, mentions=mentions)).named
    assert (len(named.false), len(named.missed)) == (false, missed), why


@pytest.mark.parametrize(
    ("label", "text", "said", "fits", "why"),
    [
        ("Country", "Seoul", "place", True, "a capital for its government"),
        ("Country", "South Korea", "place", False, "a country has no other name for it"),
        ("Place", "Singapore", "country", True, "a port that is a territory"),
        ("Place", "Yeosu", "country", False, "a port that is none"),
        ("Org", "Treasury", "company", True, "an outlet or a body may be either"),
        ("VesselGroup", "six tankers", "vessel", False, "not said to be several"),
    ],
)
def test_labels_that_fit(label: str, text: str, said: Any, fits: bool, why: str) -> None:
    spot = gold_files.Spot(0, len(text), text, label, "x")
    assert load("counting", "reports").fits(spot, Mention(0, len(text), text, said, 0, "made")) is fits, why


@pytest.mark.parametrize(
    ("entity", "link", "figures", "why"),
    [
        ("heron", Link("us_ofac_sdn", "999", "BLUE HERON", "match", ""), (0, 1, 1, 1), "another entry"),
        ("heron", Link("us_ofac_sdn", "101", "BLUE HERON", "possible", ""), (0, 2, 0, 0), "not sure of a sure one"),
        ("kite", Link("us_ofac_sdn", "7", "RED KITE", "match", ""), (1, 1, 0, 1), "an entry for what has none"),
        (
            "kite",
            Link("us_ofac_sdn", "7", "RED KITE", "possible", ""),
            (1, 1, 0, 0),
            "a possible one is only a question",
        ),
        ("kite", Link("gb_uksl", "X1", "RED KITE", "match", ""), (1, 1, 0, 0), "a list nobody looked at"),
    ],
)
def test_links(gold: Any, entity: str, link: Link, figures: tuple[int, int, int, int], why: str) -> None:
    reading = perfect(gold)
    number = list(gold.entities).index(entity)
    things = tuple(replace(t, links=(link,)) if t.number == number else t for t in reading.things)
    linked = measure.one(gold, lambda *_, **_given: replace(reading, things=things)).linked
    assert (linked.correct, linked.offered, linked.missed, linked.false) == figures, why


def test_words_out_of_place_are_counted(gold: Any) -> None:
    reading = perfect(gold)
    claim = of(reading, "owned_by")
    altered = replace(claim, args=tuple(replace(a, text="Stern Ltd") if a.role == "owner" else a for a in claim.args))
    assert len(measure.one(gold, lambda *_, **_given: changed(reading, claim, altered)).misplaced) == 1


def test_a_reader_that_changes_the_text_is_refused(gold: Any) -> None:
    reading = empty(gold)
    folded = replace(reading, document=replace(reading.document, text=gold.text.lower()))
    with pytest.raises(ValueError, match="not the file's"):
        measure.one(gold, lambda *_, **_given: folded)


def test_an_annotation_that_misquotes_is_refused(gold: Any, tmp_path: Path) -> None:
    path = tmp_path / "made.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["claims"][0]["quote"]["start"] += 1
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ValueError, match="the text has"):
        gold_files.annotated(tmp_path / "made.txt", path)


def test_the_report_prints_figures_and_what_was_missed(gold: Any) -> None:
    page = score.report("made", [gold], lambda *_, **_given: empty(gold), show=True)
    assert "| **core claims** | 8 | 0 | 0 | 0 |" in page
    assert page.count("MISSED owned_by") == 2
    assert "MISSED" not in score.report("made", [gold], lambda *_, **_given: empty(gold), show=False)


def test_every_claim_type_has_its_keys() -> None:
    assert set(pairing.KEYS) == set(gold_files.TYPES)


def test_a_trap_is_fallen_into_by_the_types_it_names_only(gold: Any) -> None:
    laid = [traps.Trap("x", frozenset({"seized"}), "why"), traps.Trap("x", frozenset({"designated"}), "why")]
    reading = perfect(gold)
    found = traps.fallen(laid, lambda *_, **_given: reading)
    assert [f.type for f in found] == ["seized", "seized"]
    denied, unsure = (c for c in reading.claims if c.type == "seized")
    careful = changed(
        changed(reading, denied, replace(denied, modality="denied")), unsure, replace(unsure, status="partial")
    )
    assert traps.fallen(laid, lambda *_, **_given: careful) == []


def test_a_table_of_traps_names_types_there_are(tmp_path: Path) -> None:
    table = tmp_path / "traps.csv"
    table.write_text("text,never,why\nA ship was named,designated; delisted,no list\n", encoding="utf-8")
    assert traps.traps(table)[0].never == {"designated", "delisted"}
    table.write_text("text,never,why\nA ship was named,blessed,no such type\n", encoding="utf-8")
    with pytest.raises(ValueError, match="blessed"):
        traps.traps(table)


def test_the_seed_articles_read_perfectly_score_one() -> None:
    shared("claims")
    texts = gold_files.seed(shared())
    asked = 0
    for gold in texts:
        result = measure.one(gold, lambda *_, gold=gold, **_given: perfect(gold))
        tally = measure.together(result.types, context=False).tally
        asked += tally.asked if gold.name.startswith("gold") else 0
        assert (tally.precision, tally.recall) == (1.0, 1.0), [m.told.id for m in result.paired.missed]
        assert (result.named.overlap.f1, result.linked.false, result.misplaced) == (1.0, 0, ())
    assert asked == 16, "the two articles hold sixteen core claims"


def test_every_annotated_text_read_perfectly_scores_one() -> None:
    texts = gold_files.folder(load("annotated", "reports").DEV)
    for gold in texts:
        result = measure.one(gold, lambda *_, gold=gold, **_given: perfect(gold))
        tally = measure.together(result.types, context=False).tally
        assert (tally.precision, tally.recall) == (1.0, 1.0), [m.told.id for m in result.paired.missed]
        assert (result.named.overlap.f1, result.linked.false, result.misplaced) == (1.0, 0, ()), gold.name
    assert texts


def test_the_traps_of_the_repository_are_read() -> None:
    assert len(traps.traps()) >= 90
