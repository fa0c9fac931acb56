"""First names and surnames on their own: whose they are, by who is in the room and who was named."""

from __future__ import annotations

import polars as pl

from transforms.mentions.names import NAME_SCHEMA, PRIORS

_SHORTEST_FIRST, _SHORTEST_LAST = 3, 4
_PARTICLES = (
    r"(?i)^(?:van|von|der|den|de|del|da|di|la|le|el|al|bin|ibn|ten|ter|dos|du|st|jr|sr|ii|iii|mr|mrs|ms|dr|prof)\.?$"
)
_SURE = ("present", "people")
_NAMED = (*_SURE, "title", "notes", "link", "discovered")


def rank_persons(names: pl.DataFrame, own: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return the persons of each episode: who is present, who the record or the speech names in full, with their rank.

    `names` and `own` are those of the record and those discovered (`names.NAME_SCHEMA`), `said` the rows chosen so far.
    Adds rank: the higher, the likelier it is who is meant by a part of the name that several have.
    """
    counted = said.group_by("episode", "key").agg(pl.len().alias("count"))
    spoken = said.filter((pl.col("kind") == "person") & pl.col("is_name")).unique(
        ["episode", "key"], maintain_order=True
    )
    spoken = spoken.with_columns(form="name", origin=pl.lit("mentioned"))
    every = pl.concat([frame.select(tuple(NAME_SCHEMA)) for frame in (names, own, spoken)]).filter(
        pl.col("kind") == "person"
    )
    ranked = every.join(counted, on=["episode", "key"], how="left", maintain_order="left")
    count = pl.col("count").fill_null(0)
    there = ranked.filter((count > 0) | pl.col("origin").is_in(_NAMED))
    return there.with_columns(
        rank=pl.col("origin").replace_strict(PRIORS, return_dtype=pl.Float64) + 0.5 * pl.min_horizontal(count, 4),
        origin=pl.when(pl.col("origin").is_in(_SURE)).then("origin").otherwise(pl.lit("mentioned")),
    )


def short_forms(persons: pl.DataFrame) -> pl.DataFrame:
    """Return the first names and surnames that stand for the persons of an episode (`names.NAME_SCHEMA`).

    Of several persons with one part the one with the highest rank has it.
    """
    words = pl.col("name").str.replace_all(r"[\"“”()]", "").str.split(" ")
    parted = persons.with_columns(words=words).filter(pl.col("words").list.len() > 1)
    first, last = pl.col("words").list.first(), pl.col("words").list.last()
    parts = pl.concat(
        [
            parted.with_columns(form=first, place=0).filter(pl.col("form").str.len_chars() >= _SHORTEST_FIRST),
            parted.with_columns(form=last, place=1).filter(pl.col("form").str.len_chars() >= _SHORTEST_LAST),
        ]
    ).filter(~pl.col("form").str.contains(_PARTICLES) & ~pl.col("form").str.contains(r"[\d.]"))
    best = parts.sort("rank", "place", descending=[True, False], maintain_order=True)
    alone = best.unique(["episode", "form"], keep="first", maintain_order=True)
    return alone.with_columns(is_name=pl.lit(False)).select(tuple(NAME_SCHEMA))
