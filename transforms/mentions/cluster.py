"""Entities of the whole corpus: keys of the matcher put together under one name, kind and identity."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms import schema
from transforms.contract import conform
from transforms.identity import identify
from transforms.lake_annotations import LINKED_KEYS
from transforms.mentions.likeness import letters_of, likeness
from transforms.mentions.sounds import coarse_sounds, spell_sounds

if TYPE_CHECKING:
    import pyarrow as pa

_RANK = {"discovered": 0, "notes": 1, "lexicon": 2}
# A name of the speech alone, heard once, has to be surer than one that comes again.
_LEAST_ONCE = 0.45
_VARIANT = 3.0
_MORE_THAN_ANY = 1 << 40
_MOST_ALIASES = 40
_UNKNOWN_KIND = "product"


class Linked(NamedTuple):
    """The published entities (`schema.ENTITIES`), and which of them each key is (`LINKED_KEYS`)."""

    entities: pa.Table
    keys: pa.Table


def link_entities(counted: pl.DataFrame, known: pl.DataFrame) -> Linked:
    """Return the entities of the corpus.

    `counted` has the rows of all batches (`ANNOTATED_ENTITIES`), `known` the lexicon's entities (`Lexicon.entities`).
    Keys of one name are one entity; names of the speech are put under the record's or the lexicon's, and variants of a
    person's name in one show under the most frequent. A name that nobody listed and that was heard but once,
    doubtfully, is left out: it is in neither table. The result does not depend on the order of the rows.
    """
    keys = _keys(counted)
    kept = keys.filter(
        (pl.col("origin") != "discovered") | (pl.col("mentions") > 1) | (pl.col("confidence") >= _LEAST_ONCE)
    )
    parents = _in_lexicon(kept, known).join(_variants(kept), on="entity_key", how="left", maintain_order="left")
    heads = parents.select("entity_key", head=pl.coalesce("listed", "variant_of", "entity_key"))
    # A variant of a name that the lexicon has is the lexicon's.
    again = heads.rename({"entity_key": "head", "head": "listed"})
    heads = heads.join(again, on="head", how="left", maintain_order="left")
    linked = heads.select("entity_key", head=pl.coalesce("listed", "head")).with_columns(
        entity_id=pl.col("head").map_elements(lambda key: identify("entity", key), return_dtype=pl.String)
    )
    entities = _entities(counted.join(linked, on="entity_key"), known)
    rows = linked.select("entity_key", "entity_id").sort("entity_key")
    return Linked(conform(schema.ENTITIES, entities.to_arrow()), conform(LINKED_KEYS, rows.to_arrow()))


def _keys(counted: pl.DataFrame) -> pl.DataFrame:
    """Return one row per key: name, kind and origin by weight, and how often it is mentioned.

    A name is written as the lexicon has it, or else the record, or else as most of the speech has it.
    """
    weight = pl.col("mention_count").sum()
    rank = pl.col("origin").replace_strict(_RANK, return_dtype=pl.Int64).max() * _MORE_THAN_ANY
    names = counted.group_by("entity_key", "name").agg((rank + weight).alias("weight")).sort(
        "entity_key", "weight", "name", descending=[False, True, False]
    )  # fmt: skip
    kinds = counted.drop_nulls("kind").group_by("entity_key", "kind").agg(weight.alias("weight")).sort(
        "entity_key", "weight", "kind", descending=[False, True, False]
    )  # fmt: skip
    totals = counted.group_by("entity_key").agg(
        pl.col("mention_count").sum().alias("mentions"),
        pl.col("confidence").max(),
        pl.col("origin").max_by(pl.col("origin").replace_strict(_RANK, return_dtype=pl.Int8)),
        pl.col("show_id").drop_nulls().unique().sort().alias("shows"),
    )
    first = [frame.unique("entity_key", keep="first", maintain_order=True).drop("weight") for frame in (names, kinds)]
    return totals.join(first[0], on="entity_key").join(first[1], on="entity_key", how="left").sort("entity_key")


def _in_lexicon(keys: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Add `listed`: the key of the one entity of the lexicon that a name is a form of, if its kind fits."""
    forms = known.select("key", "kind", form=pl.concat_list(pl.concat_list("name"), "aliases")).explode("form")
    folded = forms.with_columns(folded=_letters("form")).group_by("folded").agg(
        pl.col("key").unique().sort(), pl.col("kind").first().alias("listed_kind")
    ).filter(pl.col("key").list.len() == 1)  # fmt: skip
    own = keys.with_columns(folded=_letters("name"))
    both = own.join(folded, on="folded", how="left", maintain_order="left")
    is_person = (pl.col("kind") == "person") != (pl.col("listed_kind") == "person")
    fits = (pl.col("origin") != "lexicon") & (pl.col("kind").is_null() | ~is_person)
    return both.with_columns(listed=pl.when(fits).then(pl.col("key").list.first())).drop("folded", "key", "listed_kind")


