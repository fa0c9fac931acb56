"""What is known about the people of one episode in one document, gathered from the lake's facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from transforms.people.names import parse_name
from transforms.people.sentences import FIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.parsed import Role
    from transforms.people.names import Name


class Recorded(NamedTuple):
    """Somebody whom the record names (`lake_schema.PARSED_PEOPLE`)."""

    name: str
    role: Role | None
    label: str | None
    affiliation: str | None
    is_present: bool
    evidence: str
    doc_start: int | None
    doc_end: int | None


class Voice(NamedTuple):
    """A voice and what it does (`lake_schema.PARSED_VOICES`)."""

    speaker_label: str | None
    first_turn: int
    second_turn: int | None
    last_turn: int
    turn_count: int
    word_count: int
    sentence_count: int
    question_count: int
    host_phrase_count: int
    guest_phrase_count: int
    doc_start: int
    doc_end: int


class Told(NamedTuple):
    """Something that is said of a name (`lake_schema.PARSED_EVIDENCE`)."""

    kind: str
    name: str
    affiliation: str | None
    speaker_label: str | None
    label_before: str | None
    label_after: str | None
    is_opening: bool
    is_closing: bool
    turn_index: int
    segment_index: int
    said_count: int
    words: str
    doc_start: int | None
    doc_end: int | None


@dataclass(slots=True)
class Dossier:
    """All that is known about the people of one episode in one document.

    `show` is a key of the show or series it belongs to, as far as that can be told (`show_keys`); `segment_count`
    bounds places, and so does `turn_count`.
    """

    document_id: str
    ordinal: int
    show: str | None = None
    segment_count: int = 0
    turn_count: int = 0
    recorded: list[Recorded] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def names(self) -> Iterator[Name]:
        """Yield the names in it: of the record, of labels, and what is said."""
        texts = (
            [one.name for one in self.recorded]
            + [one.speaker_label for one in self.voices if one.speaker_label]
            + [one.name for one in self.told]
        )
        yield from (name for text in dict.fromkeys(texts) if (name := parse_name(text)) is not None)

    def is_early(self, told: Told) -> bool:
        """Whether something is said where people are introduced: in the first turns, or the first part of the text."""
        if self.turn_count > _FEW_TURNS and told.turn_index < max(_FIRST_TURNS, self.turn_count * _FIRST_PART):
            return True
        fewest = _FIRST_SEGMENTS if self.turn_count <= _FEW_TURNS else 0
        return told.segment_index < max(fewest, self.segment_count * _FIRST_PART)

    def is_late(self, told: Told) -> bool:
        """Whether something is said where people take their leave: in the last turns, or the last part of the text."""
        first_turns = max(_FIRST_TURNS, self.turn_count * _FIRST_PART)
        if self.turn_count > _FEW_TURNS and told.turn_index >= self.turn_count - first_turns:
            return True
        fewest = _FIRST_SEGMENTS if self.turn_count <= _FEW_TURNS else 0
        return told.segment_index >= self.segment_count - max(fewest, self.segment_count * _FIRST_PART)

    def is_in_place(self, told: Told) -> bool:
        """Whether something is said where it tells who is there: partings at the end, all else at the beginning."""
        return self.is_late(told) if told.kind == "parting" else self.is_early(told)


# Some hundred things are said of people in an hour; nobody needs more than this to be known.
_MOST_TOLD = 4_000
_FEW_TURNS, _FIRST_TURNS, _FIRST_SEGMENTS, _FIRST_PART = 6, 14, 16, 0.08


def dossiers(finds: pl.DataFrame, people: pl.DataFrame, voices: pl.DataFrame, evidence: pl.DataFrame) -> list[Dossier]:
    """Return the dossiers of `finds` in their order; the other tables are those of the lake.

    `finds` has (document_id, ordinal, show, segment_count). Facts without a find are left out.
    """
    made = {
        (row[0], row[1]): Dossier(*row)
        for row in finds.select(*FIND, "show", pl.col("segment_count").fill_null(0)).iter_rows()
    }
    for key, row in _rows(people, Recorded._fields):
        if key in made:
            made[key].recorded.append(Recorded(*row))
    for key, row in _rows(voices, Voice._fields):
        if key in made:
            voice = Voice(*row)
            made[key].voices.append(voice)
            made[key].turn_count = max(made[key].turn_count, voice.last_turn + 1)
    for key, row in _rows(evidence, Told._fields):
        if key in made and len(made[key].told) < _MOST_TOLD:
            made[key].told.append(Told(*row))
    return list(made.values())


def _rows(table: pl.DataFrame, columns: Iterable[str]) -> Iterator[tuple[tuple[str, int], tuple[Any, ...]]]:
    for row in table.select(*FIND, *columns).iter_rows():
        yield row[:2], row[2:]
