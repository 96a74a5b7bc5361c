"""Teach the small parser: python -m syntax.train TREES ... --out WEIGHTS [--minutes 20] [--hold ninth tenth] [--seed 1]

Needs PyTorch, and offing.syntax on the path. Writes a checkpoint beside WEIGHTS and WEIGHTS itself (see keep.py).
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from syntax.keep import keep
from syntax.model import Parser, Sizes
from torch import Tensor
from torch.nn import functional as F

from offing.syntax.features import MASKS, facets, rows_of

MATTER = set("nsubj nsubjpass dobj pobj prep agent relcl acl appos conj poss".split())
Tree = tuple[list[tuple[int, ...]], list[int], list[int], list[int]]
"""Rows, heads, relations, tags."""


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("trees", type=Path, nargs="+")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--minutes", type=float, default=20)
    ask.add_argument("--hold", nargs="*", default=[])
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--seen", type=int, default=2, help="times that a word must be seen to be known")
    ask.add_argument("--width", type=int, default=96)
    ask.add_argument("--plan", default="cccacca")
    ask.add_argument("--drop", type=float, default=0.2)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--start", type=Path, help="a checkpoint to go on from")
    ask.add_argument("--each", type=int, default=2, help="variants of a sentence in one round")
    ask.add_argument("--background", nargs="*", default=[], help="sources taken at a share only")
    ask.add_argument("--share", type=float, default=0.3)
    given = ask.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    chance = random.Random(given.seed)

    groups, held = _sentences(given.trees, set(given.hold))
    if given.start:
        kept = torch.load(given.start, weights_only=True)
        tables, tags, relations = kept["tables"], kept["tags"], kept["relations"]
        sizes = Sizes(**{**kept["sizes"], "rows": tuple(kept["sizes"]["rows"])})
    else:
        tables, tags, relations = _tables([t for _, g in groups for t in g], given.seen)
        sizes = Sizes(tuple(len(t) + 1 for t in tables), len(tags), len(relations), width=given.width, plan=given.plan)
    model = Parser(sizes, given.drop)
    if given.start:
        model.load_state_dict(kept["state"])
    lookups = tuple({w: k + 1 for k, w in enumerate(t)} for t in tables)
    tag_of, relation_of = {t: k for k, t in enumerate(tags)}, {r: k for k, r in enumerate(relations)}

    def tree(made: dict[str, Any]) -> Tree:
        return ([rows_of(w, m, lookups) for w, m in made["words"]], made["heads"],
                [relation_of.get(r, 0) for r in made["relations"]], [tag_of.get(t, 0) for t in made["tags"]])  # fmt: skip

    ready = [(of in given.background, [tree(t) for t in g]) for of, g in groups]
    tests = [tree(_medoid(g)) for g in held]
    print(
        f"{len(ready)} sentences, {sum(len(g) for _, g in ready)} trees, {len(tests)} held; {sizes}; "
        f"{sum(p.numel() for p in model.parameters())} weights",
        flush=True,
    )
    slow = {k: v.detach().clone() for k, v in model.state_dict().items()}
    best = torch.optim.AdamW(model.parameters(), lr=given.rate, betas=(0.9, 0.98), weight_decay=0.01)
    masks = torch.tensor(sorted({rows_of("", m, lookups)[0] for m in MASKS - {"DATE", "AMOUNT", "GOODS", "NATION"}}))
    mask_rows = torch.tensor([rows_of("", m, lookups) for m in sorted(MASKS - {"DATE", "AMOUNT", "GOODS", "NATION"})])
    begun, limit, done, shown, loss_sum = time.monotonic(), given.minutes * 60, 0, 0.0, 0.0
    while (spent := time.monotonic() - begun) < limit:
        drawn = [chance.choice(g) for b, g in ready if not b or chance.random() < given.share
                 for _ in range(min(given.each, len(g)))]  # fmt: skip
        for batch in _batches(drawn, chance):
            spent = time.monotonic() - begun
            rate = given.rate * min(1, (done + 1) / 100) * max(0.02, 1 - spent / limit)
            for group in best.param_groups:
                group["lr"] = rate
            rows, there, heads, names, marks = _padded(batch)
            rows = _spoilt(rows, masks, mask_rows)
            model.train()
            score, tag_score, ties = model(rows, there)
            real = there[..., 0] > 0
            loss = (F.cross_entropy(score[real], heads[real])
                    + F.cross_entropy(model.relations(ties, heads)[real], names[real])
                    + 0.5 * F.cross_entropy(tag_score[real], marks[real]))  # fmt: skip
            best.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            best.step()
            done += 1
            loss_sum += float(loss.detach())
            fade = min(0.999, done / (done + 50))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    slow[k].mul_(fade).add_(v, alpha=1 - fade)
            if spent > limit:
                break
        if spent - shown > 90 or spent > limit:
            shown = spent
            judged = Parser(sizes, 0)
            judged.load_state_dict(slow)
            print(
                f"{spent:5.0f}s step {done} loss {loss_sum / done:.3f} {_measured(judged, tests, relations) if tests else ''}",
                flush=True,
            )
            kept = {"tables": tables, "tags": tags, "relations": relations, "sizes": asdict(sizes), "state": slow}
            torch.save(kept, given.out.with_suffix(".pt"))
    keep(kept, given.out)


def _sentences(
    paths: list[Path], hold: set[str]
) -> tuple[list[tuple[str, list[dict[str, Any]]]], list[list[dict[str, Any]]]]:
    """Variants of each sentence, to learn from and held out."""
    by: dict[tuple[str, int], list[dict[str, Any]]] = collections.defaultdict(list)
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                made = json.loads(line)
                by[(path.name, made["n"])].append(made)
    groups = [(g[0]["of"], g) for g in by.values() if g[0]["of"] not in hold]
    held = [g for (name, _), g in by.items() if g[0]["of"] in hold and name == paths[0].name]
    return groups, held


def _medoid(group: list[dict[str, Any]]) -> dict[str, Any]:
    """The variant that agrees most with the others of the same words."""
    same = [g for g in group if len(g["words"]) == len(group[0]["words"])]
    return max(same, key=lambda a: sum(x == y for b in same for x, y in zip(a["heads"], b["heads"], strict=True)))


def _tables(trees: list[dict[str, Any]], seen: int) -> tuple[list[list[str]], list[str], list[str]]:
    """The entries of the four tables, most frequent first; tags; relations."""
    counts: list[collections.Counter[str]] = [collections.Counter() for _ in range(4)]
    tags, relations = collections.Counter(), collections.Counter()
    known: set[tuple[int, int]] = set()
    for tree in trees:
        first = (id(tree["of"]), tree["n"]) not in known
        tags.update(tree["tags"])
        relations.update(tree["relations"])
        if first:
            for w, m in tree["words"]:
                for count, facet in zip(counts, facets(w, m), strict=True):
                    count[facet] += 1
    marks = [f"<{m}>" for m in sorted(MASKS)]
    tables = [marks + [w for w, n in c.most_common() if n >= least and not w.startswith("<")]
              for c, least in zip(counts, (seen, 4, 4, 4), strict=True)]  # fmt: skip
    return tables, [t for t, _ in tags.most_common()], [r for r, _ in relations.most_common()]


def _batches(trees: list[Tree], chance: random.Random, words: int = 2000) -> list[list[Tree]]:
    """Sentences of like length together, in chance order."""
    ordered = sorted(trees, key=lambda t: len(t[0]) + chance.random() * 4)
    out, batch, longest = [], [], 0
    for t in ordered:
        longest = max(longest, len(t[0]))
        if batch and longest * (len(batch) + 1) > words:
            out.append(batch)
            batch, longest = [], len(t[0])
        batch.append(t)
    out.append(batch)
    chance.shuffle(out)
    return out


def _padded(batch: list[Tree]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    long = max(len(t[0]) for t in batch)
    rows = torch.zeros(len(batch), long, 4, dtype=torch.long)
    there = torch.zeros(len(batch), long, 1)
    rest = [torch.zeros(len(batch), long, dtype=torch.long) for _ in range(3)]
    for k, t in enumerate(batch):
        n = len(t[0])
        rows[k, :n] = torch.tensor(t[0])
        there[k, :n] = 1
        for into, values in zip(rest, t[1:], strict=True):
            into[k, :n] = torch.tensor(values)
    return rows, there, rest[0], rest[1], rest[2]


def _spoilt(rows: Tensor, masks: Tensor, mask_rows: Tensor) -> Tensor:
    """Some words unknown, some names of another kind: what is learnt must not hang on single words."""
    rows = rows.clone()
    named = torch.isin(rows[..., 0], masks)
    plain = rows[..., 0] > 13
    rows[..., 0][plain & (torch.rand(plain.shape) < 0.06)] = 0
    swap = named & (torch.rand(named.shape) < 0.08)
    rows[swap] = mask_rows[torch.randint(len(mask_rows), (int(swap.sum()),))]
    rows[(torch.rand(rows.shape) < 0.01) & ~named[..., None]] = 0
    return rows


def _measured(model: Parser, tests: list[Tree], relations: list[str]) -> str:
    model.eval()
    right = tied = total = tagged = 0
    matter: collections.Counter[str] = collections.Counter()
    with torch.no_grad():
        for batch in _batches(tests, random.Random(0)):
            rows, there, heads, names, marks = _padded(batch)
            score, tag_score, ties = model(rows, there)
            said = score.argmax(-1)
            name = model.relations(ties, said).argmax(-1)
            real = there[..., 0] > 0
            total += int(real.sum())
            right += int((said == heads)[real].sum())
            both = (said == heads) & (name == names)
            tied += int(both[real].sum())
            tagged += int((tag_score.argmax(-1) == marks)[real].sum())
            for k, r in enumerate(relations):
                if r in MATTER:
                    matter["gold"] += int(((names == k) & real).sum())
                    matter["right"] += int(((names == k) & real & both).sum())
                    matter["said"] += int(((name == k) & real).sum())
    p, r = matter["right"] / max(1, matter["said"]), matter["right"] / max(1, matter["gold"])
    return f"UAS {right / total:.4f} LAS {tied / total:.4f} tags {tagged / total:.4f} matter P {p:.4f} R {r:.4f} of {total}"


if __name__ == "__main__":
    main()
