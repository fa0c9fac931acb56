"""Voices that a source tells apart without a label, by colour or channel, under labels that no reader sees."""

from __future__ import annotations

import polars as pl

from transforms.people.sentences import FIND

# Of the private use area, so that no label of a source begins with it.
_SIGN = "\ue000"
_LEAST_STRETCHES = 2
_NUMBERED = pl.col("voice").is_not_null() & pl.col("speaker_label").is_null()


def with_marked_voices(segments: pl.DataFrame) -> pl.DataFrame:
    """Return `segments` (`lake_schema.PARSED_SEGMENTS`) with a hidden label where a numbered voice has none.

    Numbers stand for voices only where there are several that come back: where every turn has another one they only
    part the turns, and a single one tells nothing.
    """
    if segments["voice"].null_count() == len(segments):
        return segments
    label = pl.format(f"{_SIGN}{{}}", "voice")
    return segments.with_columns(speaker_label=pl.when(_NUMBERED & _come_back()).then(label).otherwise("speaker_label"))


def is_marked(label: pl.Expr) -> pl.Expr:
    """Return whether labels are hidden ones."""
    return label.str.starts_with(_SIGN)


def is_hidden(label: str) -> bool:
    """Return whether a label is a hidden one."""
    return label.startswith(_SIGN)


def without_hidden(labels: pl.Expr) -> pl.Expr:
    """Return lists of labels without the hidden ones."""
    return labels.list.filter(~pl.element().str.starts_with(_SIGN))


def _come_back() -> pl.Expr:
    voice = pl.col("voice").filter(_NUMBERED)
    stretches = voice.ne_missing(voice.shift()).sum()
    return ((voice.n_unique() > 1) & (voice.n_unique() * _LEAST_STRETCHES <= stretches)).over(FIND)
