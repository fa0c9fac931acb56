"""Link: what the batches mention becomes the entities of the corpus; each key of the matcher is told which it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from transforms.lake_annotations import ANNOTATED_ENTITIES
from transforms.mentions.cluster import link_entities
from warehouse.annotation import annotated_files
from warehouse.lexicon import knowledge
from warehouse.resolution import resolution_folder

if TYPE_CHECKING:
    from warehouse.folder import DataFolder


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What the linking came to."""

    entity_count: int
    listed_count: int


def link(folder: DataFolder) -> LinkFacts:
    """Put the names of all batches together into entities, and write them and their keys for the assembly."""
    files = annotated_files(folder, ANNOTATED_ENTITIES.name)
    counted = pl.concat([pl.read_parquet(path) for path in files]) if files else _nothing()
    linked = link_entities(counted, knowledge(folder).lexicon.entities)
    target = resolution_folder(folder)
    for name, table in linked._asdict().items():
        pq.write_table(table, target / f"linked_{name}.parquet", compression="zstd")
    listed = sum(origin == "lexicon" for origin in linked.entities.column("origin").to_pylist())
    return LinkFacts(linked.entities.num_rows, listed)


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(ANNOTATED_ENTITIES.arrow().empty_table())
