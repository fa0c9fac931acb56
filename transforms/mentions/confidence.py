"""From odds to confidence: how often mentions with such odds, found in such a way, are right."""

from __future__ import annotations

import math
from typing import NamedTuple

import polars as pl


class _Curve(NamedTuple):
    """Odds (nats) are scaled and shifted; above `most`, more odds have not been more often right."""

    scale: float
    shift: float
    most: float


# Fitted on labelled mentions (`python -m tests.bench.reliability` shows how well). Of names that nobody listed, the
# odds are those of the discovery: that they are names is hardly ever wrong, but many are another name heard wrong.
_CURVES = {
    "exact": _Curve(0.3, 0.3, 0.94),
    "alias": _Curve(0.3, 0.0, 0.9),
    "notes": _Curve(0.45, 0.5, 0.94),
    "spelling": _Curve(0.45, 0.3, 0.94),
    "sound": _Curve(0.4, 0.0, 0.85),
    "discovered": _Curve(0.25, 0.2, 0.8),
}
_LEAST = 0.3


def odds_for(method: str, likely: float) -> float:
    """Return the odds (nats) of a row found in such a way that is to have this confidence.

    >>> round(odds_for("discovered", 0.5), 3)
    -0.8
    """
    curve = _CURVES[method]
    return (math.log(likely / (1 - likely)) - curve.shift) / curve.scale


def confidence() -> pl.Expr:
    """Return the confidence of rows with method and odds, between 0 and 1."""
    scale, shift, most = (
        pl.col("method").replace_strict(list(_CURVES), list(values), return_dtype=pl.Float64)
        for values in zip(*_CURVES.values(), strict=True)
    )
    likely = 1 / (1 + (-(scale * pl.col("odds") + shift)).exp())
    return pl.min_horizontal(likely, most).clip(_LEAST).round(3)
