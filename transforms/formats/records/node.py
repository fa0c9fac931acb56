"""A value of a JSON text together with the place it stands at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.formats.records.outline import Member, Outline


@dataclass(frozen=True, slots=True)
class Node:
    """A decoded value and its stretch of the text; `depth` is how many boxes its own members or elements lie in.

    `path` is a JSON path (`$.results[0].words`). `parts` has the stretches of the elements of what is only a part of
    an array in the text.
    """

    value: Any
    start: int
    end: int
    depth: int
    path: str
    outline: Outline
    parts: tuple[tuple[int, int], ...] | None = None

    def get(self, *keys: str) -> Node | None:
        """Return the node of the member of the member ... with these keys; None where one of them is missing."""
        node = self
        for key in keys:
            if type(node.value) is not dict or key not in node.value:
                return None
            node = node._child(key, node.outline.member(node.start, key))
        return node

    def box(self, *keys: str) -> Node | None:
        """Return the node with these keys if it is an object or array with anything in it."""
        node = self.get(*keys)
        return node if node is not None and type(node.value) in (dict, list) and node.value else None

    def rows(self, *keys: str) -> Node | None:
        """Return the node with these keys if it is an array with an object in it."""
        node = self.get(*keys)
        return node if node is not None and is_rows(node.value) else None

    def text(self, *keys: str) -> str | None:
        """Return the string with these keys, without outer white space, if there is one with anything in it."""
        value: Any = self.value
        for key in keys:
            value = value.get(key) if type(value) is dict else None
        return value.strip() or None if type(value) is str else None

    def members(self) -> list[Member]:
        """Return the members of an object in order, repeated keys included."""
        return self.outline.members(self.start) if type(self.value) is dict else []

    def children(self) -> Iterator[Node]:
        """Yield the nodes of the elements of an array, in order."""
        for index, (value, (start, end)) in enumerate(zip(self.value, self.stretches(), strict=False)):
            yield Node(value, start, end, self.depth + 1, f"{self.path}[{index}]", self.outline)

    def stretches(self) -> Iterable[tuple[int, int]]:
        """Return the stretches of the elements of an array, in order."""
        if type(self.value) is not list:
            return ()
        if self.parts is not None:
            return self.parts
        return self.outline.roots() if self.depth == 0 else self.outline.elements(self.start)

    def as_array(self) -> Node:
        """Return an object as the array of its values."""
        parts = tuple((member.start, member.end) for member in self.members())
        return Node(list(self.value.values()), self.start, self.end, self.depth, self.path, self.outline, parts)

    def part(self, first: int, last: int, stretches: Sequence[tuple[int, int]]) -> Node:
        """Return the elements `first:last` of an array, whose stretches all are known, as an array of their own."""
        parts = tuple(stretches[first:last])
        path = f"{self.path}[{first}:{last}]"
        return Node(self.value[first:last], parts[0][0], parts[-1][1], self.depth, path, self.outline, parts)

    def _child(self, key: str, member: Member) -> Node:
        return Node(self.value[key], member.start, member.end, self.depth + 1, f"{self.path}.{key}", self.outline)


def root_of(values: list[Any], outline: Outline) -> Node:
    """Return the node of a document, or of the array that several documents make up (its `depth` is 0)."""
    if len(values) == 1 and outline.box_count():
        start = int(outline.box_opens[0])
        return Node(values[0], start, outline.box_end(start), 1, "$", outline)
    return Node(values, 0, len(outline.text), 0, "$", outline)


def is_rows(value: object) -> bool:
    """Return whether `value` is an array with at least one object in it."""
    return type(value) is list and any(type(row) is dict for row in value)
