"""A ship's name as papers write it: with her former name, her flag, a voyage number or what she is after it.

`HS EVERETT (EX ARISTO)`, `ARISTO/NELLIS`, `ARISTO MV`, `MV ARISTO V.12`, `MTARISTO` name ARISTO, each by a part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from offing.index.names import SHIP_PREFIXES, fold, key, ship_tokens
from offing.records.territories import territory

_LEAST_LETTERS = 4
"""A part or what follows a glued prefix is a name from this many letters on."""
_LONGEST = 300
"""Letters of a text beyond which it is no ship's name."""
_AFTER = SHIP_PREFIXES | frozenset("tanker bulker carrier barge tug".split())
_BEFORE_THAT = _AFTER | frozenset("oil chemical product products bulk cargo crude".split())
_VOYAGE = re.compile(
    r"[\s,;(/-]+(?:V|VO|VOY|VOYAGE|VYG|VY)(?:[\s.:#/-]*(?:NO|NR)?[\s.:#/-]*)\d+[A-Z]{0,2}(?:[-/]\d+)?\)?\s*$",
    re.IGNORECASE,
)
_IMO = re.compile(r"[\s,;(/-]*\bIMO\b[\s.:#]*(?:NO|NR|NUMBER)?[\s.:#]*\d{7}\)?\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_FORMER = re.compile(
    r"(?:(?:^|[\s,;-])(?:ex|fmr|formerly(?:\s+known\s+as)?|f\.?/?k\.?/?a)"
    r"|[\s,;-](?:previously|renamed|now|a\.?/?k\.?/?a|also\s+known\s+as))(?:[\s.:-]*\bname\b)?[\s.:,-]+",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_TELLING = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(_AFTER))}|ex|fmr|formerly|fka|previously|renamed|now|aka|also)\b|imo|v(?:o|oy|oyage|yg|y)?(?:no|nr)?(?:\b|\d))",
    re.IGNORECASE,
)
"""A plain name without any of these words is one name."""
_SLASH = re.compile(r"(?<=[^\W_]{3})\s*/\s*(?=[^\W_]{3})")


@lru_cache(maxsize=50_000)
def ship_name_parts(name: str) -> tuple[str, ...]:
    """The names within a name, the present one first, each other than `name` itself; a place in brackets is none."""
    if len(name) > _LONGEST or (_PLAIN.fullmatch(name) and not _TELLING.search(name)):
        return ()
    bare = _bare(name)
    outside = _BRACKETED.sub(" ", bare).strip()
    pieces = [outside, *_BRACKETED.findall(bare)] if outside != bare else [bare]
    found = [part for piece in pieces for side in _FORMER.split(piece) for part in _SLASH.split(side)]
    whole = ship_tokens(name)
    kept = dict.fromkeys(p for part in (bare, outside, *found) if (p := _bare(part)) and _names(p))
    return tuple(p for p in kept if ship_tokens(p) != whole)


def ship_key(name: str) -> str:
    """What she is called now, folded: `JOLLY V.86S` is JOLLY on a voyage, and so is `M/V JOLLY (EX FOLLY)`."""
    return key(ship_tokens(next(iter(ship_name_parts(name)), name)))


def glued_prefix_off(name: str) -> tuple[str, ...]:
    """`MTARISTO` → ARISTO; asked only where nobody has the whole name."""
    tokens = fold(name)
    if not tokens or tokens[0][:2] not in ("mv", "mt") or len(tokens[0]) < _LEAST_LETTERS + 1:
        return ()
    return (" ".join([tokens[0][2:], *tokens[1:]]),)


def ends_in_voyage(words: str) -> bool:
    """Whether a word after a name is a voyage's number (`V.12`)."""
    return _VOYAGE.match(" " + words) is not None


def _bare(name: str) -> str:
    """Without a voyage's number, an IMO number, and what she is (`MV`, `TANKER`), at the end."""
    text = _IMO.sub("", _VOYAGE.sub("", name)).strip(" ,;/-")
    words = text.split()
    drop = _AFTER
    while len(words) > 1 and "".join(fold(words[-1])) in drop:
        words.pop()
        drop = _BEFORE_THAT
    return " ".join(words).strip(" ,;/-")


def _names(part: str) -> bool:
    tokens = ship_tokens(part)
    letters = sum(len(t) for t in tokens if not t.isdigit())
    if letters < _LEAST_LETTERS - 1 or all(t in _BEFORE_THAT for t in tokens):
        return False
    return territory(part) is None
