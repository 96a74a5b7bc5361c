"""Where things live and what the defaults are. Nothing here reads the environment or the clock: `cli` does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ENGINE = "offing 0.1.0"
"""What produced a finding; part of every findings.json."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds snapshots and the index."""

    root: Path

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def incoming(self) -> Path:
        """Files on their way from publishers, and what their servers said of those last taken."""
        return self.root / "incoming"

    @property
    def lock(self) -> Path:
        """Held while lists are updated."""
        return self.root / "update.lock"

    @property
    def decisions(self) -> Path:
        """What was decided of proposals, one line of JSON each; only ever added to."""
        return self.root / "decisions.jsonl"

    @property
    def index(self) -> Path:
        return self.root / "index.sqlite"

    @property
    def read(self) -> Path:
        """What the entries of each list were read from; what is here may be deleted at any time."""
        return self.root / "read"

    @property
    def watch(self) -> Path:
        """Books that are watched, what their last reviews found, alerts on their way and what became of them."""
        return self.root / "watch"

    @property
    def desk(self) -> Path:
        """Accounts, reviews, cases and their log, and the files that were brought to the desk."""
        return self.root / "desk"

    @property
    def ready(self) -> Path:
        """Names of the lists made ready for look-ups; what is here may be deleted at any time."""
        return self.root / "ready"


def default_home(environ: dict[str, str], user_home: Path) -> Home:
    """`OFFING_HOME`, else the platform's data folder below the user's home."""
    named = environ.get("OFFING_HOME")
    if named:
        return Home(Path(named).expanduser())
    base = environ.get("XDG_DATA_HOME")
    return Home((Path(base) if base else user_home / ".local" / "share") / "offing")
