"""Names of firms, told by a legal form, a word of trade at their end, or what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from offing.claims.forms import BEFORE, IN_CAPITALS, LEGAL, TRADE, WEAK_TRADE, form_length
from offing.claims.found import Found
from offing.claims.runs import OPENERS, Run
from offing.claims.tables import known as known_names
from offing.claims.wording import AND, CAPITAL, CAPITALS, COMMA, HYPHEN, LOWER, POINT, SPACE, Words

_FIRM = frozenset(
    "company firm companies firms operator owner manager trader shipowner insurer refiner charterer subsidiary broker "
    "conglomerate supplier bank shipper consignee affiliate exporter importer producer registrant contractor shipbroker "
    "retailer manufacturer startup consultancy lender group major rival chandler buyer offshoot arm unit forwarder intermediary "
    "house yard dealer dealership underwriter reinsurer airline producer seller customer newcomer breakers shipmanager "
    "maker charity shell outfit entity shipbuilder brokerage agent agents managers owners brokers line mortgagee".split()
)
_BY = frozenset(
    "owned operated managed chartered controlled run insured represented founded bought hired sold registered held".split()
)
_CALLED = frozenset("named called the as known dubbed giant group".split())
_ABBREVIATED = frozenset("co ltd corp inc pte l s a c p v o llc bhd sdn bros pty cie jv z j pvt".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_OF_TIME = frozenset("last next this in since until by late early".split())
_STEPS = 8


def firm_names(
    words: Words, runs: Sequence[Run], known: Callable[[int, int], bool], common: Container[str]
) -> Iterator[Found]:
    """`known(first, last)` tells that the words are a country, an authority or the like, and no firm."""
    for run in runs:
        if words.gaps[run.first] == HYPHEN:
            continue
        yield from _by_form(words, run, common)
        yield from _over_and(words, run)
        if not run.titled:
            yield from _by_context(words, run, known)


def _by_form(words: Words, run: Run, common: Container[str]) -> Iterator[Found]:
    folded = [words.low(k) for k in range(run.first, run.last)]
    for k in range(len(folded)):
        if folded[k] in IN_CAPITALS and (words.shapes[run.first + k] != CAPITALS or run.titled):
            folded[k] = "-"
    end = _last_form(folded, run.titled) or (len(folded) if _bracketed(words, run.last) else 0)
    if not end:
        return
    first = run.first
    legal = form_length(folded, end) > 0
    if folded[0] in BEFORE and len(folded) > 1 and words.shapes[first] == CAPITALS:
        legal = True
    bare = end - (form_length(folded, end) if legal else 1)
    if legal and bare <= 0:
        return
    if not legal and not _bracketed(words, run.first + end) and not _trading(words, run, folded[:end], common):
        return
    if words.low(first) in _MONTHS and words.low(first - 1) in _OF_TIME and bare > 1:
        first += 1
    first = _reach_left(words, first)
    last = run.first + end
    if not legal and all(words.low(k) in common for k in range(last, run.last)) and run.last - last < 3:
        last = run.last
    while (
        last < len(words) and words.gaps[last] in (COMMA, POINT) and words.low(last) in ("ltd", "inc", "llc", "limited")
    ):
        last += 1
    legal_after = _bracketed(words, last) or (0 if legal else _and_trade(words, last))
    last = legal_after or last
    legal = legal or bool(legal_after)
    stop = words.end(last - 1)
    if words.low(last - 1) in _ABBREVIATED and words.plain[stop : stop + 1] == "." and not _closes(words, last):
        stop += 1
    yield Found(words.start(first), stop, "company", "firm-form" if legal else "firm-trade", tier=0 if legal else 1)


_PAIRED = frozenset(
    "export exports import imports sons son brothers agencies co company commodities services logistics investments marketing "
    "chartering".split()
)


def _over_and(words: Words, run: Run) -> Iterator[Found]:
    """ "Fenton and Co, S.A.", "Boyu Imports and Exports Co., Ltd.": what is no name without what stands before "and"."""
    i, j = run.first, run.last
    own = [words.low(k) for k in range(i, j)]
    if i < 2 or words.low(i - 1) != "and" or words.gaps[i] != SPACE or words.gaps[i - 1] != SPACE:
        return
    if (
        run.titled
        or own[0] not in _PAIRED
        or not all(w in LEGAL or w in TRADE or w in _PAIRED or len(w) == 1 for w in own)
    ):
        return
    k = i - 1
    while k > 0 and i - k <= _STEPS and words.shapes[k - 1] in (CAPITAL, CAPITALS) and words.low(k - 1) not in OPENERS:
        k -= 1
        if words.gaps[k] not in (SPACE, HYPHEN, POINT) or words.first(k):
            break
    left = [words.low(x) for x in range(k, i - 1)]
    if (
        not left
        or left[-1] in LEGAL
        or all(w in TRADE or w in _PAIRED for w in left)
        or (len(own) == 1 and left[-1] not in ("import", "imports"))
    ):
        return
    stop = words.end(j - 1)
    stop += words.low(j - 1) in _ABBREVIATED and words.plain[stop : stop + 1] == "." and not _closes(words, j)
    yield Found(words.start(k), stop, "company", "firm-form", tier=0)


def _bracketed(words: Words, last: int) -> int:
    """The end of "(HK) Limited" or "(Pty) Ltd" behind the words before `last`; 0 where there is none."""
    if last + 1 >= len(words) or words.between(last) != " (" or words.end(last) - words.start(last) > 9:
        return 0
    between = words.between(last + 1)
    form = words.low(last + 1) in LEGAL and words.shapes[last + 1] != LOWER
    if between != ") " or not form:
        return 0
    more = (
        last + 2 < len(words)
        and words.gaps[last + 2] in (SPACE, COMMA, POINT)
        and words.low(last + 2) in ("ltd", "limited")
    )
    return last + 2 + more


def _and_trade(words: Words, last: int) -> int:
    """The end of "and Management" behind a name that ends in a word of trade; 0 where there is none."""
    x = last + 1
    if x >= len(words) or words.low(last) not in ("and",) or words.gaps[last] != SPACE:
        return 0
    if words.low(x) not in TRADE or words.shapes[x] != CAPITAL or words.gaps[x] != SPACE:
        return 0
    ends = x + 1 >= len(words) or words.gaps[x + 1] != SPACE or words.shapes[x + 1] == LOWER
    return x + 1 if ends else 0


def _last_form(folded: Sequence[str], titled: bool) -> int:
    """The end of the last legal form, or else word of trade, in a run; 0 where there is none."""
    for end in range(len(folded), 1, -1):
        if form_length(folded, end):
            return end
    if folded[0] in BEFORE and len(folded) > 1:
        return len(folded)
    if titled:
        return 0
    return next((end for end in range(len(folded), 1, -1) if folded[end - 1] in TRADE), 0)


def _trading(words: Words, run: Run, folded: Sequence[str], common: Container[str]) -> bool:
    """Whether words that end in one of trade are a firm's name: something else than trade must stand in it."""
    own = [w for w in folded[:-1] if w not in TRADE and w not in LEGAL]
    then = words.low(run.last)
    seated = then == "of" and run.last + 1 < len(words) and words.shapes[run.last + 1] != LOWER
    if not own:
        return len(folded) > 2 and seated
    rare = [w for w in own if w not in common]
    if _is_land(own):
        return False
    arm = words.plain[words.end(run.last - 1) : words.end(run.last - 1) + 3] == "'s "
    goes_on = run.last < len(words) and (words.gaps[run.last] == COMMA or then in ACTS or arm)
    if folded[-1] in WEAK_TRADE and not rare:
        return (
            len(folded) > 2
            and (goes_on or seated)
            and words.gaps[run.first] != HYPHEN
            and words.low(run.first - 1) != "the"
        )
    return bool(rare) or len(folded) >= 3 or not words.first(run.first) or goes_on or seated


