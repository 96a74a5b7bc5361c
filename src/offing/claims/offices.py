"""Public bodies told by more than a head in capitals: "Task Force X", "the Government of Libya", "Customs", "Iran's mission"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from offing.claims.found import Found
from offing.claims.runs import Run
from offing.claims.tables import words_in
from offing.claims.wording import APART, CAPITAL, COMMA, HYPHEN, LOWER, QUOTE, SPACE, Words

_ALONE = frozenset("navy customs army parliament congress kremlin pentagon interpol".split())
"""Bodies that a capital alone names, within a sentence or with a verb after it."""
_THE_BODIES = frozenset("committee union association agency registry council ministry commission".split())
"""Bodies that a capital and an article name: "the Committee", "the Union"."""
_DO = frozenset(
    "said says have has had did was were is are seals officers vessels ships forces seized impounded told officials".split()
)
_UNIONS = frozenset("coalition alliance taskforce".split())
_COMMITTEES = frozenset("committee panel council commission board".split())
_ABOUT = frozenset("sanctions oversight monitoring monitors expert experts".split())
_MISSIONS = frozenset("mission embassy consulate delegation government".split())
_SITE = frozenset("at outside near inside to from in storm stormed opposite".split())
_REACH = 4
_WIRE = re.compile(r" ?\((?P<name>[A-Z][A-Za-z]+(?: [A-Z][a-z]+){0,2})\) ?[-—–] ?")
_NO_WIRE = frozenset("the updated update photo exclusive reporting adds recasts agencies staff wires".split())


def offices(words: Words, runs: Sequence[Run], lands: Mapping[int, int]) -> Iterator[Found]:
    """`lands` gives the words of every country: first → the word after its last."""
    ends = {last: first for first, last in lands.items()}
    for run in runs:
        if not run.titled:
            yield from _of_run(words, run, lands)
    yield from _lower(words, lands, ends)
    yield from _wires(words)


def _of_run(words: Words, run: Run, lands: Mapping[int, int]) -> Iterator[Found]:
    i, j = run.first, run.last
    if words.low(i) == "task" and words.low(i + 1) == "force" and j > i + 2:
        end = next((k for k in range(i + 3, j) if words.low(k) in words_in("given_names")), j)
        yield _body(words, i, min(end, i + 4), "task-force")
    elif words.low(j - 1) in _UNIONS and j - i in (2, 3, 4):
        yield _body(words, i, j, "coalition")
    elif j - i == 1 and words.low(i) in _THE_BODIES and words.low(i - 1) == "the" and words.gaps[i] == SPACE:
        if words.shapes[i] == CAPITAL and (j >= len(words) or words.gaps[j] != SPACE or words.shapes[j] == LOWER):
            yield _body(words, i, j, "body-alone")
    elif j - i == 1 and words.low(i) in _ALONE and words.shapes[i] == CAPITAL:
        if words.low(i) == "customs" and words.low(i + 1) == "and":
            return
        if not words.first(i) or words.low(j) in _DO:
            yield _body(words, i, j, "body-alone")
    elif j - i == 1 and words.low(i) == "government" and words.low(j) == "of":
        k = j + 1 if j + 1 in lands else j + 1 + (words.low(j + 1) == "the")
        if k in lands:
            yield _body(words, i, lands[k], "government-of")
    elif (
        j - i == 1
        and words.low(i) in _COMMITTEES
        and words.low(i - 1) in _ABOUT
        and words.gaps[i] == SPACE == words.gaps[i - 1]
    ):
        first = next((a for a in range(max(0, i - 1 - _REACH), i - 1) if lands.get(a) == i - 1), -1)
        if first >= 0:
            yield _body(words, first, j, "sanctions-committee")


def _lower(words: Words, lands: Mapping[int, int], ends: Mapping[int, int]) -> Iterator[Found]:
    """ "Iran's mission", "the Russian embassy called", "the UN committee"."""
    for k, word in enumerate(words.lows):
        if word not in _HEADS or not k or words.shapes[k] != LOWER or words.gaps[k] != SPACE:
            continue
        if word in ("committee", "council") and words.low(k - 1) in ("un", "n") and words.shapes[k - 1] != LOWER:
            yield _body(words, k - 1 - (words.low(k - 1) == "n"), k + 1, "body-low")
        if word in _COMMITTEES and words.low(k - 1) in _ABOUT and (owner := _owner(words, k - 1, ends)) >= 0:
            yield _body(words, owner, k + 1, "body-low")
        if word not in _MISSIONS or (owner := _owner(words, k, ends)) < 0:
            continue
        before = words.low(owner - 1) if words.low(owner - 1) != "the" else words.low(owner - 2)
        if word == "government" or (word != "mission" and before in _SITE):
            continue
        if words.low(k + 1) in _SPEAKS or (words.low(k + 1) == "in" and word != "mission"):
            yield Found(words.start(owner), words.end(k), "agency", "body-low", tier=0)


_HEADS = _COMMITTEES | _MISSIONS | {"committee", "council"}
_SPEAKS = frozenset(
    "said says told did called declined denied confirmed would has had was referred replied rejected described issued "
    "dismissed answered asked refused could wanted accepted accused insisted maintained".split()
)


def _owner(words: Words, k: int, ends: Mapping[int, int]) -> int:
    """The first word of the country that stands before word `k`, in the genitive or not; -1 if none does."""
    if (land := ends.get(k)) is not None:
        return land
    if words.low(k - 1) == "s" and words.gaps[k - 1] == QUOTE and (land := ends.get(k - 1)) is not None:
        return land
    return -1


def _wires(words: Words) -> Iterator[Found]:
    """The agency of a dateline: "HANOI, June 14, 2019 (Newswire) - "."""
    for sentence in words.sentences:
        k = words.at(sentence.start)
        for x in range(k + 1, min(k + 10, len(words))):
            if words.gaps[x] == APART and words.between(x).endswith("("):
                if (found := _WIRE.match(words.plain, words.end(x - 1), words.end(x - 1) + 48)) and words.low(
                    x
                ) not in _NO_WIRE:
                    a, b = found.span("name")
                    yield Found(a, b, "agency", "outlet-dateline", tier=2)
                break
            if words.gaps[x] not in (SPACE, COMMA, HYPHEN) and words.between(x) not in (", ", ". "):
                break


def _body(words: Words, first: int, last: int, rule: str) -> Found:
    return Found(words.start(first), words.end(last - 1), "agency", rule, tier=1)
