"""Files that are brought to the desk, looked over before anything of them is kept."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from offing.book.archives import check_archive
from offing.book.grids import WORKBOOKS
from offing.desk.files import safe_name
from offing.errors import BookError


def look_over(brought: list[tuple[str, bytes]]) -> None:
    """Refuse, before anything is kept, a workbook that no parser should be let at. Raises UnsafeInput."""
    with tempfile.TemporaryDirectory(prefix="offing-look-") as folder:
        for name, content in brought:
            safe = safe_name(name)
            if Path(safe).suffix.lower() in WORKBOOKS and content[:2] == b"PK":
                place = Path(folder) / safe
                place.write_bytes(content)
                with suppress(BookError):  # told when its headers are shown
                    check_archive(place)
                place.unlink()
