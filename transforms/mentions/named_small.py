"""Names in small letters that are said to be names: `a company called fslane`, `a show called bread and circuits`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.derived_words import are_derived
from transforms.mentions.gaps import COMMA, LAST_SOFT_GAP
from transforms.mentions.name_kinds import named_kinds
from transforms.mentions.vocabulary import UNLISTED, kind_bit, word_keys_of
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs

_NAMING = ("called", "named")
_LONGEST = 5
# Words that begin what somebody or something is called when it is no name: `called it a day`, `called the police`.
_NO_BEGINNING = (
    "a", "an", "the", "it", "that", "this", "these", "those", "him", "her", "me", "us", "them", "you", "my", "your",
    "his", "our", "their", "its", "what", "who", "when", "where", "why", "how", "for", "to", "in", "on", "at", "by",
    "up", "out", "off", "back", "into", "upon", "and", "or", "but", "so", "because", "if", "as", "like", "is", "was",
    "something", "someone", "somebody", "one", "uh", "um", "again", "just", "not", "after", "before",
)  # fmt: skip
_KINDS = ("organization", "work", "product", "technique", "event", "place")


def find_named_small(reading: Reading, taken: Flags) -> pl.DataFrame:
    """Return names in small letters that `called` introduces: episode, kind (may be null), first, last.

    One word that no list has is a name by itself; a phrase of up to five words is one where the thing that is called so
    is named before it (`show`, `paper`, `company`) and a comma or the end of a sentence comes behind it. `taken` says
    which words belong to a name that is known.
    """
    words = reading.words
    at = np.flatnonzero(words.marked(word_keys_of(_NAMING))[words.place]) + 1
    at = at[at < len(words)]
    at = at[(reading.words.gap[at] <= LAST_SOFT_GAP) & ~taken[at] & ~reading.is_capital[at]]
    at = at[~reading.words.are(at, word_keys_of(_NO_BEGINNING)) & (reading.episode[at] == reading.episode[at - 1])]
    cue = named_kinds(reading, at)
    last = _ends(reading, at, taken)
    odd = (reading.bands(at) == UNLISTED) & ~are_derived(reading, at)
    size = last - at
    is_phrase = (cue != 0) & (size > 1)
    kept = is_phrase | odd
    end = np.where(is_phrase, last, at + 1)
    kinds = np.zeros(len(at), np.int8)
    for name in reversed(_KINDS):
        kinds[(cue & kind_bit(name)) != 0] = ENTITY_KINDS.index(name) + 1
    named = dict(enumerate((None, *ENTITY_KINDS)))
    return pl.DataFrame(
        {
            "episode": reading.episode[at],
            "kind": pl.Series(kinds).replace_strict(named, return_dtype=pl.String),
            "first": at,
            "last": end,
        },
        schema_overrides={"episode": pl.Int32, "first": pl.Int64, "last": pl.Int64},
    ).filter(pl.Series(kept, dtype=pl.Boolean))


def _ends(reading: Reading, at: Longs, taken: Flags) -> Longs:
    """Return where the phrase from `at` ends, if a comma or more comes within its longest; else `at`."""
    count = len(reading.words)
    last = at.copy()
    open_ones = np.arange(len(at))
    for size in range(1, _LONGEST + 1):
        behind = at[open_ones] + size
        inside = behind < count
        clipped = np.minimum(behind, count - 1)
        ends = ~inside | (reading.words.gap[clipped] >= COMMA)
        last[open_ones[ends]] = behind[ends]
        goes_on = ~ends & ~taken[clipped] & ~reading.is_capital[clipped]
        open_ones = open_ones[goes_on]
    return last
