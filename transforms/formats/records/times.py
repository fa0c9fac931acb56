"""Times as JSON exports state them, as columns of milliseconds; the unit is told by the values where it is not said."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import polars as pl

from transforms.timecode import parse_clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Column = NDArray[np.float64]

# What one unit is in milliseconds.
SECONDS = 1000.0
MILLISECONDS = 1.0
MICROSECONDS = 1e-3
NANOSECONDS = 1e-6
TICKS = 1e-4
SAMPLES_16_KHZ = 1000 / 16_000

_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?")
_SECONDS = re.compile(r"(-?\d{1,12}(?:\.\d{1,18})?) ?s")
# The same in the syntax of Polars, for whole columns.
_PLAIN, _PLAIN_SECONDS = r"^[0-9]{1,12}(\.[0-9]{1,18})?$", r"^[0-9]{1,12}(\.[0-9]{1,18})?s$"
_ISO_DURATION = re.compile(r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,12})?)S)?")
_SHORT = 40
_LONGEST_MS = float(2**53)
_LONGEST_EPISODE_MS = 100 * 3_600_000
# What a word may take, pauses and music counted in: within it a unit is plausible, a wrong one is off by 1,000.
_FASTEST_WORD_MS = 40
_SLOWEST_WORD_MS = 30_000
_USUAL_WORD_MS = 400
_LETTERS_A_WORD = 6
_ENOUGH_WORDS = 20


class RawTimes(NamedTuple):
    """A column of times: `numbers` in the file's unit, `clocks` in ms where a value says its unit; NaN is unknown."""

    numbers: Column
    clocks: Column
    is_invalid: NDArray[np.bool_]

    def in_ms(self, unit: float) -> Column:
        """Return the column in ms, times that nothing can last left out."""
        times: Column = np.where(np.isnan(self.clocks), self.numbers * unit, self.clocks)
        times[~(times < _LONGEST_MS)] = np.nan
        return times


class Unit(NamedTuple):
    """What a number is in ms; `is_suspected` where the values contradict what the format says."""

    ms: float
    is_suspected: bool = False


def read_times(values: Sequence[Any]) -> RawTimes:
    """Return the times of a column of JSON values.

    Numbers and strings of digits are in a unit yet to be found; `1.2s`, `PT1.2S`, `00:00:01,200` and
    `{"seconds": 1, "nanos": 2}` say their own. Null and empty strings are unknown; NaN, infinity, negative numbers,
    booleans, arrays and all other text are invalid.
    """
    numbers, clocks = _read_alike(values) or _read_each(values)
    is_empty = np.isnan(numbers) & np.isnan(clocks)
    if is_empty.any():
        is_empty[[index for index in np.flatnonzero(is_empty).tolist() if _is_unknown(values[index])]] = False
    is_wrong = is_empty | np.isinf(numbers) | (numbers < 0) | (clocks < 0) | (numbers >= _LONGEST_MS)
    numbers[is_wrong] = clocks[is_wrong] = np.nan
    return RawTimes(numbers, clocks, is_wrong)


def _read_alike(values: Sequence[Any]) -> tuple[Column, Column] | None:
    """Read a column of numbers alone, or of strings of digits alone with or without an `s`; null among them is NaN."""
    kinds = set(map(type, values))
    unknown = np.full(len(values), np.nan)
    if kinds <= {int, float}:
        return np.array(values, dtype=np.float64), unknown
    if kinds <= {int, float, type(None)}:
        return np.array([math.nan if value is None else value for value in values], dtype=np.float64), unknown
    if not kinds <= {str, type(None)}:
        return None
    texts = pl.Series(values, dtype=pl.String)
    for pattern, suffix in ((_PLAIN, ""), (_PLAIN_SECONDS, "s")):
        if texts.str.contains(pattern).all():
            numbers = texts.str.strip_suffix(suffix).cast(pl.Float64).fill_null(math.nan).to_numpy()
            return (unknown, numbers * 1000) if suffix else (numbers.copy(), unknown)
    return None


