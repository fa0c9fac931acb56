"""Times between known times, against a slow plain reference."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.interpolate import fill_times

_SCHEMA = {
    "document_id": pl.String, "ordinal": pl.Int32, "segment_index": pl.Int32,
    "doc_start": pl.Int64, "doc_end": pl.Int64, "start_ms": pl.Int64, "end_ms": pl.Int64,
    "time_method": pl.String,
}  # fmt: skip
_MARKS = {"document_id": pl.String, "ordinal": pl.Int32, "doc_start": pl.Int64, "time_ms": pl.Int64}
_DURATIONS = {"document_id": pl.String, "ordinal": pl.Int32, "duration_ms": pl.Int64}


def segments(*rows: tuple[int, int, int | None, int | None], document: str = "a") -> pl.DataFrame:
    full = [
        (document, 1, index, start, end, begin, stop, None if begin is None and stop is None else "explicit")
        for index, (start, end, begin, stop) in enumerate(rows)
    ]
    return pl.DataFrame(full, schema=_SCHEMA, orient="row")


def marks(*rows: tuple[int, int]) -> pl.DataFrame:
    return pl.DataFrame([("a", 1, at, time) for at, time in rows], schema=_MARKS, orient="row")


def duration(length: int | None) -> pl.DataFrame:
    return pl.DataFrame([("a", 1, length)], schema=_DURATIONS, orient="row")


def test_between_two_marks_time_runs_with_the_characters() -> None:
    filled = fill_times(
        segments((0, 50, None, None), (50, 100, None, None)), marks((0, 0), (100, 10_000)), duration(None)
    )
    assert filled.select("start_ms", "end_ms", "time_method").rows() == [
        (0, 5_000, "interpolated"),
        (5_000, 10_000, "interpolated"),
    ]


def test_over_the_stated_length_time_is_estimated() -> None:
    filled = fill_times(segments((0, 25, None, None), (25, 100, None, None)), marks(), duration(4_000))
    assert filled.select("start_ms", "end_ms", "time_method").rows() == [
        (0, 1_000, "estimated"),
        (1_000, 4_000, "estimated"),
    ]


def test_without_any_known_time_nothing_is_invented() -> None:
    filled = fill_times(segments((0, 25, None, None)), marks(), duration(None))
    assert filled.select("start_ms", "end_ms", "time_method", "time_error_ms").rows() == [(None, None, None, None)]


def test_explicit_times_stay_and_have_no_error() -> None:
    given_rows = segments((0, 25, 10, None), (25, 50, 20, 30))
    filled = fill_times(given_rows, marks(), duration(None))
    assert filled.drop("time_error_ms").equals(given_rows)
    assert filled["time_error_ms"].to_list() == [0, 0]


def test_times_of_one_document_say_nothing_of_the_next() -> None:
    both = pl.concat(
        [
            segments((0, 10, 0, 1_000)),
            segments((0, 10, None, None), document="b"),
            segments((20, 30, 2_000, 3_000), document="c"),
        ]
    )
    filled = fill_times(both, marks(), duration(None))
    assert filled["start_ms"].to_list() == [0, None, 2_000]


@given(
    st.lists(st.tuples(st.integers(1, 40), st.booleans(), st.integers(0, 5_000)), min_size=1, max_size=12),
    st.one_of(st.none(), st.integers(100_000, 200_000)),
)
def test_agrees_with_the_plain_reference(shape: list[tuple[int, bool, int]], length: int | None) -> None:
    rows: list[tuple[int, int, int | None, int | None]] = []
    at, time = 0, 0
    for width, is_timed, step in shape:
        rows.append((at, at + width, time if is_timed else None, time + step if is_timed else None))
        at, time = at + width + 1, time + step
    filled = fill_times(segments(*rows), marks(), duration(length))
    expected = [_plain(row, rows, length) for row in rows]
    for got, (start, end) in zip(filled.select("start_ms", "end_ms").rows(), expected, strict=True):
        assert (
            got == (pytest.approx(start, abs=1), pytest.approx(end, abs=1))
            if start is not None
            else got == (None, None)
        )


def _plain(
    row: tuple[int, int, int | None, int | None],
    rows: list[tuple[int, int, int | None, int | None]],
    length: int | None,
) -> tuple[float | None, float | None]:
    start, end, begin, stop = row
    if begin is not None:
        return begin, stop
    known = [(a, b) for a, _, b, _ in rows if b is not None] + [(a, b) for _, a, _, b in rows if b is not None]
    if length is not None:
        places = {place for place, _ in known}
        known += [(place, time) for place, time in ((rows[0][0], 0), (rows[-1][1], length)) if place not in places]
    left = max(((a, b) for a, b in known if a <= start), default=None)
    right = min(((a, b) for a, b in known if a >= end), default=None)
    if left is None or right is None or right[0] <= left[0] or right[1] < left[1]:
        return None, None
    slope = (right[1] - left[1]) / (right[0] - left[0])
    return left[1] + (start - left[0]) * slope, left[1] + (end - left[0]) * slope
