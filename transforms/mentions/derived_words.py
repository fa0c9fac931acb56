"""Words that no list has but that are made of one: `contextually`, `joules`, `unsolvable` are no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.key_table import ABSENT
from transforms.mentions.running_text import run_lines
from transforms.mentions.vocabulary import UNLISTED
from transforms.mentions.words import find_words

if TYPE_CHECKING:
    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs
    from transforms.mentions.vocabulary import Vocabulary

_LANGUAGE = "en"
_SHORTEST_STEM, _SHORTEST_WORD = 3, 5
# Endings, and what the words they were put to ended in.
_ENDINGS = (
    ("s", ("",)), ("es", ("", "e")), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e")),
    ("ings", ("", "e")), ("er", ("", "e")), ("ers", ("", "e")), ("or", ("", "e")), ("ors", ("", "e")),
    ("est", ("", "e")), ("ier", ("y",)), ("iest", ("y",)), ("ly", ("",)), ("ally", ("", "al")), ("ily", ("y",)),
    ("bly", ("ble",)), ("ness", ("",)), ("iness", ("y",)), ("able", ("", "e")), ("ible", ("", "e")),
    ("ability", ("able", "", "e")), ("ity", ("", "e")), ("ize", ("", "y", "e")), ("ized", ("", "y", "e")),
    ("izes", ("", "y", "e")), ("izing", ("", "y")), ("ization", ("", "y")), ("ise", ("", "y")), ("ised", ("", "y")),
    ("ising", ("", "y")), ("ation", ("", "e")), ("ations", ("", "e")), ("ion", ("", "e")), ("ions", ("", "e")),
    ("ment", ("",)), ("ments", ("",)), ("al", ("", "e")), ("ic", ("", "y", "s")), ("ical", ("", "y", "s")),
    ("ically", ("", "y", "s")), ("ful", ("",)), ("less", ("",)), ("ish", ("", "e")), ("ism", ("", "e")),
    ("isms", ("", "e")), ("ist", ("", "e")), ("ists", ("", "e")), ("ive", ("", "e")), ("ship", ("",)),
    ("ious", ("y", "")), ("wise", ("",)), ("y", ("", "e")),
)  # fmt: skip
_BEGINNINGS = (
    "un", "re", "non", "over", "under", "pre", "mis", "dis", "anti", "co", "sub", "inter", "multi", "out", "micro",
    "super", "hyper", "post", "de", "semi", "self",
)  # fmt: skip


def are_derived(reading: Reading, index: Longs) -> Flags:
    """Return for each of the words `index` whether it is a listed English word with another ending or beginning."""
    at = reading.vocabulary.languages.index(_LANGUAGE)
    english = np.flatnonzero(reading.episodes.language[reading.episode[index]] == at)
    keys, first, inverse = np.unique(reading.words.key[index[english]], return_index=True, return_inverse=True)
    word = index[english[first]]
    derived = _derived(reading.spell(word, word + 1).str.to_lowercase(), reading.vocabulary, at)
    flags = np.zeros(len(index), np.bool_)
    if len(keys):
        flags[english] = derived[inverse]
    return flags


def _derived(words: pl.Series, known: Vocabulary, language: int) -> Flags:
    numbered = pl.LazyFrame({"row": range(len(words)), "word": words}).filter(
        pl.col("word").str.len_bytes() >= _SHORTEST_WORD
    )
    parts = pl.concat([*_without_ending(numbered), *_without_beginning(numbered)])
    stems = parts.filter(pl.col("stem").str.len_bytes() >= _SHORTEST_STEM).collect()
    text = run_lines(stems["stem"])
    found = find_words(text)
    line = np.searchsorted(text.start, found.start, "right") - 1
    number = known.numbers(found.key)
    listed = (number != ABSENT) & (known.bands[number, language] < UNLISTED)
    whole = np.bincount(line, minlength=len(stems))[line] == 1
    flags = np.zeros(len(words), np.bool_)
    flags[stems["row"].to_numpy()[line[listed & whole]]] = True
    return flags


def _without_ending(words: pl.LazyFrame) -> list[pl.LazyFrame]:
    """Return the words that an ending may have been put to, by the length of the ending: row, stem."""
    # `batching`, of `batch`, has its original in the list; `mapping` has the last letter of `map` twice: null.
    rows = [(ending, original) for ending, originals in _ENDINGS for original in (*originals, None)]
    endings = pl.LazyFrame(rows, schema={"ending": pl.String, "original": pl.String}, orient="row")
    bare, word = pl.col("bare"), pl.col("word")
    is_doubled = bare.str.tail(1) == bare.str.tail(2).str.head(1)
    stem = pl.coalesce(bare + pl.col("original"), pl.when(is_doubled).then(bare.str.head(-1)))
    return [
        words.select("row", bare=word.str.head(-size), ending=word.str.tail(size))
        .join(endings, on="ending")
        .select("row", stem=stem)
        for size in sorted({len(ending) for ending, _ in _ENDINGS})
    ]


def _without_beginning(words: pl.LazyFrame) -> list[pl.LazyFrame]:
    word = pl.col("word")
    return [
        words.filter(word.str.head(size).is_in([one for one in _BEGINNINGS if len(one) == size])).select(
            "row", stem=word.str.slice(size)
        )
        for size in sorted(set(map(len, _BEGINNINGS)))
    ]
