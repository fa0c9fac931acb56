"""IBM Watson: `results[].alternatives[].timestamps`, arrays of word, start and end, and `speaker_labels` by time."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import Columns, Place, first_objects, objects
from transforms.formats.records.ranges import speakers_at
from transforms.formats.records.shape import Reading, spread
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "watson_json"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of results whose first alternatives have timestamps."""
    results = node.rows("results")
    if results is None:
        return None
    rows = objects(results.value)
    if not any("timestamps" in row for row in first_objects(rows[:50], "alternatives")):
        return None
    best = first_objects(rows, "alternatives")
    groups = [_triples(row.get("timestamps")) for row in best]
    if not any(groups):
        return None
    triples = list(chain.from_iterable(groups))
    starts = [triple[1] for triple in triples]
    labels = node.rows("speaker_labels")
    columns = Columns(
        texts=[triple[0] for triple in triples],
        place=Place((), results.depth + 5, results.start, results.end),
        path=lambda index: f"{results.path}: word {index}",
        starts=starts,
        ends=[triple[2] for triple in triples],
        speakers=speakers_at(starts, labels, "from", "to", "speaker") if labels is not None else [],
        unit=SECONDS,
        blocks=spread(range(len(groups)), [len(group) for group in groups]),
    )
    return Reading(NAME, context.words(columns), facts_from=[node]).use("markup", results).use("mark", labels)


def _triples(value: Any) -> list[list[Any]]:
    if type(value) is not list:
        return []
    return [triple for triple in value if type(triple) is list and len(triple) >= 3 and type(triple[0]) is str]
