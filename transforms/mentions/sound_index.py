"""The lexicon by sound: forms whose coarse sounds are those of a stretch, or differ by one that is more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.mentions.context import fields
from transforms.mentions.lexicon import count_words
from transforms.mentions.sounds import coarse_sounds, spell_sounds

if TYPE_CHECKING:
    from transforms.mentions.lexicon import Lexicon

# Shorter sounds are too many things.
_SHORTEST, _SHORTEST_CHANGED, _LONGEST = 4, 6, 18
_SHORTEST_LETTERS = 4


def index_sounds(lexicon: Lexicon) -> pl.DataFrame:
    """Return the forms of the lexicon by coarse sound.

    sound, form, entity, key, name, kind, is_ambiguous, field and words (how many the form has).

    A form has one row for its own sounds, and one for each way to leave out one of them. Topics are not in it.
    """
    entities = lexicon.entities.select("entity", "key", "name", field=fields(lexicon.entities["source"]))
    forms = lexicon.forms.filter(
        (pl.col("kind") != "topic") & (pl.col("form").str.count_matches(r"\pL") >= _SHORTEST_LETTERS)
    ).join(entities, on="entity", how="left", maintain_order="left")
    spoken = forms.select("form", "entity", "key", "name", "kind", "is_ambiguous", "field").with_columns(
        sound=coarse_sounds(spell_sounds(forms["form"])), words=pl.Series(count_words(forms["form"]))
    )
    return _with_one_less(spoken.filter(pl.col("sound").str.len_bytes().is_between(_SHORTEST, _LONGEST)))


def near_known(heard: pl.DataFrame, index: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of stretches (`heard.find_heard`) and forms that sound nearly the same: the columns of both."""
    spoken = heard.with_columns(sound="coarse")
    fitting = spoken.filter(pl.col("sound").str.len_bytes().is_between(_SHORTEST, _LONGEST))
    whole = fitting.with_columns(is_whole=pl.lit(True))
    rows = pl.concat([whole.filter(pl.col("is_pair")), _with_one_less(fitting.filter(~pl.col("is_pair")))])
    # One sound more on one side: a whole row meets any; two that both have one less would be two changes.
    pairs = rows.join(index, on="sound", how="inner", suffix="_form").filter(
        pl.col("is_whole") | pl.col("is_whole_form")
    )
    return pairs.unique(["heard_id", "form", "key"], maintain_order=True).drop("sound", "is_whole", "is_whole_form")


def _with_one_less(rows: pl.DataFrame) -> pl.DataFrame:
    sound = pl.col("sound")
    long = rows.filter(sound.str.len_bytes() >= _SHORTEST_CHANGED)
    shorter = [
        long.filter(sound.str.len_bytes() > place).with_columns(
            sound=sound.str.slice(0, place) + sound.str.slice(place + 1),
            is_whole=pl.lit(False),
        )
        for place in range(_LONGEST)
    ]
    return pl.concat([rows.with_columns(is_whole=pl.lit(True)), *shorter]).unique(maintain_order=True)
