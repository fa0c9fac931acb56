"""Speakers told by stretches of time beside the words, matched to the words by their starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from transforms.formats.records.columns import objects, pick
from transforms.formats.records.times import read_times

if TYPE_CHECKING:
    from transforms.formats.records.node import Node


def speakers_at(
    starts: list[Any], ranges: Node, begin: str, end: str, speaker: str, *, has_lengths: bool = False
) -> list[Any]:
    """Return who speaks at each of the starts: the speaker of the latest range that has begun and not yet ended.

    Starts and ranges must be in one unit. None where no range holds a start.
    """
    rows = objects(ranges.value)
    begins, ends = _numbers(pick(rows, begin)[0]), _numbers(pick(rows, end)[0])
    ends = begins + ends if has_lengths else ends
    names = pick(rows, speaker)[0]
    order = np.argsort(begins, kind="stable")
    times = _numbers(starts)
    latest = np.searchsorted(begins[order], times + 1e-6, side="right") - 1
    found: list[Any] = []
    for time, place in zip(times.tolist(), latest.tolist(), strict=True):
        holder = int(order[place]) if place >= 0 else -1
        found.append(names[holder] if holder >= 0 and not time > ends[holder] + 1e-6 else None)
    return found


def _numbers(values: list[Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    times = read_times(values)
    return np.where(np.isnan(times.clocks), times.numbers, times.clocks / 1000)
