"""How a thing fits a pointer by what the text says of it: nouns beside its name, countries, title and first name, its row."""

from __future__ import annotations

from offing.claims.candidates import Candidate
from offing.claims.laid_out import Laid, Spot
from offing.claims.model import Mention
from offing.claims.pointers import Pointer

_TITLES = {
    "mr": "he",
    "ms": "she",
    "mrs": "she",
    "miss": "she",
    "sir": "he",
    "lady": "she",
    "captain": "he",
    "madam": "she",
    "dr": "dr",
    "herr": "he",
    "frau": "she",
}


def gender(laid: Laid, c: Candidate, kind: str) -> list[str]:
    """What title and first name say of a person."""
    f = []
    for s in c.spots[:4]:
        if s.mention.nominal:
            continue
        before = laid.text[max(0, s.mention.start - 8) : s.mention.start].rstrip(" .").rsplit(None, 1)
        name = s.mention.text.split()
        for w in (before[-1].lower() if before else "", name[0].lower().rstrip(".")):
            if w in _TITLES:
                f.append(f"title {kind} {_TITLES[w]}")
    name = max((s.mention.text for s in c.spots if not s.mention.nominal), key=len, default="").split()
    if len(name) > 1:
        f += [
            f"first {kind} {name[0].lower()}",
            f"firstends {kind} {name[0].lower()[-1:]}",
            f"firstend {kind} {name[0].lower()[-2:]}",
        ]
    known = laid.of.get(c.entity)
    if known:
        f += [f"pn {kind} {n}" for n in known.nouns]
    return f


def told_as(laid: Laid, p: Pointer, c: Candidate, m: Mention, alike: int) -> list[str]:
    """How what is said of a thing fits a noun."""
    known = laid.of.get(c.entity)
    f = [f"hl {p.low} {m.label}", f"ha {p.article} {m.label} {p.many} {m.plural}"]
    if known is None:
        return [*f, f"told {p.kind} nothing"]
    fits = p.low in known.nouns
    named = p.low in known.words or any(b in known.words for b in p.beside if len(b) > 3)
    f += [
        f"told {p.kind} {fits} {alike == 1}",
        f"told {p.kind} {fits} {named}",
        f"tolds {p.low} {fits}",
        f"named {p.kind} {named}",
    ]
    f += [f"tw {p.low} {n}" for n in known.nouns]
    f += [f"twn {p.low} {w}" for w in known.words]
    other = fits is False and bool(known.nouns)
    f.append(f"other {p.kind} {other}")
    if p.lands:
        f.append(f"land {p.kind} {'fits' if p.lands & known.lands else 'other' if known.lands else 'none'}")
    root = p.low[:4] if len(p.low) > 5 else p.low[:3]
    does = any(does_it(laid, x, root) for x in c.spots[:6])
    f.append(f"does {p.kind} {does}")
    beside = [b for b in p.beside if b in known.nouns or b in known.words]
    f.append(f"beside {p.kind} {bool(beside)}")
    return f


def does_it(laid: Laid, s: Spot, root: str) -> bool:
    """Whether a thing is the subject of a verb of the noun's root: who bought is the buyer."""
    tree = laid.trees[s.sentence]
    return bool(tree and s.verb >= 0 and s.role in ("nsubj", "pobj") and tree.words[s.verb].low.startswith(root))
