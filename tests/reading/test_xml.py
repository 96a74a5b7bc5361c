"""XML of publishers: nothing in it goes unread, nothing in it is expanded, fetched or kept in memory."""

import time
from pathlib import Path

import pytest

from offing.errors import MalformedSource, OffingError, UnreadField, UnsafeInput
from offing.reading.xml import Node, root_attributes, root_of, stream

BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE list [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    + "]><list><r><a>&a11;</a></r></list>"
)


def read(tmp_path: Path, body: bytes | str) -> list[str | None]:
    path = tmp_path / "list.xml"
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    found = []
    for node in stream(path, records={"r"}, containers={"list", "box"}, namespaces={"", "urn:known"}):
        found.append(node.text("a"))
        node.done()
    return found


READ = [
    ("<list><r><a>1</a></r><r><a>2</a></r></list>", ["1", "2"], "two records"),
    ("<list><box><r><a>1</a></r></box><r><a>2</a></r></list>", ["1", "2"], "a container between"),
    ("<!-- c --><list><?p i?><!-- c --><r><!-- c --><a>1</a></r></list>", ["1"], "comments and instructions say nothing"),
    ('<list xmlns="urn:known"><r><a>1</a></r></list>', ["1"], "a known namespace"),
    ("<list>\n  <r>\n <a> 1 </a>\n </r>\n</list>\n", ["1"], "blanks between elements are no text"),
    ("<list><r><a/></r><r/></list>", [None, None], "an empty leaf and a missing one are unknown"),
    ("<list><r><a><![CDATA[<1>]]></a></r></list>", ["<1>"], "CDATA is text"),
    ("<list><r><a>&lt;&#49;</a></r></list>", ["<1"], "XML's own entities"),
    ('<list xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><r xsi:nil="true"/></list>', [None], "a schema's"),
    ("<list/>", [], "no record"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), READ, ids=[r[2] for r in READ])
def test_read(tmp_path: Path, body: str, expected: list[str | None], why: str) -> None:
    assert read(tmp_path, body) == expected, why


