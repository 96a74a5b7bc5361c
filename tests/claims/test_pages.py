"""A web page is its article and what its own data say; scripts, comments, menus and the network have no part in it."""

from __future__ import annotations

import socket

import pytest

from offing.claims.ingest import read_report

pytest.importorskip("trafilatura", reason="trafilatura or what it needs is not installed", exc_type=ImportError)

DATA = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2021-01-01"},
{"@type": "NewsArticle", "headline": "Tanker held at Busan", "datePublished": "2020-05-04T09:00:00+09:00",
"publisher": {"name": "Harbour Times"}}]}</script>"""
BODY = """<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><!-- the owner is Evil Co -->
<article><h1>Tanker held at Busan</h1>
<p>BUSAN (Reuters) - Customs officers on Monday detained the tanker Green Pine (IMO 9000001) after she &amp; another ship were
seen side by side, a port official said.</p>
<p>The owner, Jinxing &#38; Sons Co. Ltd., &ldquo;denies any wrongdoing&rdquo;, its lawyer told reporters on Tuesday.</p>
<p>The ship flies the flag of Palau. She had left <a href="//evil.example/x">the port of Kaohsiung</a> two weeks before.</p>
</article>
<script>document.write("The owner is Evil Co")</script><img src="http://evil.example/x.png">
<footer><p>&copy; 2020 Harbour Times. All rights reserved.</p></footer>"""


def page(head: str = DATA, body: str = BODY, before: str = "<!DOCTYPE html>") -> str:
    return f"{before}<html><head><title>Tanker held | Harbour Times</title>{head}</head><body>{body}</body></html>"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a report asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_the_article_is_taken_out_of_its_page() -> None:
    read = read_report(page().encode(), "saved.bin")
    told = [(s.kind, read.text[s.start : s.end]) for s in read.segments]
    assert [k for k, _ in told] == ["headline", "dateline", "body", "body", "quote", "body"]
    assert told[0][1] == read.title == "Tanker held at Busan"
    assert "she & another ship were seen side by side" in read.text and "Jinxing & Sons Co. Ltd., “denies" in read.text
    for gone in ("Evil", "evil", "Home", "document", "<"):
        assert gone not in read.text
    assert (read.media, read.encoding, read.outlet) == ("html", "utf-8", "Harbour Times")


def test_the_article_s_own_date_comes_first_and_others_beside_it() -> None:
    read = read_report(
        page(DATA + '<meta property="article:published_time" content="2020-05-05T00:10:00Z">').encode(), "a.html"
    )
    assert read.published is not None and str(read.published.span) == "2020-05-04"
    assert read.published.start == read.published.end and "datePublished" in read.published.basis
    assert [str(c.span) for c in read.conflicts] == ["2021-01-01", "2020-05-05"]


DATES = [
    ('<meta name="pubdate" content="2019-03-22">', "2019-03-22", "a meta element"),
    ('<meta name="DC.date" content="22 March 2019">', "2019-03-22", "in words"),
    ('<meta name="date" content="yesterday">', None, "no date"),
    ('<script type="application/ld+json">{"datePublished": ["x"], broken</script>', None, "data that are broken"),
    ('<script type="application/ld+json">' + "[" * 5000 + "</script>", None, "data that are nested too deep"),
]


@pytest.mark.parametrize(("head", "day", "why"), DATES, ids=[d[-1] for d in DATES])
def test_dates_of_a_page(head: str, day: str | None, why: str) -> None:
    read = read_report(page(head).encode(), "a.html")
    assert (str(read.published.span) if read.published else None) == day, why


CHARSETS = [
    ('<meta charset="windows-1251">', "cp1251", "cp1251", "declared, and so"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r", "koi8-r", "the older way"),
    ('<meta charset="iso-8859-1">', "utf-8", "utf-8", "declared and wrong: what is UTF-8 throughout is so"),
    ('<meta charset="ascii">', "utf-8", "utf-8", "declared and wrong, but it can be told"),
    ("", "utf-8", "utf-8", "not declared"),
    ('<meta charset="utf-16">', "utf-8", "utf-8", "cannot be so: the tag was read"),
    ('<meta charset="no-such-thing">', "utf-8", "utf-8", "unknown"),
]


@pytest.mark.parametrize(("head", "written", "read_as", "why"), CHARSETS, ids=[c[-1] for c in CHARSETS])
def test_the_charset_of_a_page(head: str, written: str, read_as: str, why: str) -> None:
    russian = "Министерство финансов США ввело санкции против двух судоходных компаний в четверг, сообщает агентство."
    content = page(head, f"<article><p>{russian}</p><p>{russian} Танкер стоит в порту.</p></article>", "").encode(
        written
    )
    read = read_report(content, "a.html")
    assert read.encoding == read_as, why
    assert "Министерство" in read.text


def test_entities_of_its_own_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "Evil"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    read = read_report(page(DATA, BODY.replace("Palau", "Palau &b; &c;"), bomb).encode(), "a.html")
    assert "Evil" not in read.text and "root:" not in read.text


def test_a_page_without_an_article_is_read_whole_and_this_is_told() -> None:
    read = read_report(
        b"<html><body><table><tr><td>Tantal</td><td>IMO 9000001</td></tr></table></body></html>", "a.html"
    )
    assert "Tantal" in read.text and "IMO 9000001" in read.text
    assert any("all of its text was read" in n for n in read.notes)


def test_a_page_of_very_many_tags_is_read_in_a_bounded_time() -> None:
    read = read_report(page(body="<p>The ship left <b>Busan</b>. </p>" * 30_000).encode(), "a.html")
    assert read.text.count("left Busan") == 30_000
    assert any("all of its text was read" in n for n in read.notes)