def _read_each(values: Sequence[Any]) -> tuple[Column, Column]:
    pairs = np.array([read_time(value) for value in values], dtype=np.float64).reshape(-1, 2)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def _is_unknown(value: object) -> bool:
    return value is None or (type(value) is str and not value.strip())


def read_time(value: Any) -> tuple[float, float]:
    """Return a number in a unit yet to be found, and a clock time in ms; NaN where the value is not that."""
    kind = type(value)
    if kind is float or kind is int:
        return float(value), math.nan
    if kind is str and len(value) <= _SHORT:
        return _read_text(value.strip())
    if kind is dict and value and value.keys() <= {"seconds", "nanos"}:
        seconds, nanos = read_time(value.get("seconds", 0))[0], read_time(value.get("nanos", 0))[0]
        return math.nan, seconds * 1000 + nanos * NANOSECONDS
    if kind is dict and "relative" in value:  # beside an absolute one
        return math.nan, read_time(value["relative"])[0] * SECONDS
    return math.nan, math.nan


def _read_text(text: str) -> tuple[float, float]:
    if _NUMBER.fullmatch(text):
        return float(text), math.nan
    if match := _SECONDS.fullmatch(text):
        return math.nan, float(match[1]) * 1000
    if (clock := parse_clock(text)) is not None:
        return math.nan, float(clock)
    if (match := _ISO_DURATION.fullmatch(text)) and any(match.groups()):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return math.nan, ((hours * 60 + minutes) * 60 + seconds) * 1000
    return math.nan, math.nan


def choose_unit(times: Sequence[RawTimes], letters: int, stated: float | None, length: float | None = None) -> Unit:
    """Return the unit in which the numbers fit `letters` characters of speech, or the stated length of the episode.

    `stated` is the unit that the format says (ms a unit), if it says one; it holds unless another one of seconds and
    milliseconds fits and it does not. `length` is the stated length in ms.
    """
    known = [column.numbers[~np.isnan(column.numbers)] for column in times]
    numbers = np.concatenate(known) if known else np.zeros(0)
    if not numbers.size or stated not in (None, SECONDS, MILLISECONDS):
        return Unit(stated or SECONDS)
    latest, is_whole = float(numbers.max()), not (numbers % 1).any()
    spoken, words = latest - float(numbers.min()), max(1.0, letters / _LETTERS_A_WORD)
    if stated is None:
        return Unit(_likelier(latest, spoken / words, length, is_whole=is_whole))
    other = MILLISECONDS if stated == SECONDS else SECONDS
    is_absurd = stated == SECONDS and latest * SECONDS >= _LONGEST_EPISODE_MS > latest
    has_evidence = other == SECONDS or (is_whole and words >= _ENOUGH_WORDS)
    is_better = _fits(latest, spoken / words, other, length) and not _fits(latest, spoken / words, stated, length)
    return Unit(other, is_suspected=True) if is_absurd or (has_evidence and is_better) else Unit(stated)


def _fits(latest: float, a_word: float, unit: float, length: float | None) -> bool:
    if length and 0.5 <= latest * unit / length <= 1.5:
        return True
    return _FASTEST_WORD_MS <= a_word * unit <= _SLOWEST_WORD_MS and latest * unit < _LONGEST_EPISODE_MS


def _likelier(latest: float, a_word: float, length: float | None, *, is_whole: bool) -> float:
    """Return seconds or milliseconds, whichever makes the words take about as long as words do.

    Whole numbers with which words would take far longer than words can even in ms are in a finer unit.
    """
    if not a_word:
        return MILLISECONDS if is_whole and latest * SECONDS >= _LONGEST_EPISODE_MS / 10 else SECONDS

    def doubt(unit: float) -> float:
        strange = abs(math.log(a_word * unit / _USUAL_WORD_MS)) + 2.0 * (unit == MILLISECONDS and not is_whole)
        return 0.0 if length and 0.5 <= latest * unit / length <= 1.5 else strange

    is_finer = is_whole and a_word * MILLISECONDS > 10 * _SLOWEST_WORD_MS
    return min((MICROSECONDS, TICKS, NANOSECONDS) if is_finer else (SECONDS, MILLISECONDS), key=doubt)
