"""Where the transcripts of a document are: in a known shape, wrapped in one, listed, or in records of any kind."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from transforms.formats.records import embedded
from transforms.formats.records.shapes import SHAPES, arrays, loose, time_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node
    from transforms.formats.records.shape import Reading

_DEEPEST_WRAPPER = 4
_MOST_WRAPPERS = 60
# What wraps a transcript has few keys; an object with many is a table.
_MOST_KEYS = 500


def read_shape(node: Node, context: Context) -> Reading | None:
    """Return the transcript that has a known shape, in this node or in the objects that wrap it."""
    for found, around in _wrapped(node):
        if type(found.value) is dict and not any(type(value) in (dict, list) for value in found.value.values()):
            continue
        for shape in SHAPES:
            reading = shape.read(found, context)
            if reading is not None:
                reading.facts_from += [outer for outer in around if outer not in reading.facts_from]
                return reading
    return None


def read_any(node: Node, context: Context) -> Reading | None:
    """Return the transcript in a node: of a known shape, of records of any kind, or as running text."""
    for reader in (read_shape, loose.read, arrays.read, _read_map, embedded.read):
        reading = reader(node, context)
        if reading is not None:
            return reading
    return None


def _read_map(node: Node, context: Context) -> Reading | None:
    """Return the transcript in an object that has times for keys, in this node or in what wraps it."""
    return next(
        (reading for found, _ in _wrapped(node) if (reading := time_map.read(found, context)) is not None), None
    )


def _wrapped(node: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Yield the node and the boxes in it, breadth first, each with the objects around it, the nearest first."""
    level: list[tuple[Node, list[Node]]] = [(node, [])]
    count = 0
    for _ in range(_DEEPEST_WRAPPER):
        inner: list[tuple[Node, list[Node]]] = []
        for found, around in level:
            yield found, around
            count += 1
            if count > _MOST_WRAPPERS:
                return
            if type(found.value) is dict and len(found.value) <= _MOST_KEYS:
                keys = (key for key, value in found.value.items() if type(value) in (dict, list) and value)
                boxes = islice(keys, _MOST_WRAPPERS)
                inner += [(child, [found, *around]) for key in boxes if (child := found.get(key)) is not None]
        level = inner
