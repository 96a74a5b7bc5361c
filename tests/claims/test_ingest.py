"""A report's bytes → one text. What it is, how it is encoded, what was not read; any bytes at all give a text or an error."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.claims.ingest import read_report
from offing.errors import MalformedSource, OffingError, UnsafeInput
from offing.reading.apart import Apart
from offing.units import MAX_REPORT_BYTES
from tests.papers.made import pdf
from tests.shared import shared

NEWS = {"000": "000_5202b2dcdfc8b5e9.txt", "001": "001_eb7c0f23e2b03f76.txt"}
RUSSIAN = (
    "Министерство финансов США ввело санкции против двух судоходных компаний. Танкер «Тантал» включён в новый список. "
)
KOREAN = "미국 재무부는 북한의 제재 회피를 도운 중국 해운회사 두 곳을 제재했다고 목요일 밝혔다. "
JAPANESE = "米財務省は木曜日、北朝鮮の制裁逃れを支援したとして中国の海運会社２社を制裁対象に指定したと発表した。"
CHINESE = "美国财政部周四宣布对两家中国航运公司实施制裁，指控其协助朝鲜规避国际制裁。"
ARABIC = "فرضت وزارة الخزانة الأمريكية عقوبات على شركتي شحن صينيتين لمساعدتهما كوريا الشمالية على التهرب من العقوبات. "
GREEK = "Το υπουργείο Οικονομικών των ΗΠΑ επέβαλε κυρώσεις σε δύο κινεζικές ναυτιλιακές εταιρείες για τη Βόρεια Κορέα. "
ENGLISH = "The “illicit” trade – officials said – earned the tanker’s owner £3 million in two years. "
FRENCH = (
    "Le Trésor américain a annoncé jeudi des sanctions contre deux sociétés chinoises accusées d’avoir aidé Pyongyang. "
)
ENCODED = [
    (ENGLISH, "utf-8", "the usual"),
    (ENGLISH, "utf-8-sig", "with a mark"),
    (ENGLISH, "utf-16", "of Windows' editor"),
    (ENGLISH, "utf-16-be", "without a mark"),
    (ENGLISH, "utf-32", "with a mark"),
    (ENGLISH, "cp1252", "quotation marks and a currency, no letters"),
    (FRENCH, "cp1252", "letters of the West"),
    (RUSSIAN, "cp1251", "of Windows"),
    (RUSSIAN.replace("«", '"').replace("»", '"'), "koi8_r", "of the old net"),
    (KOREAN, "cp949", "Korea"),
    (CHINESE, "gb18030", "China"),
    (JAPANESE, "euc_jp", "Japan"),
    (JAPANESE, "cp932", "Japan, of Windows"),
    (JAPANESE, "iso2022_jp", "Japan, in seven bits"),
    (GREEK, "cp1253", "Greece"),
    (ARABIC, "cp1256", "Arabic"),
]


@pytest.mark.parametrize(("text", "encoding", "why"), ENCODED, ids=[f"{e[1]}: {e[-1]}" for e in ENCODED])
def test_a_text_is_read_in_any_encoding(text: str, encoding: str, why: str) -> None:
    read = read_report((text * 3).encode(encoding), "a.txt")
    assert read.text == text * 3, why
    assert (read.text * 1).encode(read.encoding) and read.media == "text"
    assert any("encoding" in n for n in read.notes) == (not encoding.startswith("utf")), "a guess is told"


def test_bytes_that_are_no_letters_are_kept_as_such_and_told() -> None:
    read = read_report("Das Schiff heißt “Möwe” und liegt fest. ".encode() * 4 + b"\xff\xfe end.", "a.txt")
    assert read.text.endswith("\ufffd\ufffd end.")
    assert read.notes == ("2 places hold bytes that are no letters in utf-8; U+FFFD stands for them",)


def test_the_text_is_stored_as_it_came() -> None:
    text = "  A ﬁrst line\u00a0here.\r\n\r\n\tCafe\u0301 “x”…\x00 \u200b\n\n"
    assert read_report(text.encode(), "a.txt").text == text


REFUSED: list[tuple[bytes, type[OffingError], str, str]] = [
    (b"", MalformedSource, "is empty", "no bytes"),
    (b" \r\n\0", MalformedSource, "is empty", "blanks"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, MalformedSource, "a PNG picture", "a picture"),
    (b"PK\x03\x04" + b"\0" * 60, MalformedSource, "such as Word", "a Word file"),
    (bytes(range(256)) * 30, MalformedSource, "not known", "some other binary"),
    (pdf(None, None), MalformedSource, "holds text", "a scan"),
    (pdf(["a"], locked=True), UnsafeInput, "password", "a locked PDF"),
    (b"%PDF-1.7 and no more", MalformedSource, "broken", "a PDF by its first line"),
    (b"<html><body><script>x</script></body></html>", MalformedSource, "no text", "a page of a script only"),
]


@pytest.mark.parametrize(("content", "kind", "words", "why"), REFUSED, ids=[r[-1] for r in REFUSED])
def test_what_holds_no_text_is_an_error_that_says_so(
    content: bytes, kind: type[OffingError], words: str, why: str
) -> None:
    with pytest.raises(kind, match=words) as told:
        read_report(content, "a.bin")
    assert told.value.where == "a.bin", why


def test_a_report_above_the_limit_is_refused_with_a_hint() -> None:
    with pytest.raises(UnsafeInput, match=r"The most is") as told:
        read_report(b"a" * (MAX_REPORT_BYTES + 1), "big.txt")
    assert told.value.where == "big.txt" and told.value.hint


PIECES = st.sampled_from(
    [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"<html>", b"<p>", b"%PDF-", b"\x1b$B", b"\0", b"\n\n", b"\x80\x93", b"SEOUL: ",
     b"Published: 2019-03-22", b"<meta charset=utf-7>", b"<meta charset=undefined>", b"<meta charset=idna>", b"+ADw-"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=12).map(b"".join))
)
def test_any_bytes_give_a_document_or_an_error_of_ours(content: bytes) -> None:
    try:
        read = read_report(content, "x")
    except OffingError as error:
        assert error.where == "x"
        return
    assert read.text.strip() and 0.0 < read.weight <= 1.0
    assert all(0 <= s.start < s.end <= len(read.text) for s in read.segments)
    assert read == read_report(content, "x"), "nothing but the bytes decides"


MIB = 1024 * 1024
HOSTILE: list[tuple[str, Callable[[int], str]]] = [
    ("one word", lambda n: "a" * n),
    ("quotation marks", lambda n: '"' * n),
    ("marks that open", lambda n: "“a " * (n // 3)),
    ("short lines", lambda n: "Ab cd\n" * (n // 6)),
    ("headlines", lambda n: "Ship Seized Off Coast\n\n" * (n // 23)),
    ("lines as long as furniture", lambda n: ("x " * 290 + "File Phot\n") * (n // 590)),
    ("dates", lambda n: "2019-03-" * (n // 8)),
    ("stops", lambda n: ". " * (n // 2)),
    ("furniture that does not end", lambda n: "please refresh the page " * (n // 24)),
    ("datelines", lambda n: "SEOUL, A, " * (n // 10)),
    ("names", lambda n: "President Aa Bb said the company past year " * (n // 43)),
    ("blanks", lambda n: " \n" * (n // 2) + "x"),
]


@pytest.mark.parametrize(("why", "made"), HOSTILE, ids=[h[0] for h in HOSTILE])
def test_a_hostile_text_takes_linear_time(why: str, made: Callable[[int], str]) -> None:
    """Eight times the text takes at most some sixteen times as long; a quadratic reader would take sixty-four."""

    def seconds(n: int) -> float:
        content = made(n).encode()
        begun = time.process_time()
        read_report(content, "x.txt")
        return time.process_time() - begun

    small = min(seconds(MIB // 16) for _ in range(3))
    large = seconds(MIB // 2)
    assert large <= 18 * small + 0.3, f"{small:.3f} s, then {large:.3f} s"


def test_a_pdf_is_read_paragraph_by_paragraph() -> None:
    made = typst.compile(
        b"= Ministry detains tanker\n4 May 2020\n\nBUSAN -- #lorem(90)\n\nThe tanker was seized on Monday.\n\n#lorem(40)"
    )
    assert isinstance(made, bytes)
    read = read_report(made, "a.pdf")
    told = [(s.kind, read.text[s.start : s.end]) for s in read.segments]
    assert [k for k, _ in told[:4]] == ["headline", "header", "dateline", "body"]
    assert read.media == "pdf" and read.title == "Ministry detains tanker" and read.encoding == ""
    assert str(read.published.span if read.published else "") == "2020-05-04"
    assert any("The tanker was seized on Monday." in text for kind, text in told if kind == "body")
    assert all(len(text) > 20 for kind, text in told if kind == "body"), "wrapped lines are joined"


def test_pages_of_a_pdf_that_were_not_read_are_told_and_running_heads_kept_once() -> None:
    head = "Harbour Gazette, page"
    lines = [f"The ship number {n} was seen in the port on Monday and left on Friday." for n in range(4)]
    read = read_report(pdf(*[[f"{head} {n}", *lines] for n in range(1, 5)], None), "a.pdf")
    assert read.text.count(head) == 1
    assert any("pages without text" in n and "5" in n for n in read.notes)
    assert any("kept once" in n for n in read.notes)


def test_a_pdf_may_be_read_in_a_process_of_its_own() -> None:
    apart = Apart()
    try:
        content = pdf(["The ship was seized on Monday in the port."])
        assert read_report(content, "a.pdf", apart.read) == read_report(content, "a.pdf")
    finally:
        apart.close()


@pytest.mark.parametrize("number", sorted(NEWS))
def test_the_boilerplate_and_the_date_of_the_two_articles(number: str) -> None:
    path = shared("news", NEWS[number])
    gold = json.loads(shared("claims", f"gold_{number}.json").read_text(encoding="utf-8"))
    read = read_report(path.read_bytes(), path.name)
    kinds = {i: s.kind for s in read.segments if s.kind != "quote" for i in range(s.start, s.end)}
    for piece in gold["boilerplate"]:
        assert read.text[piece["start"] : piece["end"]] == piece["text"]
        told = {kinds[i] for i in range(piece["start"], piece["end"]) if not read.text[i].isspace()}
        assert told <= {"header", "byline", "boilerplate"}, piece
    for claim in gold["claims"]:
        quote = claim["quote"]
        assert {kinds.get(i, "body") for i in range(quote["start"], quote["end"])} <= {
            "body",
            "dateline",
            "headline",
        }, quote
    assert read.published is not None and str(read.published.span) == gold["published"]["date"]
    others = [str(c.span) for c in read.conflicts]
    assert others == ([gold["published"]["conflict"]["date"]] if "conflict" in gold["published"] else [])


def test_of_the_two_articles_one_is_garbled() -> None:
    first, second = (read_report(shared("news", NEWS[n]).read_bytes(), NEWS[n]) for n in ("000", "001"))
    assert (first.garbled, first.weight, first.outlet) == ((), 1.0, "AFP")
    assert len(second.garbled) >= 5 and second.weight < 0.5
    assert any("US sanctions Chinese ships" in n for n in first.notes), "two headlines are told"
