"""A small fingerprint of a transcript's words, by which the same recording is found again in another document."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

SKETCH_SIZE = 128
LONG_WORD = r"\p{L}{9,}"
Hashes = npt.NDArray[np.uint32]


def sketch(long_words: Sequence[str]) -> Hashes:
    """Return the smallest hashes (32 bits, ascending, at most 128) of runs of three long words (`LONG_WORD`).

    Labels, time marks, short words and punctuation leave no trace, so that two layouts of one transcript, or two
    recognisers' versions of one recording, share most of their hashes. Few long words give few hashes.

    >>> one = sketch(["extraordinary", "beekeepers", "understand", "pollination"])
    >>> other = sketch(["Extraordinary", "Beekeepers", "understand", "pollination"])
    >>> resemblance(one, other)
    1.0
    """
    hashes = np.fromiter((zlib.crc32(word.lower().encode()) for word in long_words), np.uint32, len(long_words))
    runs = hashes[:-2] * np.uint32(0x9E3779B1) + hashes[1:-1] * np.uint32(0x85EBCA77) + hashes[2:]
    return np.unique(runs)[:SKETCH_SIZE]


def resemblance(one: Hashes, other: Hashes) -> float:
    """Return the share of equal hashes among the smallest of both sketches, from 0 to 1 (an estimate of Jaccard's).

    >>> round(resemblance(np.array([1, 2, 3], np.uint32), np.array([1, 2, 4], np.uint32)), 2)
    0.67
    """
    size = min(len(one), len(other))
    if not size:
        return 0.0
    smallest = np.union1d(one, other)[:size]
    return float(np.isin(smallest, np.intersect1d(one, other)).mean())
