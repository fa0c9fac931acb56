"""Of candidates that overlap, the ones that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.running_text import Longs


def settle(first: Longs, last: Longs, rank: npt.NDArray[np.float64]) -> Flags:
    """Return which of the stretches (words, half-open) stay, so that none overlaps another.

    The longest stay, of equally long ones that of the highest `rank`, then the earliest; what overlaps them goes.

    >>> settle(np.array([0, 1, 5]), np.array([2, 4, 6]), np.array([9.0, 1.0, 0.0])).tolist()
    [False, True, True]
    """
    stays = np.ones(len(first), np.bool_)
    order = np.argsort(first, kind="stable")
    starts, reach = first[order], np.maximum.accumulate(last[order])
    before, behind = np.append(np.full(1, -1), reach[:-1]), np.append(starts[1:], reach[-1:])
    shared = order[(starts < before) | (reach > behind)]
    # Words between those that overlap would only be room: they are left out.
    gap = np.maximum(starts - np.maximum(before, 0), 0)
    moved = np.empty(len(first), np.int64)
    moved[order] = np.cumsum(gap)
    at = first - moved
    stays[shared] = _settled(at[shared], (last - moved)[shared], rank[shared])
    return stays


def _settled(first: Longs, last: Longs, rank: npt.NDArray[np.float64]) -> Flags:
    stays = np.zeros(len(first), np.bool_)
    if not len(first):
        return stays
    order = np.lexsort((first, -rank, first - last))
    place = np.empty(len(first), np.int64)
    place[order] = np.arange(len(first))
    base, reach = int(first.min()), int((last - first).max())
    open_ones = np.arange(len(first))
    taken = np.zeros(int(last.max()) - base, np.bool_)
    while len(open_ones):
        best = np.full(len(taken), len(first), np.int64)
        for offset in range(reach):
            rows = open_ones[last[open_ones] - first[open_ones] > offset]
            np.minimum.at(best, first[rows] - base + offset, place[rows])
        wins = np.ones(len(open_ones), np.bool_)
        for offset in range(reach):
            inside = last[open_ones] - first[open_ones] > offset
            at = np.where(inside, first[open_ones] - base + offset, 0)
            wins &= ~inside | (best[at] == place[open_ones])
        stays[open_ones[wins]] = True
        open_ones = _free(first - base, last - base, open_ones, wins, taken)
    return stays


def _free(first: Longs, last: Longs, open_ones: Longs, wins: Flags, taken: Flags) -> Longs:
    """Mark the words of the winners as taken, and return the others that touch none of these."""
    for row in (open_ones[wins],):
        for offset in range(int((last[row] - first[row]).max(initial=0))):
            rows = row[last[row] - first[row] > offset]
            taken[first[rows] + offset] = True
    rest = open_ones[~wins]
    covered = np.concatenate([[0], np.cumsum(taken)])
    free: Longs = rest[covered[last[rest]] == covered[first[rest]]]
    return free
