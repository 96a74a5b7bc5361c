"""Tools for a model, over the Model Context Protocol: they look, and nothing they do writes.

Each answers what the verb of its name prints with --json. Nothing leaves this machine by them; what a model does with an
answer is its own affair, so each answer carries what was not checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from offing.answer import list_row
from offing.build.incoming import asked
from offing.errors import OffingError, UsageError
from offing.portrait import dossier_in
from offing.report.check_json import MATCHING, check_body, matching_body
from offing.report.dossier_json import dossier_dict, several_dict
from offing.review.catalog import check_modules
from offing.review.one_ship import Several
from offing.screener import Screener, answer_dict, open_screener
from offing.serve.changed import changes_page
from offing.settings import ENGINE, Home

SAYS = (
    "Offing reads sanctions lists for shipping and gives evidence, never a verdict. A match on a name alone is only possible. "
    "An answer without entries says only: no entry found in the lists and versions that it names; read not_checked with it. "
    "Quote statuses in the words they are given in, with list, entry and date."
)
_MOST = 50


@dataclass
class Looking:
    """The lists of a home, held open as of the day that was asked for last."""

    home: Home
    today: Callable[[], date]
    held: list[Screener] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def as_of(self, day: str) -> Screener:
        asked = _day(day) or self.today()
        if not self.held or self.held[0].opening.as_of != asked:
            self.held[:] = [open_screener(as_of=asked, home=self.home.root)]
        return self.held[0]

    def screen(
        self,
        name: str = "",
        type: Literal["", "vessel", "company", "person", "organisation"] = "",
        imo: str = "",
        country: str = "",
        born: str = "",
        other_ids: str = "",
        as_of: str = "",
    ) -> dict[str, Any]:
        """Look a name or a number up on the lists: entries it may mean, what agrees, what speaks against, what stood when."""
        row = {"name": name, "type": type, "imo": imo, "country": country, "born": born, "other_ids": other_ids}
        with self.lock, _told():
            screener = self.as_of(as_of)
            found = screener.look(row)
            if not found.asked:
                raise UsageError("; ".join(found.problems))
            return answer_dict(found, screener, _MOST)

    def vessel(self, imo_or_name: str, as_of: str = "") -> dict[str, Any]:
        """The dossier of one ship: who she is, who lists her, what sources say of her over time. Several of a name are listed."""
        with self.lock, _told():
            screener = self.as_of(as_of)
            found = dossier_in(
                screener.opened, screener.finder, imo_or_name.strip(), as_of=screener.opening.as_of, home=self.home.root
            )  # fmt: skip
            return several_dict(found) if isinstance(found, Several) else dossier_dict(found)

    def lists(self, as_of: str = "") -> dict[str, Any]:
        """What is loaded: each list's version, date, hash and age, and what it cannot give."""
        with self.lock, _told():
            return {"lists": [list_row(x, asked(self.home, x.dataset)) for x in self.as_of(as_of).lists]}

    def changes(self, dataset: str = "", after: str = "", to: str = "", offset: int = 0) -> dict[str, Any]:
        """What was added, removed or changed in the lists between versions, fifty at a time from number `offset` on."""
        with _told():
            return changes_page(
                self.home, [dataset] if dataset else [], _day(after), _day(to), offset=max(0, offset), limit=_MOST
            )  # fmt: skip

    def checks(self) -> dict[str, Any]:
        """All checks that a review makes, and what each asks."""
        return {"checks": [{"id": n, "asks": m.CHECK.asks} for n, m in check_modules().items()]}

    def explain(self, check: str) -> dict[str, Any]:
        """A check in its own words: basis, thresholds, innocent readings. `matching`: how names are compared."""
        modules = check_modules()
        with _told():
            if check != MATCHING and check not in modules:
                raise UsageError("no such check", value=check, hint=f"There are {', '.join(modules)}, and {MATCHING}")
            return matching_body() if check == MATCHING else check_body(modules[check])


def tool_server(home: Home, today: Callable[[], date]) -> MCPServer[Any]:
    """The server with its tools, each marked as one that only reads."""
    server: MCPServer[Any] = MCPServer("offing", instructions=SAYS, version=ENGINE.split()[-1], log_level="ERROR")
    looking = Looking(home, today)
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in (looking.screen, looking.vessel, looking.lists, looking.changes, looking.checks, looking.explain):
        server.add_tool(tool, annotations=reads, structured_output=False)
    return server


class _told:  # noqa: N801 - reads as a word where it is used
    """Failures as a tool tells them: what, where and the hint, no trace."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OffingError):
            raise ToolError(str(error)) from error


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError("not a day", value=text, hint="Write it as 2019-03-22") from None
