"""The network that scores trees, in numpy: tables of words, convolutions and attention, arcs, relations, tags.

Sentences are batched by length: an array of `words` is (sentence, word, width), float32.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
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
class Scores:
    """Of one batch: arcs (sentence, word, head; the root's on the diagonal), tags (sentence, word), ties for `relations_of`."""

    arcs: Floats
    tags: Whole
    own: Floats
    leads: Floats


def scores(net: Network, rows: Whole, lengths: Sequence[int]) -> Scores:
    """What the network makes of a batch: rows (sentence, word, facet) of the tables, zero behind each sentence's length."""
    w = net.weights
    count, long = rows.shape[:2]
    there = np.arange(long) < np.asarray(lengths)[:, None]
    shown = there[:, :, None].astype(np.float32)
    x = sum(
        (w[f"tables.{k}.weight"][rows[:, :, k]] for k in range(1, len(FACETS))), w["tables.0.weight"][rows[:, :, 0]]
    )
    x *= shown
    far = w["near"].shape[0] // 2
    at = np.arange(long)
    offsets = np.clip(at[None, :] - at[:, None], -far, far) + far
    hidden = np.where(there, np.float32(0), np.float32(-1e4))[:, None, :]
    steps = iter(_STEPS)
    for number, kind in enumerate(net.plan):
        if kind == "c":
            _convolve(w, f"blocks.{number}.", x, shown, next(steps))
        else:
            _attend(w, f"blocks.{number}.", x, hidden, offsets)
    x = _level(x, w["last.weight"], w["last.bias"])
    flat = x.reshape(count * long, -1)
    both = np.maximum(flat @ w["arcs.weight"] + w["arcs.bias"], 0)
    half = both.shape[1] // 2
    heads = both[:, half:].reshape(count, long, half)
    arcs = (both[:, :half] @ w["pair"]).reshape(count, long, half) @ heads.transpose(0, 2, 1)
    arcs += (heads @ w["lead.weight"]).transpose(0, 2, 1) + w["lead.bias"] + w["near"][offsets]
    arcs[:, at, at] = (flat @ w["root.weight"] + w["root.bias"]).reshape(count, long)
    arcs += hidden
    tags = (flat @ w["tags.weight"] + w["tags.bias"]).argmax(1).reshape(count, long)
    ties = flat @ w["ties.weight"] + w["ties.bias"]
    half = ties.shape[1] // 2
    return Scores(arcs, tags, ties[:, :half].reshape(count, long, half), ties[:, half:].reshape(count, long, half))


def relations_of(net: Network, found: Scores, heads: Whole) -> Whole:
    """The relation of every word to its head, both as (sentence, word)."""
    w = net.weights
    count, long = heads.shape
    led = found.leads[np.arange(count)[:, None], heads]
    led[heads == np.arange(long)] = w["tie_root"]
    both = np.maximum(found.own + led, 0).reshape(count * long, -1)
    named: Whole = (both @ w["names.weight"] + w["names.bias"]).argmax(1).reshape(count, long)
    return named


def _level(x: Floats, weight: Floats, bias: Floats) -> Floats:
    y = x - x.mean(-1, keepdims=True)
    y *= 1 / np.sqrt(np.einsum("...i,...i->...", y, y)[..., None] / np.float32(y.shape[-1]) + np.float32(1e-5))
    y *= weight
    y += bias
    return y


def _convolve(w: Mapping[str, Floats], of: str, x: Floats, shown: Floats, step: int) -> None:
    """Adds to each word what it makes of itself and the words `step` before and behind."""
    count, long, width = x.shape
    three = np.zeros((count, long, 3 * width), dtype=np.float32)
    y = _level(x, w[of + "norm.weight"], w[of + "norm.bias"])
    y *= shown
    three[:, :, width : 2 * width] = y
    if long > step:
        three[:, step:, :width] = y[:, :-step]
        three[:, :-step, 2 * width :] = y[:, step:]
    made = three.reshape(count * long, -1) @ w[of + "fold.weight"]
    made += w[of + "fold.bias"]
    x += np.maximum(made, 0, out=made).reshape(x.shape)


def _attend(w: Mapping[str, Floats], of: str, x: Floats, hidden: Floats, offsets: Whole) -> None:
    """Adds to each word what it takes from all words of its sentence."""
    count, long, width = x.shape
    near = w[of + "near"]
    heads = near.shape[0]
    y = _level(x, w[of + "norm.weight"], w[of + "norm.bias"]).reshape(count * long, width)
    asked = (y @ w[of + "ask.weight"] + w[of + "ask.bias"]).reshape(count, long, 3, heads, width // heads)
    q, k, v = asked.transpose(2, 0, 3, 1, 4)
    score: Floats = (q * np.float32((width // heads) ** -0.5)) @ k.transpose(0, 1, 3, 2)
    score += near[:, offsets]
    score += hidden[:, None]
    score -= score.max(-1, keepdims=True)
    np.exp(score, out=score)
    score /= score.sum(-1, keepdims=True)
    made = (score @ v).transpose(0, 2, 1, 3).reshape(count * long, width)
    x += (made @ w[of + "out.weight"] + w[of + "out.bias"]).reshape(x.shape)
