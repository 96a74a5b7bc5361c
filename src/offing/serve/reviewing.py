"""One review, in a process of its own: `python -m offing.serve.reviewing job.json` writes findings.json and ships.json."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from offing.answer import examine_book
from offing.errors import OffingError
from offing.portrait import teller
from offing.report.as_json import findings_json
from offing.serve.seaway import ships_of


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(place: str) -> int:
    job = json.loads(Path(place).read_text("utf-8"))
    out = Path(job["out"])
    try:
        examined = examine_book(
            Path(job["book"]),
            as_of=date.fromisoformat(job["as_of"]),
            home=Path(job["home"]),
            role=job["role"],
            profile=job["profile"],
            progress=lambda at: _say(at=at),
            headers={(h["sheet"], h["header"]): h["column"] for h in job["headers"]},
            called=job["name"],
        )
    except OffingError as error:
        _say(failed=str(error))
        return error.exit_code
    (out / "findings.json").write_text(findings_json(examined.review), "utf-8")
    _say(at="the ships")
    tell = teller(examined, Path(job["book"]), as_of=examined.review.as_of, home=Path(job["home"]))
    (out / "ships.json").write_text(json.dumps(ships_of(examined, tell)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
