"""Claims of several reports merged into events: what is one, what is not, and what is told differently."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from offing.claims.copies import same_text
from offing.claims.events import events_of
from offing.claims.model import Reading
from tests.claims.made import reading, told


def left(name: str, place: str, how: str, office: str, **more: str) -> Reading:
    text = f"[country:North Korea=kp] {how} the [facility:{office}] in [place:{place}], [country:Seoul=kr] said."
    read = reading(name, text, **more)
    said = f"North Korea {how} the {office} in {place}"
    modality = "planned" if "will" in how else "asserted"
    return told(
        read,
        "withdrew",
        said,
        when="2019-03-22",
        modality=modality,
        by="Seoul",
        actor="North Korea",
        object=office,
        place=place,
    )


def test_one_withdrawal_told_twice() -> None:
    one = left("a", "Kaesong", "pulled its staff out of", "inter-Korean liaison office")
    other = left("b", "Gaeseong", "will stop participating in", "joint liaison office", published="2019-03-23")
    (event,) = events_of([one, other])
    assert event.sources == 2
    kinds = {(c.kind, c.role) for c in event.conflicts}
    assert ("spelling", "place") in kinds, "Kaesong is Gaeseong"
    assert ("modality", "") in kinds, "pulled out against will stop"
    assert ("value", "place") not in kinds
    assert ("actor", "North Korea") in event.agreed


def seized(name: str, goods: str, when: str, published: str) -> Reading:
    read = reading(name, f"The [country:Netherlands=nl] seized [goods:{goods}].", published=published)
    return told(read, "seized", f"seized {goods}", when=when, authority="Netherlands", object=goods)


def owned(name: str, owner: str, published: str) -> Reading:
    read = reading(name, f"The [vessel:Sam Ma 2=8106496] is owned by [company:{owner}].", published=published)
    return told(read, "owned_by", f"owned by {owner}", asset="Sam Ma 2", owner=owner)


def met(name: str, a: str, b: str) -> Reading:
    read = reading(name, f"The [vessel:{a}] transferred oil to the [vessel:{b}].")
    return told(read, "sts_transfer", f"{a} transferred oil to the {b}", vessel=a, counterparty=b)


def listed(name: str, who: str, country: str, target: str, when: str = "") -> Reading:
    read = reading(name, f"[agency:{who}] listed [company:{target}] of [country:{country}].")
    return told(read, "designated", f"listed {target}", when=when, authority=who, target=target)


def boarded(name: str, land: str, code: str, who: str = "") -> Reading:
    read = reading(name, f"The [vessel:Boracay] was held by [country:{land}={code}]{who}.")
    return told(read, "seized", "Boracay was held by", authority=f"{land}{who}", object="Boracay")


def ship(name: str, imo: str) -> Reading:
    mark = f"={imo}" if imo else ""
    read = reading(name, f"The [vessel:Hua Fu{mark}] went dark.")
    return told(read, "ais_gap", "Hua Fu went dark", vessel="Hua Fu")


HAIBO = "Dalian Haibo International Freight Co. Ltd."
VODKA = "Belarusian vodka"
CASES: list[tuple[Callable[[], list[Reading]], int, str]] = [
    (
        lambda: [seized("a", VODKA, "2018-07", "2019-03-23"), seized("b", VODKA, "2019-02", "2019-03-23")],
        2,
        "months apart: two seizures",
    ),
    (
        lambda: [seized("a", VODKA, "2018-07", "2019-03-23"), seized("b", VODKA, "2018-07-14", "2018-08-01")],
        1,
        "a month holds its day",
    ),
    (
        lambda: [seized("a", VODKA, "", "2019-03-23"), seized("b", VODKA, "", "2021-03-23")],
        2,
        "undated, reported two years apart",
    ),
    (
        lambda: [seized("a", VODKA, "", "2019-03-23"), seized("b", VODKA, "", "2019-03-24")],
        1,
        "undated, reported on two days running",
    ),
    (
        lambda: [seized("a", VODKA, "2018-07", "2019-03-23"), seized("b", VODKA, "", "2019-02-24")],
        2,
        "one dated long before the other's report",
    ),
    (
        lambda: [
            owned("a", "Korea Samma Shipping Co", "2018-01-04"),
            owned("b", "Korea Samma Shipping Company Ltd", "2024-01-04"),
        ],
        1,
        "ownership lasts; legal forms do not part firms",
    ),
    (
        lambda: [owned("a", "Korea Samma Shipping Co", "2018-01-04"), owned("b", "Haibo Freight", "2018-01-04")],
        2,
        "another owner",
    ),
    (lambda: [met("a", "Vityaz", "Sam Ma 2"), met("b", "Sam Ma 2", "Vityaz")], 1, "either side may be named first"),
    (lambda: [met("a", "Vityaz", "Sam Ma 2"), met("b", "Vityaz", "Sam Jong 1")], 2, "another partner"),
    (
        lambda: [listed("a", "OFAC", "China", "Dalian Haibo"), listed("b", "US Treasury", "China", HAIBO)],
        1,
        "a short form of one firm; one authority by two names",
    ),
    (
        lambda: [
            listed("a", "OFAC", "China", "Dalian Haibo"),
            listed("b", "UN Security Council", "China", "Dalian Haibo"),
        ],
        2,
        "two authorities, two listings",
    ),
    (
        lambda: [boarded("a", "French", "fr", " navy"), boarded("b", "Estonia", "ee")],
        2,
        "two countries' bodies: two seizures",
    ),
    (
        lambda: [boarded("a", "French", "fr", " navy"), boarded("b", "France", "fr")],
        1,
        "one country by its navy and by its name",
    ),
    (lambda: [ship("a", "8106496"), ship("b", "9100000")], 2, "one name, two IMO numbers"),
    (lambda: [ship("a", "8106496"), ship("b", "")], 1, "one name, one of them without a number"),
]


@pytest.mark.parametrize(("made", "events", "why"), CASES, ids=[c[2] for c in CASES])
def test_what_is_one(made: Callable[[], list[Reading]], events: int, why: str) -> None:
    assert len(events_of(made())) == events, why


def test_a_pronoun_is_no_spelling() -> None:
    """ "She" and the ship's name tell of one ship: the name is what they agree in, and they differ in nothing."""
    one, other = ship("a", ""), reading("b", "[vessel:Hua Fu] sailed. [vessel:She] went dark.")
    she = replace(other.mentions[1], entity=0, nominal=True)
    other = told(replace(other, mentions=(other.mentions[0], she)), "ais_gap", "She went dark", vessel="She")
    claim = other.claims[0]
    other = replace(other, claims=(replace(claim, args=(replace(claim.args[0], thing=0),)),))
    (event,) = events_of([other, one])
    assert event.agreed == (("vessel", "Hua Fu"),)
    assert not event.conflicts


