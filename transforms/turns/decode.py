"""Who speaks in each turn, from what speaks for whom in it and how likely the speaker changed: forward and backward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

# Longer texts are taken apart: what was said a thousand turns ago tells nothing of who speaks now.
LONGEST = 1024
_SHORTEST = 16
_TINY = 1e-200


def posteriors(scores: Reals, weights: Reals, change: Reals, document: Longs) -> Reals:
    """Return how likely each state is in each turn: an array like `scores`, rows that add up to 1.

    `scores` has a row for each turn and a column for each state: log-likelihoods, -inf where the document has no such
    state. `weights` (same shape) is how likely a state is to be taken up at a change; `change` how likely the state
    changes with the turn; `document` numbers the text of each turn, ascending. Takes time and memory in proportion to
    the turns.
    """
    made = np.zeros_like(scores)
    for rows in _blocks(document):
        is_turn = rows >= 0
        odds = np.where(is_turn[..., None], scores[rows], 0.0)
        height = odds.max(axis=2, keepdims=True)
        likely = np.exp(odds - np.where(np.isfinite(height), height, 0.0))
        weight = np.where(is_turn[..., None], weights[rows], 0.0)
        found = _smoothed(likely, weight, np.where(is_turn, change[rows], 0.0))
        made[rows[is_turn]] = found[is_turn]
    return made


def _blocks(document: Longs) -> Iterator[Longs]:
    """Yield arrays (turn of the block, block) of rows, -1 behind the end of a block; blocks of like length together."""
    first = np.flatnonzero(np.concatenate([[True], document[1:] != document[:-1]])[: len(document)])
    sizes = np.diff(np.append(first, len(document)))
    starts, lengths = [], []
    for start, size in zip(first.tolist(), sizes.tolist(), strict=True):
        for offset in range(0, size, LONGEST):
            starts.append(start + offset)
            lengths.append(min(LONGEST, size - offset))
    begin, length = np.array(starts, np.int64), np.array(lengths, np.int64)
    bound = _SHORTEST
    low = 0
    while low < LONGEST:
        chosen = (length > low) & (length <= bound)
        if chosen.any():
            step = np.arange(length[chosen].max())[:, None]
            yield np.where(step < length[chosen], begin[chosen] + step, -1)
        low, bound = bound, bound * 4


def _smoothed(likely: Reals, weight: Reals, change: Reals) -> Reals:
    """Return the posteriors of blocks: arrays (turn, block, state); padding must be alike in all states."""
    total = weight.sum(axis=2, keepdims=True)
    left = np.maximum(total - weight, _TINY)
    stay = 1.0 - change[..., None]
    forward = np.empty_like(likely)
    forward[0] = _scaled(likely[0] * weight[0])
    for turn in range(1, len(likely)):
        leaving = forward[turn - 1] / left[turn]
        moved = weight[turn] * (leaving.sum(axis=1, keepdims=True) - leaving)
        forward[turn] = _scaled(likely[turn] * (stay[turn] * forward[turn - 1] + change[turn][:, None] * moved))
    found = np.empty_like(likely)
    backward = np.ones_like(likely[0])
    found[-1] = forward[-1]
    for turn in range(len(likely) - 1, 0, -1):
        taken = likely[turn] * backward
        entered = weight[turn] * taken
        moved = (entered.sum(axis=1, keepdims=True) - entered) / left[turn]
        backward = _scaled(stay[turn] * taken + change[turn][:, None] * moved)
        found[turn - 1] = _scaled(forward[turn - 1] * backward)
    return found


def _scaled(values: Reals) -> Reals:
    scaled: Reals = values / np.maximum(values.sum(axis=1, keepdims=True), _TINY)
    return scaled
