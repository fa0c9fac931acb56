"""Which entities of the lexicon belong together: the description of one names the other, as a product's its company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.automaton import run_automaton
from transforms.mentions.running_text import run_lines
from transforms.mentions.words import find_words

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.automaton import Automaton
    from transforms.mentions.gaps import Flags

# What many descriptions name (`United States`, `Python`) tells little of any.
_MOST_RELATED = 100
_WRITTEN = 0
# How near a related name has to stand, in words, and how many names on either side are looked at.
_NEAR_WORDS, _NEAR_NAMES = 15, 4


def find_relations(
    entities: pl.DataFrame, forms: pl.DataFrame, patterns: pl.DataFrame, automaton: Automaton
) -> pl.DataFrame:
    """Return pairs of entities, each in both orders: entity, other.

    The arguments are those of `lexicon.Lexicon`. A description names an entity where a form of it stands in it letter
    for letter, capitals and all.
    """
    described = entities.drop_nulls("description")
    text = run_lines(described["description"])
    words = find_words(text)
    hits = run_automaton(automaton, words)
    row = np.searchsorted(text.start, words.start[hits.first], "right") - 1
    spelled = [
        text.raw[a:b].tobytes().decode() for a, b in zip(words.start[hits.first], words.end[hits.last - 1], strict=True)
    ]
    found = pl.DataFrame(
        {
            "entity": described["entity"].gather(row),
            "pattern": hits.pattern,
            "form": pl.Series(spelled, dtype=pl.String),
        }
    )
    named = found.join(patterns.filter(pl.col("variant") == _WRITTEN), on="pattern").join(
        forms.select("form_id", "form", other="entity"), on=["form_id", "form"]
    )
    capital = pl.col("form").str.contains(r"\p{Lu}")
    pairs = named.filter(capital & (pl.col("entity") != pl.col("other"))).select("entity", "other")
    few = pairs.unique().filter(pl.len().over("other") <= _MOST_RELATED)
    both = pl.concat([few, few.select(entity="other", other="entity")])
    return both.unique().sort("entity", "other")


def have_related(rows: pl.DataFrame, sure: pl.DataFrame, relations: pl.DataFrame) -> Flags:
    """Return for each of `rows` (first, last, episode, entity) whether a sure name close by is of a related entity.

    `sure` has the same columns, of the names that are sure.
    """
    places = sure.sort("first")
    found = np.zeros(len(rows), np.bool_)
    if places.is_empty() or rows.is_empty() or relations.is_empty():
        return found
    first, episode, entity = (places[name].to_numpy() for name in ("first", "episode", "entity"))
    pairs = _paired(relations["entity"].to_numpy(), relations["other"].to_numpy())
    own = rows["entity"].to_numpy()
    at = np.searchsorted(first, rows["first"].to_numpy())
    for step in range(-_NEAR_NAMES, _NEAR_NAMES + 1):
        place = np.clip(at + step, 0, len(first) - 1)
        near = np.abs(first[place] - rows["first"].to_numpy()) <= _NEAR_WORDS
        near &= (at + step == place) & (episode[place] == rows["episode"].to_numpy())
        check = np.flatnonzero(near & ~found)
        wanted = _paired(own[check], entity[place[check]])
        # The relations are sorted.
        found[check] = pairs[np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)] == wanted
    return found


def _paired(one: npt.NDArray[np.integer], other: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    return (one.astype(np.int64) << 32) | other.astype(np.int64)
