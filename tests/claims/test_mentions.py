"""What texts name: tables of words with the mentions that must, and must not, come of them."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.claims.gazetteer import ListedName, gazetteer_of
from offing.claims.mentions import mentions_of
from offing.claims.model import Label
from offing.index.glossary import english
from tests.claims.naming import NAMES, document, mentioned, named, small_gazetteer
from tests.shared import shared

CASES: list[tuple[str, Label, list[str], str]] = [
    ("The order against Ro Marine AS is old.", "company", ["Ro Marine AS"], "a legal form in capitals"),
    ("The order against Ro Marine AS is old.", "person", [], "a firm is no person"),
    ("David Lim, Co-Director of the office, spoke.", "person", ["David Lim"], "an office behind a comma is no legal form"),
    ("The brothers Luay al-Mallah and Abdul left.", "person", ["Luay al-Mallah"], "through a particle written small"),
    ("They thanked Task Force KleptoCapture.", "agency", ["Task Force KleptoCapture"], "a task force by its name"),
    ("They thanked Task Force KleptoCapture.", "person", [], "a task force is nobody"),
    ("The Libya sanctions Committee met.", "agency", ["Libya sanctions Committee"], "a committee on one country"),
    ("HANOI, June 14 (Newswire) - A ship waits. Newswire saw her.",
     "agency", ["Newswire", "Newswire"], "the agency of a dateline"),
    ("Four cargo ships, the Asia Bridge and the Calm Bridge, were seized.",
     "vessel", ["Asia Bridge", "Calm Bridge"], "ships called after bridges"),
    ("The aframax had traded before as the Mockingbird, the Helios and the Adisa.",
     "vessel", ["Mockingbird", "Helios", "Adisa"], "former names in a row"),
    ("Her owner renamed her Khazri.", "vessel", ["Khazri"], "a new name behind a verb"),
    ("The tankers wait. The Oyster Bay has run out of flags.", "vessel", ["Oyster Bay"], "a bay with an article"),
    ("The tankers wait in the Black Sea for the Security Council.", "vessel", [], "a sea and a council with articles"),
    ("Mexico's Libre Abordo and its affiliate Schlager Business Group were listed.",
     "company", ["Libre Abordo", "Schlager Business Group"], "a land's, with an affiliate"),
    ("They named two of his companies, Ionian Flame and Ionian Breeze.",
     "company", ["Ionian Flame", "Ionian Breeze"], "a row that a noun for firms opens"),
    ("COSCO Shipping Tanker (Dalian) Seaman & Ship Management Co, Ltd. was listed.",
     "company", ["COSCO Shipping Tanker (Dalian) Seaman & Ship Management Co, Ltd."], "a bracket in the name"),
    ("It carried 2,300 tonnes of limonite.", "goods", ["limonite"], "of which an amount is told"),
    ("Pyongyang fired two missiles at sea.", "goods", [], "missiles that fly are no goods"),
    ("The U.S. Attorney's Office for the Eastern District of Pennsylvania applied for a warrant.",
     "agency", ["U.S. Attorney's Office for the Eastern District of Pennsylvania"], "an attorney's office with its district"),
    ("It sued a firm in the Marshall Islands called Oceanic Quorra, he said.",
     "company", ["Oceanic Quorra"], "a firm, where it sits, and what it is called"),
    ("It paid a company based in Panama named Quorra for the oil.", "company", ["Quorra"], "a firm based somewhere, named"),
    ("Officials call it a front for Sovquorra. Sovquorra said nothing.",
     "company", ["Sovquorra", "Sovquorra"], "what a front stands for"),
    ("Officials call it a front for Hezbollah and for Russia.", "company", [], "no body and no country is a firm for that"),
    ("Last May Quorra Group LLC paid a fine.", "company", ["Quorra Group LLC"], "a month before the name"),
    ("The arms were loaded in Cuba and weapons sent on.", "goods", ["arms", "weapons"], "arms as goods"),
    ("He was up in arms about the arms race and weapons inspectors.", "goods", [], "arms that nobody moves"),
    ("Nord Stream 2 waits. It lays the Nord Stream 2 gas pipeline for Nord Stream 2 AG.", "company",
     ["Nord Stream 2 AG"], "a pipeline is not the firm that is called after it"),
    ("Nord Stream 2 waits, and so does Nord Stream 2 AG.", "company", ["Nord Stream 2", "Nord Stream 2 AG"],
     "without a pipeline it is short for the firm"),
    ("They took up arms and fired their weapons.", "goods", [], "arms that are borne"),
    ("It traded so between May and December 2019, and from March 2017 to May 2018.", "date",
     ["May", "December 2019", "March 2017", "May 2018"], "each end of a stretch of time is a date"),
    ("It was there on 3 and 4 May 2018.", "date", ["3 and 4 May 2018"], "days of one month are told by it"),
    ("Eight tankers. The other six are Baltic Horizon, Nile, Harmony (a tug, Togo flag), Euro Viking, Arabian Energy and Road.",
     "vessel", ["Baltic Horizon", "Nile", "Harmony", "Euro Viking", "Arabian Energy", "Road"], "a row that ships open"),
    ("The ships were barred. The Sky Angel, registered in Panama, the Rich Glory of Togo and the Shining Rich have gone.",
     "vessel", ["Sky Angel", "Rich Glory", "Shining Rich"], "a row with flags between"),
    ("The tankers met, and the Black Rock under Panama's flag left.", "vessel", ["Black Rock"], "a flag behind the name"),
    ("The tankers wait. The Price Cap has run out, and the Pipeline Consortium paid.", "vessel", [], "no ships"),
    ("The tankers left the Danube and the Andamans.", "vessel", [], "a river and islands"),
    ("The Russian Federation has denied it.", "agency", [], "a country is no body"),
    ("The Russian Federation has denied it.", "country", ["Russian Federation"], "a country by its long name"),
    ("Under the Protecting Europe's Energy Security Act of 2019 (PEESA) it was listed; PEESA names nobody.", "company", [],
     "the letters of a law"),
    ("Seoul would send a delegation to Tehran.", "place", ["Tehran"], "where one goes to"),
    ("Washington - Today the Treasury acted. Washington said so.", "place", ["Washington"], "a dateline"),
    ("OFAC named Muhammad al-Qatirji and the Qatirji Company. Qatirji trades in fuel, and Al-Qatirji said so.",
     "person", ["Muhammad al-Qatirji", "Qatirji", "Al-Qatirji"], "a surname before the firm that bears it"),
    ("Shenzhen Boyu Imports and Exports Co., Ltd. was paid by Fenton and Co, S.A. of Panama.", "company",
     ["Shenzhen Boyu Imports and Exports Co., Ltd.", "Fenton and Co, S.A."], "over 'and' to a form that is no name alone"),
    ("the and Co. sailed.", "company", [], "nothing stands before 'and'"),
    ("Alba Trading Ltd and Export Bank Ltd were fined.", "company", ["Alba Trading Ltd", "Export Bank Ltd"], "two firms"),
    ("It carried notebook computers, electrical machinery and dual-use components.", "goods",
     ["notebook computers", "electrical machinery", "dual-use components"], "goods of two words"),
    ("She was sold for scrap in the oil arm of a network, for cash.", "goods", [], "no goods that anybody moves"),
    ("He said so.", "company", [], "SAID is on a list, and is English"),
    ("Said Ali is a fisherman.", "company", [], "a capital at the head of a sentence tells nothing"),
    ("An alert was sent. Alert crews looked on.", "vessel", [], "ALERT is on a list"),
    ("The office is on the Third Floor of the tower.", "company", [], "a listed name of common words without a word for a firm"),
    ("There is hope. Hope is not lost.", "vessel", [], "HOPE is on a list"),
    ("President Moon spoke to reporters.", "vessel", [], "a surname, though MOON is a listed ship"),
    ("Go to the port.", "company", [], "GO is on a list"),
    ("The tanker Hope left the port.", "vessel", ["Hope"], "a type of ship before a common word makes it a name"),
    ('The cargo ship "Alert" was seized.', "vessel", ["Alert"], "quotes and a type of ship"),
    ("M/V Moon (IMO 9361407) was boarded.", "vessel", ["Moon"], "a prefix and an IMO number"),
    ("The MV New Star was detained.", "vessel", ["New Star"], "a prefix within the run of capitals"),
    ("Officials seized the Wise Honest at Nampo.", "vessel", ["Wise Honest"], "a listed name with an article"),
    ("The Russian-flagged tanker Vityaz (IMO 8125703) sailed.", "vessel", ["Vityaz"], "an unlisted ship after her type"),
    ("The Russian vessel, the Tantal, was added.", "vessel", ["Tantal"], "an apposition"),
    ("The tankers Angara, Maria and Velikiy Novgorod are named.",
     "vessel", ["Angara", "Maria", "Velikiy Novgorod"], "an enumeration"),
    ("Adrian Darya 1 (IMO: 9116412) is at sea.", "vessel", ["Adrian Darya 1"], "an IMO number after the name"),
    ("A tanker met the Talvira off Yeosu. The Talvira had been loaded.",
     "vessel", ["Talvira", "Talvira"], "article and rare name"),
    ("The ship was seized by Iran. The tanker Iran bought sank.", "vessel", [], "a country is no ship's name"),
    ("The vessel Friday left.", "vessel", [], "a weekday is none"),
    ("They added the Sevastopol and two more ships.", "vessel", ["Sevastopol"], "cities have no article; the ship is listed"),
    ("Dalian Haibo International Freight Co., Ltd. was named.",
     "company", ["Dalian Haibo International Freight Co., Ltd."], "as the list has it"),
    ("DALIAN HAIBO\u00a0INTERNATIONAL FREIGHT CO LTD was named.",
     "company", ["DALIAN HAIBO\u00a0INTERNATIONAL FREIGHT CO LTD"], "case, blanks and points"),
    ("Paeksol Trading Corp sold coal.", "company", ["Paeksol Trading Corp"], "another legal form"),
    ("Ch\u2019ongch\u2019on Gang Shipping Co was named.",
     "company", ["Ch\u2019ongch\u2019on Gang Shipping Co"], "typographic apostrophes"),
    ("It is owned by Alisa Ltd, OOO Tekhnomar and Bellatrix GmbH.",
     "company", ["Alisa Ltd", "OOO Tekhnomar", "Bellatrix GmbH"], "forms of three countries"),
    ("Tovase Development Corp and Bluelane Overseas SA appealed.",
     "company", ["Tovase Development Corp", "Bluelane Overseas SA"], "two firms, not one"),
    ("Ocean Star Shipmanagement runs her.", "company", ["Ocean Star Shipmanagement"], "a word of trade at the end"),
    ("Treasury Sanctions Two Chinese Shipping Firms", "company", [], "capitals of a headline tell nothing"),
    ("Chinese Shipping is large.", "company", [], "a country and a trade are no firm"),
    ("Treasury Secretary Steven Mnuchin spoke.", "person", ["Steven Mnuchin"], "an office before the name"),
    ("Unification minister Chun Hae-sung told reporters.", "person", ["Chun Hae-sung"], "a Korean name with a hyphen"),
    ("Kim Jong Un met Donald Trump.", "person", ["Kim Jong Un", "Donald Trump"], "a listed person, a given name"),
    ("Vladimir Putin denied it.", "person", ["Vladimir Putin"], "a list's middle name left out"),
    ("Jessie K. Liu, the attorney, agreed.", "person", ["Jessie K. Liu"], "an initial"),
    ("In April 2018 it sank.", "person", [], "a month is no person"),
    ("North Korea and South Korean ships met Russians in the United States.", "country",
     ["North Korea", "South Korean", "Russians", "United States"], "countries and their people"),
    ("Join us in turkey season.", "country", [], "small letters name no country"),
    ("The South said the North had left. North Korea agreed.", "country", ["South", "North", "North Korea"], "the two Koreas"),
    ("They sailed the North Sea to Norway.", "country", ["Norway"], "no Korea, and another name"),
    ("Pyongyang denied it.", "country", ["Pyongyang"], "a capital for its government"),
    ("A firm in Pyongyang denied it.", "place", ["Pyongyang"], "a capital as a place"),
    ("She left the port of Slavyanka for Vladivostok.", "place", ["Slavyanka", "Vladivostok"], "ports"),
    ("It lay off Gdovsk for days.", "place", ["Gdovsk"], "an unknown place after a word that only places follow"),
    ("OFAC, the U.S. Coast Guard and the State Department said so.",
     "agency", ["OFAC", "U.S. Coast Guard", "State Department"], "authorities"),
    ("South Korea's Unification Ministry and Japan's foreign ministry agreed.", "agency",
     ["South Korea's Unification Ministry", "Japan's foreign ministry"], "with the country that has them"),
    ("Air and Marine Operations (AMO) agents left. AMO agreed.",
     "agency", ["Air and Marine Operations", "AMO", "AMO"], "initials in brackets"),
    ("The Panel of Experts wrote to the 1718 Committee.",
     "agency", ["Panel of Experts", "1718 Committee"], "bodies of the United Nations"),
    ("They shipped coal and refined oil on an oil tanker and a cargo ship.",
     "goods", ["coal", "refined oil"], "types of ship are no goods"),
    ("He took the lead.", "goods", [], "lead as a verb's object"),
    ("an inter-Korean liaison office opened", "facility", ["inter-Korean liaison office"], "a facility"),
    ("It updated a North Korea shipping advisory.", "list", ["North Korea shipping advisory"], "an advisory"),
    ("IMO 8125703 and IMO number: 9116413", "imo", ["IMO 8125703", "IMO number: 9116413"], "a false check digit is kept"),
    ("It costs US$6 million, \u20ac3.5m or 40 million dollars.",
     "money", ["US$6 million", "\u20ac3.5m", "40 million dollars"], "money"),
    ("1,600 tonnes, 90,000 bottles and 2.1 million barrels",
     "quantity", ["1,600 tonnes", "90,000 bottles", "2.1 million barrels"], "quantities"),
    ("On 22nd March, 2019, last July, weeks later, earlier this month and on Thursday", "date",
     ["22nd March, 2019", "last July", "weeks later", "earlier this month", "Thursday"], "dates, absolute and relative"),
    ("paragraph 6 of resolution 2371 (2017)", "date", [], "a resolution's year"),
    ("It may march on. You may go.", "date", [], "months that are verbs"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "expected", "why"), CASES, ids=[c[3] for c in CASES])
def test_named(text: str, label: Label, expected: list[str], why: str) -> None:
    assert named(text, label) == expected, why


VALUES = [
    ("on 22nd March, 2019", "2019-03-22", "day"),
    ("in March 2019", "2019-03", "month"),
    ("since 2017", "2017", "year"),
    ("on 2019-03-22", "2019-03-22", "ISO"),
    ("on October 15", "", "no year is given"),
    ("last July", "", "relative"),
    ("on 12-14 March 2019", "", "several days are no day"),
]


@pytest.mark.parametrize(("text", "value", "why"), VALUES)
def test_a_date_has_a_value_only_if_its_year_is_written(text: str, value: str, why: str) -> None:
    (found,) = [m for m in mentioned(f"It sank {text}.")[0] if m.label == "date"]
    assert found.value == value, why


def test_a_country_has_its_code_and_an_imo_number_its_digits() -> None:
    mentions, things = mentioned("The Togo-flagged tanker Talia (IMO 8125703) met the tanker Koda (IMO 8125704).")
    assert [m.value for m in mentions if m.label == "country"] == ["tg"]
    assert [m.value for m in mentions if m.label == "imo"] == ["8125703", "8125704"]
    ships = {t.name: t.imo for t in things if t.label == "vessel"}
    assert ships == {"Talia": ("8125703",), "Koda": ()}, "a number whose check digit is false is no ship's"


SAME = [
    (
        "Dalian Haibo International Freight Co. Ltd. was named. Dalian Haibo denied it, Haibo said.",
        "company",
        3,
        "shortened",
    ),
    ("Paeksol Trading Corporation sold coal. Paeksol denied it.", "company", 2, "its own word"),
    ("The Treasury Department said so. Treasury acted.", "agency", 2, "a department by its first word"),
    ("Chun Hae-sung spoke. Chun left.", "person", 2, "a Korean surname stands first"),
    ("Steven Mnuchin spoke. Mnuchin left.", "person", 2, "a western surname last"),
    (
        "North Korea left. Pyongyang agreed, North Korean officials said.",
        "country",
        3,
        "a country, its capital, its people",
    ),
    ("The tanker Grace 1, renamed Adrian Darya 1, sailed.", "vessel", 2, "a ship and her new name"),
    ("The tanker Talia left. The Talia was seized.", "vessel", 2, "one name"),
]


@pytest.mark.parametrize(("text", "label", "count", "why"), SAME, ids=[c[3] for c in SAME])
def test_one_thing(text: str, label: Label, count: int, why: str) -> None:
    of_label = [m.entity for m in mentioned(text)[0] if m.label == label and not m.nominal]
    assert len(of_label) == count and len(set(of_label)) == 1, why


def test_a_short_form_that_fits_two_names_is_neither() -> None:
    mentions, things = mentioned("Talvira Shipping Ltd and Talvira Trading Ltd were named. Talvira denied it.")
    full = {t.number for t in things if t.name.endswith("Ltd")}
    assert len(full) == 2
    assert not [m for m in mentions if m.text == "Talvira" and m.entity in full]


def test_whom_a_firm_belongs_to_is_not_called_by_its_short_name() -> None:
    mentions, things = mentioned("Talvira Trading S.A., a subsidiary of Talvira, was named.")
    full = {t.number for t in things if t.name.endswith("S.A.")}
    assert len(full) == 1
    assert not [m for m in mentions if m.text == "Talvira" and m.entity in full]


def test_countries_may_lie_within_a_body_but_not_within_a_name() -> None:
    mentions, _ = mentioned(
        "South Korea's Unification Ministry met Dalian Haibo International Freight Co. Ltd. and two Chinese ships."
    )
    nested = [b.text for a in mentions for b in mentions if a is not b and a.start <= b.start and b.end <= a.end]
    assert nested == ["South Korea", "Chinese"]


WORDS = st.sampled_from(
    "the The tanker vessel Wise Honest Haibo Dalian Co. Ltd. Moon said Kim Jong Un North Korea IMO 8125703 ( ) , . \u201c \u201d "
    "\u2019s - of and "
    "May 2019 \u00e9cole Na\u0308mpo \u200b \u5927\u8fde \ubd81\ud55c $5 million last week U.S. OFAC it she company MV coal "
    "\n\n \n".split(" ")
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_mentions_are_slices_in_order_that_overlap_by_nesting_only(text: str) -> None:
    mentions, things = mentions_of(document(text), small_gazetteer())
    assert all(m.text == text[m.start : m.end] and m.text for m in mentions)
    assert [t.number for t in things] == list(range(len(things)))
    assert all(-1 <= m.entity < len(things) for m in mentions)
    assert all(m.nominal for m in mentions if m.entity == -1)
    assert [(m.start, -m.end) for m in mentions] == sorted((m.start, -m.end) for m in mentions)
    for a, b in pairwise(mentions):
        assert b.start >= a.end or (b.end <= a.end and (b.label in ("country", "place") or a.nominal))


def test_the_order_of_the_list_decides_nothing() -> None:
    names = [
        *NAMES,
        ListedName("WISE HONEST", "company", "other", "1"),
        ListedName("WISE HONEST", "vessel", "other", "2"),
    ]
    text = "Officials seized the Wise Honest. Dalian Haibo and Kim Jong Un were named, and the Yuk Tung."
    told = mentions_of(document(text), gazetteer_of(names, english()))
    for seed in range(3):
        shuffled = random.Random(seed).sample(names, len(names))
        assert mentions_of(document(text), gazetteer_of(shuffled, english())) == told


HOSTILE = [
    "A ",
    "The tanker ",
    "said ",
    "Co. Ltd. ",
    "North ",
    "Kim Jong ",
    "IMO ",
    "May ",
    "of the ",
    "x",
    "\n",
    "(",
    "it said ",
    "two three ",
    "the tanker Ab and the Bo and the ",
    "She met the tanker. ",
    "Kim Ab said. ",
    "The Ab, renamed Bo, met the ministry. ",
    "Office of Ab of ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        mentions_of(document(text), small_gazetteer())
        return time.process_time() - begun

    seconds(10_000)
    small, large = seconds(40_000), seconds(160_000)
    assert large < 10 * small + 0.3


@pytest.mark.parametrize(
    "owner", ["Shanghai Dongfeng Shipping Freight", "Weihai Huijiang World Shipping and Long Freight Trading"]
)
def test_a_row_of_a_list_of_ships_ends_with_its_line(owner: str) -> None:
    text = f"The Club lists other ships.\n\nDong Feng 6 (IMO 9008201) - {owner}\nGuang Hai (IMO 9004700) - {owner}\n"
    found, _ = mentions_of(document(text), small_gazetteer())
    assert not [m.text for m in found if "\n" in m.text], "no name goes over the end of a row"
    assert "Guang Hai" in {m.text for m in found if m.label == "vessel"}


def test_seed_articles_are_named_whole() -> None:
    """The two articles: every mention that the annotator marked, but for one, and next to nothing else."""
    import json

    found = asked = 0
    for number in ("000", "001"):
        (path,) = Path(shared("news")).glob(f"{number}_*.txt")
        text = path.read_bytes().decode("utf-8")
        gold = json.loads(shared("claims", f"gold_{number}.json").read_text(encoding="utf-8"))["mentions"]
        have = {(m.start, m.end) for m in mentioned(text)[0]}
        asked += len(gold)
        found += sum((g["start"], g["end"]) in have for g in gold)
    assert found >= 0.95 * asked