ACTS = frozenset(
    "chartered hired supplied supplies operates operated manages managed owns owned bought sold shipped exported imported "
    "traded brokered procured denied denies denying said says told is was has had have may will would did does won posted "
    "insured insures fixed fixes paid financed arranged delivered acquired runs ran agreed pleaded pays maintains reported "
    "reports disputes rejected rejects insists claims claimed refused declined".split()
)
"""What firms do and is done to them, as verbs behind their names."""


def _is_land(own: Sequence[str]) -> bool:
    """Whether the words are a country or its people alone: "Chinese Shipping" is no firm."""
    return any(k.label == "country" for k in known_names().get(f" {'  '.join(own)} ", ()))


def _reach_left(words: Words, first: int) -> int:
    """`Bank of Kunlun Co`, `Islamic Republic of Iran Shipping Lines`: over "of" to capitals before it."""
    k = first
    if k > 2 and words.between(k) == ") " and words.between(k - 1) == " (" and words.shapes[k - 1] != LOWER:
        k -= 1  # COSCO Shipping Tanker (Dalian) Seaman & Ship Management Co
        while (
            k > 0
            and words.shapes[k - 1] in (CAPITAL, CAPITALS)
            and words.low(k - 1) not in _ARTICLES
            and first - k < _STEPS
        ):
            k -= 1
            if words.gaps[k] not in (SPACE, AND, HYPHEN):
                break
        return k
    while (
        k >= 2
        and words.low(k - 1) == "of"
        and words.gaps[k] == SPACE == words.gaps[k - 1]
        and words.shapes[k - 2] != LOWER
    ):
        if words.low(k - 2) not in _OF_FIRMS:
            break
        k -= 2
        while (
            k > 0
            and words.gaps[k] == SPACE
            and words.shapes[k - 1] not in (LOWER, 3)
            and words.low(k - 1) not in OPENERS
            and first - k < _STEPS
        ):
            k -= 1
    return k