def test_utf_16_is_read_by_its_declaration(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><list><r><a>백설</a></r></list>'
    assert read(tmp_path, text.encode("utf-16")) == ["백설"]


REFUSED = [
    ("<list><new/></list>", UnreadField, "<new>", "an unknown element between records"),
    ("<list><r><b>1</b></r></list>", UnreadField, "<b>", "an unknown element in a record"),
    ("<list><r x='1'/></list>", UnreadField, "@x", "an unknown attribute"),
    ("<list><r>words</r></list>", UnreadField, "text", "text beside the elements"),
    ("<list><r><a>1</a>words</r></list>", UnreadField, "text", "text after an element"),
    ("<list><r><a>1</a><a>2</a></r></list>", UnreadField, "2 <a>", "a second value where one is read"),
    ("<list><r><a><b/></a></r></list>", UnreadField, "<b>", "a leaf that is none"),
    ("<list><r><a x='1'>1</a></r></list>", UnreadField, "@x", "an attribute of a leaf"),
    ("<list>words<r/></list>", UnreadField, "outside a record", "text before the records"),
    ("<list><r/>words<r/></list>", UnreadField, "outside a record", "text between the records"),
    ("<list><r/>words</list>", UnreadField, "outside a record", "text after the records"),
    ("<list xmlns='urn:new'><r/></list>", UnreadField, "urn:new", "a namespace nobody knows"),
    ("<other/>", MalformedSource, "root element", "another document"),
    ("<r><a>1</a></r>", MalformedSource, "root element", "a record without its list"),
    ("", MalformedSource, "well-formed", "an empty file"),
    ("not xml", MalformedSource, "well-formed", "an error page"),
    ("<list><r><a>1</a></r><r>", MalformedSource, "well-formed", "cut short"),
    ("<list><r><a>1</a></r>", MalformedSource, "well-formed", "cut short after a whole record"),
    ("<list><r><a>&b;</a></r></list>", MalformedSource, "well-formed", "an entity nobody declared"),
    ('<?xml version="1.0" encoding="x-9"?><list/>', MalformedSource, "well-formed", "an encoding nobody knows"),
    ("<list>" + "<r>" * 300 + "</r>" * 300 + "</list>", MalformedSource, "well-formed", "nested beyond reason"),
    ('<!DOCTYPE list SYSTEM "http://example.org/x"><list/>', UnsafeInput, "document type", "fetches from the network"),
    ('<!DOCTYPE list [<!ENTITY x SYSTEM "file:///x">]><list><r><a>&x;</a></r></list>', UnsafeInput, "type", "reads a file"),
    (BILLION_LAUGHS, UnsafeInput, "document type", "a billion laughs"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "error", "says", "why"), REFUSED, ids=[r[3] for r in REFUSED])
def test_refused(tmp_path: Path, body: str, error: type[OffingError], says: str, why: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(error, match=says) as caught:
        read(tmp_path, body)
    assert time.perf_counter() - begun < 2, why
    assert "list.xml" in str(caught.value), "the file is named"


def test_wrong_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedSource):
        read(tmp_path, b"<list><r><a>\xff</a></r></list>")


def test_a_text_of_ten_million_letters_is_refused_with_bounded_memory(tmp_path: Path) -> None:
    with pytest.raises(MalformedSource, match="too long"):
        read(tmp_path, b"<list><r><a>" + b"x" * 11_000_000 + b"</a></r></list>")


def test_records_of_a_long_file_do_not_pile_up(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    record = "<r><a>" + "x" * 900 + "</a></r>\n"

    def peak(records: int) -> int:
        with path.open("w") as handle:
            handle.write("<list>")
            for _ in range(records):
                handle.write(record)
            handle.write("</list>")
        before = _resident()
        count = sum(1 for _ in stream(path, records={"r"}, containers={"list"}, namespaces={""}))
        assert count == records
        return _resident() - before

    peak(2_000)
    assert peak(60_000) < 20_000_000, "54 MB of records are read without being held"


@pytest.mark.bench
def test_memory_is_flat_on_a_hundred_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    with path.open("w") as handle:
        handle.write("<list>")
        for _ in range(110_000):
            handle.write("<r><a>" + "x" * 900 + "</a></r>\n")
        handle.write("</list>")
    before = _resident()
    assert sum(1 for _ in stream(path, records={"r"}, containers={"list"}, namespaces={""})) == 110_000
    assert _resident() - before < 30_000_000


def _resident() -> int:
    """Bytes of memory in use now."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        pytest.skip("memory in use is read from /proc, which is not here")
    return pages * 4096


def test_lines_are_told_beyond_the_parsers_own_count(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text("<list>" + "\n" * 70_000 + "<r>\n<a>1</a>\n</r></list>")
    (node,) = list(stream(path, records={"r"}, containers={"list"}, namespaces={""}))
    assert node.line == 70_001
    assert node.at == "line 70001 <r>"


ROOTS = [
    ("<?xml version='1.0'?><!-- c --><x:list xmlns:x='u' date='1'/>", "list", {"date": "1"}, "prefix and comment"),
    ("<list a='1'><r>" + "x" * 100_000, "list", {"a": "1"}, "only the beginning is read"),
    ("", "", {}, "empty"),
    ("words", "", {}, "no XML"),
    ("\x00\x01", "", {}, "no text"),
    (BILLION_LAUGHS, "", {}, "nothing is expanded"),
]


@pytest.mark.parametrize(("body", "root", "attributes", "why"), ROOTS, ids=[r[3] for r in ROOTS])
def test_root(tmp_path: Path, body: str, root: str, attributes: dict[str, str], why: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(body)
    assert root_of(path) == root, why
    assert root_attributes(path) == attributes, why


def test_ignoring_by_name_and_the_other_ways_to_take(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text("<list><r id='7' n=''><a>1</a><a/><a>2</a><b><c>3</c></b><d/><e>own<f/></e></r></list>")
    (node,) = list(stream(path, records={"r"}, containers={"list"}, namespaces={""}))
    assert isinstance(node, Node)
    assert (node.tag, node.attr("id"), node.attr("n"), node.attr("none")) == ("r", "7", None, None)
    assert node.texts("a") == ["1", "2"]
    inner = node.child("b")
    assert inner is not None
    assert inner.text("c") == "3"
    inner.done()
    assert [n.tag for n in node.children("d")] == ["d"]
    with pytest.raises(UnreadField, match="<e>"):
        node.done()
    node.ignore("e", why="a test")
    node.done()
