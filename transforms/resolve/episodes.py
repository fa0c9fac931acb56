"""One row per recording, from what all documents say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms import schema
from transforms.contract import conform
from transforms.identity import identify
from transforms.resolve.recordings import Same, same_recordings
from transforms.resolve.recuts import find_recuts
from transforms.resolve.shows import ShowName, resolve_shows, show_of_name
from transforms.resolve.titles import episode_title_key, show_title_key, title_beginnings
from transforms.resolve.union import Groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

_SHORTEST_TITLE = 12
_SHORTEST_GUID = 8
# Best first: most labelled turns, then most times, then the document that holds only this episode, then length.
_PREFERENCE = ("has_transcript", "labelled_turn_count", "timed_segment_count", "is_whole_document", "word_count")
_STATED = ("episode_number", "season", "published_date", "duration_ms", "language", "guid", "episode_url", "audio_url")
_OF_SHOW = ("publisher", "show_description", "feed_url", "site_url")


class Episodes(NamedTuple):
    """Published tables of episodes and shows, and which find (document, ordinal) is which episode."""

    shows: pa.Table
    episodes: pa.Table
    episode_documents: pa.Table


def resolve_episodes(finds: pl.DataFrame, file_links: pl.DataFrame) -> Episodes:
    """Return shows, episodes and where they were found.

    `finds` has the columns of `lake_schema.PARSED_EPISODES` and `folder` and `stem` of the document's first address;
    `file_links` says which find links to which document (document_id, ordinal, to_document_id). A file without a
    show's name belongs to the show that its own name begins with. The order of the rows does not matter. The primary
    find of an episode is the one whose transcript is preferred.
    """
    finds = _with_show(finds.sort("document_id", "ordinal"))
    leaders, because = _groups(finds["document_id"].to_list(), same_recordings(finds, file_links))
    finds = finds.with_columns(
        leader=pl.Series(leaders, dtype=pl.Int64), same_because=pl.Series(because, dtype=pl.String)
    )
    finds = finds.sort(["leader", *_PREFERENCE, "document_id"], descending=[False, *[True] * len(_PREFERENCE), False])
    finds = finds.with_columns(is_primary=pl.int_range(pl.len()).over("leader") == 0)
    merged = _identified(_merged(finds))
    finds = finds.join(merged.select("leader", "episode_id"), on="leader")
    return Episodes(_show_rows(finds), _episode_rows(merged), _document_rows(finds))


def _with_show(finds: pl.DataFrame) -> pl.DataFrame:
    names = finds.select("show_title", "feed_url").unique().filter(pl.col("show_title").is_not_null())
    names = names.sort("show_title", "feed_url")
    shows = resolve_shows([ShowName(*row) for row in names.iter_rows()])
    titles = names["show_title"].to_list()
    stated = dict(zip(titles, shows, strict=True))
    keys = {show_title_key(part): show for title, show in stated.items() for part in title_beginnings(title)}
    by_stem = {stem: show_of_name(stem, keys) for stem in finds.filter(pl.col("show_title").is_null())["stem"].unique()}
    found = [
        stated.get(title) if title else by_stem[stem] for title, stem in finds.select("show_title", "stem").iter_rows()
    ]
    return finds.with_columns(
        show_id=pl.Series([show and show.show_id for show in found], dtype=pl.String),
        show_name=pl.Series([show and show.title for show in found], dtype=pl.String),
    )


def _groups(documents: Sequence[str], pairs: Sequence[Same]) -> tuple[list[int], list[str | None]]:
    """Return the leader of each find, and what tied it to its group (the evidence that joined it first).

    Two finds of one document are never one recording, not even by way of a third document.
    """
    groups = Groups(len(documents))
    held = [{document} for document in documents]
    reasons: list[str | None] = [None] * len(documents)
    for pair in pairs:
        one, other = groups.leader(pair.one), groups.leader(pair.other)
        if one == other or not held[one].isdisjoint(held[other]):
            continue
        groups.unite(one, other)
        held[groups.leader(one)] = held[one] | held[other]
        for member in (pair.one, pair.other):
            reasons[member] = reasons[member] or pair.because
    return groups.leaders(), reasons


def _merged(finds: pl.DataFrame) -> pl.DataFrame:
    """Return one row per leader: the transcript of the primary find, and of each fact the first that is stated."""
    first = [pl.col(name).drop_nulls().first() for name in (*_STATED, "show_id")]
    own_title = pl.col("title").filter(~pl.col("is_title_from_name")).first()
    notes = (
        pl.col("description").sort_by(pl.col("description").str.len_chars(), descending=True, nulls_last=True).first()
    )
    return finds.group_by("leader", maintain_order=True).agg(
        *first,
        notes,
        title=pl.coalesce(own_title, pl.col("title").first()),
        is_title_from_name=pl.col("is_title_from_name").all(),
        has_transcript=pl.col("has_transcript").first(),
        word_count=pl.col("word_count").first(),
        document_id=pl.col("document_id").first(),
        ordinal=pl.col("ordinal").first(),
        smallest=pl.concat_str("document_id", pl.lit(":"), "ordinal").min(),
    )


def _identified(merged: pl.DataFrame) -> pl.DataFrame:
    """Give each recording its identity: by the publisher's identifier, by show and title, or by its smallest find."""
    columns = ("guid", "show_id", "title", "is_title_from_name", "smallest")
    keys = [_identity_parts(*row) for row in merged.select(columns).iter_rows()]
    ids = [identify("episode", *parts) for parts in keys]
    merged = merged.with_columns(episode_id=pl.Series(ids, dtype=pl.String))
    shared = [identify("episode", *parts, smallest) for parts, smallest in zip(keys, merged["smallest"], strict=True)]
    alone = pl.len().over("episode_id") == 1
    merged = merged.with_columns(
        episode_id=pl.when(alone).then("episode_id").otherwise(pl.Series(shared, dtype=pl.String))
    )
    recuts = find_recuts(merged)
    return merged.with_columns(
        recut_of=pl.col("episode_id").replace_strict(recuts, default=None, return_dtype=pl.String)
    )


