"""Which sentences are copies of others: a sentence taken over from another report is not a second source.

Two sentences are copies where most of the shorter one's runs of words stand in the longer one. Case, quotation marks and
punctuation do not count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from offing.claims.joined import join, root

_WORD = re.compile(r"\w+")
RUN = 4
"""Words in a run."""
LEAST_WORDS = 8
"""Shorter sentences say too little to be told from a saying."""
MOST_ALIKE = 0.6
"""Share of the shorter one's runs that stand in the longer one, from which the two are one."""
_COMMON = 60
"""A run in more sentences than this tells nothing and would cost much."""


def same_text(sentences: Sequence[str]) -> list[int]:
    """For each sentence the first one that it is a copy of, by place; its own place if of none. Copies of copies count.

    Linear in the text but for runs of words that many sentences share, which are left out.
    """
    runs = [_runs(s) for s in sentences]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, those in enumerate(runs):
        for run in those:
            holders[run].append(i)
    first = {i: i for i in range(len(sentences))}
    for i, those in enumerate(runs):
        shared: Counter[int] = Counter()
        for run in those:
            if len(holders[run]) <= _COMMON:
                shared.update(j for j in holders[run] if j < i)
        for j, n in sorted(shared.items()):
            if n >= MOST_ALIKE * min(len(those), len(runs[j])):
                join(first, j, i)
    return [root(first, i) for i in range(len(sentences))]


def _runs(sentence: str) -> set[tuple[str, ...]]:
    words = [w.casefold() for w in _WORD.findall(sentence)]
    if len(words) < LEAST_WORDS:
        return set()
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
