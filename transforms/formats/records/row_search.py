"""Where in a document the arrays of records are that hold speech."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from transforms.formats.records.columns import Row, objects
from transforms.formats.records.guess import Fit, fit_rows, weight
from transforms.formats.records.node import Node, is_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 6
_MOST_BOXES = 2_000


class Candidate(NamedTuple):
    """An array of rows that may be speech: the keys that lead to it (`0`, `1` ... into arrays), what its keys mean."""

    keys: tuple[str, ...]
    rows: list[Row]
    fit: Fit


def candidates_in(node: Node) -> list[Candidate]:
    """Return the arrays of speech in a node, breadth first."""
    found = ((keys, objects(value)) for keys, value in _arrays(node.value))
    return [Candidate(keys, rows, fit) for keys, rows in found if (fit := fit_rows(rows)) is not None]


def heaviest(candidates: list[Candidate]) -> Candidate:
    """Return the candidate that holds most speech, the first of equals."""
    if len(candidates) == 1:
        return candidates[0]
    return max(candidates, key=lambda found: weight(found.rows, found.fit))


def _arrays(value: Any) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Yield the arrays of objects, breadth first, with the keys that lead to them (`0`, `1`, ... into arrays).

    An object of nothing but objects is an array too, whose elements have names (`*`).
    """
    level: list[tuple[tuple[str, ...], Any]] = [((), value)]
    for _ in range(_DEEPEST):
        inner: list[tuple[tuple[str, ...], Any]] = []
        for keys, box in level[:_MOST_BOXES]:
            if is_rows(box):
                yield keys, box
                inner += [((*keys, str(index)), item) for index, item in enumerate(box[:3])] if len(box) <= 3 else []
            elif type(box) is dict:
                if _is_table(box):
                    yield (*keys, "*"), list(box.values())
                inner += [((*keys, key), item) for key, item in box.items() if type(item) in (dict, list)]
        level = inner


def _is_table(box: dict[str, Any]) -> bool:
    return len(box) > 1 and set(map(type, box.values())) == {dict}


def reach(node: Node, keys: tuple[str, ...]) -> Node | None:
    """Return the node to which the keys lead."""
    found: Node | None = node
    for key in keys:
        if found is None:
            return None
        if type(found.value) is list:
            found = next(islice(found.children(), int(key), None), None)
        else:
            found = found.as_array() if key == "*" else found.get(key)
    return found


def objects_around(node: Node, keys: tuple[str, ...]) -> list[Node]:
    """Return the objects around the records, the nearest first."""
    around = [reach(node, keys[:length]) for length in range(len(keys) - 1, -1, -1)]
    return [found for found in around if found is not None and type(found.value) is dict]
