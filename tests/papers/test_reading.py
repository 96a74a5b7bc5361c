"""What becomes of a paper's bytes: its lines with their places, and what of it was not read, in words. Nothing is raised."""

from __future__ import annotations

import time
import zlib

import pytest
import typst

from offing.book.paper_text import paper_lines
from offing.reading.apart import Apart
from offing.reading.html import read_html
from offing.units import MAX_PAPER_LINE_CHARS, MAX_PAPER_PAGES
from tests.papers.made import pdf

RUSSIAN = "Судно: ВОЛГА, порт погрузки Владивосток"
WORD = b"PK\x03\x04" + b"\0" * 60
BROKEN: list[tuple[bytes, int, str, str]] = [
    (
        pdf(None, None, None),
        0,
        "none of its 3 pages holds any (a scan?): it was NOT READ",
        "a scan is told, not skipped",
    ),
    (
        pdf(["a"], None, ["b"], None),
        2,
        "pages 2, 4 are without any (a scan?): NOT READ",
        "a scan between pages of text",
    ),
    (pdf(["a"], []), 1, "", "a blank page is no scan"),
    (pdf(["a"], locked=True), 0, "asks for a password: it was NOT READ", "encrypted"),
    (pdf(["a"])[:300], 0, "is broken: it was NOT READ", "cut short"),
    (b"%PDF-1.7\n" + bytes(range(256)) * 8, 0, "is broken: it was NOT READ", "a PDF by its first line only"),
    (b"", 0, "it is empty", "no bytes"),
    (b"\r\n \t\n", 0, "it is empty", "blanks only"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, 0, "a PNG picture and was NOT READ", "a photograph of a paper"),
    (b"\xff\xd8\xff\xe0" + b"\0" * 40, 0, "a JPEG picture and was NOT READ", "another"),
    (b"II*\x00" + b"\0" * 40, 0, "a TIFF picture and was NOT READ", "a fax"),
    (WORD, 0, "such as Word or Excel write and was NOT READ", "a Word file"),
    (b"{\\rtf1 Vessel: X}", 0, "an RTF file and was NOT READ", "rich text is not text"),
    (bytes(range(256)) * 30, 0, "of a kind that is not known and was NOT READ", "some other binary"),
    (b"<html><body><script>x</script></body></html>", 0, "the page holds none", "HTML of a script only"),
]


@pytest.mark.parametrize(("content", "lines", "words", "why"), BROKEN, ids=[b[-1] for b in BROKEN])
def test_what_was_not_read_is_told(content: bytes, lines: int, words: str, why: str) -> None:
    found, told = paper_lines(content, "x")
    assert len(found) == lines, why
    assert (words in told) if words else told == "", told


def test_a_long_pdf_is_read_to_a_stated_page() -> None:
    found, told = paper_lines(pdf(*[[f"page {n}"] for n in range(1, 2001)]), "long.pdf")
    assert [line.page for line in found] == list(range(1, MAX_PAPER_PAGES + 1))
    assert told == "at most 500 pages; pages 501 to 2,000 were NOT READ, the first 500 were"


def test_many_characters_are_read_to_a_stated_number() -> None:
    found, told = paper_lines(b"word " * 500_000, "long.txt")
    assert sum(len(line.text) + 1 for line in found) == pytest.approx(2_000_000, rel=0.01)
    assert "2,000,000" in told
    _, told = paper_lines(pdf(*[["x" * 1000] * 60] * 40), "long.pdf")
    assert "at most 2,000,000 characters; pages 35 to 40 were NOT READ" in told


def test_places_in_a_pdf() -> None:
    found, told = paper_lines(pdf(["A (b) c", "", "Vessel: X"], ["IMO 9030591"]), "x.pdf")
    assert [(line.page, line.number, line.text) for line in found] == [
        (1, 1, "A (b) c"), (1, 2, "Vessel: X"), (2, 1, "IMO 9030591"),
    ]  # fmt: skip
    assert told == ""


def test_a_pdf_as_word_processors_set_it() -> None:
    """Boxes side by side, a table, typographic marks and justified prose, set by Typst: columns are parted by a tab."""
    source = """#set page(paper: "a4"); #set par(justify: true)
    #table(columns: (1fr, 1fr), [Shipper: ALPHA OFFICE LTD], [Consignee: BETA GMBH], [5. Vessel's name (Cl. 1) \\ FJORDLYS],
      [Port of loading \\ Rouen], [Vessel], [Port of discharge], [FJORDLYS], [Casablanca])
    The vessel, being tight, staunch and strong, shall with all convenient despatch proceed to internationalisations of ports."""
    content = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)
    assert isinstance(content, bytes)
    found, _ = paper_lines(content, "x.pdf")
    assert [line.text for line in found][:7] == [
        "Shipper: ALPHA OFFICE LTD\tConsignee: BETA GMBH", "5. Vessel’s name (Cl. 1)", "FJORDLYS", "Port of loading", "Rouen",
        "Vessel\tPort of discharge", "FJORDLYS\tCasablanca",
    ]  # fmt: skip
    assert not any("\t" in line.text for line in found[7:])


