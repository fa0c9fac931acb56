"""Entities of the lexicon in the speech, weighed by the words themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.mentions.automaton import run_automaton
from transforms.mentions.candidates import find_candidates, usable_hits
from transforms.mentions.context import fields
from transforms.mentions.local_names import match_names
from transforms.mentions.weigh import case_costs, match_entities, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.mentions.candidates import Reals
    from transforms.mentions.lexicon import Lexicon
    from transforms.mentions.reading import Reading


def known_rows(reading: Reading, lexicon: Lexicon) -> tuple[pl.DataFrame, Reals]:
    """Return one row per place and entity of the lexicon that may be named there, with odds and field.

    Beside them what small letters say against a name in each episode (`weigh.case_costs`).
    """
    hits = usable_hits(reading, run_automaton(lexicon.automaton, reading.words))
    matched = match_entities(find_candidates(reading, hits), lexicon)
    costs = case_costs(matched, len(reading.episodes.first))
    rows = _weighed(reading, matched, costs)
    entities = lexicon.entities.select("entity", "name", "key", field=fields(lexicon.entities["source"]))
    named = rows.join(entities, on="entity", how="left", maintain_order="left").with_columns(origin=pl.lit("lexicon"))
    return named, costs


def named_rows(reading: Reading, parts: Sequence[pl.DataFrame], costs: Reals) -> list[pl.DataFrame]:
    """Return for each part one row per place where a name of its episode stands (`names.NAME_SCHEMA`), with odds."""
    numbered = [names.with_columns(part=pl.lit(number, pl.Int8)) for number, names in enumerate(parts)]
    rows = _weighed(reading, match_names(reading, pl.concat(numbered, how="vertical_relaxed")), costs)
    return [rows.filter(pl.col("part") == number).drop("part") for number in range(len(parts))]


def _weighed(reading: Reading, rows: pl.DataFrame, costs: Reals) -> pl.DataFrame:
    episode = rows["episode"].to_numpy()
    cased, cost = pl.Series(reading.episodes.is_cased[episode]), pl.Series(costs[episode])
    return weigh(rows.with_columns(is_cased=cased, small_cost=cost))
