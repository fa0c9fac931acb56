"""The people of the whole corpus: first each episode on its own, then again with what its show is known for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms import schema
from transforms.contract import conform
from transforms.lake_people import RESOLVED_PRESENT, RESOLVED_VOICES
from transforms.people.dossiers import dossiers
from transforms.people.episode import who_is_present
from transforms.people.identities import grouped_by_episode, identify_speakers
from transforms.people.known import known_people
from transforms.people.show_keys import show_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    import pyarrow as pa

    from transforms.people.identities import Speaker, Spoken
    from transforms.people.names import NameWords


class People(NamedTuple):
    """Published tables of speakers and appearances; which label is whom; who is present where nothing is labelled."""

    speakers: pa.Table
    appearances: pa.Table
    voices: pa.Table
    present: pa.Table


def resolve_people(
    finds: pl.DataFrame, people: pl.DataFrame, voices: pl.DataFrame, evidence: pl.DataFrame, words: NameWords
) -> People:
    """Return the people of the corpus.

    `finds` has (document_id, ordinal, episode_id, show_id, is_primary, segment_count, folder, stem); the other tables
    are the lake's. The order of rows does not matter.
    """
    keyed = show_keys(finds.sort("document_id", "ordinal"), evidence)
    made = dossiers(keyed, people, voices, evidence)
    alone = [(dossier, who_is_present(dossier, (), words)) for dossier in made]
    known = known_people(alone)
    found = [
        (dossier, who_is_present(dossier, known[dossier.show], words)) if dossier.show in known else (dossier, presents)
        for dossier, presents in alone
    ]
    spoken, speakers = identify_speakers(found)
    return People(
        _speaker_rows(speakers), _appearance_rows(spoken), _voice_rows(spoken), _present_rows(spoken, speakers)
    )


def _speaker_rows(speakers: Sequence[Speaker]) -> pa.Table:
    rows = {
        "speaker_id": [speaker.speaker_id for speaker in speakers],
        "name": [speaker.name for speaker in speakers],
        "kind": [speaker.kind for speaker in speakers],
        "aliases": [sorted((speaker.aliases | set(speaker.names)) - {speaker.name}) for speaker in speakers],
    }
    return conform(schema.SPEAKERS, rows)


def _appearance_rows(spoken: Sequence[Spoken]) -> pa.Table:
    columns: dict[str, list[object]] = {name: [] for name in schema.APPEARANCES.names()}
    for (episode_id, speaker_id), ones in sorted(grouped_by_episode(spoken).items()):
        first = ones[0]
        if not first.dossier.is_primary and first.present.name is None:
            continue
        best = max(ones, key=lambda one: one.present.confidence)
        row = {
            "episode_id": episode_id, "speaker_id": speaker_id, "role": first.present.role,
            "labels": list(dict.fromkeys(label for one in ones for label in one.present.labels)),
            "turn_count": 0, "word_count": 0, "talk_ms": None, "method": best.present.method,
            "confidence": best.present.confidence, "evidence": best.present.evidence,
            "document_id": best.dossier.document_id,
            "doc_start": best.present.doc_start, "doc_end": best.present.doc_end,
        }  # fmt: skip
        for name, values in columns.items():
            values.append(row[name])
    return conform(schema.APPEARANCES, columns)


def _voice_rows(spoken: Sequence[Spoken]) -> pa.Table:
    rows = [
        (one.dossier.document_id, one.dossier.ordinal, label, one.speaker_id, one.present.confidence)
        for one in spoken
        for label in one.present.labels
    ]
    return conform(
        RESOLVED_VOICES, dict(zip(RESOLVED_VOICES.names(), zip(*rows, strict=True), strict=True)) if rows else {}
    )


def _present_rows(spoken: Sequence[Spoken], speakers: Sequence[Speaker]) -> pa.Table:
    names = {speaker.speaker_id: speaker for speaker in speakers}
    columns: dict[str, list[object]] = {name: [] for name in RESOLVED_PRESENT.names()}
    for one in spoken:
        speaker = names[one.speaker_id]
        if one.present.labels or speaker.name is None:
            continue
        row = {
            "document_id": one.dossier.document_id, "ordinal": one.dossier.ordinal, "speaker_id": one.speaker_id,
            "name": speaker.name, "forms": sorted({speaker.name, *one.present.forms}), "role": one.present.role,
            "confidence": one.present.confidence,
        }  # fmt: skip
        for name, values in columns.items():
            values.append(row[name])
    return conform(RESOLVED_PRESENT, columns)
