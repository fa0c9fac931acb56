"""The facts about people that a batch of segments yields, for the resolution of the whole corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.contract import conform
from transforms.lake_schema import PARSED_EVIDENCE, PARSED_VOICES
from transforms.people.evidence import find_evidence
from transforms.people.sentences import places, sentences, turn_texts
from transforms.people.voice_facts import voice_facts

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa


def people_facts(segments: pl.DataFrame) -> dict[str, pa.Table]:
    """Return `parsed_voices` and `parsed_evidence` of `segments` (`lake_schema.PARSED_SEGMENTS`), by name."""
    turns = turn_texts(segments)
    cut, placed = sentences(turns), places(segments, turns)
    voices, evidence = voice_facts(turns, cut, placed), find_evidence(turns, cut, placed)
    return {
        PARSED_VOICES.name: conform(PARSED_VOICES, voices.to_arrow()),
        PARSED_EVIDENCE.name: conform(PARSED_EVIDENCE, evidence.to_arrow()),
    }
