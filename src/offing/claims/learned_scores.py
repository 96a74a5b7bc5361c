"""What one mention or a pair of them scores: the sum of the weights of all that is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from offing.claims import learned_features, learned_pairs, learned_trees
from offing.claims.learned_pairs import Pairs, Part
from offing.claims.learned_trees import Grown


def features(said: Pairs, tree: Grown, numbers: Sequence[int]) -> frozenset[str]:
    """Of one mention or of a pair."""
    n, k = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return learned_features.of_one(said.laid, n, said.mentions[n]) | frozenset(learned_trees.of_one(tree, n))
    labels = learned_trees.kinds_of([said.mentions[n], said.mentions[k]])
    by_tree = learned_trees.by_places(tree, n, k, labels) | learned_trees.by_way(tree, n, k)
    return learned_pairs.of_pair(said, n, k) | by_tree


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence's mentions and tree; what has been made of pairs is kept for other types."""

    said: Pairs
    tree: Grown
    made: dict[tuple[int, ...], tuple[list[Part], set[str], frozenset[str]]]

    def of(self, type: str, numbers: tuple[int, ...], weights: Mapping[str, int], wanted: int, most: int) -> int:
        """What one mention or a pair scores above what is wanted, or something below 0; `most`: the most that a way may add."""
        score = weights[""] - wanted
        if len(numbers) == 1:
            return score + sum(map(weights.get, features(self.said, self.tree, numbers), repeat(0)))
        n, k = numbers
        if numbers not in self.made:
            labels = learned_trees.kinds_of([self.said.mentions[n], self.said.mentions[k]])
            places = learned_trees.by_places(self.tree, n, k, labels)
            self.made[numbers] = learned_pairs.parts(self.said, n, k), learned_pairs.own(self.said, n, k), places
        parts, own, places = self.made[numbers]
        for key in parts:
            score += self.said.weighed(type, key, weights)
        score += sum(map(weights.get, own, repeat(0))) + sum(map(weights.get, places, repeat(0)))
        if score + most * learned_trees.ways(self.tree, n, k) < 0:
            return -1
        return score + sum(map(weights.get, learned_trees.by_way(self.tree, n, k), repeat(0)))
