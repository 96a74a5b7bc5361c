"""Names told by the seat that they stand in, and what stands in the same seat and is no such name."""

import pytest

from offing.claims.model import Label
from tests.claims.naming import mentioned

CASES: list[tuple[str, Label, list[str], str]] = [
    ("They were named.\n\nBelize flag: QUORRA, TAMSIL.\n\nA ship sailed.", "vessel", ["QUORRA", "TAMSIL"], "a row behind a flag"),
    ("It was named.\n\nPANAMA: FURTHER SHIPS BLOCKED\n\nA ship sailed.", "vessel", [], "a headline is no row"),
    ("The ship loaded. Later she was the N Quorra of a Greek owner.", "vessel", ["N Quorra"], "what she was"),
    ("The tanker Talia had become the Honesty of Togo.", "vessel", ["Talia", "Honesty"], "what she became"),
    ("Of six tankers the fifth is the Sierra of Quorrabank.", "vessel", ["six tankers", "Sierra"], "one of several"),
    ("The M/V TALIA QUORRA and the M/V TAMSIL BEY sailed; the HAWK waited off Togo.",
     "vessel", ["TALIA QUORRA", "TAMSIL BEY", "HAWK"], "capitals, where ships are in capitals"),
    ("The M/V TALIA QUORRA and the M/V TAMSIL BEY sailed; the UN waited.",
     "vessel", ["TALIA QUORRA", "TAMSIL BEY"], "a body in capitals is no ship"),
    ("Manager: Quorra Co. Ltd.\nTAMSIL (IMO 8125703), Togo", "vessel", ["TAMSIL"], "a firm ends with its line"),
    ("An 18-ship Quorra fleet was listed.", "vessel", [], "a number of ships is no name"),
    ("Three shipping companies: QM Tamsil, Quorra Bey and Arapol.",
     "company", ["Three shipping companies", "QM Tamsil", "Quorra Bey", "Arapol"], "a row that firms open"),
    ("She was sold to Quorrex of Malta.", "company", ["Quorrex"], "a seat behind of"),
    ("Guests of Malta came.", "company", [], "a common word has no seat"),
    ("They were enrolled by Philquor, its agent in Dubai.", "company", ["Philquor"], "whose agent it is"),
    ("Shops sold pianos by Quorraha.", "company", ["Quorraha"], "who makes the goods"),
    ("Oil was moved by STS.", "company", [], "a way of moving is no maker"),
    ("The tanker Talia of Quorratank sailed.", "company", ["Quorratank"], "whose ship it is"),
    ("Quorrbilisim, exporter of sensors to Togo, was listed.", "company", ["Quorrbilisim"], "what it trades in"),
    ("They met in Togo's Quorrayel district.", "company", [], "a part of a town"),
    ("Quorra Trading Ltd and Quorra Lines Ltd were listed. QUORRA said no.",
     "company", ["Quorra Trading Ltd", "Quorra Lines Ltd", "QUORRA"], "a house by what its firms begin with"),
    ("The navy of the Revolutionary Guard Corps took part.",
     "agency", ["navy of the Revolutionary Guard Corps"], "a part of a body is another thing"),
    ("Togo's registry struck her off, the Committee said.", "agency", ["Togo's registry", "Committee"], "a land's registry"),
    ("The registry struck her off.", "agency", [], "a registry that is nobody's"),
    ("The Bank of Quorrong fared differently.", "company", ["Bank of Quorrong"], "a bank and where it is"),
    ("Quorrex Tam, Lucky Beyra and Star Quond are all shell companies.",
     "company", ["Quorrex Tam", "Lucky Beyra", "Star Quond"], "what they are said to be"),
    ("Traders believe Quorramont may have chartered the tanker.", "company", ["Quorramont"], "what it may have done"),
    ("It belongs to the Quorradis group.", "company", ["Quorradis"], "a group"),
    ("The tanker met the Zhong Quorra 8 at sea.", "vessel", ["Zhong Quorra 8"], "a number behind the name"),
    ("The tanker carried a transfer with the Eureka off Togo.", "vessel", ["Eureka"], "with whom one transfers"),
    ("The tanker waits on the arrest of the Minister.", "vessel", [], "a minister is no ship"),
    ("Togo's transport minister, Birgir Quorrsson, called.", "person", ["Birgir Quorrsson"], "an office and a name"),
    ("The brothers Serkan and Erkan Quorragil were listed.", "person", ["Serkan", "Erkan Quorragil"], "brothers of one name"),
    ("His daughter Yvonka Quorrap left.", "person", ["Yvonka Quorrap"], "a daughter"),
    ("Yodrick Quorrech was removed. Quorrech had paid.", "person", ["Yodrick Quorrech", "Quorrech"], "again by the surname"),
    ("It listed two men and four firms.", "person", ["two men"], "people counted"),
    ("She spoke to three of its people.", "person", [], "people of somebody are not counted"),
    ("It listed nine people and companies.", "company", ["nine people and companies"], "people and firms in one count"),
    ("It ran between December 2019 and June 2020.", "date", ["December 2019", "June 2020"], "from month to month"),
    ("From 2007 to 2017 it paid.", "date", ["2007", "2017"], "from year to year"),
    ("She brought food and cars. The cars were sold.", "goods", ["food", "cars", "cars"], "goods again with an article"),
    ("The cars stood in a row.", "goods", [], "cars that nobody moved"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "wanted", "why"), CASES, ids=[c[3] for c in CASES])
def test_named_by_its_seat(text: str, label: Label, wanted: list[str], why: str) -> None:
    assert [m.text for m in mentioned(text)[0] if m.label == label and (m.plural or not m.nominal)] == wanted, why


def test_brothers_are_two() -> None:
    mentions, things = mentioned("The brothers Serkan and Erkan Quorragil were listed.")
    people = {m.text: m.entity for m in mentions if m.label == "person" and not m.nominal}
    assert len(set(people.values())) == 2
    assert {t.name for t in things if t.label == "person"} == {"Serkan", "Erkan Quorragil"}


def test_a_house_is_none_of_its_firms() -> None:
    mentions, _ = mentioned("Quorra Trading Ltd and Quorra Lines Ltd were listed. Quorra said no.")
    firms = [m.entity for m in mentions if m.label == "company"]
    assert len(firms) == len(set(firms)) == 3
