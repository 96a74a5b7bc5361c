"""Which entry a name in a report is linked to, and when it is only possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from offing.settings import Home
from tests.cli.test_verbs import run
from tests.test_build import FIRMS, NULL, feed, sdn, take

LISTED = [
    (23409, "MARIE DE LOURDES COMPANY LIMITED", NULL),
    (23425, "MARIE DE LOURDES", "vessel"),
    (26243, "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.", NULL),
    (24903, "AL-QATIRJI COMPANY", NULL),
    (31926, "NORD STREAM 2 AG", NULL),
    (4642, "BANK SADERAT PLC", NULL),
    (10368, "BANK SADERAT IRAN", NULL),
    (16838, "KALLIOPE LIMITED", NULL),
    (39001, "ATLAS SHIPPING CO LTD", NULL),
    (39002, "SYMPHONY LLC", NULL),
    (32746, "BELARUSKALI OAO", NULL),
    (19613, "KOREA RUNGRADO GENERAL TRADING CORPORATION", NULL),
    (39003, "VELMUR MANAGEMENT PTE LTD", NULL),
    (39004, "CENTRAL SECURITY AGENCY", NULL),
]

TEXTS = [
    (
        "Alpha Fisheries Ltd was named as the owner of the Marie de Lourdes and two sister ships.",
        "23409",
        False,
        "a ship's name too",
    ),
    (
        "The Treasury sanctioned Dalian Haibo International Freight Co. Ltd. on Thursday.",
        "26243",
        True,
        "a firm by its form",
    ),
    (
        "Muhammad al-Qatirji owns trucks. Al-Qatirji told a website that he never bought oil.",
        "24903",
        False,
        "a surname with its particle is the person",
    ),
    ("The Treasury named Al-Qatirji's trucks, it said.", "24903", False, "one word behind a particle may be anybody's"),
    ("The Al-Qatirji Company moved oil, the Treasury said.", "24903", True, "the same with the word for a firm"),
    (
        "The ship laid pipes for Nord Stream 2. The Nord Stream 2 pipeline is not in use.",
        "31926",
        False,
        "a pipeline is no firm, though one is called after it",
    ),
    ("Nord Stream 2 AG was sanctioned in 2022.", "31926", True, "the firm itself"),
    ("The bank Bank Saderat was fined, the Treasury said.", "4642", False, "the beginning of another's name too"),
    ("The owner is Kalliope SA, of Piraeus.", "16838", False, "a firm of another form"),
    ("The owner is Kalliope Ltd., of Piraeus.", "16838", True, "a firm of this form"),
    ("The cargo was bought by Atlas Shipping, of Hamburg.", "39001", False, "firms everywhere are called so"),
    ("The cargo was bought by Atlas Shipping Co Ltd, of Hamburg.", "39001", True, "the same in full"),
    ("A subsidiary of the company Symphony ran the port.", "39002", False, "one word of the dictionary"),
    ("The potash was sold by the company Belaruskali.", "32746", True, "one word that nobody else is called by"),
    (
        "Ivan Velmur chairs a firm in Tallinn. Velmur Management sold oil.",
        "39003",
        True,
        "a firm with a man's name and more",
    ),
    ("Korea Rungrado General Trading Company sent workers.", "19613", True, "a company may be a corporation"),
    ("The Central Security Agency arrested the crew.", "39004", False, "any state may have one"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    made = feed(folder / "feed", SDN__CSV=sdn(*FIRMS, *LISTED))
    assert take(Home(folder / "home"), "us_ofac_sdn", made, "2026-05-01", dated="2026-05-01").outcome == "new"
    return folder / "home"


@pytest.mark.parametrize(("text", "entry", "firm", "why"), TEXTS, ids=[t[3] for t in TEXTS])
def test_a_link_is_firm_or_possible(home: Path, tmp_path: Path, text: str, entry: str, firm: bool, why: str) -> None:
    (tmp_path / "wire.txt").write_text(f"Published: 3 May 2026\n\nA firm and her ship\n\n{text}\n")
    done = run("read", tmp_path / "wire.txt", "--json", home=home)
    tiers = {link["tier"] for m in done.data["mentions"] for link in m.get("links", ()) if link["entry"] == entry}
    assert ("match" in tiers) is firm, (why, tiers)
