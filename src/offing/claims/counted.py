"""Listings that only count: "sanctioned nine people and companies", "placed eleven <N1>, two <C2> and three firms on its list".

Each group of an enumeration is a target of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from offing.claims.doing_items import items_of
from offing.claims.literals import has_one, lowered
from offing.claims.masked import Masked, low
from offing.claims.model import Mention
from offing.claims.ruled import Match, View
from offing.claims.unclaimed import doubtful
from offing.claims.valency import doing

RULE = "designated.counted"
_ACTS = ("sanction", "list", "designat", "freez", "froze", "<x", "<z", "measures", "blocked")
"""What a sentence that tells of a listing has one of."""
_NUMBER = (
    r"(?:(?:more than|over|nearly|almost|some|about|at least|another|a further|an additional|the)? ?(?:one|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|a dozen|half a dozen|two dozen|dozens of|scores of|\d[\d,]*))"
)
_NOUN = (
    r"(?:people|persons?|individuals?|m[ae]n|wom[ae]n|companies|company|firms?|entit(?:y|ies)|business(?:es)?|banks?|ships?|vessels?|"
    r"tankers?|freighters?|targets|traders?|shipowners?|brothers|officials?|executives?|businessm[ae]n|nationals?|citizens?|"
    r"refiner(?:y|ies)|refiners?|captains?|masters?|organi[sz]ations?|parties|names|others|carriers?|houses|subsidiaries|fronts)"
)
_GROUP = (
    rf"(?:<[NK]\d+>(?: and {_NOUN})?|{_NUMBER}(?: of (?:its|their|the|his))?"
    rf"(?: (?:[a-z-]{{2,14}}|<[CL]\d+>(?:-[a-z]+)?)){{0,4}}? "
    rf"(?:{_NOUN}(?: and {_NOUN})?|<C\d+>(?=,| and|\.| to| on| under)))(?![\w-])"
)
_LIST = rf"(?P<list>{_GROUP}(?:(?:, and|,| and| as well as| along with| together with) {_GROUP}){{0,4}})"
_LISTS = (
    r"(?:to|on|onto|in|under) (?:(?:(?!and )[^ ,.;<>]{1,20}|<[ACX]\d+>(?:'s)?) ){0,4}?"
    r"(?:<[XZ]\d+>|(?:black)?lists?(?![\w-])|sanctions|restrictive measures|an? asset freeze)"
)
_ACT = (
    r"(?:sanction(?:ed|s|ing)|blacklist(?:ed|s|ing)|designat(?:ed|es|ing)|freez(?:es|ing) the assets of|fro(?:ze|zen) the "
    r"assets of|(?:identif(?:ied|ying)|nam(?:ed|ing)) as blocked(?: property)?)"
)
_SANCTIONS = (
    r"(?:impos(?:ed|es|ing)|slapp(?:ed|ing)|plac(?:ed|ing)|announc(?:ed|es|ing)|levied|unveil(?:ed|ing)|put)"
    r"(?: [a-z-]{2,14}){0,3} sanctions (?:on|against)"
)
_PUT = r"(?:plac(?:ed|es|ing)|puts?|putting|add(?:ed|s|ing)|includ(?:ed|es|ing)|list(?:ed|s|ing)|entered)"


@cache
def _frames() -> tuple[re.Pattern[str], ...]:
    """For sentences in lower case."""
    return tuple(
        re.compile(lowered(rf"(?<![\w-]){said}(?![\w-])"))
        for said in (
            rf"(?:{_ACT}|{_SANCTIONS}) {_LIST}",
            rf"{_PUT}(?: <D\d+>)? {_LIST} {_LISTS}",
            rf"<(?:[AC]\d+)+>(?: (?:has|have|had|also|on|today|in|<D\d+>))* listed(?:, with [^,;:]{{1,40}},)? {_LIST}",
            rf"<(?:[AC]\d+)+>(?: (?:has|have|had|also|on|today|in|<D\d+>))* listed [^.;:]{{1,60}}, "
            rf"(?:together |along )?with {_LIST}",
            rf"{_LIST}(?: (?:from|in|of|based in|under|run by) (?:(?!<[VOP])[^;:\"]){{1,60}}?)?"
            rf" (?:was|were|has been|have been|had been)(?: also)? (?:{_ACT}|{_PUT}(?: <D\d+>)? {_LISTS})",
            rf"(?:{_ACT}|listed|listing) (?:the )?<(?:[VOP]\d+)+>,? and {_LIST}",
            rf"identif(?:ied|ying) {_LIST}(?: (?:owned|managed) by [^;:\"]{{1,40}}?)? as blocked",
            rf"{_LIST},? (?:which|that|who|whom) <(?:[AC]\d+)+>(?: (?:has|have|had))? {_ACT}",
        )
    )


_BY = re.compile(
    r"(?<!against )(?<!on )<([AC]\d+)>(?: (?:on|today|has|have|had|also|yesterday|is|are|<D\d+>|itself|then|again))*,? ?\Z",
    re.IGNORECASE,
)
_AND_SO = re.compile(
    rf"<([AC]\d+)>(?: \(<A\d+>\))?(?: (?:on|today|has|have|had|also|yesterday|is|are|<D\d+>))*,? (?:{_ACT}|{_SANCTIONS})(?![\w-])"
    r"[^;:\"]*?,? and (?:also )?\Z",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?:the )?<([AC]\d+)>(?: (?:on|today|has|have|also|yesterday|<D\d+>))* (?:announced|imposed|unveiled|adopted|reacted|"
    r"responded|followed|tightened|"
    r"widened|expanded|extended|stepped up|moved|struck|hit|acted|took|issued|rolled out|launched)(?![\w-])"
    r"[^;:\"]*,? (?:by )?\Z",
    re.IGNORECASE,
)
_ING = re.compile(r"[a-z]+ing\b", re.IGNORECASE)
""" "<C1> announced its own sanctions against <C2>, blacklisting 40 people": who announces lists them."""
_ONE = re.compile(_GROUP, re.IGNORECASE)
_COUNTS = re.compile(rf"{_NUMBER}(?![\w-])", re.IGNORECASE)


def counted_in(view: View, sentence: Masked, mentions: Sequence[Mention]) -> Iterator[Match]:
    """The groups that a sentence says were listed, as matches of a row."""
    text, read = sentence.text, low(sentence.text)
    if not has_one(read, _ACTS):
        return
    for frame in _frames():
        for m in frame.finditer(read):
            if _doubted(text, m.start()):
                continue
            roles = []
            for one in _ONE.finditer(text, m.start("list"), m.end("list")):
                if _counts(one[0], mentions):
                    roles.append(("target", one.start(), one.end()))
            by = _BY.search(text[: m.start()]) or _first_of_two(text[: m.start()])
            by = by or (_DOING.match(text[: m.start()]) if _ING.match(m[0]) else None)
            start = by.start() if by else m.start()
            if by:
                roles.append(("authority", by.start(), by.start() + len(by[1]) + 2))
            rule = doing(RULE).rule
            if any(r[0] == "target" for r in roles) and rule.guards.pass_(text, start, m.end()):
                yield Match(rule, view, start, m.end(), tuple(roles))


def _first_of_two(before: str) -> re.Match[str] | None:
    """Who did two things, of which the second is told: "<A1> is imposing sanctions on two firms and identifying"."""
    return _AND_SO.search(before) if before.endswith((" and ", " also ")) else None


def _doubted(text: str, at: int) -> bool:
    s = items_of(text)
    k = next((k for k, item in enumerate(s) if item.start >= at), len(s) - 1)
    return doubtful(s, k)


def _counts(said: str, mentions: Sequence[Mention]) -> bool:
    """Whether a group is counted: "the ships" alone is no listing of a group."""
    token = re.match(r"<[NK](\d+)>", said)
    if token is None:
        return True
    mention = mentions[int(token[1])]
    return mention.plural and mention.nominal and bool(_COUNTS.match(mention.text.lower()))