def test_a_copied_sentence_is_no_second_source() -> None:
    text = "The [vessel:Tantal] was believed to have taken part in transfers at sea with [country:North Korean=kp] tankers."
    quote = "Tantal was believed to have taken part in transfers at sea"
    read = [told(reading(n, text), "sts_transfer", quote, vessel="Tantal", counterparty="North Korean") for n in "ab"]
    (event,) = events_of(read)
    assert (len(event.claims), event.sources) == (2, 1)


def test_who_cites_another_is_no_second_source() -> None:
    text = "The [vessel:Hua Fu] went dark, [agency:Reuters] reported."
    first = told(
        reading("a", "The [vessel:Hua Fu] went dark in June.", outlet="Reuters"),
        "ais_gap",
        "Hua Fu went dark",
        vessel="Hua Fu",
    )
    second = told(reading("b", text), "ais_gap", "Hua Fu went dark", vessel="Hua Fu", by="Reuters")
    claim = second.claims[0]
    second = replace(second, claims=(replace(claim, speakers=(replace(claim.speakers[0], kind="media"),)),))
    (event,) = events_of([first, second])
    assert event.sources == 1


def test_what_is_not_resolved_merges_with_nothing() -> None:
    text = "[country:Dutch=nl] customs seized a cargo of the company."
    made = [
        told(reading(n, text), "seized", "seized a cargo", authority="Dutch", object="a cargo", status="partial")
        for n in "ab"
    ]
    assert len(events_of(made)) == 2


def test_order_decides_nothing() -> None:
    made = [r for build, _, _ in CASES for r in build()]
    made = [told_again(r, i) for i, r in enumerate(made)]
    wanted = shape(made)
    rng = random.Random(7)
    for _ in range(5):
        rng.shuffle(made)
        assert shape(made) == wanted


def told_again(read: Reading, i: int) -> Reading:
    return replace(read, document=replace(read.document, name=f"{i}", sha256=f"{i}"))


def shape(readings: list[Reading]) -> set[tuple[str, frozenset[str], int]]:
    return {
        (e.type, frozenset(readings[s.document].document.name for s in e.claims), e.sources)
        for e in events_of(readings)
    }


COPIES = [
    (
        [
            "The ship was seized by the Dutch customs on Monday in Rotterdam.",
            "The ship was seized by the Dutch customs on Monday, it is said.",
        ],
        [0, 0],
        "most of it copied",
    ),
    (["Kim met Trump.", "Kim met Trump."], [0, 1], "too short to tell"),
    (
        ["One two three four five six seven eight nine.", "Nine eight seven six five four three two one."],
        [0, 1],
        "the same words in another order",
    ),
    (
        ["“ONE” two – three four five six seven eight nine", "one two three four five six seven eight nine ten"],
        [0, 0],
        "case and marks do not count",
    ),
]


@pytest.mark.parametrize(("texts", "first", "why"), COPIES, ids=[c[2] for c in COPIES])
def test_copies(texts: list[str], first: list[int], why: str) -> None:
    assert same_text(texts) == first, why
