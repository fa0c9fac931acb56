"""What recognisers send while they listen, one result a row: Deepgram's `channel`, Kaldi servers' `hypotheses`.

Guesses that a later row replaces are no speech.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.records.columns import Columns, Place, Row, first_objects, head, objects, pick
from transforms.formats.records.shape import Reading, spread
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "streamed_json"


class _Stream(NamedTuple):
    """Where a row holds its guesses, the best first; whether it is final, when it begins, and how long it is."""

    box: str
    guesses: str
    finality: str
    start: str
    length: str


_STREAMS = (
    _Stream("channel", "alternatives", "is_final", "start", "duration"),
    _Stream("result", "hypotheses", "final", "segment-start", "segment-length"),
)
_SAMPLE = 20


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an array of such results."""
    if type(node.value) is not list:
        return None
    sample = head(node.value, _SAMPLE)
    stream = next((stream for stream in _STREAMS if any(_holds(row, stream) for row in sample)), None)
    if stream is None:
        return None
    rows = [row for row in objects(node.value) if _holds(row, stream) and _is_final(row, stream)]
    guesses = first_objects([row[stream.box] for row in rows], stream.guesses)
    reading = Reading(NAME).use("markup", node)
    words = [objects(guess.get("words")) for guess in guesses]
    if any(words):
        reading.speech = context.words(_words(node, words))
    else:
        reading.speech = context.segments(_results(node, rows, guesses, stream))
    return reading


def _holds(row: Row, stream: _Stream) -> bool:
    box = row.get(stream.box)
    return type(box) is dict and type(box.get(stream.guesses)) is list


def _is_final(row: Row, stream: _Stream) -> bool:
    return row.get(stream.finality) is not False and row[stream.box].get(stream.finality) is not False


def _words(node: Node, groups: list[list[Row]]) -> Columns:
    rows = [row for group in groups for row in group]
    texts, keys = pick(rows, "punctuated_word", "word")
    return Columns(
        texts=texts,
        place=Place(keys, node.depth + 6, node.start, node.end),
        path=lambda index: f"{node.path}[word {index}]",
        starts=pick(rows, "start")[0],
        ends=pick(rows, "end")[0],
        speakers=pick(rows, "speaker")[0],
        unit=SECONDS,
        blocks=spread(range(len(groups)), [len(group) for group in groups]),
    )


def _results(node: Node, rows: list[Row], guesses: list[Row], stream: _Stream) -> Columns:
    texts, keys = pick(guesses, "transcript")
    return Columns(
        texts=texts,
        place=Place(keys, node.depth + 4, node.start, node.end),
        path=lambda index: f"{node.path}[result {index}]",
        starts=pick(rows, stream.start)[0],
        ends=pick(rows, stream.length)[0],
        unit=SECONDS,
        has_lengths=True,
    )
