"""The lexicon by sound: forms whose coarse sounds are those of a stretch, or differ by one that is more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.mentions.context import fields
from transforms.mentions.distinct import distinct
from transforms.mentions.key_table import ABSENT, KeyTable, build_table
from transforms.mentions.lexicon import count_words
from transforms.mentions.running_text import ranges
from transforms.mentions.sound_keys import exact_keys, table_of
from transforms.mentions.sounds import coarse_sounds, spell_sounds

if TYPE_CHECKING:
    from transforms.mentions.gaps import Flags
    from transforms.mentions.lexicon import Lexicon
    from transforms.mentions.running_text import Longs

# Shorter sounds are too many things.
_SHORTEST, _SHORTEST_CHANGED, _LONGEST = 4, 6, 18
_SHORTEST_LETTERS = 4


class SoundIndex(NamedTuple):
    """Forms by coarse sound.

    `forms` has form, entity, key, name, kind, is_ambiguous, field and words (how many the form has). `keys` numbers the
    sounds by their `exact_keys`; the entries of each number begin at `first`, `size` of them: the `row` of a form that
    sounds so, and whether it does so whole (`is_whole`), or with one sound left out. `loose` has their `sound_keys`.
    """

    forms: pl.DataFrame
    keys: KeyTable
    first: Longs
    size: Longs
    row: Longs
    is_whole: Flags
    loose: KeyTable


def index_sounds(lexicon: Lexicon) -> SoundIndex:
    """Return the forms of the lexicon by coarse sound; topics are not in it."""
    entities = lexicon.entities.select("entity", "key", "name", field=fields(lexicon.entities["source"]))
    forms = lexicon.forms.filter(
        (pl.col("kind") != "topic") & (pl.col("form").str.count_matches(r"\pL") >= _SHORTEST_LETTERS)
    ).join(entities, on="entity", how="left", maintain_order="left")
    spoken = forms.select("form", "entity", "key", "name", "kind", "is_ambiguous", "field").with_columns(
        words=pl.Series(count_words(forms["form"]))
    )
    sounds = coarse_sounds(spell_sounds(forms["form"]))
    entries = _with_one_less(sounds, np.ones(len(sounds), np.bool_))
    key = exact_keys(entries["sound"])
    order = np.argsort(key, kind="stable")
    keys, first, size = np.unique(key[order], return_index=True, return_counts=True)
    row, is_whole = (entries[name].to_numpy()[order] for name in ("row", "is_whole"))
    table = build_table(keys, np.arange(len(keys), dtype=np.int32))
    return SoundIndex(spoken, table, first, size, row, is_whole, table_of(entries["sound"]))


def near_known(heard: pl.DataFrame, index: SoundIndex) -> tuple[Longs, Longs]:
    """Return the pairs of stretches (rows of `heard.describe`) and forms (rows of `index`) that sound nearly alike."""
    sounds, own = distinct(heard["coarse"])
    is_pair = heard["is_pair"].to_numpy()
    alone = np.zeros(len(sounds), np.bool_)
    alone[own[~is_pair]] = True
    sound, form, is_whole = _same_sound(_with_one_less(sounds, alone), index)
    begin = np.searchsorted(sound, np.arange(len(sounds) + 1))
    size = np.diff(begin)[own]
    left, match = np.repeat(np.arange(len(heard)), size), ranges(begin[own], size)
    kept = is_whole[match] | ~is_pair[left]
    return left[kept], form[match[kept]]


def _same_sound(spoken: pl.DataFrame, index: SoundIndex) -> tuple[Longs, Longs, Flags]:
    """Return the pairs of sounds (their row, ascending) and forms that have one sound more or less at most.

    Beside them whether the sound is the form's as it stands, or with one left out of the form.
    """
    number = index.keys.find(exact_keys(spoken["sound"]))
    at = np.flatnonzero(number != ABSENT)
    size = index.size[number[at]]
    entry = ranges(index.first[number[at]], size)
    sound, is_whole = (np.repeat(spoken[name].to_numpy()[at], size) for name in ("row", "is_whole"))
    # A whole sound meets any; two that both have one less would be two changes.
    fits = is_whole | index.is_whole[entry]
    code = sound[fits] * len(index.forms) + index.row[entry[fits]]
    pairs, place = np.unique(code, return_inverse=True)
    whole = np.zeros(len(pairs), np.bool_)
    whole[place[is_whole[fits]]] = True
    return pairs // max(len(index.forms), 1), pairs % max(len(index.forms), 1), whole


def _with_one_less(sounds: pl.Series, changed: Flags) -> pl.DataFrame:
    """Return the sounds that are neither too short nor too long, and the `changed` ones with each sound left out.

    row (of the sound), sound, is_whole. Only from a certain length on a sound may be missing.
    """
    size = sounds.str.len_bytes()
    whole = pl.DataFrame({"row": np.arange(len(sounds)), "sound": sounds, "size": size, "changed": changed}).filter(
        pl.col("size").is_between(_SHORTEST, _LONGEST)
    )
    long = whole.filter(pl.col("changed") & (pl.col("size") >= _SHORTEST_CHANGED))
    length = long["size"].to_numpy().astype(np.int64)
    place = pl.Series(ranges(np.zeros(len(long), np.int64), length))
    longer = long[np.repeat(np.arange(len(long)), length)].with_columns(place=place)
    sound = pl.col("sound").str.slice(0, pl.col("place")) + pl.col("sound").str.slice(pl.col("place") + 1)
    shorter = longer.select("row", sound=sound, is_whole=pl.lit(False))
    every = pl.concat([whole.select("row", "sound", is_whole=pl.lit(True)), shorter])
    return every.unique(maintain_order=True)
