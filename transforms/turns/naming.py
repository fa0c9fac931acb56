"""What the names of the people who are there tell of who speaks: who says his own, who is called, who is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.people.calls import calls
from transforms.people.introductions import NAMED, SELF, introductions
from transforms.people.sentences import FIND

if TYPE_CHECKING:
    from collections.abc import Iterator

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_OWN = rf"{SELF}{_CAPITAL}|{NAMED}{_CAPITAL}|^.{{0,40}}{_CAPITAL}\w+ here\b"
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w"


class Named(NamedTuple):
    """Rows (row of the turn, person) by what is said in it.

    `says` his own name there; `called`, `greeted` at the end of the turn; `answered`: called at its beginning; `spoken_of`
    anywhere.
    """

    says: pl.DataFrame
    called: pl.DataFrame
    answered: pl.DataFrame
    spoken_of: pl.DataFrame


def name_evidence(turns: pl.DataFrame, cut: pl.DataFrame, people: pl.DataFrame) -> Named:
    """Return what the names of `people` (find, person, forms) tell in the sentences `cut` of `turns`.

    `turns` and `cut` are what `sentences.turn_texts` and `sentences.sentences` return. A part of a name that two people
    of a find share tells nothing.
    """
    known = _forms(people)
    where = turns.select("row", *FIND)
    has_name = pl.col("text").str.contains(_CAPITAL)
    told = cut.filter(has_name).join(where, on="row", how="left", maintain_order="left")
    called = calls(told).with_columns(form=pl.col("name")).join(known, on=[*FIND, "form"], how="inner")
    single = calls(told).with_columns(form=pl.col("name").str.split(" ").list.first())
    called = pl.concat([called, single.join(known, on=[*FIND, "form"], how="inner")]).unique(
        ["row", "number", "person"]
    )
    words = (
        told.select("row", *FIND, form=pl.col("text").str.extract_all(_WORD))
        .explode("form", keep_nulls=False, empty_as_null=False)
        .with_columns(pl.col("form").str.replace(r"['’]s$", ""))
    )
    return Named(
        says=_says(told, known),
        called=called.filter(pl.col("to_come") <= 1).select("row", "person", "kind"),
        answered=called.filter(pl.col("number") <= 1).select("row", "person", "kind"),
        spoken_of=words.join(known, on=[*FIND, "form"], how="inner").select("row", "person").unique(),
    )


def _forms(people: pl.DataFrame) -> pl.DataFrame:
    """Return (find, form, person): whole names, and their parts as far as nobody else has them."""
    whole = people.select(*FIND, "person", form="forms").explode("form", keep_nulls=False, empty_as_null=False)
    part = whole.with_columns(form=pl.col("form").str.split(" ").list.first())
    last = whole.with_columns(form=pl.col("form").str.split(" ").list.last())
    every = pl.concat([whole, part, last]).filter(pl.col("form").str.len_chars() > 1).unique()
    return every.filter((pl.col("person").n_unique() == 1).over(*FIND, "form"))


def _says(told: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    chosen = told.filter(pl.col("text").str.contains(_OWN)).select("row", *FIND, "text")
    schema = {"row": pl.UInt32, "document_id": pl.String, "ordinal": pl.Int32, "form": pl.String}
    found = pl.DataFrame(list(_own_names(chosen)), schema=schema, orient="row")
    first = found.with_columns(form=pl.col("form").str.split(" ").list.first())
    return pl.concat([found, first]).join(known, on=[*FIND, "form"], how="inner").select("row", "person").unique()


def _own_names(chosen: pl.DataFrame) -> Iterator[tuple[int, str, int, str]]:
    for row, document_id, ordinal, text in chosen.iter_rows():
        for found in introductions(text.strip()):
            if found.kind in ("self", "named"):
                yield row, document_id, ordinal, found.name


def counts(rows: pl.DataFrame, turn_count: int, person_count: int) -> np.ndarray:
    """Return an array (turn, person) of how many of the rows there are for each, at most 2."""
    made = np.zeros((turn_count, person_count))
    np.add.at(made, (rows["row"].to_numpy(), rows["person"].to_numpy()), 1.0)
    return np.minimum(made, 2.0)