def _variants(keys: pl.DataFrame) -> pl.DataFrame:
    """Return the persons whose name sounds like a more frequent one of the same show: entity_key, variant_of."""
    several = pl.col("name").str.contains(r"\S\s+\S") & (pl.col("kind") == "person")
    persons = keys.filter(several).with_columns(
        sound=coarse_sounds(spell_sounds(keys.filter(several)["name"])),
        weight=pl.col("origin").replace_strict(_RANK, return_dtype=pl.Int64) * _MORE_THAN_ANY + pl.col("mentions"),
    )
    spread = persons.explode("shows").drop_nulls("shows")
    pairs = spread.join(spread, on=["shows", "sound"], suffix="_other").filter(
        pl.col("entity_key") != pl.col("entity_key_other")
    )
    less = (pl.col("weight") < pl.col("weight_other")) | (
        (pl.col("weight") == pl.col("weight_other")) & (pl.col("entity_key") < pl.col("entity_key_other"))
    )
    mine = pairs.filter(less & (pl.col("origin") == "discovered"))
    candidates = mine.unique(["entity_key", "entity_key_other"], maintain_order=True)
    index = np.arange(len(candidates))
    odds = likeness(candidates["name"], candidates["name_other"], index, index).odds
    close = candidates.filter(pl.Series(odds >= _VARIANT)).sort(
        "entity_key", "mentions_other", "entity_key_other", descending=[False, True, False]
    )
    return close.unique("entity_key", keep="first", maintain_order=True).select(
        "entity_key", variant_of="entity_key_other"
    )


def _entities(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return one row per head, with the forms that were heard as aliases."""
    heads = _keys(rows.with_columns(entity_key="head")).select("entity_key", "name", "kind", "origin")
    own = rows.filter(pl.col("entity_key") == pl.col("head"))
    ids = rows.select("entity_id", entity_key="head").unique("entity_key")
    named = _keys(own).select("entity_key", own_name="name", own_kind="kind", own_origin="origin")
    listed = known.select("key", listed_name="name", listed_kind="kind", listed="aliases", homepage="homepage",
                          wikidata_id="wikidata_id", description="description")  # fmt: skip
    both = heads.join(ids, on="entity_key").join(named, on="entity_key", how="left").join(
        listed, left_on="entity_key", right_on="key", how="left"
    )  # fmt: skip
    both = both.join(_heard(rows), left_on="entity_key", right_on="head", how="left")
    both = both.join(_with_capitals(own), on="entity_key", how="left")
    name = pl.coalesce("listed_name", "written", "own_name", "name")
    aliases = pl.concat_list(pl.col("listed").fill_null([]), pl.col("heard").fill_null([])).list.unique(
        maintain_order=True
    )
    return both.select(
        "entity_id", name=name, kind=pl.coalesce("listed_kind", "kind", "own_kind", pl.lit(_UNKNOWN_KIND)),
        aliases=aliases.list.set_difference(pl.concat_list(name)).list.sort(), description="description",
        homepage="homepage", wikidata_id="wikidata_id", origin=pl.coalesce("own_origin", "origin"),
    ).sort("entity_id")  # fmt: skip


def _with_capitals(own: pl.DataFrame) -> pl.DataFrame:
    """Return how names that the record has in small letters are mostly written in the speech: entity_key, written.

    Addresses, tags and names of files say nothing about capitals and spaces.
    """
    small = own.filter(~pl.col("name").str.contains(r"\p{Lu}") & (pl.col("origin") != "lexicon"))
    same = small.filter(_letters("surface") == _letters("name"))
    counted = same.group_by("entity_key", "surface").agg(pl.col("mention_count").sum()).sort(
        "entity_key", "mention_count", "surface", descending=[False, True, False]
    )  # fmt: skip
    most = counted.unique("entity_key", keep="first", maintain_order=True)
    return most.filter(pl.col("surface").str.contains(r"\p{Lu}")).select("entity_key", written="surface")


def _heard(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the spoken forms of each head, the most frequent ones, each spelling once."""
    folded = rows.with_columns(folded=pl.col("surface").str.to_lowercase())
    counted = folded.group_by("head", "folded", "surface").agg(pl.col("mention_count").sum())
    ranked = counted.sort("head", "mention_count", "surface", descending=[False, True, False])
    distinct = ranked.unique(["head", "folded"], keep="first", maintain_order=True)
    few = distinct.filter(pl.int_range(pl.len()).over("head") < _MOST_ALIASES)
    return few.group_by("head", maintain_order=True).agg(heard="surface")


def _letters(name: str) -> pl.Expr:
    return pl.col(name).map_batches(letters_of, return_dtype=pl.String, is_elementwise=True)
