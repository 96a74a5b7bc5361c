"""One question on files that were sent, in a process of its own: `python -m offing.serve.once job.json` writes answer.json."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from offing.errors import MalformedSource, OffingError
from offing.press import press_dict, read_press
from offing.report.observed_json import observed_dict
from offing.tracks.observe import observe

_MEMORY = "1GB"


def _events(job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What `offing tracks --json` prints, at most `limit` events of it, with `total`."""
    files = [folder / name for name in job["files"]]
    seen = observe(files, folder / "work", only=job["only"] or None, memory=_MEMORY)
    if seen.read.problems and not seen.read.positions and not seen.read.statics:
        raise MalformedSource(f"nothing could be read: {seen.read.problems[0]}")
    told = observed_dict(seen)
    for one in told["read"]["files"]:
        one["file"] = Path(one["file"]).name
    told["total"] = len(told["events"])
    told["events"] = told["events"][: job["limit"]]
    return told


def _claims(job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What `offing read --json` prints."""
    contents = ((Path(name).name, (folder / name).read_bytes()) for name in job["files"])
    press = read_press(contents, as_of=date.fromisoformat(job["as_of"]), home=Path(job["home"]))
    if press.unread and not press.readings:
        name, why = press.unread[0]
        raise MalformedSource(why, where="" if why.startswith(name) else name)
    return press_dict(press)


_ASKED: dict[str, Callable[[Mapping[str, Any], Path], dict[str, Any]]] = {"events": _events, "claims": _claims}


def main(place: str) -> int:
    folder = Path(place).parent
    job = json.loads(Path(place).read_text("utf-8"))
    try:
        told = _ASKED[job["what"]](job, folder)
    except OffingError as error:
        ours = re.compile(re.escape(str(folder)) + r"[\\/]\d+[\\/]")
        told = {"failed": ours.sub("", str(error)), "hint": error.hint}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    (folder / "answer.json").write_text(text, "utf-8", errors="replace")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
