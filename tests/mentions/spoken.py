"""Speech made up for tests, and what is found to be mentioned in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from transforms.lake_annotations import ANNOTATED_SEGMENTS
from transforms.mentions.annotation import Record, annotate_mentions
from warehouse.folder import DataFolder
from warehouse.lexicon import knowledge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.mentions.knowledge import Knowledge

_NOTHING = pl.DataFrame(ANNOTATED_SEGMENTS.arrow().empty_table()).with_columns(raw_text=pl.lit(None, pl.String))
_NAMES = {"episode_id": pl.String, "name": pl.String, "kind": pl.String, "origin": pl.String}
_PEOPLE: dict[str, pl.DataType] = {"episode_id": pl.String(), "name": pl.String(), "aliases": pl.List(pl.String())}
_SHOWS = {"episode_id": pl.String, "show_id": pl.String}
_CORRECTIONS = {"episode_id": pl.String, "surface": pl.String, "entity": pl.String, "kind": pl.String}
# The offsets of segments in their document do not matter where nobody asks for them.
_APART = 100_000


class Mention(NamedTuple):
    """What one mention is of, and where it stands; `name` is the entity's, as the matcher has it."""

    surface: str
    name: str
    kind: str | None
    method: str
    confidence: float
    segment_index: int
    end_segment_index: int
    char_start: int
    char_end: int
    key: str
    is_advert: bool


@cache
def shipped() -> Knowledge:
    """Return what the lexicon that ships amounts to."""
    return knowledge(DataFolder(Path("there is no such folder")))


def speech(lines: Sequence[str], episode_id: str = "one", **columns: Any) -> pl.DataFrame:
    """Return segments that say `lines`, each a turn of its own unless `columns` say otherwise."""
    count = len(lines)
    values = {
        "episode_id": [episode_id] * count, "document_id": [f"of {episode_id}"] * count,
        "segment_index": list(range(count)), "turn_index": list(range(count)), "text": list(lines),
        "is_primary": [True] * count, "kind": ["speech"] * count, "doc_start": [_APART * n for n in range(count)],
    } | columns  # fmt: skip
    filled = {name: values.get(name, [None] * count) for name in _NOTHING.columns}
    return pl.DataFrame(filled, schema=_NOTHING.schema)


def record(
    names: Sequence[tuple[str, str | None, str]] = (),
    people: Mapping[str, Sequence[str]] | None = None,
    corrections: Sequence[tuple[str, str, str | None]] = (),
    episode_id: str = "one",
) -> Record:
    """Return what is known of an episode: (name, kind, origin) of its record, who is present, what is corrected."""
    present = [(episode_id, name, list(aliases)) for name, aliases in (people or {}).items()]
    return Record(
        pl.DataFrame([(episode_id, *row) for row in names], schema=_NAMES, orient="row"),
        pl.DataFrame(present, schema=_PEOPLE, orient="row"),
        pl.DataFrame([(episode_id, "a show")], schema=_SHOWS, orient="row"),
        pl.DataFrame([(episode_id, *row) for row in corrections], schema=_CORRECTIONS, orient="row"),
    )


def mentions(
    said: pl.DataFrame | Sequence[str] | str, known: Record | None = None, knows: Knowledge | None = None
) -> list[Mention]:
    """Return the mentions of a batch of segments, or of lines of one episode, in order."""
    lines = [said] if isinstance(said, str) else said
    segments = lines if isinstance(lines, pl.DataFrame) else speech(lines)
    tables = annotate_mentions(segments, known or record(), knows or shipped())
    counted = pl.DataFrame(tables["annotated_entities"]).select("entity_key", "name", "kind").unique("entity_key")
    rows = pl.DataFrame(tables["annotated_mentions"]).join(counted, on="entity_key", maintain_order="left")
    return [
        Mention(row["surface"], row["name"], row["kind"], row["match_method"], row["confidence"], row["segment_index"],
                row["end_segment_index"], row["char_start"], row["char_end"], row["entity_key"], row["is_advert"])
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip


def named(said: pl.DataFrame | Sequence[str] | str, known: Record | None = None) -> list[tuple[str, str]]:
    """Return the mentions as pairs of what was said and the entity's name."""
    return [(mention.surface, mention.name) for mention in mentions(said, known)]
