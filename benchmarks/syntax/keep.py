"""A checkpoint written as the package keeps it: tables in bytes with a scale a row, the rest in half precision, no pickle."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np


def keep(kept: dict[str, Any], path: Path) -> None:
    """Write the .npz; the same weights give the same bytes."""
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for name, tensor in kept["state"].items():
        value = tensor.numpy().astype(np.float32)
        if name.startswith("tables."):
            scale = np.maximum(np.abs(value).max(axis=1), 1e-6) / 127
            arrays[name] = np.round(value / scale[:, None]).astype(np.int8)
            arrays[name + ".scale"] = scale.astype(np.float16)
        else:
            arrays[name] = value.astype(np.float16)
    said = {f"table.{k}": t for k, t in enumerate(kept["tables"])} | {
        "tags": kept["tags"],
        "relations": kept["relations"],
    }
    for name, words in (said | {"plan": [kept["sizes"]["plan"]]}).items():
        arrays["said." + name] = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.lib.format.write_array(held, np.ascontiguousarray(array), allow_pickle=False)
            out.writestr(
                zipfile.ZipInfo(name + ".npy", (2026, 1, 1, 0, 0, 0)), held.getvalue(), zipfile.ZIP_DEFLATED, 9
            )
