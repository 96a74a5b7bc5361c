"""Teach the small parser: python -m syntax.train TREES ... --out WEIGHTS [--minutes 20] [--hold ninth tenth] [--seed 1]

Needs PyTorch, and offing.syntax on the path. Writes a checkpoint beside WEIGHTS and WEIGHTS itself (see keep.py).
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from offing.syntax.features import MASKS, facets, rows_of
from syntax.keep import keep
from syntax.model import Parser, Sizes

MATTER = set("nsubj nsubjpass dobj pobj prep agent relcl acl appos conj poss".split())
Tree = tuple[list[tuple[int, ...]], list[int], list[int], list[int]]
"""Rows, heads, relations, tags."""
Drawn = dict[str, Any]
"""A line of the teacher's."""


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("trees", type=Path, nargs="+")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--minutes", type=float, default=20)
    ask.add_argument("--hold", nargs="*", default=[])
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--seen", type=int, default=2, help="times that a word must be seen to be known")
    ask.add_argument("--width", type=int, default=96)
    ask.add_argument("--plan", default="cccacca", help="convolutions and attentions, in order")
    ask.add_argument("--drop", type=float, default=0.2)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--start", type=Path, help="a checkpoint to go on from")
    ask.add_argument("--words", type=int, default=15_000, help="words known at most, the most frequent")
    ask.add_argument("--each", type=int, default=2, help="variants of a sentence in one round")
    ask.add_argument("--background", nargs="*", default=[], help="sources taken at a share only")
    ask.add_argument("--share", type=float, default=0.3)
    given = ask.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    groups, held = _sentences(given.trees, set(given.hold))
    kept = (
        torch.load(given.start, weights_only=True) if given.start else _fresh([t for _, g in groups for t in g], given)
    )
    learn(_fewer(kept, given.words), groups, held, given)
    keep(torch.load(given.out.with_suffix(".pt"), weights_only=True), given.out)


def _fresh(trees: list[Drawn], given: argparse.Namespace) -> dict[str, Any]:
    """A checkpoint that has learnt nothing."""
    tables, tags, relations = _tables(trees, given.seen)
    sizes = Sizes(tuple(len(t) + 1 for t in tables), len(tags), len(relations), width=given.width, plan=given.plan)
    return {
        "tables": tables,
        "tags": tags,
        "relations": relations,
        "sizes": asdict(sizes),
        "state": Parser(sizes).state_dict(),
    }


def _fewer(kept: dict[str, Any], words: int) -> dict[str, Any]:
    """No more than so many words; the tables have the most frequent first."""
    first, *rest = kept["tables"]
    rows = [min(words, len(first)) + 1, *list(kept["sizes"]["rows"])[1:]]
    state = {**kept["state"], "tables.0.weight": kept["state"]["tables.0.weight"][: rows[0]].clone()}
    return {**kept, "tables": [first[:words], *rest], "sizes": {**kept["sizes"], "rows": rows}, "state": state}


