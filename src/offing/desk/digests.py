"""The digest under which the desk keeps what it must recognise and may not repeat, and by which it notices a change."""

from __future__ import annotations

import hashlib


def digest_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal; of text that no encoding knows as well."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
