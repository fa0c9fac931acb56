"""The words that names are told by, from the lexicon."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import polars as pl

from transforms.fold import match_key
from transforms.lexicon_schema import COMMON_WORDS, GIVEN_NAMES, SHORT_NAMES, SURNAMES
from transforms.lexicon_table import parse_words
from transforms.people.names import NameWords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.contract import Table

# Words of higher bands are rare enough to be names.
_EVERYDAY_BAND = 4


@cache
def name_words() -> NameWords:
    """Return given names, family names, everyday words and short forms of names, as the lexicon lists them."""
    given, short = _read(GIVEN_NAMES), defaultdict[str, set[str]](set)
    for name, form in zip(*(_keys(_read(SHORT_NAMES), column) for column in ("name", "short")), strict=True):
        short[form].add(name)
    words = _read(COMMON_WORDS)
    return NameWords(
        given=frozenset(_keys(given, "name")),
        ordinary=frozenset(_keys(given.filter("ordinary"), "name")),
        family=frozenset(_keys(_read(SURNAMES), "name")),
        everyday=frozenset(_keys(words.filter(pl.col("band") <= _EVERYDAY_BAND), "word")),
        short={form: frozenset(names) for form, names in short.items()},
    )


def _read(table: Table) -> pl.DataFrame:
    path = resources.files("transforms").joinpath("lexicon", f"{table.name}.csv")
    return pl.DataFrame(parse_words(path.read_text(encoding="utf-8"), table))


def _keys(table: pl.DataFrame, column: str) -> Iterable[str]:
    words: list[str] = table[column].to_list()
    return (word.lower() if word.isascii() and word.isalpha() else match_key(word) for word in words)
