"""Who speaks in each turn, the slow way: every sequence of states added up by a full table of transitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from transforms.turns.decode import Reals


def plain_posteriors(scores: Reals, weights: Reals, change: Reals) -> Reals:
    """Return the posteriors of one text: a row a turn, a column a state, by forward and backward sums."""
    states = [state for state in range(scores.shape[1]) if weights[0, state] > 0]
    likely = np.exp(scores[:, states] - scores[:, states].max(axis=1, keepdims=True))
    weight, count = weights[:, states], len(scores)
    tables = [_transitions(weight[turn], change[turn]) for turn in range(count)]
    forward = [likely[0] * weight[0]]
    for turn in range(1, count):
        forward.append((forward[-1] / forward[-1].sum()) @ tables[turn] * likely[turn])
    backward = [np.ones(len(states))]
    for turn in range(count - 1, 0, -1):
        backward.insert(0, tables[turn] @ (likely[turn] * backward[0] / backward[0].sum()))
    made = np.zeros_like(scores)
    for turn in range(count):
        both = forward[turn] * backward[turn]
        made[turn, states] = both / both.sum()
    return made


def _transitions(weight: Reals, change: float) -> Reals:
    """Return how likely each state follows each: it stays, or one of the others is taken up by weight."""
    size = len(weight)
    table = np.zeros((size, size))
    for old in range(size):
        left = sum(weight[new] for new in range(size) if new != old)
        for new in range(size):
            table[old, new] = 1 - change if new == old else change * weight[new] / left
    return table
