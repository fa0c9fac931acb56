"""Texts, and pairs of them, each looked at once however often they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pyarrow as pa

if TYPE_CHECKING:
    from transforms.mentions.running_text import Longs


def distinct(texts: pl.Series) -> tuple[pl.Series, Longs]:
    """Return the distinct texts in the order in which they first come, and the place of each text among them."""
    met = pa.array(texts.to_arrow(), pa.large_string()).dictionary_encode()
    return pl.Series(met.dictionary, dtype=pl.String), met.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def distinct_pairs(left: Longs, right: Longs) -> tuple[Longs, Longs, Longs]:
    """Return the distinct pairs of numbers that are not negative, and the place of each pair among them."""
    width = int(right.max(initial=0)) + 1
    met = pa.array(left * width + right).dictionary_encode()
    code = met.dictionary.to_numpy()
    return code // width, code % width, met.indices.to_numpy().astype(np.int64)
