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
LONGEST = 120
"""Words of a sentence, or of a stretch of a longer one, that are looked at together."""
_STEPS = (1, 1, 2, 4, 1, 2, 4, 1)
"""How far apart the three words of each convolution are."""
_FAR = np.float32(60)
"""What a word's score for another is taken for at most; beyond, float32 has no room for its power."""
_AT_ONCE = 60_000
"""Pairs of words that are scored together."""


@dataclass(frozen=True, slots=True)
class Network:
    """The weights by name, `prepared`, and what rows of tables, tags and relations stand for."""

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
    plan = said["plan"][0]
    return Network(_prepared(weights, plan), tables, tuple(said["tags"]), tuple(said["relations"]), plan)


def _array(content: bytes) -> NDArray[Any]:
    return np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)


def _prepared(w: dict[str, Floats], plan: str) -> dict[str, Floats]:
    """The weights as they are used: what levels are weighed with is part of what is made of them, what follows on the same words
    is one array, and what distances add is laid out for the longest sentence."""
    at = np.arange(LONGEST)
    out = {n: a for n, a in w.items() if n.startswith(("tables.", "pair", "lead.", "tie_root", "names."))}
    far = w["near"].shape[0] // 2
    apart = np.clip(at[None, :] - at[:, None], -far, far) + far
    out["near"] = w["near"][apart]
    for number, kind in enumerate(plan):
        of = f"blocks.{number}."
        weight, bias = w[of + "norm.weight"], w[of + "norm.bias"]
        if kind == "c":
            fold = w[of + "fold.weight"]
            beside = len(fold) // len(weight)
            out[of + "fold.weight"] = fold * np.tile(weight, beside)[:, None]
            out[of + "fold.bias"] = w[of + "fold.bias"] + np.tile(bias, beside) @ fold
            out[of + "none"] = -bias / weight
            continue
        near = w[of + "near"]
        width, each = len(weight), len(weight) // len(near)
        ask = weight[:, None] * w[of + "ask.weight"]
        said = w[of + "ask.bias"] + bias @ w[of + "ask.weight"]
        ask[:, :width] *= np.float32(each**-0.5)
        said[:width] *= np.float32(each**-0.5)
        ends = range(2 * width + each, 3 * width + 1, each)
        out[of + "ask.weight"] = np.insert(ask, ends, 0, axis=1)
        out[of + "ask.bias"] = np.insert(said, ends, 1)
        out[of + "near"] = near[:, apart]
        out |= {of + n: w[of + n] for n in ("out.weight", "out.bias")}
    ends_in = ("arcs", "root", "tags", "ties")
    last = np.concatenate([w[n + ".weight"] for n in ends_in], axis=1)
    out["last.weight"] = np.ascontiguousarray(w["last.weight"][:, None] * last)
    out["last.bias"] = np.concatenate([w[n + ".bias"] for n in ends_in]) + w["last.bias"] @ last
    return out


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Sentences of like length: their lengths, and the row of each word (sentence, word), one past the last row where a sentence
    has ended."""

    lengths: Sequence[int]
    rows: Whole


@dataclass(frozen=True, slots=True)
class Scores:
    """Arcs of each sentence (word, head; the root's on the diagonal); of all words the tags, and ties for `relations_of`."""

    arcs: list[Floats]
    tags: Whole
    own: Floats
    leads: Floats


def scores(net: Network, rows: Whole, lengths: Sequence[int]) -> Scores:
    """What the network makes of sentences of no more than `LONGEST` words: `rows` (word, facet) of the tables, sentence behind
    sentence."""
    w = net.weights
    sheaves = list(_sheaves(lengths))
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
    made = _level(x)[:-1] @ w["last.weight"]
    made += w["last.bias"]
    half = len(w["pair"])
    root, tags = 2 * half, 2 * half + 1
    ties = tags + len(net.tags)
    both = np.maximum(made[:, :root], 0)
    hanging, heads = both[:, :half] @ w["pair"], both[:, half:]
    lead = (heads @ w["lead.weight"] + w["lead.bias"])[:, 0]
    arcs: dict[int, Floats] = {}
    for sheaf in sheaves:
        safe = np.minimum(sheaf.rows, len(x) - 1)
        long = safe.shape[1]
        scored = hanging[safe] @ heads[safe].transpose(0, 2, 1)
        scored += lead[safe][:, None, :]
        scored += w["near"][:long, :long]
        at = np.arange(long)
        scored[:, at, at] = made[:, root][safe]
        for first, length, one in zip(sheaf.rows[:, 0].tolist(), sheaf.lengths, scored, strict=True):
            arcs[first] = one[:length, :length]
    half = (made.shape[1] - ties) // 2
    found = made[:, tags:ties].argmax(1)
    return Scores([arcs[k] for k in sorted(arcs)], found, made[:, ties : ties + half], made[:, ties + half :])


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


def _sheaves(lengths: Sequence[int]) -> Iterator[Sheaf]:
    """All sentences, those of like length together, no more than `_AT_ONCE` pairs of words in one."""
    begins = np.cumsum([0, *lengths[:-1]])
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    a = 0
    while a < len(order):
        b, least = a + 1, lengths[order[a]]
        while b < len(order) and (long := lengths[order[b]]) <= 1.4 * least + 6 and (b - a + 1) * long**2 <= _AT_ONCE:
            b += 1
        own = [lengths[k] for k in order[a:b]]
        at = np.arange(own[-1])
        rows = begins[order[a:b], None] + at
        if own[0] < own[-1]:
            rows[at >= np.array(own)[:, None]] = sum(lengths)
        yield Sheaf(own, rows)
        a = b


def _beside(begins: Whole, ends: Whole, step: int) -> Whole:
    """For each word the rows of the one `step` before, itself, and the one behind; one past the last row where there is none."""
    at = np.arange(len(begins))
    before, behind = at - step, at + step
    return np.stack([np.where(before >= begins, before, len(at)), at, np.where(behind < ends, behind, len(at))], axis=1)


def _level(x: Floats) -> Floats:
    """The words with the mean of each 0 and the deviation 1, and one more, of which nothing is said."""
    width = x.shape[1]
    y = np.zeros((len(x) + 1, width), dtype=np.float32)
    own = y[:-1]
    np.subtract(x, (x @ np.full(width, 1 / width, dtype=np.float32))[:, None], out=own)
    own *= (1 / np.sqrt(np.einsum("ij,ij->i", own, own) / width + np.float32(1e-5)))[:, None]
    return y


def _convolve(w: Mapping[str, Floats], of: str, x: Floats, beside: Whole) -> None:
    """Adds to each word what it makes of itself and the words beside it."""
    y = _level(x)
    y[-1] = w[of + "none"]
    made = y.take(beside, axis=0).reshape(len(x), -1) @ w[of + "fold.weight"]
    made += w[of + "fold.bias"]
    x += np.maximum(made, 0, out=made)


def _attend(w: Mapping[str, Floats], of: str, x: Floats, sheaves: Sequence[Sheaf]) -> None:
    """Adds to each word what it takes from all words of its sentence. Beside what one tells stands a 1, of none a 0, so that the
    shares of those who tell are summed with it."""
    width = x.shape[1]
    near = w[of + "near"]
    heads = len(near)
    each = width // heads
    asked = _level(x) @ w[of + "ask.weight"]
    asked[:-1] += w[of + "ask.bias"]
    taken = np.empty((len(x) + 1, width), dtype=np.float32)
    for sheaf in sheaves:
        count, long = sheaf.rows.shape
        here = asked.take(sheaf.rows, axis=0)
        q = here[..., :width].reshape(count, long, heads, each).transpose(0, 2, 1, 3)
        k = here[..., width : 2 * width].reshape(count, long, heads, each).transpose(0, 2, 3, 1)
        v = here[..., 2 * width :].reshape(count, long, heads, each + 1).transpose(0, 2, 1, 3)
        score = q @ k
        score += near[:, :long, :long]
        np.minimum(score, _FAR, out=score)
        np.maximum(score, -_FAR, out=score)
        np.exp(score, out=score)
        told = score @ v
        told = told[..., :-1] / told[..., -1:]
        taken[sheaf.rows] = told.transpose(0, 2, 1, 3).reshape(count, long, width)
    x += taken[:-1] @ w[of + "out.weight"]
    x += w[of + "out.bias"]
