"""What the PDF's own fonts cannot draw is written as a marked transliteration, never as an empty box.

Typst carries its fonts with it: they hold Latin, Greek, Cyrillic, Arabic and Hebrew, not Hangul or Han. Fonts of the
machine are left out on purpose, so that the same review gives the same file everywhere.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

import typst
from anyascii import anyascii

from offing.report.wording import visible

_PROBE = b"#for c in json(bytes(sys.inputs.chars)) [ #c #linebreak() ]"
_REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_LONG_WORD = re.compile(r"[A-Za-z0-9(<\"']{1,20}://\S*|[0-9a-f]{64}(?![0-9a-f])|\S{24}")
"""What a column may be too narrow for; addresses and hashes, which are copied from the page, are left whole within a line."""
_LINE_CHARS, _HASH_CHARS = 70, 64
STANDARD: Final = "a-2u"
"""PDF/A-2u: made to be kept, and refused by the writer when a character has no glyph."""


def undrawable(text: str) -> frozenset[str]:
    """The characters of `text` for which no font of Typst has a glyph: Typst itself is asked."""
    chars = sorted({c for c in text if ord(c) > 0x7E})
    lost = {c for c in chars if unicodedata.category(c) in ("Co", "Cn", "Cs", "Cc")}
    asked = [c for c in chars if c not in lost and not c.isspace()]
    if asked:
        try:
            chars_in = json.dumps(asked)
            typst.compile(_PROBE, ignore_system_fonts=True, pdf_standards=STANDARD, sys_inputs={"chars": chars_in})
        except typst.TypstError as refusal:
            named = "".join(_unescaped(found) for found in _REFUSED.findall(refusal.diagnostic))
            lost |= set(named) & set(asked) or set(asked)
    return frozenset(lost)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), text)


@dataclass(slots=True)
class Drawable:
    """Turns data into what can be drawn; `runs` gathers what was transliterated: transliteration → original."""

    lost: frozenset[str]
    everything: bool = False
    """Transliterate all that is not ASCII: the way out when shaping still asks for a glyph that is not there."""
    runs: dict[str, str] = field(default_factory=dict)

    def data(self, value: Any) -> Any:
        """The same structure with every string drawable; SVG keeps its markup."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {k: self.text(v, svg=True) if k == "svg" else self.data(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(item) for item in value]
        return value

    def text(self, text: str, *, svg: bool = False) -> str:
        """Hidden characters shown, undrawable runs as `⟦transliteration⟧`, break points in words too long for a line."""
        shown = "".join(self._piece(part, svg) for part in self._parts(visible(text)))
        return shown if svg else _LONG_WORD.sub(_breakable, shown)

    def _parts(self, text: str) -> list[str]:
        parts: list[str] = []
        was = False
        for char in text:
            now = self._is_lost(char) or (was and char == " ")
            if parts and now == was:
                parts[-1] += char
            else:
                parts.append(char)
            was = now
        return parts

    def _is_lost(self, char: str) -> bool:
        return char in self.lost or (self.everything and ord(char) > 0x7E)

    def _piece(self, part: str, svg: bool) -> str:
        if not any(map(self._is_lost, part)):
            return part
        core = part.rstrip(" ")
        ascii_only = visible(anyascii(core)).strip() or " ".join(f"U+{ord(c):04X}" for c in core)
        mark = f"[[{ascii_only}]]" if self.everything else f"⟦{ascii_only}⟧"
        self.runs.setdefault(mark, core)
        return (escape(mark) if svg else mark) + part[len(core) :]


def code_points(text: str) -> str:
    """`U+5927 U+9023`: the text so that nothing of it is lost."""
    return " ".join(f"U+{ord(c):04X}" for c in text)


def _breakable(found: re.Match[str]) -> str:
    """With places to break: after every line's length of what is copied, after each stretch of what is not."""
    word = found[0]
    if len(word) <= _LINE_CHARS and ("://" in word or len(word) == _HASH_CHARS):
        return word
    return "\u200b".join(word[k : k + _LINE_CHARS] for k in range(0, len(word), _LINE_CHARS)) + "\u200b"
