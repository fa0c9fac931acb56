"""Speakers put together in columns are those put together row by row."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.reference import speakers as reference
from transforms.people.identities import speakers

NAME = st.sampled_from(["Ann", "Anne", "Ann Marlow", "Jon", "JON", "Zoë"])
ROW = st.fixed_dictionaries(
    {
        "speaker_id": st.sampled_from("abc"),
        "name": st.none() | NAME,
        "kind": st.sampled_from(["person", "unnamed"]),
        "labels": st.lists(NAME, max_size=2),
        "forms": st.lists(NAME, max_size=2),
        "is_borne": st.booleans(),
    }
)
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "speaker_id": pl.String, "name": pl.String, "kind": pl.String, "labels": pl.List(pl.String),
    "forms": pl.List(pl.String), "is_borne": pl.Boolean,
}  # fmt: skip


@given(st.lists(ROW, max_size=12))
def test_columns_and_rows_agree(rows: list[dict[str, object]]) -> None:
    found = speakers(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    assert found.select("speaker_id", "name", "kind", "aliases").to_dicts() == reference.speakers(rows)