def learn(
    kept: dict[str, Any], groups: list[tuple[str, list[Drawn]]], held: list[list[Drawn]], given: argparse.Namespace
) -> None:
    """Rounds over the sentences until the time is up; what is kept is the mean of the last steps, not the last one."""
    chance = random.Random(given.seed)  # noqa: S311
    sizes = Sizes(**{**kept["sizes"], "rows": tuple(kept["sizes"]["rows"])})
    model = Parser(sizes, given.drop)
    model.load_state_dict(kept["state"])
    lookups = tuple({w: k + 1 for k, w in enumerate(t)} for t in kept["tables"])
    ready = [(of in given.background, [_numbered(t, lookups, kept) for t in g]) for of, g in groups]
    tests = [_numbered(_medoid(g), lookups, kept) for g in held]
    _say(f"{len(ready)} sentences, {sum(len(g) for _, g in ready)} trees, {len(tests)} held; {sizes}")
    slow = {k: v.detach().clone() for k, v in model.state_dict().items()}
    best = torch.optim.AdamW(model.parameters(), lr=given.rate, betas=(0.9, 0.98), weight_decay=0.01)
    named = [rows_of("", m, lookups) for m in sorted(MASKS - {"DATE", "AMOUNT", "GOODS", "NATION"})]
    mask_rows = torch.tensor(named)
    begun, limit, done, shown, lost = time.monotonic(), given.minutes * 60, 0, 0.0, 0.0
    spent = 0.0
    while spent < limit:
        drawn = [
            chance.choice(g)
            for b, g in ready
            if not b or chance.random() < given.share
            for _ in range(min(given.each, len(g)))
        ]
        for batch in _batches(drawn, chance):
            spent = time.monotonic() - begun
            if spent > limit:
                break
            for group in best.param_groups:
                group["lr"] = given.rate * min(1, (done + 1) / 100) * max(0.02, 1 - spent / limit)
            loss = _loss(model, batch, mask_rows)
            best.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            best.step()
            done += 1
            lost += (float(loss.detach()) - lost) / min(done, 500)
            fade = min(0.999, done / (done + 50))
            for k, v in model.state_dict().items():
                slow[k].mul_(fade).add_(v.detach(), alpha=1 - fade)
            if spent - shown > 120:
                shown = spent
                _say(f"{spent:5.0f}s step {done} loss {lost:.3f} {_measured(sizes, slow, tests, kept['relations'])}")
                torch.save({**kept, "state": slow}, given.out.with_suffix(".pt"))
    _say(f"{spent:5.0f}s step {done} loss {lost:.3f} {_measured(sizes, slow, tests, kept['relations'])}")
    torch.save({**kept, "state": slow}, given.out.with_suffix(".pt"))


def _loss(model: Parser, batch: list[Tree], mask_rows: Tensor) -> Tensor:
    rows, there, heads, names, marks = _padded(batch)
    model.train()
    score, tag_score, ties = model(_spoilt(rows, mask_rows), there)
    real = there[..., 0] > 0
    return (
        functional.cross_entropy(score[real], heads[real])
        + functional.cross_entropy(model.relations(ties, heads)[real], names[real])
        + 0.5 * functional.cross_entropy(tag_score[real], marks[real])
    )


def _numbered(made: Drawn, lookups: tuple[dict[str, int], ...], kept: dict[str, Any]) -> Tree:
    """A tree in numbers; a tag or relation never seen counts as the most frequent."""
    tags = {t: k for k, t in enumerate(kept["tags"])}
    relations = {r: k for k, r in enumerate(kept["relations"])}
    rows = [rows_of(w, m, lookups) for w, m in made["words"]]
    return rows, made["heads"], [relations.get(r, 0) for r in made["relations"]], [tags.get(t, 0) for t in made["tags"]]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


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


def _spoilt(rows: Tensor, mask_rows: Tensor) -> Tensor:
    """Some words unknown, some names of another kind: what is learnt must not hang on single words."""
    rows = rows.clone()
    named = torch.isin(rows[..., 0], mask_rows[:, 0])
    plain = rows[..., 0] > len(MASKS)
    rows[..., 0][plain & (torch.rand(plain.shape) < 0.06)] = 0
    swap = named & (torch.rand(named.shape) < 0.08)
    rows[swap] = mask_rows[torch.randint(len(mask_rows), (int(swap.sum()),))]
    rows[(torch.rand(rows.shape) < 0.01) & ~named[..., None]] = 0
    return rows


def _measured(sizes: Sizes, state: dict[str, Tensor], tests: list[Tree], relations: list[str]) -> str:
    """Shares of words with the teacher's head, with head and relation, with tag; of the relations that matter."""
    if not tests:
        return ""
    model = Parser(sizes, 0)
    model.load_state_dict(state)
    model.eval()
    right = tied = total = tagged = 0
    matter: collections.Counter[str] = collections.Counter()
    with torch.no_grad():
        for batch in _batches(tests, random.Random(0)):  # noqa: S311
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
