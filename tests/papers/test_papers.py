"""Papers as files in a review: what the lists say of what they name, where they disagree with the sheets, when not."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from python_calamine import CalamineWorkbook

from offing.report.html import review_html
from offing.report.pdf import review_pdf
from offing.report.xlsx import findings_xlsx
from offing.review.finding import Finding
from offing.review.result import Review
from tests.papers.honest import text_of, with_files
from tests.papers.made import pdf
from tests.review.books import about, as_data, entry, reviewed, said, write_book
from tests.review.clean_papers import TRADES, Sheets, as_csv, clean, edited
from tests.scenarios.wording import finding_faults

AS_OF = "2019-06-01"
LISTED = (
    entry("GRIM ORKAN", "vessel", imo="9187629", from_="2017-03-01")
    + entry("HAEMAKSOL TRADING CORPORATION", "company", from_="2017-03-01")
    + entry("KOREA LANTERN MINING DEVELOPMENT CORP", "company", from_="2017-03-01")
    + entry("Kim Orkan Chol", "person", from_="2017-03-01")
    + entry("LATER STAR", "vessel", imo="9074729", from_="2019-01-01")
)
LAYOUTS = ("box", "colon", "table", "text")


@pytest.mark.parametrize("first", range(4), ids=LAYOUTS)
def test_honest_papers_give_no_finding(first: int, tmp_path: Path) -> None:
    """The twenty ordinary sets with a file for each paper, in four layouts, each naming more than its row does."""
    whole: Sheets = {}
    for n in range(len(TRADES)):
        for sheet, rows in clean(n).items():
            whole.setdefault(sheet, []).extend(rows)
    book = write_book(tmp_path / "book", {})
    review = reviewed(book, AS_OF, LISTED, **with_files(book, whole, LAYOUTS[first:] + LAYOUTS[:first]))
    assert [f.says for f in about(review)] == []
    assert not any(n.what.startswith(("files/", "documents")) for n in review.not_checked), "every file was read"


# ---- beside the sheets


CHANGED = [
    ({"vessel": "WISE RIVER", "imo": "9274331"}, [("imo", "strong")], "names “KESTREL HARVEST” IMO", "another ship"),
    ({"imo": "9274331"}, [("imo", "strong")], "IMO 9274331", "the ship's name, another's number"),
    ({"vessel": "WISE RIVER", "imo": ""}, [("vessel", "possible")], "the row names “WISE RIVER”", "another name, no number"),
    ({"load_port": "Rotterdam"}, [("load_port", "strong")], "says load port “Rouen”", "a port of another country"),
    ({"load_port": "Marseille"}, [("load_port", "possible")], "says load port “Rouen”", "a port of the same country"),
    ({"load_port": "Port of Rouen, France"}, [], "", "the same port in other words"),
    ({"load_port": "Rouen or Rotterdam"}, [], "", "a choice of ports"),
    ({"load_port": "Nowhere Bay"}, [], "", "a port nobody can place"),
    ({"discharge_port": "Rotterdam"}, [("discharge_port", "strong")], "says discharge port “Casablanca”", "another discharge"),
    ({"shipper": "Zephyr Minerals Ltd"}, [("shipper", "possible")], "the row names “Zephyr Minerals Ltd”", "another shipper"),
    ({"shipper": "Kestrel Hrvest Export"}, [], "", "a slip of the name"),
    ({"shipper": "To order"}, [], "", "nobody named"),
    ({"shipper": "Harbour Lantern Bank"}, [], "", "a party that the paper names elsewhere"),
    ({"date": "2018-03-20"}, [("date", "possible")], "bears the date 2018-01-09", "another day"),
    ({"date": "2018-01-10"}, [], "", "the day after"),
    ({"date": "2018-01"}, [], "", "the month holds the day"),
    ({"quantity": "22500"}, [("quantity", "possible")], "is for 27,500 t; the row says 22500 t", "another quantity"),
    ({"quantity": "27501500", "unit": "kg"}, [], "", "the same, in kilograms and rounded"),
    ({"quantity": "300", "unit": "pallets"}, [], "", "what cannot be compared"),
    ({"hs": "270111"}, [("hs", "possible")], "gives the HS heading 1001", "another heading"),
    ({"hs": "100119"}, [], "", "the same heading"),
    ({"number": "XYZ-77"}, [("number", "weak")], "bears the number “BL-0-1”", "another number"),
    ({"number": "bl 0 1"}, [], "", "the number with other marks"),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("cells", "found", "words", "why"), CHANGED, ids=[c[-1] for c in CHANGED])
def test_a_row_that_says_otherwise(
    layout: str, cells: Mapping[str, str], found: list[tuple[str, str]], words: str, why: str, tmp_path: Path
) -> None:
    sheets = clean(0)
    with_files(tmp_path / "book", sheets, (layout,))
    review = reviewed(tmp_path / "book", AS_OF, LISTED, **as_csv(edited(sheets, {"D01": cells})))
    told = about(review, check="paper_text")
    assert [(f.subject.column, f.strength) for f in told] == found, why
    for finding in told:
        assert words in finding.says
        assert finding.kind == "CONFLICT"
        assert not finding.stops
        assert not finding_faults(as_data(review)["findings"][0], [])
        (line, *_) = [e for e in finding.evidence if e.file]
        assert (line.file, len(line.sha256)) == (f"files/D01.{_suffix(layout)}", 64)


def _suffix(layout: str) -> str:
    return {"table": "html", "text": "txt"}.get(layout, "pdf")


VOYAGES = (
    "id,vessel,imo,load_port,load_date,discharge_port,discharge_date\nVY1,{},,{},2018-06-01,Casablanca,2018-06-20\n"
)
DOCUMENTS = "id,type,date,voyage,file\nD1,charter_party,2018-06-01,VY1,a.pdf\nD2,bill_of_lading,2018-06-02,VY1,b.pdf\n"
A, B = ["Vessel: FJORDLYS", "IMO 3141532"], ["Vessel: KESTREL", "IMO 3120019"]
TOGETHER = [
    ("FJORDLYS", "Rouen", A, A, [], "one ship"),
    ("FJORDLYS", "Rouen", A, ["Vessel: KESTREL"], [("D2", "file", "possible")], "the voyage names another"),
    ("FJORDLYS", "Rouen", A, [*A, *B], [], "a paper that names more ships"),
    ("FJORDLYS", "Rouen", A, ["Vessel: KESTREL ex FJORDLYS"], [], "her former name is there"),
    ("", "", A, B, [("D2", "file", "strong")], "the sheets are silent and two papers disagree"),
    ("", "", A, ["Vessel: KESTREL"], [("D2", "file", "possible")], "one by name only"),
    ("", "", A, ["Vessel: FJORDLYSE"], [], "a slip"),
    ("", "", A, ["M/V KESTREL was there"], [], "a name in the text is not the paper's ship"),
    ("FJORDLYS", "", [*A, "Port of loading: Rouen"], [*A, "Port of loading: Nampo"], [("D2", "file", "strong")],
     "two ports of loading"),
    ("FJORDLYS", "", [*A, "Port of loading: Rouen or Nampo"], [*A, "Port of loading: Nampo"], [], "a choice"),
    ("FJORDLYS", "Rouen", A, [*A, "Port of loading: Nampo"], [("D2", "file", "strong")], "the voyage says another port"),
    ("FJORDLYS", "Rouen", A, [*A, "Port of discharge: Tangier"], [], "parcels are landed at several ports of a country"),
]  # fmt: skip


@pytest.mark.parametrize(("ship", "port", "a", "b", "found", "why"), TOGETHER, ids=[t[-1] for t in TOGETHER])
def test_papers_of_one_voyage(
    ship: str, port: str, a: list[str], b: list[str], found: list[tuple[str, str, str]], why: str, tmp_path: Path
) -> None:
    write_files(tmp_path, {"a.pdf": pdf(a), "b.pdf": pdf(b)})
    review = reviewed(tmp_path, AS_OF, voyages=VOYAGES.format(ship, port), documents=DOCUMENTS)
    told = about(review, check="paper_text")
    assert [(f.subject.id, f.subject.column, f.strength) for f in told] == found, why


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    (folder / "files").mkdir(parents=True)
    for name, content in files.items():
        (folder / "files" / name).write_bytes(content)


# ---- against the lists


Told = list[tuple[str, str, str, tuple[str, ...]]]
BLOCKED = ("blocked US",)
MATCH: Told = [("listed_vessel", "LIST", "match", BLOCKED)]
BY_NAME: Told = [("listed_vessel", "LIST", "possible", BLOCKED)]
STRONG: Told = [("listed_party", "LIST", "strong", BLOCKED)]
POSSIBLE: Told = [("listed_party", "LIST", "possible", BLOCKED)]
LATER: Told = [("status_by_date", "LIST", "match", BLOCKED)]
NAMED: list[tuple[list[str], Told, str]] = [
    (["IMO No. 9187629"], MATCH, "a number alone"),
    (["Vessel: GRIM ORKAN", "IMO: 9187629"], MATCH, "name and number"),
    (["Vessel: GRIM ORKAN"], BY_NAME, "a name alone is possible"),
    (["Vessel: GRIM ORKAN", "IMO: 3141532"], [], "another valid number beside the name: another ship"),
    (["Vessel: GRIM ORKAN", "Flag: Togo", "Built: 1990", "IMO", "3141532"], [], "the number some lines below"),
    (["hire of M/V Grim Orkan for a voyage"], BY_NAME, "in a sentence"),
    (["Vessel: GRIM ORKAN THIMBLE"], [], "a longer name under a label is another name"),
    (["fixed M/V Grim Orkan Thimble today"], [], "and in a sentence"),
    (["HIRE OF MV GRIM ORKAN INVOICE 12"], BY_NAME, "in capitals only it is not told where a name ends"),
    (["the vessel shall Grim Orkan"], [], "no ship's name by its place"),
    (["ref 9187629 of 2018"], [], "seven digits with no IMO near"),
    (
        ["Ship  IMO  Flag", "GRIM ORKAN 9187629 Togo"],
        BY_NAME,
        "without the letters",
    ),
    (["Charterers: Haemaksol Trading Corp., Pyongyang"], STRONG, "a party under a label"),
    (["Consignee", "HAEMAKSOL TRADING CORPORATION"], STRONG, "in a box"),
    (
        ["agreed between Haemaksol Trading", "Corporation of Pyongyang and others"],
        POSSIBLE,
        "in the text, over the end of a line",
    ),
    (["agreed between haemaksol trading corporation and others"], [], "small letters are no name"),
    (["agreed with Haemaksol and with Trading Corporation"], [], "not the whole name in its order"),
    (
        ["no dealings with designated persons such as", "Haemaksol Trading Corporation"],
        [],
        "a clause on whom nobody is to deal with",
    ),
    (["Kim Orkan Chol signed"], [], "a person's name in the text"),
    (["Charterers: Kim Orkan Chol"], POSSIBLE, "a person under a label"),
    (["Korea Lantern Mining Development Corp"], POSSIBLE, "a firm with its legal form"),
    (
        ["Vessel: LATER STAR", "IMO: 9074729"],
        LATER,
        "listed after the paper's day",
    ),
]


@pytest.mark.parametrize(("lines", "found", "why"), NAMED, ids=[n[-1] for n in NAMED])
@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_what_a_paper_names(kind: str, lines: list[str], found: Told, why: str, tmp_path: Path) -> None:
    content = pdf(["page one"], lines) if kind == "pdf" else "\n".join(lines).encode()
    write_files(tmp_path, {f"a.{kind}": content})
    documents = f"id,type,date,file\nD1,charter_party,2018-06-01,a.{kind}\n"
    told = about(reviewed(tmp_path, AS_OF, LISTED, documents=documents))
    assert said(told) == found, why
    for finding in told:
        assert (finding.subject.sheet, finding.subject.id, finding.subject.column) == ("documents", "D1", "file")
        assert "It stands in files/a." in finding.says


OWN = [
    (
        "GRIM ORKAN",
        "9187629",
        "",
        ["Vessel: GRIM ORKAN", "IMO 9187629"],
        "imo",
        "the row's own ship stands on the row once",
    ),
    ("GRIM ORKAN", "3141532", "", ["Vessel: GRIM ORKAN"], "", "the row tells her number, which is another's"),
    ("", "", "Haemaksol Trading Corporation", ["Shipper: HAEMAKSOL TRADING CORP."], "shipper", "the row's own shipper"),
    ("", "", "Haemaksol Trading Corporation", ["sold by Haemaksol Trading Corporation"], "shipper", "and in the text"),
]


@pytest.mark.parametrize(("vessel", "imo", "shipper", "lines", "column", "why"), OWN, ids=[o[-1] for o in OWN])
def test_what_the_row_itself_names_is_told_once(
    vessel: str, imo: str, shipper: str, lines: list[str], column: str, why: str, tmp_path: Path
) -> None:
    write_files(tmp_path, {"a.pdf": pdf(lines)})
    documents = f"id,type,date,vessel,imo,shipper,file\nD1,invoice,2018-06-01,{vessel},{imo},{shipper},a.pdf\n"
    told = [f for f in about(reviewed(tmp_path, AS_OF, LISTED, documents=documents)) if f.kind == "LIST"]
    assert [f.subject.column for f in told] == ([column] if column else []), why


def test_the_books_own_ship_of_that_name_is_meant(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": b"fixed M/V Grim Orkan at Busan"})
    vessels = "id,imo,name\nV1,3141532,GRIM ORKAN\n"
    review = reviewed(
        tmp_path, AS_OF, LISTED, vessels=vessels, documents="id,type,date,file\nD1,other,2018-06-01,a.txt\n"
    )
    assert about(review, "documents") == []
    assert any(a.subject.id == "D1" and "3141532" in a.why for a in review.set_aside), "and the look is logged"


def test_a_firm_in_a_clause_is_logged(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": b"Sanctions clause: not\nKorea Lantern Mining Development Corp\nnor others"})
    review = reviewed(tmp_path, AS_OF, LISTED, documents="id,type,date,file\nD1,other,2018-06-01,a.txt\n")
    (aside,) = review.set_aside
    assert "KOREA LANTERN" in aside.what
    assert "files/a.txt, line 2" in aside.why


# ---- how it is shown


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    folder = tmp_path_factory.mktemp("shown")
    write_files(folder, {"cp.pdf": pdf(["CHARTER PARTY"], ["x", "5. IMO number", "9187629"])})
    documents = "id,type,number,date,file\nD1,charter_party,CP-1,2018-06-01,files/cp.pdf\n"
    return reviewed(folder, AS_OF, LISTED, documents=documents)


def listed(review: Review) -> Finding:
    (found,) = about(review, "documents", "D1", "listed_vessel")
    return found


def test_evidence_holds_file_hash_page_line_and_quote(review: Review) -> None:
    cell, line, label, *_ = listed(review).evidence
    assert (cell.quote, cell.place) == ("files/cp.pdf", "documents.csv · documents row 2 · file")
    assert (line.source, line.file, line.page, line.line, line.quote) == ("book", "files/cp.pdf", 2, 3, "9187629")
    assert line.place == "files/cp.pdf · page 2 · line 3"
    assert line.sha256 == dict(review.book.files)["files/cp.pdf"]
    assert label.quote == "5. IMO number"
    assert any("sister ship" in reading for reading in listed(review).innocent)


def test_json_gains_three_keys_for_such_lines_only(review: Review) -> None:
    (found,) = [f for f in as_data(review)["findings"] if f["check"] == "listed_vessel"]
    cell, line = found["evidence"][:2]
    assert "file" not in cell
    assert (line["file"], line["page"], line["line"]) == ("files/cp.pdf", 2, 3)
    assert {"file": "files/cp.pdf", "sha256": line["sha256"]} in as_data(review)["review"]["book"]["files"]


def test_every_report_shows_it(review: Review) -> None:
    rows = CalamineWorkbook.from_filelike(BytesIO(findings_xlsx(review))).get_sheet_by_name("Evidence").to_python()
    assert rows[0][-3:] == ["file", "page", "line"]
    assert any(
        r[5:7] == ["files/cp.pdf · page 2 · line 3", "9187629"] and r[-3:] == ["files/cp.pdf", 2, 3] for r in rows
    )
    assert "files/cp.pdf · page 2 · line 3" in review_html(review)
    text = " ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(review_pdf(review)))
    assert "files/cp.pdf · page 2 · line 3" in " ".join(text.split())


def test_the_id_does_not_hang_on_the_lists_or_the_day(review: Review, tmp_path: Path) -> None:
    write_files(tmp_path, {"cp.pdf": pdf(["CHARTER PARTY"], ["x", "5. IMO number", "9187629"])})
    documents = "id,type,number,date,file\nD0,other,,,\nD1,charter_party,CP-1,2018-06-01,files/cp.pdf\n"
    assert listed(reviewed(tmp_path, "2019-07-01", LISTED, documents=documents)).id == listed(review).id


def test_honest_texts_are_what_they_claim() -> None:
    """The honest papers do say what their rows say: else their silence would prove nothing."""
    sheets = clean(0)
    text = text_of(sheets, sheets["documents"][0], "text").decode("cp1252")
    for words in ("Port of loading: Rouen", "Vessel: M/V KESTREL HARVEST", "Gross weight: 27,500 t", "HS code: 100199"):
        assert words in text
