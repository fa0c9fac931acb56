"""What is known of single words: how common they are, whether people are called so, what names they go with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.lexicon_schema import LANGUAGES
from transforms.mentions.key_table import KeyTable, build_table
from transforms.mentions.running_text import run_lines
from transforms.mentions.words import find_words
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from transforms.mentions.gaps import Flags
    from transforms.mentions.key_table import Numbers
    from transforms.mentions.running_text import Longs
    from transforms.mentions.words import Keys

    Bands = npt.NDArray[np.uint8]
    Bits = npt.NDArray[np.uint16]

# Band of a word that a language's list does not have.
UNLISTED = 9
# What contractions leave on both sides of an apostrophe: no names, whatever stands before.
REMAINS = ("s", "t", "d", "m", "ll", "re", "ve", "don", "isn", "wasn", "didn", "doesn", "couldn", "wouldn", "won",
           "shouldn", "aren", "weren", "hasn", "haven", "hadn", "ain", "mustn", "needn")  # fmt: skip


class Vocabulary(NamedTuple):
    """One entry per known word; `table` gives its number, `bands` how common it is by language (1 to 5, `UNLISTED`).

    The last entry of each column stands for words that are not known: `ABSENT` indexes it. `languages` are the
    columns of `bands`. A given name or surname that is `is_ordinary_name` is also an everyday word, a place or a brand.
    The others have a bit for each kind (`kind_bit`) that the word tells: `beside` a name, as its first word (`begins`),
    as its last one (`ends`); `is_occupation` says what a person is, `is_honorific` how one is addressed.
    """

    table: KeyTable
    bands: Bands
    is_given: Flags
    is_surname: Flags
    is_ordinary_name: Flags
    beside: Bits
    begins: Bits
    ends: Bits
    is_occupation: Flags
    is_honorific: Flags
    languages: tuple[str, ...]

    def numbers(self, keys: Keys) -> Numbers:
        """Return the number of each word, to index the columns with; `ABSENT` for a word that is not known."""
        return self.table.find(keys)


class WordLists(NamedTuple):
    """The word lists of the lexicon, as `lexicon_table.parse_words` returns them."""

    common_words: pa.Table
    given_names: pa.Table
    surnames: pa.Table
    honorifics: pa.Table
    occupations: pa.Table
    entity_cues: pa.Table


class _Numbered(NamedTuple):
    """Words of one list, by their number; `row` is the row of the list that each stands in."""

    number: Longs
    row: Longs


def build_vocabulary(lists: WordLists) -> Vocabulary:
    """Return the vocabulary of the lists; of an entry of several words the one that tells counts."""
    common = _common(pl.DataFrame(lists.common_words))
    given, surnames, cues = (pl.DataFrame(table) for table in (lists.given_names, lists.surnames, lists.entity_cues))
    place = {name: cues.filter(pl.col("place") == name) for name in ("beside", "prefix", "suffix")}
    texts = (
        common["word"], given["name"], surnames["name"], place["beside"]["cue"],
        place["prefix"]["cue"].str.extract(r"^(\S+)"), place["suffix"]["cue"].str.extract(r"(\S+)$"),
        pl.DataFrame(lists.occupations)["occupation"].str.extract(r"(\S+)$"),
        pl.DataFrame(lists.honorifics)["honorific"],
    )  # fmt: skip
    keys, numbered = _numbered(texts)
    of_common, of_given, of_surnames, beside, begins, ends, occupations, honorifics = numbered
    bands = np.full((len(keys) + 1, len(LANGUAGES)), UNLISTED, np.uint8)
    language = common["language"].replace_strict(LANGUAGES, range(len(LANGUAGES)), return_dtype=pl.Int64).to_numpy()
    bands[of_common.number, language[of_common.row]] = common["band"].to_numpy()[of_common.row]
    ordinary = [
        named.number[table["ordinary"].to_numpy()[named.row]]
        for named, table in ((of_given, given), (of_surnames, surnames))
    ]
    size = len(keys) + 1
    return Vocabulary(
        build_table(keys, np.arange(len(keys), dtype=np.int32)),
        bands,
        _flags(size, of_given.number),
        _flags(size, of_surnames.number),
        _flags(size, np.concatenate(ordinary)),
        _bits(size, beside, place["beside"]),
        _bits(size, begins, place["prefix"]),
        _bits(size, ends, place["suffix"]),
        _flags(size, occupations.number),
        _flags(size, honorifics.number),
        LANGUAGES,
    )


def kind_bit(kind: str) -> int:
    """Return the bit that stands for a kind of entity."""
    return 1 << ENTITY_KINDS.index(kind)


@cache
def word_keys_of(texts: tuple[str, ...]) -> Keys:
    """Return the keys of words that are given as texts."""
    return find_words(run_lines(pl.Series(texts))).key


def _common(words: pl.DataFrame) -> pl.DataFrame:
    remains = pl.DataFrame({"word": REMAINS, "language": "en", "band": 1}, schema_overrides={"band": pl.Int32})
    return pl.concat([remains, words.select("word", "language", "band")]).unique(("word", "language"), keep="first")


def _numbered(lists: tuple[pl.Series, ...]) -> tuple[Keys, list[_Numbered]]:
    """Return the keys of all words, ascending, and each list with the place of its words among them."""
    running = run_lines(pl.concat([words.alias("word") for words in lists]))
    words = find_words(running)
    row = np.searchsorted(running.start, words.start, "right") - 1
    alone = np.bincount(row, minlength=len(running.start))[row] == 1
    keys, number = np.unique(words.key[alone], return_inverse=True)
    row, reached, numbered = row[alone], 0, []
    for texts in lists:
        inside = (row >= reached) & (row < reached + len(texts))
        numbered.append(_Numbered(number[inside], row[inside] - reached))
        reached += len(texts)
    return keys, numbered


def _flags(size: int, numbers: Longs) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[numbers] = True
    return flags


def _bits(size: int, words: _Numbered, cues: pl.DataFrame) -> Bits:
    bits = np.zeros(size, np.uint16)
    kinds = cues["kind"].replace_strict(ENTITY_KINDS, [kind_bit(kind) for kind in ENTITY_KINDS], return_dtype=pl.UInt16)
    np.bitwise_or.at(bits, words.number, kinds.to_numpy()[words.row])
    return bits
