"""The network in PyTorch, for learning; offing.syntax.network is the same in numpy, for reading."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

FAR = 24
"""Words of distance told apart by the attention and by the arcs; what is farther counts as this far."""


@dataclass(frozen=True, slots=True)
class Sizes:
    rows: tuple[int, ...]
    tags: int
    relations: int
    width: int = 96
    heads: int = 4
    arc: int = 64
    relation: int = 96
    plan: str = "cccacca"


class Convolution(nn.Module):
    def __init__(self, width: int, step: int, drop: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.fold = nn.Linear(3 * width, width)
        self.step, self.drop = step, drop

    def forward(self, x: Tensor, there: Tensor, offsets: Tensor) -> Tensor:
        y = self.norm(x) * there
        k = self.step
        left = functional.pad(y, (0, 0, k, 0))[:, : y.shape[1]]
        right = functional.pad(y, (0, 0, 0, k))[:, k:]
        return x + functional.dropout(
            functional.relu(self.fold(torch.cat([left, y, right], -1))), self.drop, self.training
        )


class Attention(nn.Module):
    def __init__(self, width: int, heads: int, drop: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.ask = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.near = nn.Parameter(torch.zeros(heads, 2 * FAR + 1))
        self.heads, self.drop = heads, drop

    def forward(self, x: Tensor, there: Tensor, offsets: Tensor) -> Tensor:
        s, n, w = x.shape
        q, k, v = self.ask(self.norm(x)).view(s, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        score = q @ k.transpose(-1, -2) * (w // self.heads) ** -0.5 + self.near[:, offsets]
        score = score.masked_fill(there[:, None, None, :, 0] == 0, -1e4)
        weight = functional.dropout(score.softmax(-1), self.drop / 2, self.training)
        y = (weight @ v).transpose(1, 2).reshape(s, n, w)
        return x + functional.dropout(self.out(y), self.drop, self.training)


class Parser(nn.Module):
    def __init__(self, sizes: Sizes, drop: float = 0.2) -> None:
        super().__init__()
        self.sizes, self.drop = sizes, drop
        w = sizes.width
        self.tables = nn.ModuleList(nn.Embedding(n, w) for n in sizes.rows)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.5)
        steps = iter([1, 1, 2, 4, 1, 2, 4, 1])
        self.blocks = nn.ModuleList(
            Convolution(w, next(steps), drop) if p == "c" else Attention(w, sizes.heads, drop) for p in sizes.plan
        )
        self.last = nn.LayerNorm(w)
        self.tags = nn.Linear(w, sizes.tags)
        self.arcs = nn.Linear(w, 2 * sizes.arc)
        self.pair = nn.Parameter(torch.eye(sizes.arc) * 0.3)
        self.lead = nn.Linear(sizes.arc, 1)
        self.root = nn.Linear(w, 1)
        self.near = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.ties = nn.Linear(w, 2 * sizes.relation)
        self.tie_root = nn.Parameter(torch.zeros(sizes.relation))
        self.names = nn.Linear(sizes.relation, sizes.relations)

    def forward(self, rows: Tensor, there: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (sentence, dependent, head; on the diagonal the root's), tag scores, the words as they are tied."""
        x = sum(table(rows[..., k]) for k, table in enumerate(self.tables))
        x = functional.dropout(x, self.drop, self.training) * there
        at = torch.arange(rows.shape[1])
        offsets = (at[None, :] - at[:, None]).clamp(-FAR, FAR) + FAR
        for block in self.blocks:
            x = block(x, there, offsets)
        x = self.last(x)
        d, h = functional.dropout(functional.relu(self.arcs(x)), self.drop, self.training).chunk(2, -1)
        score = (d @ self.pair) @ h.transpose(-1, -2) + self.lead(h).transpose(-1, -2) + self.near[offsets]
        eye = torch.eye(rows.shape[1], dtype=torch.bool)
        score = torch.where(eye, self.root(x), score).masked_fill(there[:, None, :, 0] == 0, -1e4)
        return score, self.tags(x), self.ties(x)

    def relations(self, ties: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations of every word to its head."""
        own, leads = ties.chunk(2, -1)
        lead = torch.gather(leads, 1, heads[..., None].expand_as(leads))
        is_root = (heads == torch.arange(heads.shape[1])).unsqueeze(-1)
        lead = torch.where(is_root, self.tie_root, lead)
        return self.names(functional.dropout(functional.relu(own + lead), self.drop, self.training))
