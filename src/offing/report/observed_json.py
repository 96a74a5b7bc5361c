"""What was observed at sea as data: what `offing tracks --json` prints."""

from __future__ import annotations

from typing import Any

from offing.tracks.event import as_json
from offing.tracks.observe import Observed


def observed_dict(observed: Observed) -> dict[str, Any]:
    """`{"events", "read", "params"}`, as the contract draws it."""
    read = observed.read
    return {
        "events": [as_json(e) for e in observed.events],
        "read": {
            "files": [
                {
                    "file": str(f.path),
                    "format": f.format,
                    "rows": f.rows,
                    "positions": f.positions,
                    "statics": f.statics,
                    "dropped": dict(f.dropped),
                    "problems": [str(p) for p in f.problems],
                    "ignored": list(f.ignored),
                }
                for f in read.files
            ],
            "positions": read.positions,
            "statics": read.statics,
            "dropped": dict(read.dropped),
            "mmsis": observed.mmsis,
        },
        "params": observed.params.numbers(),
    }
