"""A part of a body is another thing than the body: "the navy of the Guard Corps", "the Corps' aerospace force"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from offing.claims.found import Found
from offing.claims.wording import Words

_FORCE = (
    r"(?:[Nn]avy|[Nn]aval (?:forces?|arm|branch|wing)|[Aa]ir [Ff]orce|[Aa]erospace [Ff]orces?|[Gg]round [Ff]orces?|"
    r"[Mm]issile [Ff]orces?|[Mm]arines|[Mm]aritime (?:arm|branch|wing|unit)|[Ii]ntelligence (?:[Oo]rganization|[Oo]rganisation|"
    r"[Ss]ervice|[Bb]ranch|[Uu]nit|[Aa]rm|[Ww]ing|[Dd]irectorate)|[Ss]pecial [Ff]orces|[Cc]yber [Cc]ommand)"
)
_PART = rf"(?:{_FORCE}|[Bb]ranch|[Ww]ing|[Bb]rigade|[Rr]egiment|[Bb]attalion|[Dd]ivision|[Dd]irectorate|[Cc]ommand)"
_BEFORE = re.compile(rf"(?<!\w){_PART} of (?:the )?$")
_AFTER = re.compile(rf"(?:'s?)? {_FORCE}(?!\w)")
_FAR = 48


def parts_of_bodies(words: Words, found: Sequence[Found]) -> Iterator[Found]:
    """The whole phrase for the part, where one of the bodies found is what it is part of."""
    for one in found:
        if one.label != "agency" or one.plural:
            continue
        before = _BEFORE.search(words.plain, max(0, one.start - _FAR), one.start)
        after = _AFTER.match(words.plain, one.end, one.end + _FAR)
        if before or after:
            start = before.start() if before else one.start
            yield Found(start, after.end() if after else one.end, "agency", "body-part", tier=0)
