"""From odds to confidence: how often mentions with such odds, found in such a way, are right."""

from __future__ import annotations

import polars as pl

# For each way of matching: odds (nats) are scaled and shifted, and bounded (`tests/bench/reliability.py`).
_SCALE = {"exact": 0.35, "alias": 0.35, "notes": 0.5, "spelling": 0.5, "sound": 0.4, "discovered": 0.25}
_SHIFT = {"exact": 0.4, "alias": 0.0, "notes": -0.3, "spelling": -0.4, "sound": -0.6, "discovered": -1.0}
_LEAST, _MOST = 0.3, 0.99


def confidence() -> pl.Expr:
    """Return the confidence of rows with method and odds, between 0 and 1."""
    scale, shift = (pl.col("method").replace_strict(table, return_dtype=pl.Float64) for table in (_SCALE, _SHIFT))
    return (1 / (1 + (-(scale * pl.col("odds") + shift)).exp())).clip(_LEAST, _MOST).round(3)
