"""What looks wrong about the times of one episode, whatever format they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transforms.parsed import Parsed, Speech

IMPLAUSIBLE_MS = 100 * 3_600_000
# A part that is joined on begins within a minute of the first part's own beginning, and at least a minute back.
_RESTART_MS = 60_000
# People speak a word (of about six characters, spaces counted) every 150 to 1,000 ms; a wrong unit is wrong by 1,000.
_SLOWEST_WORD_MS = 60_000
_FASTEST_WORD_MS = 5
_WORD_LENGTH = 6
_SAMPLE = 2_000
_MISSING = np.iinfo(np.int64).min


def audit_times(parsed: Parsed, speech: Speech) -> None:
    """Add warnings about the times of `speech` to `parsed`; nothing is changed or dropped.

    `time_implausible`: 100 hours or more. `time_restart`: starts fall back to about where the first one was, and go
    on from there. `time_order`: any other start before the one ahead of it, and any end before its own start.
    `time_unit_suspected`: the words would be spoken a thousand times too slowly or too fast.
    Times are integer ms that fit 64 bits, or None. Takes linear time.
    """
    if speech.start_ms.count(None) == len(speech) == speech.end_ms.count(None):
        return
    starts, ends = _column(speech.start_ms, len(speech)), _column(speech.end_ms, len(speech))
    _audit_size(parsed, starts, ends)
    _audit_order(parsed, starts, ends)
    _audit_unit(parsed, speech, starts, ends)


def _column(times: list[int | None], count: int) -> NDArray[np.int64]:
    filled = [_MISSING if time is None else time for time in times] if None in times else times or [_MISSING] * count
    return np.array(filled, dtype=np.int64)


def _locator(index: int) -> str:
    return f"segment {index}"


def _audit_size(parsed: Parsed, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
    if max(starts.max(), ends.max()) >= IMPLAUSIBLE_MS:
        late = np.flatnonzero(np.maximum(starts, ends) >= IMPLAUSIBLE_MS)
        longest = int(max(starts[late].max(), ends[late].max()))
        parsed.warn("time_implausible", _locator(int(late[0])), f"up to {longest // 3_600_000} hours", int(late.size))


def _audit_order(parsed: Parsed, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
    inverted = np.flatnonzero((ends < starts) & (ends != _MISSING))
    timed = np.flatnonzero(starts != _MISSING)
    known = starts[timed]
    back = np.flatnonzero(known[1:] < known[:-1]) + 1
    if back.size:
        _audit_steps_back(parsed, timed, known, back)
    if inverted.size:
        place = int(inverted[0])
        detail = f"ends at {ends[place]} ms, starts at {starts[place]} ms"
        parsed.warn("time_order", _locator(place), detail, int(inverted.size))


def _audit_steps_back(
    parsed: Parsed, timed: NDArray[np.intp], known: NDArray[np.int64], back: NDArray[np.intp]
) -> None:
    are_restarts = _are_restarts(known, back)
    restarts, backwards = back[are_restarts], back[~are_restarts]
    if restarts.size:
        place = int(restarts[0])
        detail = f"from {known[place - 1]} ms back to {known[place]} ms"
        parsed.warn("time_restart", _locator(int(timed[place])), detail, int(restarts.size))
    if backwards.size:
        place = int(backwards[0])
        detail = f"{known[place]} ms after {known[place - 1]} ms"
        parsed.warn("time_order", _locator(int(timed[place])), detail, int(backwards.size))


def _are_restarts(known: NDArray[np.int64], back: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return which of the backward steps begin a new part: near the first time, and the next time stays there."""
    before = known[back - 1]
    followers = known[np.minimum(back + 1, known.size - 1)]
    is_last = back + 1 == known.size
    near_first = known[back] <= known[0] + _RESTART_MS
    stays: NDArray[np.bool_] = near_first & (before - known[back] >= _RESTART_MS) & (is_last | (followers < before))
    return stays


def _audit_unit(parsed: Parsed, speech: Speech, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
    has_length = (starts != _MISSING) & (ends > starts)
    sample = np.flatnonzero(has_length)[:_SAMPLE]
    if sample.size < 2:
        return
    lengths = np.fromiter(map(len, speech.text), dtype=np.int64, count=len(speech))
    words = np.maximum(lengths[sample] // _WORD_LENGTH, 1)
    paces = np.sort((ends[sample] - starts[sample]) / words)
    pace = float(paces[(sample.size - 1) // 2] + paces[sample.size // 2]) / 2
    if not _FASTEST_WORD_MS <= pace < _SLOWEST_WORD_MS:
        detail = f"a word takes {pace:.1f} ms as read"
        parsed.warn("time_unit_suspected", _locator(int(sample[0])), detail, int(sample.size))
