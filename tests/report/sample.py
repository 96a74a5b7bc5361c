"""Reviews to render: real facts of the DPRK lists, a summed ownership, and strings that mean harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from offing.book.model import CellProblem
from offing.records.dates import DateSpan, day, parse_span
from offing.review.finding import Evidence, Finding, Kind, Rule, Status, Strength, Subject
from offing.review.result import BookSeen, ListUsed, NotChecked, Review, SetAside

AS_OF = date(2019, 4, 1)
SDN, SDN_SHA = "2019-03-21", "5f0c" * 16
HAIBO_LINE = '26243,"DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
FORMULA = '=HYPERLINK("http://evil.example/","pay here")'
SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>'
TURNED = "Ocean \u202egnippihS\u202c Ltd\u200f"
LONG = "coal, in bulk; " * 2700


def rule(check: str, basis: str = "31 CFR part 510", **params: Any) -> Rule:
    return Rule(check, "1", basis, params)


def book_line(place: str, quote: str) -> Evidence:
    return Evidence("book", place, quote)


def sdn_line(place: str, quote: str) -> Evidence:
    return Evidence(
        "us_ofac_sdn", place, quote, SDN, SDN_SHA, "2019-03-21", "https://sanctionslist.ofac.treas.gov/Home/SdnList"
    )


def finding(
    kind: Kind,
    check: str,
    subject: Subject,
    says: str,
    strength: Strength,
    evidence: tuple[Evidence, ...],
    innocent: str = "another thing of the same name",
    settle: str = "the registration number",
    **rest: Any,
) -> Finding:
    rest.setdefault("rule", rule(check))
    return Finding(kind, check, subject, says, strength, evidence, (innocent,), (settle,), as_of=AS_OF, **rest)


HAIBO = finding(
    "LIST",
    "listed_party",
    Subject("parties", 2, "name", "P1", "Dalian Haibo Intl Freight"),
    "Dalian Haibo Intl Freight agrees in name, city and country with entry 26243 on us_ofac_sdn of the US since 2019-03-21",
    "strong",
    (
        sdn_line("SDN.CSV row 6877", HAIBO_LINE),
        book_line("parties row 2", "P1 · Dalian Haibo Intl Freight · 大連海博國際貨運有限公司 · Dalian, China"),
    ),
    "a company of a like name in the same city",
    "the unified social credit code of the counterparty",
    status=(
        Status(
            "blocked", "US", "us_ofac_sdn", "26243", "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.", ("DPRK3",),
            day(date(2019, 3, 21)), None, "Secondary sanctions risk: North Korea Sanctions Regulations", "US persons", "SDN list",
            "E.O. 13722",
        ),
    ),
    event_date=parse_span("2018"),
    known_from=date(2019, 3, 21),
    rule=rule("listed_party", "OFAC FAQ 5", least_rare_tokens=2, scripts=("Latn", "Hani")),
    detail={
        "compared": {
            "entries": [
                {
                    "dataset": "us_ofac_sdn", "entry": "26243", "name": "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.",
                    "parts": [
                        {"feature": "name", "says": "the same name", "bearing": "for",
                         "value": "Dalian Haibo Intl Freight / DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD."},
                        {"feature": "country", "says": "the same country", "bearing": "for", "value": "CN / CN"},
                    ],
                    "facts": {},
                }
            ]
        }
    },
)  # fmt: skip
PAEKSOL = finding(
    "LIST",
    "status_by_date",
    Subject("parties", 3, "name", "P2", "백설무역회사"),
    "Paeksol Trading Corporation stood on us_ofac_sdn of the US from 2017-03-31, before the event of 2018-06",
    "match",
    (
        sdn_line("SDN.CSV row 5120", '21724,"PAEKSOL TRADING CORPORATION",-0- ,"DPRK3",-0- '),
        book_line("parties row 3", "P2 · 백설무역회사 · Pyongyang"),
    ),
    status=(
        Status(
            "blocked", "US", "us_ofac_sdn", "21724", "PAEKSOL TRADING CORPORATION", ("DPRK3",), day(date(2017, 3, 31))
        ),
    ),
    event_date=parse_span("2018-06"),
)
TANTAL = finding(
    "LIST",
    "advisory",
    Subject("vessels", 2, "name", "V1", "Тантал"),
    "possible match: name only. TANTAL is named in the US advisory of 2019-03-21",
    "possible",
    (
        Evidence(
            "us_advisory_dprk",
            "annex 5, line 18",
            "TANTAL · vessels believed to have engaged in ship-to-ship transfers",
            "2019-03-21",
            "ab12" * 16,
            "2019-03-22",
        ),
        book_line("vessels row 2", "V1 · Тантал · Russia"),
    ),
    "the advisory gives no IMO number; other ships bear the name",
    "the IMO number of the ship",
    status=(
        Status("advisory", "US", "us_advisory_dprk", "5.18", "TANTAL", (), day(date(2019, 3, 21)), None,
               "this annex is not a sanctions list", "nobody; guidance"),
        Status("reported", "", "news", "lenta", "Тантал", (), parse_span("2019-02")),
    ),
    event_date=parse_span("2018-12"),
)  # fmt: skip
NEW_REGENT = finding(
    "LIST",
    "listed_vessel",
    Subject("vessels", 3, "imo", "V2", "NEW REGENT"),
    "IMO 8312497 is on un_1718_vessels of the UN since 2018-10-16: port ban and de-flagging",
    "match",
    (
        Evidence("un_1718_vessels", "row 61", "NEW REGENT · IMO 8312497 · 2018-10-16", "2019-03-01", "cd34" * 16),
        Evidence("gb_uksl", "DPR0122", "NEW REGENT · Crane Hope · Eikoh Maru No.2 · 30/03/2018", "2019-03-20", "ef56" * 16),
    ),
    "the lists differ on the day; the later day may be the right one",
    "the notice of the Committee of 2018-10-16",
    status=(
        Status("port_ban", "UN", "un_1718_vessels", "NEW REGENT", "NEW REGENT", ("UN 1718",), day(date(2018, 10, 16)),
               binds="UN member states"),
        Status("port_ban", "UK", "gb_uksl", "DPR0122", "NEW REGENT", ("DPRK",), DateSpan(date(2018, 3, 30), date(2018, 10, 16))),
        Status("delisted", "EU", "eu_vessels", "XIV.B 9", "NEW REGENT", (), parse_span("2014/.."), parse_span("2016")),
    ),
    event_date=parse_span("2018-06-07"),
)  # fmt: skip
EDGES: tuple[dict[str, Any], ...] = (
    {"owner": "Korea Daesong General Trading Corporation", "owned": "Brightwater Holdings <Ltd> & Co", "percent": 25.0,
     "control": False, "blocked": True, "from": "2016-01-01", "to": None, "source": "ownership row 2"},
    {"owner": "Paeksol Trading Corporation", "owned": "Brightwater Holdings <Ltd> & Co", "percent": 25.0,
     "control": False, "blocked": True, "from": "2017", "to": None, "source": "ownership row 3"},
    {"owner": "Harbour Trust", "owned": "Brightwater Holdings <Ltd> & Co", "percent": None,
     "control": True, "blocked": False, "from": None, "to": None, "source": "ownership row 4"},
    {"owner": "Brightwater Holdings <Ltd> & Co", "owned": "Sea Lark Shipping S.A.", "percent": 60,
     "control": False, "blocked": False, "from": "2018-02", "to": None, "source": "ownership row 5"},
)  # fmt: skip
SUMMED = finding(
    "RULE",
    "ownership_50",
    Subject("parties", 4, "name", "P3", "Sea Lark Shipping S.A."),
    "Blocked persons hold 25 % + 25 % = 50 % of Brightwater Holdings, which holds 60 % of Sea Lark Shipping S.A.",
    "strong",
    (book_line("ownership rows 2 to 5", "Korea Daesong · 25 %; Paeksol · 25 %; Brightwater · 60 %"),),
    "a holding was sold before the day of the event",
    "the register of shareholders of that day",
    status=(Status("blocked_by_ownership", "US", "book", "P3", "Sea Lark Shipping S.A.", (), parse_span("2018-02")),),
    rule=rule("ownership_50", "OFAC FAQ 398 to 402", threshold_percent=50),
    detail={"ownership": EDGES, "authority": "US", "percent": 60.0},
)
GAP = finding(
    "BEHAVIOUR",
    "reporting_gap",
    Subject("voyages", 2, "vessel", "VY1", "Тантал, Nakhodka to for order"),
    "no AIS received from 2018-12-03T04:10Z to 2018-12-06T09:00Z; 14 other ships were heard nearby",
    "strong",
    (Evidence("tracks/tantal.csv", "rows 210 to 211", "273312345 · 2018-12-03T04:10Z · 41.2, 132.1", "", "0a1b" * 16),),
    "reception is thin there in winter",
    "the ship's own log and LRIT records",
    event_date=parse_span("2018-12-03/2018-12-06"),
    detail={"lat_deg": 41.2, "lon_deg": 132.1},
)
CONFLICT = finding(
    "CONFLICT",
    "goods_text",
    Subject("cargo", 2, "hs", "C1", "semi-coking coal"),
    "HS 2704 does not fit the words: conflicts with the description semi-coking coal",
    "weak",
    (book_line("cargo row 2", "C1 · 2704 · semi-coking coal"),),
    event_date=parse_span("2018-08"),
)
VAGUE = finding(
    "MISSING",
    "vague_words",
    Subject("cargo", 3, "description", "C2", "general cargo"),
    "the words “general cargo” are too vague to check against a goods ban",
    "no_conclusion",
    (book_line("cargo row 3", "C2 · general cargo"),),
)
HOSTILE = finding(
    "REPORTED",
    "news",
    Subject("parties", 5, "name", FORMULA, f"{SCRIPT} {TURNED}"),
    f"Reuters says on 2019-02-28 that {SCRIPT} {TURNED} is meant; 선박 백설 \x1b[31m",
    "weak",
    (Evidence("reports/a.html", "p. 1", f"{SCRIPT} +1 -1 @x {FORMULA} {LONG}", "", "", "", "javascript:alert(1)"),),
    "=1+1",
    "@SUM(A1:A9)",
    rule=rule("news", "quoted", note=SCRIPT),
)

FINDINGS = (HAIBO, PAEKSOL, TANTAL, NEW_REGENT, SUMMED, GAP, CONFLICT, VAGUE, HOSTILE)

LISTS = (
    ListUsed("us_ofac_sdn", "Specially Designated Nationals and Blocked Persons List", "US", "current", SDN, SDN_SHA, SDN,
             7021, 11,
             "https://sanctionslist.ofac.treas.gov/", ("the CSV form gives no dates of listing",)),
    ListUsed("un_1718_vessels", "1718 Designated Vessels List", "UN", "stale", "2019-03-01", "cd34" * 16, "2019-03-01", 61, 31),
    ListUsed("gb_uksl", "UK Sanctions List", "UK", "held_back", "2019-03-20", "ef56" * 16, "2019-03-20", 1882, 12,
             notes=("the feed of 2019-03-30 lost 40 % of its entries",)),
    ListUsed("us_advisory_dprk", "DPRK shipping advisory of 21 March 2019, annexes", "US", "bundled", "2019-03-21", "ab12" * 16,
             "2019-03-21", 67),
    ListUsed("eu_fsf", "EU consolidated financial sanctions list", "EU", "missing"),
)  # fmt: skip

BOOK = BookSeen(
    "spring-book.xlsx",
    (("parties", 6), ("vessels", 2), ("voyages", 1), ("cargo", 2)),
    (("spring-book.xlsx", "77aa" * 16), ("tracks/tantal.csv", "0a1b" * 16)),
    (("parties", "Vertrauensstufe"),),
    (("vessels", "IMO No.", "imo"),),
    (CellProblem("voyages", 2, "load_date", "31.02.2018", "a date, such as 2018-02-28"),
     CellProblem("parties", 5, "country", FORMULA, "a country")),
    (("parties", 2, "P1", "Dalian Haibo Intl Freight"), ("parties", 3, "P2", "백설무역회사"),
     ("parties", 4, "P3", "Sea Lark Shipping S.A."), ("parties", 5, FORMULA, SCRIPT),
     ("parties", 6, "P5", "Nordhavn Bunker ApS"),
     ("parties", 7, "P6", "Οδησσός Marine"), ("vessels", 2, "V1", "Тантал"), ("vessels", 3, "V2", "NEW REGENT"),
     ("voyages", 2, "VY1", "Тантал, Nakhodka to for order"),
     ("cargo", 2, "C1", "semi-coking coal"), ("cargo", 3, "C2", "general cargo")),
)  # fmt: skip

ASIDE = (
    SetAside(
        Subject("vessels", 2, "name", "V1", "Тантал"),
        "TANTAL, Panama, IMO 9000003",
        "same name, other valid IMO number: not the same ship",
    ),
)


def sample(findings: tuple[Finding, ...] = FINDINGS, **change: Any) -> Review:
    """The full review: incomplete, hostile strings in it, every kind once."""
    facts: dict[str, Any] = {
        "book": BOOK,
        "as_of": AS_OF,
        "engine": "offing 0.1.0",
        "role": "charterer",
        "lists": LISTS,
        "not_checked": (
            NotChecked("eu_fsf", "the list is not loaded; `offing update eu_fsf` fetches it"),
            NotChecked("payments", "the book has no such sheet"),
        ),
        "set_aside": ASIDE,
        "findings": findings,
        "checks_run": ("listed_party", "listed_vessel", "advisory", "ownership_50", "reporting_gap"),
        "bundled_notice": "Bundled starter rows are a stand-in for us_advisory_dprk; load the list itself.",
    }
    return Review(**{**facts, **change})


def whole() -> Review:
    """A complete review without a finding."""
    return sample((), not_checked=(), set_aside=(), lists=LISTS[:1], bundled_notice="")


def many(count: int) -> Review:
    """`count` findings on `count` / 2 rows, one in ten of them a listing that stops."""
    findings = []
    labels = []
    for n in range(count):
        row = n // 2 + 2
        subject = Subject(
            "parties", row, "name" if n % 2 else "address", f"P{row}", f"Counterparty {row} Shipping Co., Ltd."
        )
        labels.append(("parties", row, subject.id, subject.label))
        base = PAEKSOL if n % 10 == 0 else CONFLICT if n % 3 else TANTAL
        says = f"{base.says} ({n})"
        findings.append(replace(base, subject=subject, says=says, detail={}))
    book = BookSeen("large.xlsx", (("parties", count // 2 + 40),), (), labels=tuple(dict.fromkeys(labels)))
    return sample(tuple(findings), book=book)
