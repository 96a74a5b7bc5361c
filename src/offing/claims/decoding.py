"""Bytes → text, once: by mark, by what the page declares, else by what is likeliest. Nothing is dropped."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from offing.reading.encodings import encoding_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 131_072
_WESTERN = {"cp1252", "cp1250", "cp1254"}
_ESCAPED = re.compile(rb"\x1b\$[@A-D)(]|\x1b\([BJ]|\x0e")
"""Encodings of East Asia in seven bits: they look like ASCII."""
_ALIKE = {
    "iso8859_1": "cp1252", "latin_1": "cp1252", "ascii": "cp1252", "iso8859_9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""What a page names and what is meant: the wider encoding, as browsers read it."""


def decoded(content: bytes, declared: str = "") -> tuple[str, str, int]:
    """The text, the encoding it was read in, and how many characters U+FFFD now stand for bytes that are no letters.

    `declared` is what the page says of itself; it is believed unless a byte order mark says otherwise, it cannot be so, or the
    bytes are UTF-8 throughout, which no other text is by chance.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _read(content[len(mark) :], name)
    wide = _unmarked(content[:_SAMPLE])
    if wide:
        return _read(content, wide)
    if declared:
        with suppress(UnicodeDecodeError):
            if not content.isascii():
                return content.decode("utf-8"), "utf-8", 0
        try:
            name = codecs.lookup(declared).name
        except (LookupError, ValueError):
            name = ""
        if name and not name.startswith(("utf-16", "utf-32")):  # a page whose tags are ASCII is in neither
            text = _read(content, _ALIKE.get(name.replace("-", "_"), name))
            if text[2] == 0:
                return text
    return _read(content, _likeliest(content))


def _likeliest(content: bytes) -> str:
    sample = content[:_SAMPLE]
    if _ESCAPED.search(sample):
        return _guessed(sample) or "utf-8"
    if sample.isascii():
        beyond = next((m.start() for m in re.finditer(rb"[\x80-\xff]", content)), -1)
        if beyond < 0:
            return "utf-8"
        sample = content[max(0, beyond - _SAMPLE // 2) : beyond + _SAMPLE // 2]
    house = encoding_of(sample)
    if house == "utf-8":
        return house
    letters = sum(chr(b).isalpha() for b in sample if b < 128)
    if letters > 2 * sum(b >= 128 for b in sample):
        western = sample.decode("cp1252", "replace")
        if not any(c.isalpha() or c == "\ufffd" for c in western if not c.isascii()):
            return "cp1252"  # quotation marks, dashes, currency: no letters to tell by
        return house if house in _WESTERN else _guessed(sample) or house
    return _guessed(sample) or house


def _guessed(sample: bytes) -> str:
    import charset_normalizer  # as late as this: most reports are UTF-8

    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best else ""


def _unmarked(sample: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western text is zero."""
    even, odd = sample[0::2], sample[1::2]
    if len(sample) < 8:
        return ""
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return ""


def _read(content: bytes, name: str) -> tuple[str, str, int]:
    try:
        return content.decode(name), name, 0
    except (UnicodeError, LookupError):
        pass
    try:
        text = content.decode(name, "replace")
    except (UnicodeError, LookupError):  # a codec of Python's that decodes no text
        name = "utf-8"
        text = content.decode(name, "replace")
    return text, name, text.count("\ufffd")