ENCODED = [
    (RUSSIAN.encode("cp1251"), RUSSIAN, "Windows Cyrillic"),
    (RUSSIAN.encode("utf-8"), RUSSIAN, "UTF-8"),
    (RUSSIAN.encode("utf-8-sig"), RUSSIAN, "with its mark"),
    (RUSSIAN.encode("utf-16"), RUSSIAN, "UTF-16, full of zero bytes"),
    ("船名 大连海博国际货运有限公司".encode("gb18030"), "船名 大连海博国际货运有限公司", "Chinese"),
    (b'<html><meta charset="koi8-r"><body><p>' + RUSSIAN.encode("koi8-r"), RUSSIAN, "as the page itself says"),
    (b'<html><meta charset="base64"><body><p>Vessel', "Vessel", "a charset that is none"),
    (b"Vessel\x00: soft\xc2\xadhyphen\xe2\x80\x8b", "Vessel: softhyphen", "marks that no reader sees"),
]


@pytest.mark.parametrize(("content", "text", "why"), ENCODED, ids=[e[-1] for e in ENCODED])
def test_text_in_any_encoding(content: bytes, text: str, why: str) -> None:
    found, _ = paper_lines(content, "x")
    assert [line.text for line in found] == [text], why


PAGE = """<!DOCTYPE html [<!ENTITY x "boom"><!ENTITY y SYSTEM "file:///etc/hostname">]>
<html><head><title>Bill &amp; more</title><script>var a = "YUK TUNG IMO 9030591";</script><style>p{}</style></head>
<body><p>Vessel:
<b>GRAND
 KARO</b> &x; &y;<br>second line<!-- IMO 9030591 -->
tail</p>
<table><tr><td>Shipper</td><td>A	B</td></tr></table>
<pre>one
two</pre><iframe src="http://127.0.0.1:9/"></iframe>
<noscript>hidden</noscript></body>"""


def test_html_is_what_a_reader_sees() -> None:
    told = [(line.number, line.text) for line in read_html(PAGE, "x")]
    assert told[1:] == [
        (2, "Bill & more"), (3, "Vessel: GRAND KARO &x; &y;"), (5, "second line tail"), (7, "Shipper\tA B"), (8, "one"),
        (9, "two"),
    ]  # fmt: skip
    assert not any("9030591" in text or "boom" in text or "hidden" in text for _, text in told)


def test_an_overlong_line_keeps_its_number() -> None:
    found, _ = paper_lines(b"first\n" + b"some words " * 500 + b"\nlast", "x.txt")
    assert {line.number for line in found[1:-1]} == {2}
    assert max(len(line.text) for line in found) <= MAX_PAPER_LINE_CHARS
    assert (found[-1].number, found[-1].text) == (3, "last")


def bomb() -> bytes:
    """170 kB that unpack to four million lines of text."""
    packed = zlib.compress(b"BT /F1 10 Tf 14 TL 40 700 Td " + b"(Vessel A) Tj T*\n" * 4_000_000 + b"ET", 9)
    content = pdf(["BT"])
    begin = content.index(b"stream\nBT /F1")
    start, end = content.rindex(b"<<", 0, begin), content.index(b"\nendstream", begin)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed
    return content[:start] + stream + content[end:]


def test_a_pdf_that_unpacks_to_everything_is_told_and_the_next_one_read() -> None:
    apart = Apart()
    try:
        found, told = paper_lines(bomb(), "bomb.pdf", apart.read)
        assert (found, told) == (
            (), "a PDF that can be read; reading it takes more than 30 seconds or 3 GiB of memory: it was NOT READ",
        )  # fmt: skip
        assert paper_lines(pdf(["a"]), "x.pdf", apart.read) == paper_lines(pdf(["a"]), "x.pdf")
    finally:
        apart.close()


def test_a_pdf_that_takes_long_is_told() -> None:
    apart = Apart(seconds=0.001)
    _, told = paper_lines(pdf(*[["word " * 20] * 50] * 400), "x.pdf", apart.read)
    apart.close()
    assert "more than 0.001 seconds" in told


def test_a_process_apart_says_the_same() -> None:
    apart = Apart()
    for content, _, _, why in BROKEN:
        assert paper_lines(content, "x", apart.read) == paper_lines(content, "x"), why
    apart.close()
    assert apart.process is None


HOSTILE = [
    b"<" * 200_000, b"<div>" * 200_000 + b"x", b"<p>" * 300_000, b"a" * 3_000_000, b"\n" * 1_000_000 + b"x",
    b"<html>" + b"&lt" * 300_000, b"<html>" + b"<td>" * 200_000,
]  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE, ids=lambda c: repr(c[:8]))
def test_hostile_text_ends_soon(content: bytes) -> None:
    begun = time.perf_counter()
    paper_lines(content, "x")
    assert time.perf_counter() - begun < 10