def _identity_parts(
    guid: str | None, show_id: str | None, title: str | None, is_title_from_name: bool, smallest: str
) -> tuple[str, ...]:
    key = "" if is_title_from_name else episode_title_key(title or "")
    if guid:
        return ("guid", guid) if len(guid) >= _SHORTEST_GUID else ("guid", show_id or smallest, guid)
    if key and (show_id or len(key) >= _SHORTEST_TITLE):
        return ("title", show_id or "", key)
    return ("find", smallest)


def _show_rows(finds: pl.DataFrame) -> pa.Table:
    first = [pl.col(name).drop_nulls().first() for name in _OF_SHOW]
    categories = pl.col("categories").filter(pl.col("categories").list.len() > 0).first()
    language = pl.col("language").drop_nulls().mode().sort().first()
    named = finds.filter(pl.col("show_id").is_not_null()).sort("document_id", "ordinal")
    shows = named.group_by("show_id").agg(*first, categories, language, title=pl.col("show_name").first())
    shows = shows.rename({"show_description": "description"}).sort("show_id")
    return conform(schema.SHOWS, shows.select(schema.SHOWS.names()).to_arrow())


def _episode_rows(merged: pl.DataFrame) -> pa.Table:
    rows = merged.with_columns(transcript_document_id=pl.when("has_transcript").then("document_id"))
    return conform(schema.EPISODES, rows.select(schema.EPISODES.names()).sort("episode_id").to_arrow())


def _document_rows(finds: pl.DataFrame) -> pa.Table:
    rows = finds.with_columns(same_because=pl.when(~pl.col("is_primary")).then(pl.coalesce("same_because", pl.lit(""))))
    rows = rows.select(schema.EPISODE_DOCUMENTS.names()).sort("document_id", "ordinal")
    return conform(schema.EPISODE_DOCUMENTS, rows.to_arrow())
