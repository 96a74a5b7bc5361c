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
