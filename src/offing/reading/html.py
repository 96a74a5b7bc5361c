"""A page of HTML as the lines that a reader sees, each with the line of the file where it begins. Nothing in it runs or loads."""

from __future__ import annotations

from lxml import etree

from offing.errors import MalformedSource
from offing.reading.prose import Line, prose_lines

_BREAKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section select summary table tbody tfoot thead"
    " title tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "math"})


def read_html(text: str, name: str) -> tuple[Line, ...]:
    """The lines of the page. Scripts, styles and comments are left out, cells of a table row stand in one line.

    Entities of its own, external files and the network are off. Raises MalformedSource where there is no page at all.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedSource("no page of HTML can be read", where=name, value=str(error)[:200]) from error
    if root is None:
        raise MalformedSource("the page of HTML is empty", where=name)
    return tuple(_Lines().of(root))


class _Lines:
    """Text gathered until a tag ends the line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.begun = 0

    def of(self, root: etree._Element) -> list[Line]:
        unseen = 0
        kept = 0
        for event, node in etree.iterwalk(root, events=("start", "end")):
            tag = str(node.tag).rpartition("}")[2].lower()
            at = node.sourceline or 0
            if event == "start":
                unseen += tag in _UNSEEN
                kept += tag == "pre"
                if tag in _BREAKS:
                    self.end()
                elif tag in _CELLS and self.words:
                    self.words.append("\t")
                self.add(node.text, at, unseen, kept)
            else:
                unseen -= tag in _UNSEEN
                kept -= tag == "pre"
                if tag in _BREAKS:
                    self.end()
                self.add(node.tail, at, unseen, kept)
        self.end()
        return self.lines

    def add(self, text: str | None, at: int, unseen: int, kept: int) -> None:
        if not text or unseen:
            return
        if kept and "\n" in text:
            self.end()
            self.lines += prose_lines(text, 0, max(at, 1))
            return
        if text.strip() or self.words:
            self.begun = self.begun or max(at, 1)
            self.words.append(text.replace("\t", " "))

    def end(self) -> None:
        """The line is whole: white space is one space, or a tab between cells."""
        cells = "".join(self.words).split("\t") if "\t" in self.words else ["".join(self.words)]
        text = "\t".join(" ".join(c.split()) for c in cells)
        self.lines += prose_lines(text, 0, self.begun or 1)
        self.words, self.begun = [], 0
