"""What strong words say that no rule covers, as findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.findings import filled
from offing.claims.former_names import Found
from offing.claims.model import Mention
from offing.claims.ruled import roles, speaks_of
from offing.claims.sharing import Views
from offing.claims.unclaimed import unclaimed_in


def left_over(seen: Views, known: Sequence[Found], text: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """What strong words say that no finding of their type covers (`unclaimed`); `known` is all that the rules found."""
    read: list[str] = []
    for view in ("undated", "bare", "inner"):
        if seen.views[view].text in read:
            continue
        read.append(seen.views[view].text)
        for match, begin, end in unclaimed_in(view, seen.views[view]):
            if match.rule.about and not speaks_of(match.rule.about, text):
                continue
            start, stop = seen.views[view].span(begin, end)
            same = [f for f in known if f.match.rule.type == match.rule.type]
            if any(f.start <= start and stop <= f.end for f in same):
                continue
            told = {(p.role, p.thing) for f in same for a in f.args for p in (a.parts or (a,)) if p.thing >= 0}
            about = next(r.name for r in roles()[match.rule.type] if r.key)
            yield from (
                f
                for f in filled(match, seen, text, mentions)
                if not any(a.role == about and (a.role, a.thing) in told for a in f.args)
            )
