"""The network that scores trees, in numpy: tables of words, convolutions and attention, arcs, relations, tags.

The words of all sentences are the rows of one array, (word, width) in float32; only where all words of a sentence meet, in the
attention and the arcs, are sentences of like length laid out beside each other.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.syntax.features import FACETS

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
_STEPS = (1, 1, 2, 4, 1, 2, 4, 1)
"""How far apart the three words of each convolution are."""
_AT_ONCE = 60_000
"""Pairs of words that are scored together."""


@dataclass(frozen=True, slots=True)
class Network:
    """The weights by name, and what rows of tables, tags and relations stand for."""

    weights: Mapping[str, Floats]
    tables: tuple[Mapping[str, int], ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    plan: str


@cache
def network() -> Network:
    """The network of the package, read once."""
    return read((files("offing.syntax") / "weights.npz").read_bytes())


def read(content: bytes) -> Network:
    """The network kept in the bytes of an .npz."""
    with zipfile.ZipFile(io.BytesIO(content)) as kept:
        held = {n.removesuffix(".npy"): _array(kept.read(n)) for n in kept.namelist()}
    said = {n[5:]: bytes(a).decode().split("\n") for n, a in held.items() if n.startswith("said.")}
    weights = {
        n: a.astype(np.float32) for n, a in held.items() if not n.startswith("said.") and not n.endswith(".scale")
    }
    for name in [n for n in weights if n.startswith("tables.")]:
        weights[name] *= held[name + ".scale"].astype(np.float32)[:, None]
    for name in [n for n in weights if n.endswith("weight") and not n.startswith("tables.") and weights[n].ndim == 2]:
        weights[name] = np.ascontiguousarray(weights[name].T)
    tables = tuple({w: k + 1 for k, w in enumerate(said[f"table.{t}"])} for t in range(len(FACETS)))
    return Network(weights, tables, tuple(said["tags"]), tuple(said["relations"]), said["plan"][0])


def _array(content: bytes) -> NDArray[Any]:
    return np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Sentences of like length: the row of each word (sentence, word), one past the last row where a sentence has ended; which
    are words; what is added to the scores of those that are not; distances between words as rows of a table."""

    rows: Whole
    there: NDArray[np.bool_]
    hidden: Floats
    offsets: Whole


@dataclass(frozen=True, slots=True)
class Scores:
    """Arcs of each sentence (word, head; the root's on the diagonal); of all words the tags, and ties for `relations_of`."""

    arcs: list[Floats]
    tags: Whole
    own: Floats
    leads: Floats


