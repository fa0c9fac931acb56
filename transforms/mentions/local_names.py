"""The names of single episodes looked for, each in its own episode only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.mentions.automaton import Hits, run_automaton
from transforms.mentions.candidates import find_candidates, keeps_together, usable_hits
from transforms.mentions.lexicon import compile_forms, form_case
from transforms.mentions.names import PRIORS

if TYPE_CHECKING:
    from transforms.mentions.reading import Reading

# A name of common words only is mostly just these words.
_LISTED = -3.0
_SHORT_FORM = -0.5


def match_names(reading: Reading, names: pl.DataFrame) -> pl.DataFrame:
    """Return one row per place where a name of the episode stands, with the evidence of `find_candidates`.

    `names` is as `names.NAME_SCHEMA` says, and has `part`: names of different parts have nothing to do with each other.
    Adds its columns, and prior, variant, is_ambiguous, form_case.
    """
    kind = pl.col("kind").fill_null("product")
    distinct = names.select("part", form="form", kind=kind).unique(("part", "form"), maintain_order=True)
    forms = distinct.with_columns(
        form_id=pl.int_range(pl.len(), dtype=pl.Int32), form_case=form_case(), is_ambiguous=pl.lit(False)
    )
    patterns, automaton = compile_forms(forms)
    hits = usable_hits(reading, run_automaton(automaton, reading.words))
    placed = pl.DataFrame({"pattern": hits.pattern, "episode": reading.episode[hits.first]}).with_row_index("hit")
    named = placed.join(patterns, on="pattern", how="inner", maintain_order="left").join(
        forms.select("form_id", "part", "form", "is_ambiguous", "form_case"),
        on="form_id", how="left", maintain_order="left",
    )  # fmt: skip
    own_names = ["part", "form", "episode"]
    named = named.join(names, on=own_names, how="inner", maintain_order="left").drop("pattern", "episode")
    # Most names stand in many episodes that have nothing to do with them.
    own = named["hit"].unique().sort()
    index = own.to_numpy()
    found = find_candidates(reading, Hits(hits.first[index], hits.last[index], hits.pattern[index]))
    rows = named.join(found.with_columns(hit=own), on="hit", how="left", maintain_order="left").drop("hit")
    prior = pl.col("origin").replace_strict(PRIORS, return_dtype=pl.Float64)
    return rows.filter(keeps_together()).with_columns(
        prior=prior
        + pl.when("is_listed").then(_LISTED).otherwise(0.0)
        + pl.when("is_name").then(0.0).otherwise(_SHORT_FORM)
    )
