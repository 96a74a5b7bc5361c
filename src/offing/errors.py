"""Every failure Offing can name.

    OffingError
    ├── UsageError            the command was called wrongly                      exit 2
    │   ├── UnreadQuery       a part of one query was not asked as it is written  exit 2
    │   ├── FourEyes          who proposed a decision confirms it as well         exit 2
    │   └── StillKept         what must be kept is to be deleted before its end   exit 2
    ├── BookError             the user's book cannot be read at all               exit 2
    ├── UnsafeInput           a file is refused unread (bomb, entities, size)     exit 2
    └── SourceError           something a publisher gave us, or we keep of it     exit 3
        ├── MissingSource     a list or the index is not there
        ├── MalformedSource   the bytes are not what the format promises
        ├── UnreadField       a field or value nobody has decided about
        ├── FeedRefused       a new version would replace a better one
        ├── FetchFailed       a publisher's file could not be had over the network
        ├── StoreError        the index or a snapshot is damaged
        └── AlertFailed       an alert could not be delivered

Each says what and where, shows the value, and hints at the mend.
"""

from __future__ import annotations


class OffingError(Exception):
    """Base of the tree; `str()` is the whole message a user sees."""

    exit_code = 3

    def __init__(self, what: str, *, where: str = "", value: object = None, hint: str = "") -> None:
        self.what = what
        self.where = where
        self.value = value
        self.hint = hint
        super().__init__(self._text())

    def _text(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        if self.value is not None:
            shown = str(self.value)
            text += f" (value: {shown[:200]!r}{'…' if len(shown) > 200 else ''})"
        if self.hint:
            text += f". {self.hint}"
        return text


class UsageError(OffingError):
    """The command was called with words it cannot act on."""

    exit_code = 2


class UnreadQuery(UsageError):
    """A part of one query could not be read, or not all of it was compared: `problems`, as a stream's answer tells them.

    `answer` is the `screener.Answer` to what could be read, the very one that a stream gives for the query.
    """

    def __init__(self, problems: tuple[str, ...], answer: object) -> None:
        self.problems = problems
        self.answer = answer
        super().__init__("; ".join(problems), where="query")


class FourEyes(UsageError):
    """The account that proposed a decision cannot confirm it."""


class StillKept(UsageError):
    """What is kept for a number of years would be deleted before they are over."""


class BookError(OffingError):
    """The book, or one file of it, cannot be read at all; a bad cell is a problem row, not this."""

    exit_code = 2


class UnsafeInput(OffingError):
    """A file that could harm the reader is refused before it is unpacked or parsed."""

    exit_code = 2


class SourceError(OffingError):
    """Something that a publisher gave, or that Offing keeps of it, is at fault."""


class MissingSource(SourceError):
    """A list, a file of it, or the index is not where it should be."""


class MalformedSource(SourceError):
    """The bytes are not what the format promises."""


class UnreadField(SourceError):
    """The source holds a field or a value that no reader reads and none ignores by name."""


class FetchFailed(SourceError):
    """A publisher's file could not be had over the network; what is held stays in use."""


class FeedRefused(SourceError):
    """A fetched version is empty, cut short, malformed or shrunken; the old one stays."""


class StoreError(SourceError):
    """The index or a kept snapshot is damaged or was written by another version of Offing."""


class AlertFailed(SourceError):
    """An alert could not be delivered; it is kept. `again` tells whether another try may do better."""

    def __init__(self, what: str, *, again: bool) -> None:
        self.again = again
        super().__init__(what)
