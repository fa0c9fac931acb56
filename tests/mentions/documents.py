"""Raw documents taken all the way from bytes to mentions, without files: parsed, harvested, read, placed."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from tests.mentions.spoken import shipped
from transforms.annotate import Known, annotate
from transforms.lake_people import RESOLVED_PRESENT, RESOLVED_VOICES
from transforms.mentions.annotation import Record
from transforms.mentions.harvest import harvest
from transforms.normalize import RawDocument, parse_document
from transforms.tabulate import tabulate
from warehouse.lexicon import vocabulary
from warehouse.turn_model import turn_model


class Annotated(NamedTuple):
    """The decoded text of a document, and the segments and mentions of its first episode."""

    text: str
    segments: pl.DataFrame
    mentions: pl.DataFrame

    def cuts(self) -> list[tuple[str, str]]:
        """Return of each mention its surface, and what its offsets cut out of the document."""
        rows = self.mentions.select("surface", "doc_start", "doc_end").iter_rows()
        return [(surface, self.text[start:end]) for surface, start, end in rows]


def annotate_document(data: bytes, name: str) -> Annotated:
    """Return what becomes of a document, each of its episodes a recording of its own without any known voice."""
    parsed = parse_document(RawDocument("d" * 16, name, data))
    tables = tabulate([parsed])
    finds = pl.DataFrame(tables["parsed_episodes"]).select(
        "document_id", "ordinal", "duration_ms", episode_id=pl.format("episode {}", "ordinal"), is_primary=True
    )
    harvested = pl.DataFrame(harvest(tables, vocabulary())).join(finds, on=["document_id", "ordinal"])
    nobody = pl.DataFrame(schema={"episode_id": pl.String, "name": pl.String, "aliases": pl.List(pl.String)})
    known = Record(
        harvested.select("episode_id", "name", "kind", "origin"),
        nobody,
        finds.select("episode_id", show_id=pl.lit("a show")),
        pl.DataFrame(schema=dict.fromkeys(("episode_id", "surface", "entity", "kind"), pl.String)),
    )
    voices, present = (pl.DataFrame(table.arrow().empty_table()) for table in (RESOLVED_VOICES, RESOLVED_PRESENT))
    segments, timestamps = (pl.DataFrame(tables[table]) for table in ("parsed_segments", "parsed_timestamps"))
    made = annotate(segments, timestamps, Known(finds, voices, present, known), shipped(), turn_model())
    return Annotated(
        parsed.text, pl.DataFrame(made["annotated_segments"]), pl.DataFrame(made["annotated_mentions"])
    )  # fmt: skip
