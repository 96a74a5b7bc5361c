"""PDFs as small as they can be, written line by line, so that a test says what stands where."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(*pages: Sequence[str] | None, locked: bool = False) -> bytes:
    """A PDF with a page for each list of lines (ASCII or Latin-1); None is a page with a picture and no text.

    `locked` has it ask for a password that nobody knows.
    """
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    objects.append(
        _stream(
            b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
    )
    kids = []
    for lines in pages:
        content = _picture() if lines is None else _words(lines)
        objects.append(_stream(content))
        box = f"/MediaBox [0 0 595 {max(842, 30 + 14 * len(lines or ()))}]"
        resources = "/Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} {resources} /Contents {len(objects)} 0 R >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    encrypt = b""
    if locked:
        key = b"<" + b"5a" * 32 + b">"
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O " + key + b" /U " + key + b" >>")
        encrypt = f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]".encode()
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{at:010d} 00000 n \n".encode() for at in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R".encode()
        + encrypt
        + f" >>\nstartxref\n{table}\n%%EOF\n".encode()
    )
    return bytes(out)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< " + more + f" /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


_ESCAPED = {ord("("): r"\(", ord(")"): r"\)", ord("\\"): r"\\"}


def _words(lines: Sequence[str]) -> bytes:
    top = max(842, 30 + 14 * len(lines)) - 30
    told = [f"({line.translate(_ESCAPED)}) Tj T*" for line in lines]
    return "\n".join([f"BT /F1 10 Tf 14 TL 40 {top} Td", *told, "ET"]).encode("latin-1")


def _picture() -> bytes:
    return b"q 400 0 0 600 50 50 cm /I1 Do Q"
