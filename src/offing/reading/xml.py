"""XML records, streamed, without entities or network, each of which must be read to the last child and attribute."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from offing.errors import MalformedSource, UnreadField, UnsafeInput

_LAST_OWN_LINE = 65535
"""libxml2 keeps no more of an element's line; from here on it gives the line on which the element's first text ends."""
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def _local(name: Any) -> str:
    text = str(name)
    return text.rpartition("}")[2] if text.startswith("{") else text


class Node:
    """One element of which every child, attribute and own text has to be taken or ignored before `done()`.

    Raises UnreadField from `done()` and from any call that meets a shape nobody expected (two children where one is read).
    """

    __slots__ = ("_attributes", "_children", "_element", "_owntext", "file")

    def __init__(self, element: Any, file: str) -> None:
        self._element = element
        self.file = file
        self._children: dict[str, list[Any]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(_local(child.tag), []).append(child)
        self._attributes = {_local(k): v for k, v in element.attrib.items() if not str(k).startswith(_XSI)}
        own = [element.text or ""] + [c.tail or "" for c in element]
        self._owntext = " ".join(t.strip() for t in own if t and t.strip())

    @property
    def tag(self) -> str:
        return _local(self._element.tag)

    @property
    def line(self) -> int:
        """Line of the element's start tag in the file, counted from 1."""
        line = int(self._element.sourceline or 0)
        if line < _LAST_OWN_LINE:
            return line
        inner = self._element
        while inner.text is None and len(inner):
            inner = inner[0]
        return line - (inner.text or "").count("\n")

    @property
    def raw(self) -> str:
        """The element as XML, with all that is in it."""
        return str(etree.tostring(self._element, encoding="unicode", with_tail=False))

    @property
    def at(self) -> str:
        return f"line {self.line} <{self.tag}>"

    def _leaf(self, element: Any) -> str | None:
        node = Node(element, self.file)
        text = node.value()
        node.done()
        return text

    def value(self) -> str | None:
        """The element's own text, trimmed; None when empty."""
        text, self._owntext = self._owntext, ""
        return text or None

    def attr(self, name: str) -> str | None:
        """An attribute's value; None when missing or empty."""
        return (self._attributes.pop(name, None) or "").strip() or None

    def text(self, tag: str) -> str | None:
        """The text of the one child leaf `tag`; None when missing or empty."""
        found = self._children.pop(tag, [])
        if len(found) > 1:
            raise UnreadField(f"{len(found)} <{tag}> where one is read", where=f"{self.file} {self.at}")
        return self._leaf(found[0]) if found else None

    def texts(self, tag: str) -> list[str]:
        """The non-empty texts of all child leaves `tag`."""
        return [t for t in map(self._leaf, self._children.pop(tag, [])) if t]

    def child(self, tag: str) -> Node | None:
        found = self._children.pop(tag, [])
        if len(found) > 1:
            raise UnreadField(f"{len(found)} <{tag}> where one is read", where=f"{self.file} {self.at}")
        return Node(found[0], self.file) if found else None

    def children(self, tag: str) -> list[Node]:
        return [Node(e, self.file) for e in self._children.pop(tag, [])]

    def ignore(self, *names: str, why: str) -> None:
        """Children or attributes that are known and not used; `why` is for the reader of the code."""
        del why
        for name in names:
            self._children.pop(name, None)
            self._attributes.pop(name, None)

    def done(self) -> None:
        """Raises UnreadField when anything is left."""
        left = [f"<{t}>" for t in self._children] + [f"@{a}" for a, v in self._attributes.items() if v.strip()]
        if left or self._owntext:
            raise UnreadField(
                f"nobody reads {', '.join(left) or 'the text'}",
                where=f"{self.file} {self.at}",
                value=self._owntext or None,
                hint="The publisher's format has grown: read the field or ignore it by name in this list's module",
            )


def stream(
    path: Path, *, records: Collection[str], containers: Collection[str], namespaces: Collection[str]
) -> Iterator[Node]:
    """Each element whose local name is in `records`, as a Node, in file order; memory stays flat.

    `containers` may wrap records; any other element outside a record raises UnreadField, so does a root namespace
    that is not in `namespaces` ("" for none). A document type declaration is refused (UnsafeInput), broken XML raises
    MalformedSource with the line.
    """
    name = path.name
    depth_inside = 0
    seen_root = False
    try:
        with path.open("rb") as handle:
            events = etree.iterparse(
                handle,
                events=("start", "end"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
            )
            for event, element in events:
                if not isinstance(element.tag, str):
                    continue
                local = _local(element.tag)
                if event == "start":
                    if not seen_root:
                        _check_root(element, name, containers, namespaces)
                        seen_root = True
                    if depth_inside or local in records:
                        depth_inside += 1
                    elif local not in containers:
                        raise UnreadField(f"nobody reads <{local}>", where=f"{name} line {element.sourceline}")
                    continue
                if not depth_inside:
                    _no_loose_text(element, name)
                    continue
                depth_inside -= 1
                if depth_inside == 0:
                    yield Node(element, name)
                    element.clear(keep_tail=True)
                    while (before := element.getprevious()) is not None:
                        _no_text(before.tail, before, name)
                        del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise MalformedSource(
            f"not well-formed XML: {error.msg}",
            where=f"{name} line {error.lineno or '?'}",
            hint="Fetch the file again; the old version stays in use",
        ) from error


def _no_loose_text(container: Any, name: str) -> None:
    """Text between records belongs to no record: it is as unread as an unknown element."""
    _no_text(container.text, container, name)
    for child in container:
        _no_text(child.tail, child, name)


def _no_text(text: str | None, beside: Any, name: str) -> None:
    if text and text.strip():
        raise UnreadField(
            "nobody reads the text outside a record", where=f"{name} near line {beside.sourceline}", value=text
        )


def _check_root(element: Any, name: str, containers: Collection[str], namespaces: Collection[str]) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnsafeInput(
            "the file declares a document type; entities are never expanded",
            where=name,
            hint="Publishers' lists have none: fetch it again",
        )
    local = _local(element.tag)
    namespace = str(element.tag)[1:].partition("}")[0] if str(element.tag).startswith("{") else ""
    if local not in containers:
        raise MalformedSource(
            f"the root element is <{local}>", where=name, hint=f"Expected one of {', '.join(sorted(containers))}"
        )
    if namespace not in namespaces:
        raise UnreadField(f"the namespace {namespace!r} is not one this reader knows", where=name)


def root_of(path: Path) -> str:
    """Local name of the root element, read from the first bytes only; "" when there is none to be seen."""
    root = _peek(path)
    return _local(root.tag) if root is not None else ""


def root_attributes(path: Path) -> dict[str, str]:
    """Attributes of the root element by local name, schema hints aside; {} when the root is not to be seen.

    `stream` gives records only; what a publisher says of the whole file stands on its root.
    """
    root = _peek(path)
    return {} if root is None else {_local(k): str(v) for k, v in root.attrib.items() if not str(k).startswith(_XSI)}


def _peek(path: Path) -> Any:
    """The start of the root element, or None."""
    with path.open("rb") as handle:
        head = handle.read(65536)
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True)
    try:
        parser.feed(head)
        return next((element for _event, element in parser.read_events()), None)
    except etree.XMLSyntaxError:
        return None
