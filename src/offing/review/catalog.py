"""What a check module owes, and how the modules are found. A module's docstring is what the user reads of it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from offing.index.profiles import Profile
from offing.review.context import Context
from offing.review.finding import Finding, Kind, Rule


@dataclass(frozen=True, slots=True)
class Check:
    """One question: its kinds of answer, legal or factual basis, thresholds, the sheets it needs, and the innocent readings."""

    id: str
    asks: str
    kinds: tuple[Kind, ...]
    basis: str
    needs: tuple[str, ...]
    innocent: tuple[str, ...]
    settle: tuple[str, ...]
    version: str = "1"
    params: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    names: bool = False
    """Whether its findings may rest on names, and so on the profile of the matcher."""

    @property
    def rule(self) -> Rule:
        return Rule(self.id, self.version, self.basis, self.params)

    def rule_under(self, profile: Profile) -> Rule:
        """The rule with the matcher's profile and thresholds among its own."""
        return Rule(self.id, self.version, self.basis, {**self.params, **profile.thresholds})


class CheckModule(Protocol):
    """The shape of every module in `offing.review.checks`."""

    CHECK: Check

    def run(self, context: Context) -> Iterator[Finding]:
        """Findings in any order; pure."""
        ...


def check_modules() -> dict[str, CheckModule]:
    """Every check by id, found by the presence of its module."""
    import offing.review.checks as package

    found: dict[str, CheckModule] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        found[module.CHECK.id] = module
    return dict(sorted(found.items()))


def in_its_own_words(module: CheckModule) -> str:
    """The module's docstring."""
    return inspect.getdoc(module) or ""
