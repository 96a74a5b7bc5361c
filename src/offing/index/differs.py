"""What differs between a name and a listed one that it met, in words; made when it is asked for, or for many in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from offing.index.view import View

if TYPE_CHECKING:
    from offing.index.engine import Match

_MOST_KEPT = 20_000


class Asked(NamedTuple):
    """A name, the text of a listed one, and the match of the two."""

    name: str
    listed: str
    match: Match


class Differences:
    """Those found so far, in one View."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[Asked, tuple[str, ...]] = {}

    def find(self, asked: Iterable[Asked]) -> None:
        """Find those of many that are not known yet."""
        from offing.index.explain import explain_all  # as late as this: its tables take time to load

        if len(self._found) > _MOST_KEPT:
            self._found.clear()
        new = [one for one in dict.fromkeys(asked) if one not in self._found]
        for one, why in zip(new, explain_all(self._view.listed.engine, new) if new else (), strict=True):
            self._found[one] = (
                *(" / ".join(p.written) for p in why.pairs if p.asked != p.listed),
                *(f"only in the name given: {w}" for w in why.only_asked),
                *(f"only in the listed name: {w}" for w in why.only_listed),
            )

    def of(self, one: Asked) -> tuple[str, ...]:
        if one not in self._found:
            self.find([one])
        return self._found[one]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells one of them."""

    differences: Differences
    asked: Asked

    def __call__(self) -> tuple[str, ...]:
        return self.differences.of(self.asked)
