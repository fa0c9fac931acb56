"""What the rest of the episode says about a candidate: what else it names, and which field it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.relations import have_related

if TYPE_CHECKING:
    import numpy.typing as npt

# Odds from which a candidate counts as evidence for others.
SURE = 3.0
_SAME_ENTITY = 3.0
_BESIDE_ANOTHER, _NEAR_ANOTHER, _NEAR_WORDS = 1.5, 1.0, 8
# `Firefox, Chrome or Opera`: beside another of its kind and field.
_LISTED_WITH = 3.0
# The lexicon says of one of the names close by that it belongs to this one.
_RELATED = 3.0
_FIELD_LEAST, _FIELD_MOST, _FIELD_USUAL, _FIELD_DOUBT = -1.0, 2.5, 0.08, 6.0

# Fields of knowledge, by the names of the lexicon's files; a file that is not here is a field of its own.
_FIELD_OF = {
    "ai": "ai", "ai_research": "ai", "data": "data", "dataviz": "data", "software": "computing",
    "web_devops": "computing", "hardware": "computing", "security": "computing", "people_tech": "computing",
    "crypto": "crypto", "science": "science", "companies": "business", "media": "media", "people_media": "media",
    "people_public": "world", "places": "world", "organizations": "world", "events_laws": "world",
}  # fmt: skip
_AKIN = {
    "ai": ("computing", "data"), "data": ("ai", "computing"), "computing": ("ai", "data", "business"),
    "crypto": ("computing",), "business": ("computing", "ai", "world"), "media": ("world",),
    "world": ("media", "business"), "science": ("world",),
}  # fmt: skip


def fields(sources: pl.Series) -> pl.Series:
    """Return the field that each lexicon file is about."""
    stems = sources.str.replace(r"\.csv$", "")
    return stems.replace(list(_FIELD_OF), list(_FIELD_OF.values())).alias("field")


def weigh_context(rows: pl.DataFrame, relations: pl.DataFrame) -> pl.DataFrame:
    """Return `rows` with `odds` changed by what the sure candidates of the same episode name.

    `rows` has hit, first, last, episode, entity, field and odds; `relations` is that of the lexicon.
    """
    sure = surest(rows)
    if sure.is_empty():
        return rows
    entity = sure.group_by("episode", "entity").agg(
        pl.col("hit").min().alias("one"), pl.col("hit").max().alias("other")
    )
    known = rows.join(entity, on=["episode", "entity"], how="left", maintain_order="left")
    elsewhere = (pl.col("one") != pl.col("hit")) | (pl.col("other") != pl.col("hit"))
    return known.with_columns(
        odds=pl.col("odds")
        + pl.when(elsewhere.fill_null(False)).then(_SAME_ENTITY).otherwise(0.0)
        + _of_field(known, sure)
        + _of_neighbours(known, sure)
        + pl.Series(np.where(have_related(known, sure, relations), _RELATED, 0.0))
    ).drop("one", "other")


def surest(rows: pl.DataFrame) -> pl.DataFrame:
    """Return of each place the entity with the highest odds, where these are high enough to tell of others."""
    sure = rows.filter(pl.col("odds") >= SURE)
    return sure.sort("hit", "odds", descending=[False, True]).unique("hit", keep="first", maintain_order=True)


def field_shares(sure: pl.DataFrame) -> pl.DataFrame:
    """Return what the field of all that an episode surely names says for its other names: episode, field, nats.

    `sure` has episode, entity and field. Fields akin to one count half for it.
    """
    counted = (
        sure.unique(["episode", "entity"]).group_by("episode", "field").agg(pl.len().cast(pl.Float64).alias("count"))
    )
    total = counted.group_by("episode").agg(pl.col("count").sum().alias("total"))
    akin = pl.DataFrame([(field, other) for field, others in _AKIN.items() for other in others],
                        schema=["field", "other"], orient="row")  # fmt: skip
    nearby = akin.join(counted, left_on="other", right_on="field").select("episode", "field", count=pl.col("count") / 2)
    both = pl.concat([counted, nearby.select(counted.columns)]).group_by("episode", "field").agg(pl.col("count").sum())
    doubted = (pl.col("count") + _FIELD_USUAL * _FIELD_DOUBT) / (pl.col("total") + _FIELD_DOUBT) / _FIELD_USUAL
    return both.join(total, on="episode").select("episode", "field", nats=doubted.log().clip(_FIELD_LEAST, _FIELD_MOST))


def _of_field(rows: pl.DataFrame, sure: pl.DataFrame) -> pl.Series:
    """Return what the share of an entity's field in its episode says."""
    found = rows.select("episode", "field").join(
        field_shares(sure), on=["episode", "field"], how="left", maintain_order="left"
    )
    total = sure.unique(["episode", "entity"]).group_by("episode").agg(pl.len().alias("total"))
    absent = rows.select("episode").join(total, on="episode", how="left", maintain_order="left")["total"].fill_null(0)
    nothing = (_FIELD_DOUBT / (absent + _FIELD_DOUBT)).log().clip(_FIELD_LEAST, _FIELD_MOST)
    return found["nats"].fill_null(nothing)


def _of_neighbours(rows: pl.DataFrame, sure: pl.DataFrame) -> pl.Series:
    """Return what sure names close by say: beside it, or among the next words; more where they are of its sort."""
    places = sure.sort("first")
    if places.is_empty():
        return pl.Series(np.zeros(len(rows)))
    first, last = places["first"].to_numpy(), places["last"].to_numpy()
    sort, others = rows.select("kind", "field", "entity"), places.select("kind", "field", "entity")
    before = np.searchsorted(first, rows["first"].to_numpy(), "left") - 1
    after = np.searchsorted(first, rows["last"].to_numpy(), "left")
    own, episode = rows["episode"].to_numpy(), places["episode"].to_numpy()
    nearest = np.minimum(after, len(first) - 1)
    is_before, is_after = (before >= 0) & (episode[before] == own), (after < len(first)) & (episode[nearest] == own)
    gap_before = np.where(is_before, rows["first"].to_numpy() - last[before], _NEAR_WORDS + 1)
    gap_after = np.where(is_after, first[nearest] - rows["last"].to_numpy(), _NEAR_WORDS + 1)
    gap: npt.NDArray[np.int64] = np.minimum(np.abs(gap_before), gap_after)
    near = np.where(gap <= 1, _BESIDE_ANOTHER, np.where(gap <= _NEAR_WORDS, _NEAR_ANOTHER, 0.0))
    listed = _of_one_sort(sort, others, before, gap_before) | _of_one_sort(sort, others, after, gap_after)
    return pl.Series(np.where(listed, _LISTED_WITH, near))


def _of_one_sort(
    rows: pl.DataFrame, places: pl.DataFrame, at: npt.NDArray[np.int64], gap: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return whether the place `at` is one word away and of the same kind and field as the row."""
    beside = np.flatnonzero((gap == 1) & (at >= 0) & (at < len(places)))
    own, other = rows[beside], places[at[beside]]
    same = (other["kind"] == own["kind"]) & (other["field"] == own["field"]) & (other["entity"] != own["entity"])
    found = np.zeros(len(rows), np.bool_)
    found[beside] = same.fill_null(value=False).to_numpy()
    return found
