"""What the names of the people who are there tell of who speaks: who says his own, who is called, who is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.people.introductions import NAMED, SELF, introductions
from transforms.people.name_pattern import CAPITAL
from transforms.people.sentences import FIND

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = rf"{SELF}{CAPITAL}|{NAMED}{CAPITAL}|^.{{0,40}}{CAPITAL}\w+ here\b"
_OWN_CUES = (
    "i'm ", "i’m ", "im ", "i am ", "my name", "it's me", "it’s me", "it is me", "and me", "llamo", "soy ", "nombre",
    "ich ", "mein", "suis", "appelle", "sou ", "meu ", "chiamo", "ik ben", "mijn", "this is", "this has", "hier ist",
    "aquí", "ici ", " here",
)  # fmt: skip
_FEWEST_CALLS = 2
_WORD = rf"{CAPITAL}[\w’'-]*\w"


class Named(NamedTuple):
    """Rows by what is said of whom: `row` of the turn, `person` (-1 in `says`: of a name that nobody there has).

    `says` his own name; `called`, the one who is spoken to last in a turn, with `to_come`, how many sentences of it
    follow; `answered`: called at its beginning; `spoken_of` anywhere.
    """

    says: pl.DataFrame
    called: pl.DataFrame
    answered: pl.DataFrame
    spoken_of: pl.DataFrame


def capitalised(turns: pl.DataFrame, cut: pl.DataFrame) -> pl.DataFrame:
    """Return the sentences that can hold a name, with the find they are of.

    `turns` and `cut` are what `sentences.turn_texts` and `sentences.sentences` return.
    """
    where = turns.select("row", *FIND)
    return cut.filter(pl.col("text").str.contains(CAPITAL)).join(where, on="row", how="left", maintain_order="left")


def also_called(called: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return (find, form) of people who are greeted, or asked and called besides, and whom nobody knows to be there.

    `called` is what `calls.calls` returns of `capitalised` sentences; the most often called come first.
    """
    first = called.select(*FIND, "kind", form=pl.col("name").str.to_lowercase().str.split(" ").list.first())
    counted = first.group_by(*FIND, "form", maintain_order=True).agg(
        pl.len(),
        is_greeted=(pl.col("kind") == "greeting").any(),
        is_asked=pl.col("kind").is_in(["asked", "thanks"]).any(),
    )
    strange = counted.join(_forms(people), on=[*FIND, "form"], how="anti", maintain_order="left")
    often = strange.filter(pl.col("is_greeted") | pl.col("is_asked") & (pl.col("len") >= _FEWEST_CALLS)).sort(
        "len", descending=True, maintain_order=True
    )
    return often.select(*FIND, "form")


def name_evidence(told: pl.DataFrame, calls: pl.DataFrame, people: pl.DataFrame) -> Named:
    """Return what the names of `people` (find, person, forms) tell in `capitalised` sentences, and the calls in them.

    A part of a name that two people of a find share tells nothing.
    """
    known = _forms(people)
    called = _owners(calls, known, "number", "to_come", "kind")
    words = told.select("row", *FIND, name=pl.col("text").str.extract_all(_WORD)).explode(
        "name", keep_nulls=False, empty_as_null=False
    )
    bare = words.with_columns(pl.col("name").str.replace(r"['’]s$", ""))
    return Named(
        says=_says(told, known),
        called=called.unique("row", keep="last", maintain_order=True).select("row", "person", "to_come"),
        answered=called.filter(pl.col("number") <= 1).select("row", "person").unique(maintain_order=True),
        spoken_of=_owners(bare, known).select("row", "person").unique(maintain_order=True),
    )


def _owners(found: pl.DataFrame, known: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return rows with the person whom their `name`, or its first part, belongs to."""
    key = pl.col("name").str.to_lowercase()
    keyed = found.select("row", *FIND, *columns, form=key)
    first = keyed.with_columns(pl.col("form").str.split(" ").list.first())
    whole = keyed.join(known, on=[*FIND, "form"], how="left", maintain_order="left")
    parts = first.join(known, on=[*FIND, "form"], how="left", maintain_order="left")
    return whole.with_columns(person=pl.coalesce(whole["person"], parts["person"])).drop_nulls("person").drop("form")


def _forms(people: pl.DataFrame) -> pl.DataFrame:
    """Return (find, form, person): whole names in lower case, and their parts as far as nobody else has them."""
    names = people.select(*FIND, "person", form="forms").explode("form", keep_nulls=False, empty_as_null=False)
    whole = names.with_columns(pl.col("form").str.to_lowercase())
    parts = [
        whole.with_columns(part)
        for part in (pl.col("form").str.split(" ").list.first(), pl.col("form").str.split(" ").list.last())
    ]
    every = pl.concat([whole, *parts]).filter(pl.col("form").str.len_chars() > 1).unique(maintain_order=True)
    return every.filter((pl.col("person").n_unique() == 1).over(*FIND, "form"))


def _says(told: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    may_say = pl.col("text").str.contains_any(list(_OWN_CUES), ascii_case_insensitive=True)
    chosen = told.filter(may_say).filter(pl.col("text").str.contains(_OWN)).select("row", *FIND, "text")
    schema = {"row": pl.UInt32, "document_id": pl.String, "ordinal": pl.Int32, "name": pl.String, "is_sure": pl.Boolean}
    found = pl.DataFrame(list(_own_names(chosen)), schema=schema, orient="row")
    owned = _owners(found, known)
    strange = found.filter("is_sure").join(owned, on="row", how="anti").select("row", person=pl.lit(-1, pl.Int64))
    return pl.concat([owned.select("row", "person"), strange]).unique(maintain_order=True)


def _own_names(chosen: pl.DataFrame) -> Iterator[tuple[int, str, int, str, bool]]:
    for row, document_id, ordinal, text in chosen.iter_rows():
        for found in introductions(text.strip()):
            if found.kind in ("self", "named"):
                yield row, document_id, ordinal, found.name, found.kind == "self" and " " in found.name
