"""The speech of a batch as one run of bytes, so that names can be found across the ends of segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa

from transforms.mentions.byte_fold import fold_bytes

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.byte_fold import Bytes

    Longs = npt.NDArray[np.int64]

# Room behind the last byte, so that eight bytes can be read at any place.
PADDING = 16
BREAK = 0x0A


class RunningText(NamedTuple):
    """Bytes of all segments, a space behind each, or a line feed where the next one belongs to another turn.

    `raw` and `folded` (`byte_fold`) have the same length and end in `PADDING` spaces. `start` and `end` are the byte
    offsets of each segment; `episode` is the number of its episode in the batch.
    """

    raw: Bytes
    folded: Bytes
    start: Longs
    end: Longs
    episode: npt.NDArray[np.int32]


def run_together(segments: pl.DataFrame) -> RunningText:
    """Return the running text of `segments`: text, turn_index and episode (a number), in the order of speech.

    A line feed stands behind the last segment of a turn; texts themselves have none.
    """
    last = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in ("episode", "turn_index"))
    closed = segments.select(pl.col("text") + pl.when(last).then(pl.lit("\n")).otherwise(pl.lit(" ")))
    return join_bytes(closed.to_series(), segments["episode"].to_numpy())


def run_lines(texts: pl.Series) -> RunningText:
    """Return texts that have nothing to do with each other as running text, each an episode of its own."""
    return join_bytes(texts + "\n", np.arange(len(texts), dtype=np.int32))


def cut_texts(text: RunningText, start: Longs, end: Longs) -> pl.Series:
    """Return what stands between each pair of byte offsets, as it is written."""
    offsets = np.concatenate([[0], np.cumsum(end - start)])
    content = text.raw[ranges(start, end - start)]
    array = pa.LargeStringArray.from_buffers(len(start), pa.py_buffer(offsets), pa.py_buffer(content))
    return pl.Series(array, dtype=pl.String)


def ranges(first: Longs, size: Longs) -> Longs:
    """Return the numbers from each `first` on, `size` of them, one range after the other."""
    reached = np.cumsum(size)
    counted: Longs = np.repeat(first - reached + size, size) + np.arange(reached[-1] if len(size) else 0)
    return counted


def join_bytes(closed: pl.Series, episode: npt.NDArray[np.int32]) -> RunningText:
    """Return texts that end in a separator of one byte as running text."""
    array = closed.to_arrow().cast(pa.large_string())
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    offsets = np.frombuffer(array.buffers()[1], np.int64)[array.offset : array.offset + len(array) + 1]
    content = np.frombuffer(array.buffers()[2] or b"", np.uint8)
    first, last = (int(offsets[0]), int(offsets[-1])) if len(array) else (0, 0)
    raw = np.concatenate([content[first:last], np.full(PADDING, 0x20, np.uint8)])
    return RunningText(raw, fold_bytes(raw), offsets[:-1] - first, offsets[1:] - first - 1, episode.astype(np.int32))
