"""The names that belong to an episode: of its record, its people, its show; and what of them the lexicon knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.fold import match_key
from transforms.mentions.automaton import run_automaton
from transforms.mentions.running_text import run_lines
from transforms.mentions.words import find_words

if TYPE_CHECKING:
    from transforms.mentions.lexicon import Lexicon

NAME_SCHEMA = {
    "episode": pl.Int32, "name": pl.String, "form": pl.String, "kind": pl.String, "origin": pl.String,
    "key": pl.String, "is_name": pl.Boolean,
}  # fmt: skip
# How likely a name is to be said in its episode, against other words, in nats; by where it was found.
PRIORS = {
    "present": -4.0, "people": -4.0, "affiliation": -5.0, "title": -5.0, "link": -5.5, "mentioned": -4.5,
    "discovered": -6.0, "notes": -6.0, "show": -6.5, "tag": -7.0, "file": -7.0, "chapter": -7.0, "heading": -8.0,
    "of_show": -8.0, "correction": 30.0,
}  # fmt: skip
_SHORTEST_ALIAS = 4
# Where things are named for what they are, and the kinds of which the first word is enough.
_NAMED_ONCE = ("affiliation", "title", "link", "people")
_CALLED_SHORT = ("organization", "product")
# Where the kind is known and not guessed.
_SURE_ORIGINS = ("present", "people")


def name_key(name: str) -> str:
    """Return the key of an entity that the lexicon does not know, by its name."""
    return f"name\x1f{match_key(name) or name.casefold()}"


def link_names(noted: pl.DataFrame, people: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the names of episodes in the shape of `NAME_SCHEMA`, and `in_lexicon`; of one form the likeliest.

    `noted` has episode, name, kind and origin, `people` (who is present) episode, name and aliases. A name that is a
    form of one entity of the lexicon takes that entity's key, name and kind. Where the lexicon has several, the key
    stays the name's own: then the words around it have to tell, and `in_lexicon` says so.
    """
    present = people.select("episode", "name", kind=pl.lit("person"), origin=pl.lit("present"))
    names = _linked(pl.concat([present, noted.select("episode", "name", "kind", "origin")]), lexicon)
    every = pl.concat([names, _aliases(people, names), _first_words(names, lexicon)])
    prior = pl.col("origin").replace_strict(PRIORS, return_dtype=pl.Float64)
    # Addresses write names small: what stands with a capital elsewhere in the record is the name.
    written = pl.col("form").str.contains(r"\p{Lu}")
    ranked = every.with_columns(prior=prior, written=written, folded=pl.col("form").str.to_lowercase())
    best = ranked.sort("written", "prior", descending=True, maintain_order=True)
    return best.unique(["episode", "folded"], keep="first", maintain_order=True).drop("prior", "written", "folded")


def corrected_names(corrected: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return what people say that words stand for (episode, form, name, kind) in the shape of `NAME_SCHEMA`.

    A name that the lexicon has takes that entity's key, of the kind that is given or else the first.
    """
    own = pl.col("name").map_elements(name_key, return_dtype=pl.String)
    known = lexicon.entities.select("name", "key", entity_kind="kind").unique("name", keep="first", maintain_order=True)
    both = corrected.join(known, on="name", how="left", maintain_order="left")
    fits = pl.col("key").is_not_null() & (pl.col("kind").is_null() | (pl.col("kind") == pl.col("entity_kind")))
    return both.with_columns(
        key=pl.when(fits).then("key").otherwise(own), kind=pl.coalesce("kind", "entity_kind"),
        origin=pl.lit("correction"), is_name=pl.lit(True),
    ).select(tuple(NAME_SCHEMA))  # fmt: skip


def _linked(names: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    known = _known(names["name"].unique(maintain_order=True), lexicon)
    linked = names.join(known, on="name", how="left", maintain_order="left")
    same = pl.col("entity_kind").is_not_null() & (
        ~pl.col("origin").is_in(_SURE_ORIGINS) | (pl.col("entity_kind") == pl.col("kind"))
    )
    own = pl.col("name").map_elements(name_key, return_dtype=pl.String)
    alone = same & (pl.col("entities") == 1)
    return linked.select(
        "episode",
        name=pl.when(alone).then("entity_name").otherwise("name"),
        form="name",
        kind=pl.when(alone).then("entity_kind").otherwise("kind"),
        origin="origin",
        key=pl.when(alone).then("key").otherwise(own),
        is_name=pl.lit(True),
        in_lexicon=same,
    )


def _aliases(people: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Return the other names of those present, without initials and labels that are no names."""
    rows = people.select("episode", "name", alias="aliases").explode("alias").drop_nulls("alias")
    rows = rows.filter((pl.col("alias").str.len_chars() >= _SHORTEST_ALIAS) & ~pl.col("alias").str.contains(r"[\d_]"))
    present = names.filter(pl.col("origin") == "present").rename({"form": "full"})
    linked = rows.join(present, left_on=["episode", "name"], right_on=["episode", "full"], suffix="_full")
    return linked.select(
        "episode", name="name_full", form="alias", kind="kind", origin="origin", key="key",
        is_name=pl.lit(False), in_lexicon=pl.lit(False),
    )  # fmt: skip


def _first_words(names: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the first words by which things with longer names are called, `Raiden` for `Raiden Network`.

    That is so for words that are long enough, written like a name, not the first of several names of the episode, and
    no name by themselves.
    """
    word = pl.col("name").str.extract(r"^(\p{Lu}[\pL\d]{3,})\s+\S")
    long = names.filter(pl.col("origin").is_in(_NAMED_ONCE) & pl.col("kind").is_in(_CALLED_SHORT)).with_columns(
        form=word
    )
    alone = long.drop_nulls("form").filter(~pl.col("in_lexicon") & (pl.len().over("episode", "form") == 1))
    named = _known(alone["form"].unique(maintain_order=True), lexicon)
    alone = alone.join(named, left_on="form", right_on="name", how="anti")
    return alone.with_columns(is_name=pl.lit(False)).select(names.columns)


def _known(names: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """Return the names that are a form of the lexicon, with the first entity that has it and how many have."""
    text = run_lines(names)
    words = find_words(text)
    hits = run_automaton(lexicon.automaton, words)
    row = np.searchsorted(text.start, words.start[hits.first], "right") - 1 if len(words) else hits.first
    length = np.bincount(np.searchsorted(text.start, words.start, "right") - 1, minlength=len(names))
    whole = hits.last - hits.first == length[row]
    found = pl.DataFrame({"row": row[whole], "pattern": hits.pattern[whole]})
    forms = found.join(lexicon.patterns, on="pattern").join(
        lexicon.forms.select("form_id", "entity", "is_ambiguous"), on="form_id"
    )
    entities = forms.join(
        lexicon.entities.select("entity", "key", entity_name="name", entity_kind="kind"), on="entity"
    ).sort("row", "is_ambiguous", "variant", "entity")
    best = entities.group_by("row", maintain_order=True).agg(
        pl.col("key", "entity_name", "entity_kind").first(), pl.col("entity").n_unique().alias("entities")
    )
    return best.select("key", "entity_name", "entity_kind", "entities", name=names.gather(best["row"]))
