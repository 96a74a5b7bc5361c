"""What a round of watch found, as data and as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from offing.report.text import heading, mark, say
from offing.report.wording import cut, visible
from offing.review.because import Reason
from offing.review.dealt import DEALINGS, Dealing, sums
from offing.review.since import Noted
from offing.watch.rounds import News, Scope

MOST = 40
"""Findings of a sort printed for a book; all of them stand in the JSON."""
_DEALINGS_MOST = 8
_SAYS_MOST = 300
_SHOWN = ("new", "changed", "gone")


def news_dict(news: Sequence[News]) -> dict[str, Any]:
    """`{"watched": [{book, role, profile, as_of, before, spared, why, reviewed, lists, new, changed, gone}]}`: findings with
    their reasons, and those that are new with their look-back."""
    return {"watched": [_book(one) for one in news]}


def news_json(news: Sequence[News]) -> str:
    """The same bytes for the same news."""
    return json.dumps(news_dict(news), ensure_ascii=False, indent=1) + "\n"


def _book(news: News) -> dict[str, Any]:
    lists = news.now.lists if news.now else {}
    before = news.before.lists if news.before else {}
    return {
        "book": news.book.path,
        "role": news.book.role,
        "profile": news.book.profile,
        "as_of": news.as_of.isoformat(),
        "before": {"at": news.last_at, "as_of": news.before.as_of} if news.before else None,
        "spared": news.spared,
        "why": news.why or None,
        "notes": list(news.notes),
        "reviewed": {
            "rows": news.scope.rows,
            "reviewed": news.scope.reviewed,
            "touched": dict(news.scope.touched),
            "whole": news.scope.whole or None,
        },
        "lists": [
            {"dataset": d, "before": before.get(d), "now": lists.get(d)} for d in sorted(before.keys() | lists.keys())
        ],
        "new": [_finding(news, n) for n in news.found.new],
        "changed": [
            _finding(news, a.now)
            | {
                "was": a.before.id,
                "fields": [{"name": name, "before": was, "now": now} for name, was, now in a.fields],
            }
            for a in news.found.changed
        ],
        "gone": [_finding(news, n) for n in news.found.gone],
    }


def _finding(news: News, one: Noted) -> dict[str, Any]:
    told = {
        "id": one.id,
        "kind": one.kind,
        "check": one.check,
        "strength": one.strength,
        "stops": one.stops,
        "subject": asdict(one.subject),
        "says": one.says,
        "event_date": one.event or None,
        "status": [asdict(s) for s in one.status],
        "reasons": [_reason(r) for r in news.reasons.get(one.id, ())],
    }
    dealings = news.dealings.get(one.id, ())
    if dealings:
        told["look_back"] = {
            "dealings": [asdict(d) for d in dealings],
            "sums": [
                {"sheet": sheet, "currency": currency, "amount": amount, "rows": rows}
                for sheet, currency, amount, rows in sums(dealings)
            ],
        }
    return told


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "what": reason.what,
        "says": reason.says,
        "dataset": reason.dataset or None,
        "entry": reason.entry or None,
        "before": reason.before or None,
        "after": reason.after or None,
        "change": reason.kind or None,
        "fields": [{"name": name, "old": old or None, "new": new or None} for name, old, new in reason.fields],
    }


def print_news(news: Sequence[News], console: Console) -> None:
    """Only what is new, changed or gone, by book; a book without any of it is a line."""
    for one in news:
        _print(one, console)


def scope_words(scope: Scope) -> str:
    """`Reviewed again: 135 of 5,000 rows (touched: the day 12)`; why all were, where all were."""
    if not scope.rows:
        return ""
    if scope.whole:
        return f"Reviewed whole, {scope.rows:,} rows: {scope.whole}"
    why = ", ".join(f"{what} {many:,}" for what, many in scope.touched.items() if many) or "nothing"
    return f"Reviewed again: {scope.reviewed:,} of {scope.rows:,} rows (touched: {why})"


def _print(news: News, console: Console) -> None:
    counts = {"new": len(news.found.new), "changed": len(news.found.changed), "gone": len(news.found.gone)}
    if not news.found:
        since = f" since the review of {news.last_at[:16]}" if news.last_at else ""
        told = news.why or f"nothing is new, changed or gone{since}, as of {news.as_of.isoformat()}"
        say(console, visible(f"{news.book.path}: {told}"), "bold" if news.why else "")
    else:
        heading(console, visible(f"{news.book.path} as of {news.as_of.isoformat()}"))
        say(console, ", ".join(f"{many:,} {what}" for what, many in counts.items()) + ".", "bold")
    for note in (*news.notes, *filter(None, [scope_words(news.scope)])):
        say(console, visible(note))
    seen: set[tuple[Dealing, ...]] = set()
    of: dict[str, list[tuple[Noted, Sequence[tuple[str, str, str]]]]] = {
        "new": [(n, ()) for n in news.found.new],
        "changed": [(a.now, a.fields) for a in news.found.changed],
        "gone": [(n, ()) for n in news.found.gone],
    }
    for what in _SHOWN:
        those = sorted(of[what], key=lambda pair: not pair[0].stops)
        for finding, fields in those[:MOST]:
            _print_one(news, what, finding, fields, console)
            _look_back(news.dealings.get(finding.id, ()), seen, console)
        if len(those) > MOST:
            say(console, f"… and {len(those) - MOST:,} more {what} (--json)", indent=1)


def _print_one(news: News, what: str, one: Noted, fields: Sequence[tuple[str, str, str]], console: Console) -> None:
    at = one.subject
    where = " ".join(filter(None, (at.sheet, f"row {at.row}" if at.row else "", at.id)))
    stop = "STOP · " if one.stops else ""
    line = f"{mark(console, one.kind)}{what.upper()} · {stop}{one.check} · {where} · {at.label}"
    say(console, visible(line), "bold" if one.stops and what != "gone" else "", indent=1)
    say(console, visible(cut(one.says, _SAYS_MOST)), indent=3)
    for name, was, now in fields:
        if name != "says":
            say(console, visible(f"{name}: {was or 'none'} → {now or 'none'}"), indent=3)
    for reason in news.reasons.get(one.id, ()):
        say(console, visible(f"because: {reason.says}"), indent=3)
        for name, old, new in reason.fields:
            told = (
                f"{cut(old, 80)} → {cut(new, 80)}"
                if old and new
                else f"+ {cut(new, 80)}"
                if new
                else f"- {cut(old, 80)}"
            )
            say(console, visible(f"{name}: {told}"), indent=5)


def _look_back(dealings: tuple[Dealing, ...], seen: set[tuple[Dealing, ...]], console: Console) -> None:
    """Counts and sums each time; the dealings themselves once, as many findings touch the same."""
    if not dealings:
        return
    many = {sheet: sum(d.sheet == sheet for d in dealings) for sheet in DEALINGS}
    counts = ", ".join(f"{sheet} {n:,}" for sheet, n in many.items() if n)
    worth = "; ".join(f"{sheet} {amount:,.2f} {currency}".strip() for sheet, currency, amount, _ in sums(dealings))
    say(console, f"look-back: {counts}{f' ({worth})' if worth else ''}", indent=3)
    if dealings in seen:
        say(console, "the same dealings as above", indent=5)
        return
    seen.add(dealings)
    for one in dealings[:_DEALINGS_MOST]:
        amount = f" · {one.amount:,.2f} {one.currency}".rstrip() if one.amount is not None else ""
        told = f"{one.date or 'undated'} · {one.sheet} {one.id or f'row {one.row}'}{amount} · {one.label}"
        say(console, visible(cut(told, 140)), indent=5)
    if len(dealings) > _DEALINGS_MOST:
        say(console, f"… and {len(dealings) - _DEALINGS_MOST:,} more (--json)", indent=5)


def text_of(news: Sequence[News]) -> str:
    """As a terminal of 100 columns would show it, without colour: the body of a mail, or of a digest."""
    console = Console(width=100, no_color=True, highlight=False, force_terminal=False, file=None, record=False)
    with console.capture() as held:
        print_news(news, console)
    return held.get()


def first_line(news: Sequence[News]) -> str:
    """How many findings are new, changed and gone, in how many books."""
    those = [n for n in news if n.found]
    new, changed, gone = (sum(len(getattr(n.found, what)) for n in those) for what in _SHOWN)
    stops = sum(n.stops for one in those for n in one.found.new)
    stop = f" ({stops:,} to stop for)" if stops else ""
    return f"Offing: {new:,} new{stop}, {changed:,} changed, {gone:,} gone in {len(those):,} book{'s' if len(those) != 1 else ''}"
