"""The lexicon by sound: forms whose coarse sounds are those of a stretch, or differ by one that is more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.mentions.context import fields
from transforms.mentions.key_table import ABSENT, KeyTable, build_table
from transforms.mentions.lexicon import count_words
from transforms.mentions.running_text import ranges
from transforms.mentions.sound_keys import sound_keys
from transforms.mentions.sounds import coarse_sounds, spell_sounds

if TYPE_CHECKING:
    from transforms.mentions.lexicon import Lexicon
    from transforms.mentions.running_text import Longs

# Shorter sounds are too many things.
_SHORTEST, _SHORTEST_CHANGED, _LONGEST = 4, 6, 18
_SHORTEST_LETTERS = 4


class SoundIndex(NamedTuple):
    """Forms by coarse sound.

    `forms` has sound, form, entity, key, name, kind, is_ambiguous, field, words (how many the form has) and is_whole;
    `keys` numbers the keys of their sounds (`sound_keys`), and the rows of each number begin at `first`, `size` of
    them.
    """

    forms: pl.DataFrame
    keys: KeyTable
    first: Longs
    size: Longs


def index_sounds(lexicon: Lexicon) -> SoundIndex:
    """Return the forms of the lexicon by coarse sound.

    A form has one row for its own sounds, and one for each way to leave out one of them. Topics are not in it.
    """
    entities = lexicon.entities.select("entity", "key", "name", field=fields(lexicon.entities["source"]))
    forms = lexicon.forms.filter(
        (pl.col("kind") != "topic") & (pl.col("form").str.count_matches(r"\pL") >= _SHORTEST_LETTERS)
    ).join(entities, on="entity", how="left", maintain_order="left")
    spoken = forms.select("form", "entity", "key", "name", "kind", "is_ambiguous", "field").with_columns(
        sound=coarse_sounds(spell_sounds(forms["form"])), words=pl.Series(count_words(forms["form"]))
    )
    return _indexed(_with_one_less(spoken.filter(pl.col("sound").str.len_bytes().is_between(_SHORTEST, _LONGEST))))


def _indexed(forms: pl.DataFrame) -> SoundIndex:
    key = sound_keys(forms["sound"])
    order = np.argsort(key, kind="stable")
    distinct, first, size = np.unique(key[order], return_index=True, return_counts=True)
    return SoundIndex(forms[order], build_table(distinct, np.arange(len(distinct), dtype=np.int32)), first, size)


def near_known(heard: pl.DataFrame, index: SoundIndex) -> pl.DataFrame:
    """Return the pairs of stretches (`heard.find_heard`) and forms that sound nearly the same: the columns of both."""
    spoken = heard.with_columns(sound="coarse")
    fitting = spoken.filter(pl.col("sound").str.len_bytes().is_between(_SHORTEST, _LONGEST))
    whole = fitting.with_columns(is_whole=pl.lit(True))
    rows = pl.concat([whole.filter(pl.col("is_pair")), _with_one_less(fitting.filter(~pl.col("is_pair")))])
    # One sound more on one side: a whole row meets any; two that both have one less would be two changes.
    pairs = _same_sound(rows, index).filter(pl.col("is_whole") | pl.col("is_whole_form"))
    return pairs.unique(["heard_id", "form", "key"], maintain_order=True).drop("sound", "is_whole", "is_whole_form")


def _same_sound(rows: pl.DataFrame, index: SoundIndex) -> pl.DataFrame:
    """Return the pairs of rows and forms of one sound; of a column that both have, the form's ends in `_form`."""
    number = index.keys.find(sound_keys(rows["sound"]))
    left = np.flatnonzero(number != ABSENT)
    size = index.size[number[left]]
    right = ranges(index.first[number[left]], size)
    forms = index.forms[right]
    both = set(rows.columns) & set(forms.columns)
    pairs = pl.concat(
        [rows[np.repeat(left, size)], forms.rename({name: f"{name}_form" for name in both})], how="horizontal"
    )
    return pairs.filter(pl.col("sound") == pl.col("sound_form")).drop("sound_form")


def _with_one_less(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows, `is_whole`, and behind them those of six sounds and more once for each sound left out."""
    sound, place = pl.col("sound"), pl.col("place")
    long = rows.filter(sound.str.len_bytes() >= _SHORTEST_CHANGED)
    shorter = (
        long.with_columns(place=pl.int_ranges(sound.str.len_bytes()))
        .explode("place")
        .with_columns(sound=sound.str.slice(0, place) + sound.str.slice(place + 1), is_whole=pl.lit(False))
        .drop("place")
    )
    return pl.concat([rows.with_columns(is_whole=pl.lit(True)), shorter]).unique(maintain_order=True)
