"""Times for segments that have none of their own, from the times around them, and how far off they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

if TYPE_CHECKING:
    import numpy.typing as npt

    Longs = npt.NDArray[np.int64]
    Reals = npt.NDArray[np.float64]

_KEY = ["document_id", "ordinal"]
# Documents are laid end to end on one line of positions, this far apart: longer than any document may be.
_DOCUMENT_SPAN = 1 << 36
# Mean absolute errors, as shares of the distance to the nearer anchor and of the episode's length; from transcripts
# with known times that were taken away (`tests/bench/time_errors.py`).
_INTERPOLATED_SHARE = 0.1
_ESTIMATED_SHARE = 0.01


class _Anchors(NamedTuple):
    """Positions whose time is known, ascending; `is_edge` are the episode's own beginning and end."""

    position: Longs
    time_ms: Reals
    is_edge: npt.NDArray[np.bool_]


def fill_times(segments: pl.DataFrame, marks: pl.DataFrame, durations: pl.DataFrame) -> pl.DataFrame:
    """Return `segments` with times where they can be told, and the column `time_error_ms`.

    `segments` has the columns of `lake_schema.PARSED_SEGMENTS`; `marks` the time marks inside the text
    (document_id, ordinal, doc_start, time_ms), `durations` the stated lengths (document_id, ordinal, duration_ms).
    A segment without a time of its own gets one in proportion to the characters between the known times around it
    ('interpolated'), or over the whole stated length ('estimated'); otherwise its times stay null.
    """
    placed = _placed(segments, segments.select(_KEY).unique(maintain_order=True).with_row_index("place"))
    needy = placed.filter(pl.col("time_method").is_null())
    anchors = _anchors(placed, marks, durations)
    filled = _filled(needy, anchors) if len(needy) and len(anchors.position) > 1 else needy.clear()
    return _joined(segments, filled)


def _placed(rows: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    base = pl.col("place").cast(pl.Int64) * _DOCUMENT_SPAN
    return rows.join(places, on=_KEY, how="inner", maintain_order="left").with_columns(base=base)


def _anchors(placed: pl.DataFrame, marks: pl.DataFrame, durations: pl.DataFrame) -> _Anchors:
    places = placed.group_by(_KEY, maintain_order=True).agg(
        pl.col("base").first(), first=pl.col("doc_start").min(), last=pl.col("doc_end").max()
    )
    ends = places.join(durations.drop_nulls("duration_ms"), on=_KEY)
    inside = places.join(marks.drop_nulls("time_ms"), on=_KEY)
    timed = placed.filter(pl.col("time_method") == "explicit")
    rows = pl.concat(
        [
            _points(timed.drop_nulls("start_ms"), "doc_start", "start_ms"),
            _points(timed.drop_nulls("end_ms"), "doc_end", "end_ms"),
            _points(inside, "doc_start", "time_ms"),
            _points(ends.with_columns(zero=pl.lit(0, pl.Int64)), "first", "zero", is_edge=True),
            _points(ends, "last", "duration_ms", is_edge=True),
        ]
    ).sort("position", "is_edge", "time_ms")
    known = rows.unique("position", keep="first", maintain_order=True)
    return _Anchors(known["position"].to_numpy(), known["time_ms"].to_numpy(), known["is_edge"].to_numpy())


def _points(rows: pl.DataFrame, offset: str, time: str, *, is_edge: bool = False) -> pl.DataFrame:
    return rows.select(
        position=pl.col("base") + pl.col(offset), time_ms=pl.col(time).cast(pl.Float64), is_edge=pl.lit(is_edge)
    )


def _filled(needy: pl.DataFrame, anchors: _Anchors) -> pl.DataFrame:
    starts = (needy["base"] + needy["doc_start"]).to_numpy()
    ends = (needy["base"] + needy["doc_end"]).to_numpy()
    before = np.searchsorted(anchors.position, starts, "right") - 1
    after = np.searchsorted(anchors.position, ends, "left")
    within = (before >= 0) & (after < len(anchors.position))
    before, after = np.where(within, before, 0), np.where(within, after, 0)
    place = starts // _DOCUMENT_SPAN
    low, high = anchors.position[before], anchors.position[after]
    within &= (low // _DOCUMENT_SPAN == place) & (high // _DOCUMENT_SPAN == place) & (high > low)
    within &= anchors.time_ms[after] >= anchors.time_ms[before]
    estimated = anchors.is_edge[before] & anchors.is_edge[after]
    gap = anchors.time_ms[after] - anchors.time_ms[before]
    start_ms, end_ms = (
        _between(starts, low, high, anchors, before, gap),
        _between(ends, low, high, anchors, before, gap),
    )
    nearest = np.minimum(start_ms - anchors.time_ms[before], anchors.time_ms[after] - end_ms)
    error = np.where(estimated, gap * _ESTIMATED_SHARE, np.maximum(nearest, 0) * _INTERPOLATED_SHARE)
    return needy.select(*_KEY, "segment_index").with_columns(
        guess_start=pl.Series(start_ms.round().astype(np.int64)),
        guess_end=pl.Series(end_ms.round().astype(np.int64)),
        guess_error=pl.Series(error.round().astype(np.int64)),
        guess_method=pl.Series(np.where(estimated, "estimated", "interpolated")),
    ).filter(pl.Series(within))  # fmt: skip


def _between(at: Longs, low: Longs, high: Longs, anchors: _Anchors, before: npt.NDArray[np.intp], gap: Reals) -> Reals:
    share = (at - low) / np.maximum(high - low, 1)
    times: Reals = anchors.time_ms[before] + np.clip(share, 0, 1) * gap
    return times


def _joined(segments: pl.DataFrame, filled: pl.DataFrame) -> pl.DataFrame:
    error = pl.when(pl.col("time_method").is_not_null()).then(pl.lit(0, pl.Int64))
    if filled.is_empty():
        return segments.with_columns(time_error_ms=error)
    both = segments.join(filled, on=[*_KEY, "segment_index"], how="left", maintain_order="left")
    return both.with_columns(
        time_error_ms=pl.coalesce(error, "guess_error"),
        start_ms=pl.coalesce("start_ms", "guess_start"),
        end_ms=pl.when(pl.col("time_method").is_null()).then("guess_end").otherwise("end_ms"),
        time_method=pl.coalesce("time_method", "guess_method"),
    ).drop("guess_start", "guess_end", "guess_error", "guess_method")
