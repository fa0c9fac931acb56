"""Names that are spoken letter by letter, heard with a letter of the same rhyme or with one too few: `cqa`, `Rh f`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.mentions.context import fields
from transforms.mentions.likeness import letters_of

if TYPE_CHECKING:
    from transforms.mentions.lexicon import Lexicon

# The names of these letters rhyme, or nearly so.
_RHYMES = {"bcdegptvz": "e", "ahjk": "a", "flmnsx": "f", "iy": "i", "quw": "u"}
_SHORTEST, _LONGEST = 3, 6
_LONGEST_WORD = 3
# The odds that these letters are those, parted in another way, with one changed, and with one lost, in nats.
_SAME, _CHANGED, _LOST = 3.5, 1.0, 0.5
_SAID, _NOT_SAID = 2.0, -1.5


def index_acronyms(lexicon: Lexicon) -> pl.DataFrame:
    """Return the forms of the lexicon that are spelled out: form, key, name, kind, field, letters, cue, is_lost.

    `cue` is what is heard of them: the rhymes of their letters, or (`is_lost`) all letters but one between the first
    and the last.
    """
    entities = lexicon.entities.select("entity", "key", "name", field=fields(lexicon.entities["source"]))
    forms = lexicon.forms.filter(pl.col("form").str.contains(rf"^\p{{Lu}}{{{_SHORTEST},{_LONGEST}}}$"))
    spelled = forms.join(entities, on="entity", how="left", maintain_order="left").select(
        "form", "key", "name", "kind", "field", letters=pl.col("form").str.to_lowercase()
    )
    return with_cues(spelled)


def with_cues(spelled: pl.DataFrame) -> pl.DataFrame:
    """Return each row of `spelled` (with `letters`) once for each `cue` by which it is found."""
    letters = pl.col("letters")
    length = letters.str.len_chars()
    lost = [
        spelled.filter(length > max(place + 1, _SHORTEST)).with_columns(
            cue=letters.str.slice(0, place) + letters.str.slice(place + 1), is_lost=pl.lit(True)
        )
        for place in range(1, _LONGEST - 1)
    ]
    whole = spelled.with_columns(cue=_rhymes("letters"), is_lost=pl.lit(False))
    return pl.concat([whole, *lost]).unique(maintain_order=True)


def near_acronyms(heard: pl.DataFrame, index: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches of `heard` (`heard.find_heard`) that may be an acronym: its columns, those of it, `odds`.

    `index` is that of `index_acronyms`; `said` (episode, key) is what the episodes surely name. What the field of the
    episode says is not among the odds.
    """
    # Each letter may have a space behind it.
    few = heard.filter(pl.col("is_odd") & (pl.col("text").str.len_chars() <= 2 * _LONGEST) & _is_spelled())
    short = few.with_columns(spoken=letters_of(few["text"])).filter(
        pl.col("spoken").str.contains(rf"^[a-z]{{{_SHORTEST},{_LONGEST}}}$")
    )
    by_rhyme = short.with_columns(cue=_rhymes("spoken"), is_lost=pl.lit(False))
    by_loss = short.with_columns(cue=pl.col("spoken"), is_lost=pl.lit(True))
    pairs = pl.concat([by_rhyme, by_loss]).join(index, on=["cue", "is_lost"], how="inner", maintain_order="left")
    near = pairs.with_columns(changed=_changed_letters()).filter(pl.col("is_lost") | (pl.col("changed") <= 1))
    known = near.join(
        said.select("episode", "key", is_said=pl.lit(True)).unique(), on=["episode", "key"], how="left",
        maintain_order="left",
    )  # fmt: skip
    is_same = ~pl.col("is_lost") & (pl.col("changed") == 0)
    likeness = pl.when("is_lost").then(_LOST).when(is_same).then(_SAME).otherwise(_CHANGED)
    odds = likeness + pl.when("is_said").then(_SAID).otherwise(_NOT_SAID)
    usable = known.with_columns(odds=odds).filter(_is_no_word() & (~is_same | pl.col("text").str.contains(r"\s")))
    return usable.drop("spoken", "cue", "is_lost", "is_said", "changed", "letters")


def _is_spelled() -> pl.Expr:
    """Return whether it is a word that begins small, or words of a few letters: who knows the letters joins them."""
    single = pl.col("text").str.contains(r"^\p{Ll}\S*$")
    parted = pl.col("text").str.contains(r"\s") & ~pl.col("text").str.contains(rf"\pL{{{_LONGEST_WORD + 1},}}")
    return single | parted


def _is_no_word() -> pl.Expr:
    """Return whether nobody can read it out as a word: without a vowel, with a q that no u follows, or parted."""
    return pl.col("text").str.contains(r"(?i)^[^aeiouy]+$|q[^u]|\s")


def _rhymes(name: str) -> pl.Expr:
    sounds = pl.col(name)
    for letters, sound in _RHYMES.items():
        sounds = sounds.str.replace_all(f"[{letters}]", sound)
    return sounds


def _changed_letters() -> pl.Expr:
    """Return how many letters of two texts of one length differ."""
    pairs = [
        (pl.col("spoken").str.slice(place, 1) != pl.col("letters").str.slice(place, 1)).cast(pl.Int32)
        for place in range(_LONGEST)
    ]
    return pl.sum_horizontal(pairs)
