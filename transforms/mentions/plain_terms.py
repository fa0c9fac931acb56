"""Names of records that the speech shows to be plain terms: a heading's `Text Splitters`, said `text splitters`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.derived_words import are_derived
from transforms.mentions.running_text import ranges
from transforms.mentions.vocabulary import UNLISTED

if TYPE_CHECKING:
    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading

# Places of a record where capitals say little: whole lines have them.
_ALL_CAPITAL = 3
_TITLED = ("title", "notes", "chapter", "heading", "tag", "file", "of_show")


def call_plain_terms(found: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return the mentions (`rows.ROW`) with the kind 'topic' for names that are nothing but words of the language.

    That is so where the record alone has them, nothing tells their kind, and a text that uses capitals has none in any
    of their mentions.
    """
    open_ones = pl.col("origin").is_in(_TITLED) & pl.col("kind").is_null()
    marked = found.with_columns(is_plain=pl.Series(_are_plain(found, reading), dtype=pl.Boolean))
    everywhere = pl.col("is_plain").all().over("key")
    kind = pl.when(open_ones & everywhere).then(pl.lit("topic")).otherwise("kind")
    return marked.with_columns(kind=kind).drop("is_plain")


def _are_plain(found: pl.DataFrame, reading: Reading) -> Flags:
    """Return whether each mention is of listed or derived words in small letters, in an episode that uses capitals.

    Letters that stand for words may be among them, but not alone: `ML engineers`.
    """
    first, last = found["first"].to_numpy(), found["last"].to_numpy()
    size = np.where(reading.episodes.is_cased[found["episode"].to_numpy()], last - first, 0)
    word, row = ranges(first, size), np.repeat(np.arange(len(size)), size)
    listed = reading.bands(word) < UNLISTED
    odd = np.flatnonzero(~listed)
    listed[odd] = are_derived(reading, word[odd])
    small = listed & ~reading.is_capital[word]
    fits = small | (reading.written[word] == _ALL_CAPITAL)
    are_plain: Flags = np.bincount(row[fits], minlength=len(size)) == size
    return are_plain & np.isin(np.arange(len(size)), row[small])
