"""A file that is there whole or not at all, and on the disk when the call returns."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def written(path: Path, content: bytes) -> None:
    """Write beside the place, sync, and move there; nothing is left where that fails. Folders are made where they are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
