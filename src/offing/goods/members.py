"""The states that are bound by the law of the EU, as of 2020 and later: the United Kingdom answers for itself."""

from __future__ import annotations

EU_MEMBERS = frozenset("at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se eu".split())
"""`eu` stands for one that is not told."""