_ARTICLES = frozenset("the a an and".split())
_OF_FIRMS = frozenset(
    "bank republic corporation company group union house sons institute association kingdom authority shipping insurance "
    "enterprise board lines line factory works office sons brothers exchange chamber export import state port yard".split()
)


def _closes(words: Words, last: int) -> bool:
    """Whether the point after the last word ends the sentence rather than the abbreviation alone."""
    n = words.sentence(words.start(last - 1))
    return n >= 0 and words.end(last - 1) + 1 >= words.sentences[n].end


def _seated(words: Words, k: int) -> int:
    """The firm's noun before where it sits, which ends with word `k`: "a firm in the Marshall Islands called"; 0 if none."""
    x = k
    while x > 1 and k - x < _STEPS // 2 and words.shapes[x] in (CAPITAL, CAPITALS) and words.gaps[x] in (SPACE, POINT):
        x -= 1
    x -= words.low(x) == "the"
    if x == k or words.low(x) not in ("in", "of", "from"):
        return 0
    x -= 1 + (words.low(x - 1) == "based")
    return x if x > 0 and words.low(x) in _FIRM else 0


_SPEAK_FOR = frozenset("spokesman spokeswoman spokesperson lawyer lawyers attorney executive representative".split())
_OWNS = frozenset("the its her their s a an whose".split())


def _before(words: Words, k: int) -> list[str]:
    return [words.low(x) for x in range(max(0, k - 4), k)]


def _by_context(words: Words, run: Run, known: Callable[[int, int], bool]) -> Iterator[Found]:
    """ "owned by X", "the firm X", "a company called X"."""
    i, j = run.first, run.last
    if i == 0 or known(i, j) or j - i > 6 or words.low(i) in ("mr", "mrs", "ms", "dr", "capt", "captain"):
        return
    k, called, the = i - 1, False, False
    while k > 0 and i - k < 4 and words.low(k) in _CALLED and words.gaps[k] in (SPACE, COMMA):
        called |= words.low(k) in ("named", "called", "as", "dubbed")
        the |= words.low(k) == "the"
        k -= 1
    mark = words.plain[words.end(i - 1) : words.start(i)]
    if mark not in (" ", ' "', ", ") or (mark == ", " and not called and words.low(i - 1) not in _FIRM):
        return
    if called and (seated := _seated(words, k)):
        k = seated
    word = "group" if words.low(i - 1) in ("group", "giant") and mark == " " and k < i - 1 else words.low(k)
    if word == "group" and words.shapes[i - 1] == LOWER and words.shapes[k] == LOWER:
        yield Found(words.start(i), words.end(j - 1), "company", "firm-before", tier=3)
        return
    apposed = words.low(k - 1) == "s" or (
        j < len(words) and words.gaps[j] == COMMA and any(w in _OWNS for w in _before(words, k))
    )
    if word in _FIRM and (k == i - 1 or called) and (mark != ", " or apposed):
        yield Found(words.start(i), words.end(j - 1), "company", "firm-before", tier=2)
    elif word == "for" and words.low(k - 1) == "front" and k == i - 1 and mark == " ":
        yield Found(words.start(i), words.end(j - 1), "company", "firm-front", tier=3)
    elif word in ("for", "of", "at") and k == i - 1 and words.low(k - 1) in _SPEAK_FOR and mark == " ":
        yield Found(words.start(i), words.end(j - 1), "company", "firm-spoken-for", tier=1)
    elif word == "by" and words.low(k - 1) in _BY and k >= i - 2 and words.gaps[i] == SPACE:
        if the and words.shapes[i] == CAPITALS:
            return
        yield Found(words.start(i), words.end(j - 1), "company", "firm-by", tier=3)
