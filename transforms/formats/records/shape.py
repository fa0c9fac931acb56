"""What a shape module reads, and the two forms that most shapes have: a table of rows, and rows with words in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from transforms.formats.records.columns import Columns, Place, Row, head, objects, pick
from transforms.formats.records.speakers import NOBODY, Roster
from transforms.parsed import Account, Chapter, Mark, Person, Speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

Keys = tuple[str, ...]
# Rows of more words than this are cut at their sentences, where they come with the words one by one.
_LONG_TEXT = 60
_SAMPLE = 200


@dataclass(slots=True)
class Reading:
    """One episode as a shape reads it: speech, chapters, and what became of which stretches of the text.

    `facts_from` are objects that say something of the episode, the surest first.
    """

    name: str
    speech: Speech = field(default_factory=Speech)
    chapters: list[Chapter] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    roster: Roster = NOBODY
    facts_from: list[Node] = field(default_factory=list)
    roles: list[tuple[int, int, Account]] = field(default_factory=list)

    def use(self, role: Account, *nodes: Node | None) -> Reading:
        """Say what the stretches of these nodes are, and return the same reading."""
        self.roles += [(node.start, node.end, role) for node in nodes if node is not None]
        return self


class Shape(Protocol):
    """A vendor's or standard's JSON shape."""

    NAME: str

    def read(self, node: Node, context: Context) -> Reading | None:
        """Return what the node says, or None when it does not have this shape."""
        ...


def table(
    array: Node,
    text: Keys,
    *,
    start: Keys = (),
    end: Keys = (),
    length: Keys = (),
    speaker: Keys = (),
    unit: float | None = None,
) -> Columns:
    """Return the columns of an array of rows; the first of several keys that a row has counts."""
    rows = objects(array.value)
    texts, keys = pick(rows, *text)
    return Columns(
        texts=texts,
        place=Place(keys, array.depth + 1, array.start, array.end),
        path=lambda index: f"{array.path}[{index}]",
        starts=pick(rows, *start)[0],
        ends=pick(rows, *(end or length))[0],
        speakers=_carried(rows, pick(rows, *speaker)[0], speaker),
        unit=unit,
        has_lengths=bool(length) and not end,
        stretches=array.stretches,
    )


def _carried(rows: Sequence[Row], speakers: list[Any], keys: Keys) -> list[Any]:
    """Return the speakers; where they are named only as they change, each one holds until the next.

    That is so where rows leave the key out (null is an answer: nobody knows) and no speaker is named twice in a row.
    """
    if None not in speakers:
        return speakers
    known = [index for index, speaker in enumerate(speakers) if speaker is not None]
    changes = [speakers[index] for index in known]
    if len(known) < 2 or any(before == after for before, after in pairwise(changes)):
        return speakers
    if any(key in row for row, speaker in zip(rows, speakers, strict=True) if speaker is None for key in keys):
        return speakers
    sizes = [after - before for before, after in pairwise([*known, len(speakers)])]
    return [None] * known[0] + spread(changes, sizes)


def nested(
    array: Node,
    inner: str,
    text: Keys,
    *,
    start: Keys = (),
    end: Keys = (),
    length: Keys = (),
    speaker: Keys = (),
    unit: float | None = None,
) -> Columns:
    """Return the columns of the rows that stand in arrays (under `inner`) in the rows of an array.

    Speakers are looked for in the inner rows first, then in the outer ones; each outer row is a block.
    """
    outer = objects(array.value)
    groups = [objects(row.get(inner)) for row in outer]
    rows = list(chain.from_iterable(groups))
    sizes = [len(group) for group in groups]
    texts, keys = pick(rows, *text)
    bounds = np.cumsum([0, *sizes])

    def path(index: int) -> str:
        block = int(np.searchsorted(bounds, index, side="right")) - 1
        return f"{array.path}[{block}].{inner}[{index - int(bounds[block])}]"

    return Columns(
        texts=texts,
        place=Place(keys, array.depth + 3, array.start, array.end),
        path=path,
        starts=pick(rows, *start)[0],
        ends=pick(rows, *(end or length))[0],
        speakers=_inner_speakers(rows, spread(pick(outer, *speaker)[0], sizes), speaker),
        unit=unit,
        has_lengths=bool(length) and not end,
        blocks=spread(range(len(sizes)), sizes),
    )


def _inner_speakers(rows: Sequence[Row], outer: list[Any], keys: Keys) -> list[Any]:
    if not any(key in row for row in rows[:: max(1, len(rows) // _SAMPLE)] for key in keys):
        return outer
    own = pick(rows, *keys)[0]
    if all(value is None for value in own):
        return outer
    return [around if value is None else value for value, around in zip(own, outer, strict=True)] if outer else own


def spread(values: Sequence[Any], sizes: Sequence[int]) -> list[Any]:
    """Repeat each value as often as its size says.

    >>> spread("ab", [2, 1])
    ['a', 'a', 'b']
    """
    return list(chain.from_iterable(map(repeat, values, sizes)))


def has_all_words(array: Node, text: str, inner: str) -> bool:
    """Return whether every row of an array that has a text has rows under `inner` too: else its words would be lost."""
    rows = objects(array.value)
    return all(row.get(inner) or not (type(said := row.get(text)) is str and said.strip()) for row in rows)


def has_long_texts(array: Node, key: str) -> bool:
    """Return whether the rows of an array hold texts of more words than a segment should have."""
    counts = [len(text.split()) for row in head(array.value, 400) if type(text := row.get(key)) is str]
    return bool(counts) and sum(counts) / len(counts) > _LONG_TEXT / 3 and max(counts) > _LONG_TEXT


def merged(parts: Sequence[Speech], *, by_time: bool) -> Speech:
    """Return the speech of several parts as one, in order, or by start time where that is known of all."""
    speech = Speech(**{name: list(chain.from_iterable(getattr(part.complete(), name) for part in parts))
                       for name in Speech.__slots__})  # fmt: skip
    return in_time_order(speech) if by_time else speech


def in_time_order(speech: Speech) -> Speech:
    """Return the same segments by start time, if that is known of all: recordings of one voice each become a talk."""
    if None not in speech.start_ms:
        order = np.argsort(np.array(speech.start_ms, dtype=np.int64), kind="stable").tolist()
        for name in Speech.__slots__:
            values = getattr(speech, name)
            setattr(speech, name, [values[index] for index in order])
    return speech
