"""Resolve: from the small facts of the whole corpus to episodes, shows and people, kept for the stages after."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from transforms.people.corpus import Facts, resolve_people
from transforms.resolve.episodes import resolve_episodes
from warehouse.lake import batch_folders
from warehouse.lake_tables import live_documents, read_batch, read_lake
from warehouse.name_words import name_words
from warehouse.shared_names import resolve_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from transforms.people.corpus import People
    from transforms.resolve.episodes import Episodes
    from warehouse.folder import DataFolder


@dataclass(frozen=True, slots=True)
class ResolveFacts:
    """What the resolution came to."""

    show_count: int
    episode_count: int
    merged_count: int
    speaker_count: int


def resolution_folder(folder: DataFolder) -> Path:
    """Return where the tables of the resolution lie while a run is under way."""
    return folder.staging / "resolution"


def resolve(folder: DataFolder) -> ResolveFacts:
    """Resolve the corpus and write the tables for annotation and assembly."""
    documents = live_documents(folder)
    finds = read_lake(folder, "parsed_episodes", documents).join(
        documents.select("document_id", "folder", "stem"), on="document_id"
    )
    episodes = resolve_episodes(finds, _file_links(folder, documents))
    target = resolution_folder(folder)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    people = _resolve_people(folder, finds, episodes)
    tables: dict[str, pa.Table] = episodes._asdict() | people._asdict()
    tables["names"] = resolve_names(folder, _placed(episodes))
    for name, table in tables.items():
        pq.write_table(table, target / f"resolved_{name}.parquet", compression="zstd")
    return ResolveFacts(
        episodes.shows.num_rows,
        episodes.episodes.num_rows,
        len(finds) - episodes.episodes.num_rows,
        people.speakers.num_rows,
    )


def _placed(episodes: Episodes) -> pl.DataFrame:
    """Return where each episode was found: document_id, ordinal, episode_id, show_id."""
    shows = pl.DataFrame(episodes.episodes.select(["episode_id", "show_id"]))
    return pl.DataFrame(episodes.episode_documents.select(["document_id", "ordinal", "episode_id"])).join(
        shows, on="episode_id"
    )


def _resolve_people(folder: DataFolder, finds: pl.DataFrame, episodes: Episodes) -> People:
    shows = pl.DataFrame(episodes.episodes.select(["episode_id", "show_id"]))
    placed = pl.DataFrame(episodes.episode_documents.select(["document_id", "ordinal", "episode_id", "is_primary"]))
    known = finds.select("document_id", "ordinal", "segment_count", "folder", "stem").join(
        placed.join(shows, on="episode_id"), on=["document_id", "ordinal"]
    )
    return resolve_people(known, partial(_facts, folder), name_words())


def _facts(folder: DataFolder) -> Iterator[Facts]:
    """Yield what the batches know of people, one batch in memory at a time."""
    for path in batch_folders(folder):
        yield Facts(*(read_batch(path, f"parsed_{name}") for name in Facts._fields))


def _file_links(folder: DataFolder, documents: pl.DataFrame) -> pl.DataFrame:
    """Return the links whose last part is the name of one of the documents, and of no other."""
    links = read_lake(folder, "parsed_links", documents, ("document_id", "ordinal", "url"))
    links = links.with_columns(name=pl.col("url").str.replace(r"[?#].*$", "").str.extract(r"/([^/]+)$"))
    names = documents.filter(pl.len().over("name") == 1).select("name", to_document_id="document_id")
    return links.join(names, on="name").filter(pl.col("document_id") != pl.col("to_document_id")).drop("url", "name")


def read_resolution(folder: DataFolder, name: str) -> pl.DataFrame:
    """Return a table of the resolution, by its published name."""
    return pl.read_parquet(resolution_folder(folder) / f"resolved_{name}.parquet")
