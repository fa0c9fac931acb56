"""Which finds in different documents are one recording, and by what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.resolve.titles import episode_title_key
from transforms.sketch import resemblance

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_TITLE = 12
_SHORTEST_GUID = 8
_CANDIDATE_HASHES = 32
_SHARED_HASHES = 4
_COMMON_HASH = 64
_SAME_WORDS = 0.3
_DAYS_APART = 7
_DURATION_SHARE, _DURATION_MS, _ROUNDING_MS = 0.02, 5_000, 2_000


class Same(NamedTuple):
    """Two finds (row numbers) that are one recording, and the evidence in words."""

    one: int
    other: int
    because: str


def same_recordings(finds: pl.DataFrame, file_links: pl.DataFrame) -> list[Same]:
    """Return the pairs of rows of `finds` that are one recording, the strongest evidence first.

    `finds` has the columns of `lake_schema.PARSED_EPISODES` and `show_id`, `folder` and `stem` (of the document's
    first address); `file_links` says which find links to which document (document_id, ordinal, to_document_id).
    Evidence, in this order: one identifier, a link to the file, the same words, one title in one show or on one day
    at one length, one file name beside each other. Two finds of one document are never one recording. The work grows
    with the pairs, not with the square of the finds: what many finds share is no evidence.
    """
    rows = finds.with_row_index("row").with_columns(
        row=pl.col("row").cast(pl.Int64),
        title_key=pl.col("title").map_elements(episode_title_key, return_dtype=pl.String, skip_nulls=True),
    )
    pairs = [
        *_same_guid(rows),
        *_linked_file(rows, file_links),
        *_same_words(rows),
        *_same_title(rows),
        *_same_file_name(rows),
    ]
    documents = rows["document_id"].to_list()
    return [pair for pair in pairs if documents[pair.one] != documents[pair.other]]


def _same_guid(rows: pl.DataFrame) -> Iterator[Same]:
    with_guid = rows.filter(pl.col("guid").str.len_chars() >= _SHORTEST_GUID)
    for one, other in _joined(with_guid, ["guid"]).select("row", "row_right").iter_rows():
        yield Same(one, other, "the same guid")


def _linked_file(rows: pl.DataFrame, file_links: pl.DataFrame) -> Iterator[Same]:
    """Yield a feed's item and the document it names; a file that several items name is somebody's home page."""
    links = file_links.filter(pl.struct("document_id", "ordinal").n_unique().over("to_document_id") == 1)
    targets = rows.filter(pl.col("is_whole_document")).select(to_document_id="document_id", target="row")
    found = (
        rows.select("row", "document_id", "ordinal")
        .join(links, on=["document_id", "ordinal"])
        .join(targets, on="to_document_id")
    )
    for one, other in found.select("row", "target").unique().sort("row", "target").iter_rows():
        yield Same(one, other, "a link to the file")


def _same_words(rows: pl.DataFrame) -> Iterator[Same]:
    hashes = rows.select("row", sketch=pl.col("sketch").list.head(_CANDIDATE_HASHES)).explode("sketch").drop_nulls()
    rare = hashes.filter(pl.len().over("sketch").is_between(2, _COMMON_HASH))
    shared = _joined(rare, ["sketch"]).group_by("row", "row_right").len().filter(pl.col("len") >= _SHARED_HASHES)
    sketches = rows["sketch"]
    for one, other in shared.select("row", "row_right").sort("row", "row_right").iter_rows():
        share = resemblance(sketches[one].to_numpy().astype(np.uint32), sketches[other].to_numpy().astype(np.uint32))
        if share >= _SAME_WORDS:
            yield Same(one, other, f"the same words ({share:.0%} of the sampled phrases)")


def _same_title(rows: pl.DataFrame) -> Iterator[Same]:
    titled = rows.filter(
        ~pl.col("is_title_from_name"),
        (pl.col("title_key").str.len_chars() >= _SHORTEST_TITLE)
        | (pl.col("show_id").is_not_null() & (pl.col("title_key").str.len_chars() > 0)),
    )
    is_long = pl.col("title_key").str.len_chars() >= _SHORTEST_TITLE
    pairs = _joined(titled, ["title_key"]).filter(
        (pl.col("show_id") == pl.col("show_id_right")) | (is_long & (_one_unknown("show_id") | _released_together())),
        ~_contradicted(),
    )
    for one, other in pairs.select("row", "row_right").iter_rows():
        yield Same(one, other, "the same title")


def _same_file_name(rows: pl.DataFrame) -> Iterator[Same]:
    named = rows.filter(pl.col("is_whole_document"))
    pairs = _joined(named, ["folder", "stem"]).filter(
        ~(pl.col("has_transcript") & pl.col("has_transcript_right")),
        ~_contradicted(),
        pl.col("is_title_from_name") | pl.col("is_title_from_name_right"),
    )
    for one, other in pairs.select("row", "row_right").iter_rows():
        yield Same(one, other, "the same file name in one folder")


def _joined(rows: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Return each pair of rows once that agree in the columns `on`, which are not null."""
    counted = rows.filter(pl.len().over(on) > 1)
    return (
        counted.join(counted, on=on, how="inner").filter(pl.col("row") < pl.col("row_right")).sort("row", "row_right")
    )


def _one_unknown(name: str) -> pl.Expr:
    return pl.col(name).is_null() | pl.col(f"{name}_right").is_null()


def _released_together() -> pl.Expr:
    """Whether two finds have one day and one length: a recording that several shows put out."""
    apart = (pl.col("duration_ms") - pl.col("duration_ms_right")).abs()
    return ((pl.col("published_date") == pl.col("published_date_right")) & (apart <= _ROUNDING_MS)).fill_null(False)


def _contradicted() -> pl.Expr:
    """Whether the number, the day or the length says that two finds of one title are two recordings."""
    duration, other = pl.col("duration_ms"), pl.col("duration_ms_right")
    apart = (duration - other).abs() > pl.max_horizontal(
        pl.max_horizontal(duration, other) * _DURATION_SHARE, _DURATION_MS
    )
    days = (pl.col("published_date") - pl.col("published_date_right")).dt.total_days().abs()
    numbers = pl.col("episode_number") != pl.col("episode_number_right")
    return (apart & (days > 0)).fill_null(False) | (days > _DAYS_APART).fill_null(False) | numbers.fill_null(False)