def scores(net: Network, rows: Whole, lengths: Sequence[int]) -> Scores:
    """What the network makes of sentences: `rows` (word, facet) of the tables, sentence behind sentence."""
    w = net.weights
    sheaves = list(_sheaves(lengths, w["near"].shape[0] // 2))
    begins = np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
    ends = begins + np.repeat(lengths, lengths)
    beside = {step: _beside(begins, ends, step) for step in set(_STEPS)}
    x = w["tables.0.weight"][rows[:, 0]]
    for k in range(1, len(FACETS)):
        x += w[f"tables.{k}.weight"][rows[:, k]]
    steps = iter(_STEPS)
    for number, kind in enumerate(net.plan):
        if kind == "c":
            _convolve(w, f"blocks.{number}.", x, beside[next(steps)])
        else:
            _attend(w, f"blocks.{number}.", x, sheaves)
    x = _level(x, w["last.weight"], w["last.bias"])
    both = np.maximum(x @ w["arcs.weight"] + w["arcs.bias"], 0)
    half = both.shape[1] // 2
    hanging, heads = both[:, :half] @ w["pair"], both[:, half:]
    lead = (heads @ w["lead.weight"] + w["lead.bias"])[:, 0]
    root = (x @ w["root.weight"] + w["root.bias"])[:, 0]
    arcs: dict[int, Floats] = {}
    for sheaf in sheaves:
        safe = np.where(sheaf.there, sheaf.rows, 0)
        scored = hanging[safe] @ heads[safe].transpose(0, 2, 1)
        scored += lead[safe][:, None, :] + w["near"][sheaf.offsets]
        at = np.arange(safe.shape[1])
        scored[:, at, at] = root[safe]
        for k, length in enumerate(sheaf.there.sum(1).tolist()):
            arcs[int(sheaf.rows[k, 0])] = scored[k, :length, :length]
    tags = (x @ w["tags.weight"] + w["tags.bias"]).argmax(1)
    ties = x @ w["ties.weight"] + w["ties.bias"]
    half = ties.shape[1] // 2
    return Scores([arcs[k] for k in sorted(arcs)], tags, ties[:, :half], ties[:, half:])


def relations_of(net: Network, found: Scores, heads: Whole) -> Whole:
    """The relation of every word to its head, ROOT for roots alone; heads are rows of all words."""
    w = net.weights
    led = found.leads[heads]
    roots = heads == np.arange(len(heads))
    led[roots] = w["tie_root"]
    led += found.own
    scored = np.maximum(led, 0, out=led) @ w["names.weight"] + w["names.bias"]
    scored[:, net.relations.index("ROOT")] = np.where(roots, np.inf, -np.inf)
    named: Whole = scored.argmax(1)
    return named


def _sheaves(lengths: Sequence[int], far: int) -> Iterator[Sheaf]:
    """All sentences, those of like length together, no more than `_AT_ONCE` pairs of words in one."""
    begins = np.cumsum([0, *lengths[:-1]])
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    a = 0
    while a < len(order):
        b, least = a + 1, lengths[order[a]]
        while b < len(order) and (long := lengths[order[b]]) <= 1.4 * least + 6 and (b - a + 1) * long**2 <= _AT_ONCE:
            b += 1
        own = np.array([lengths[k] for k in order[a:b]])
        at = np.arange(own[-1])
        there = at < own[:, None]
        rows = np.where(there, begins[order[a:b]][:, None] + at, sum(lengths))
        offsets = np.clip(at[None, :] - at[:, None], -far, far) + far
        yield Sheaf(rows, there, np.where(there, np.float32(0), np.float32(-1e4))[:, None, None, :], offsets)
        a = b


def _beside(begins: Whole, ends: Whole, step: int) -> Whole:
    """For each word the rows of the one `step` before, itself, and the one behind; one past the last row where there is none."""
    at = np.arange(len(begins))
    before, behind = at - step, at + step
    return np.stack([np.where(before >= begins, before, len(at)), at, np.where(behind < ends, behind, len(at))], axis=1)


def _level(x: Floats, weight: Floats, bias: Floats) -> Floats:
    share = np.full(x.shape[1], 1 / x.shape[1], dtype=np.float32)
    y: Floats = x - (x @ share)[:, None]
    y *= 1 / np.sqrt((y * y) @ share + np.float32(1e-5))[:, None]
    y *= weight
    y += bias
    return y


def _convolve(w: Mapping[str, Floats], of: str, x: Floats, beside: Whole) -> None:
    """Adds to each word what it makes of itself and the words beside it."""
    y = np.zeros((len(x) + 1, x.shape[1]), dtype=np.float32)
    y[:-1] = _level(x, w[of + "norm.weight"], w[of + "norm.bias"])
    made = np.take(y, beside, axis=0).reshape(len(x), -1) @ w[of + "fold.weight"]
    made += w[of + "fold.bias"]
    x += np.maximum(made, 0, out=made)


def _attend(w: Mapping[str, Floats], of: str, x: Floats, sheaves: Sequence[Sheaf]) -> None:
    """Adds to each word what it takes from all words of its sentence."""
    width = x.shape[1]
    near = w[of + "near"]
    heads = near.shape[0]
    asked = np.zeros((len(x) + 1, 3 * width), dtype=np.float32)
    asked[:-1] = _level(x, w[of + "norm.weight"], w[of + "norm.bias"]) @ w[of + "ask.weight"] + w[of + "ask.bias"]
    asked[:, :width] *= np.float32((width // heads) ** -0.5)
    taken = np.empty((len(x) + 1, width), dtype=np.float32)
    for sheaf in sheaves:
        count, long = sheaf.rows.shape
        q, k, v = asked[sheaf.rows].reshape(count, long, 3, heads, width // heads).transpose(2, 0, 3, 1, 4)
        score = q @ k.transpose(0, 1, 3, 2)
        score += near[:, sheaf.offsets]
        score += sheaf.hidden
        score -= score.max(-1, keepdims=True)
        np.exp(score, out=score)
        score /= score @ np.ones((long, 1), dtype=np.float32)
        taken[sheaf.rows] = (score @ v).transpose(0, 2, 1, 3).reshape(count, long, width)
    x += taken[:-1] @ w[of + "out.weight"] + w[of + "out.bias"]
