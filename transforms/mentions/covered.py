"""How many words of a stretch belong to others, without a look at every word of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from transforms.mentions.running_text import Longs


class Covered(NamedTuple):
    """Stretches of words (half-open) without overlaps, in order; `before` is how many words the earlier ones have."""

    first: Longs
    last: Longs
    before: Longs

    def inside(self, first: Longs, last: Longs) -> Longs:
        """Return how many words of each stretch (half-open) are covered."""
        return self._until(last) - self._until(first)

    def _until(self, word: Longs) -> Longs:
        at = np.searchsorted(self.first, word, "right") - 1
        reached = np.minimum(word, self.last[at]) - self.first[at]
        until: Longs = np.where(at >= 0, self.before[at] + reached, 0)
        return until


def covered_by(frames: Sequence[pl.DataFrame]) -> Covered:
    """Return the words that belong to a row of the frames (first, last)."""
    none = np.full(1, -1, np.int64)
    first = np.concatenate([none, *(frame["first"].to_numpy() for frame in frames)])
    last = np.concatenate([none, *(frame["last"].to_numpy() for frame in frames)])
    order = np.argsort(first, kind="stable")
    first, reach = first[order], np.maximum.accumulate(last[order])
    begins = np.flatnonzero(np.concatenate([np.ones(1, np.bool_), first[1:] > reach[:-1]]))
    start, end = first[begins], reach[np.append(begins[1:], len(first)) - 1]
    return Covered(start, end, np.cumsum(end - start) - (end - start))
