"""Marked-up documents as trees whose nodes know where they stand; mistakes in nesting are forgiven."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.spanned import Spanned
from transforms.formats.markup.tokens import END, START, Attributes, Token

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


class Text(NamedTuple):
    """A stretch of text between tags, decoded, and its place in the document."""

    text: str
    start: int
    end: int


class Node:
    """An element: its name (`local`: without prefix), attributes, content in order, and [start, end) in the document.

    `start_end` is the end of its start tag.
    """

    __slots__ = ("attributes", "content", "end", "local", "name", "start", "start_end")

    def __init__(self, name: str, attributes: Attributes, start: int, start_end: int) -> None:
        self.name = name
        self.local = name.rpartition(":")[2] if ":" in name else name
        self.attributes = attributes
        self.content: list[Node | Text] = []
        self.start = start
        self.start_end = start_end
        self.end = start_end

    def get(self, *names: str) -> str | None:
        """Return the first of these attributes that has a value."""
        if self.attributes:
            for name in names:
                if (value := self.attributes.get(name)) and (value := value.strip()):
                    return value
        return None

    def children(self) -> Iterator[Node]:
        """Yield the elements directly inside."""
        return (part for part in self.content if type(part) is Node)

    def child(self, *names: str) -> Node | None:
        """Return the first element directly inside that has one of these local names."""
        for part in self.content:
            if type(part) is Node and part.local in names:
                return part
        return None

    def descendants(self, *names: str) -> Iterator[Node]:
        """Yield the elements inside, at any depth and in document order; with local names, only those."""
        stack: list[Iterator[Node | Text]] = [iter(self.content)]
        while stack:
            for part in stack[-1]:
                if type(part) is Node:
                    if not names or part.local in names:
                        yield part
                    if part.content:
                        stack.append(iter(part.content))
                        break
            else:
                stack.pop()

    def texts(self, without: Collection[str] = ()) -> Iterator[Text]:
        """Yield the text inside, at any depth and in document order; elements of these local names left out."""
        stack: list[Iterator[Node | Text]] = [iter(self.content)]
        while stack:
            for part in stack[-1]:
                if isinstance(part, Text):
                    yield part
                elif part.local not in without:
                    stack.append(iter(part.content))
                    break
            else:
                stack.pop()

    def spanned(self, without: Collection[str] = ()) -> Spanned:
        """Return the text inside, with its places."""
        return Spanned(self.texts(without))

    def text(self) -> str:
        """Return the text inside, white space around it left out."""
        return "".join(part.text for part in self.texts()).strip()


class Grown:
    """A tree that grows from tokens; elements of the `apart` names are handed out as they end, and let go.

    An end closes the innermost open element of its name with all that is open inside; one without a start is passed
    over. Reading ends, and `is_too_deep` is set, where elements stand more than `limit` deep.
    """

    def __init__(self, tokens: Iterable[Token], limit: int, apart: Collection[str] = ()) -> None:
        self._tokens = tokens
        self._apart = apart
        self._limit = limit
        self._open: Counter[str] = Counter()
        self.root = Node("", {}, 0, 0)
        self.is_too_deep = False

    def __iter__(self) -> Iterator[Node]:
        """Yield the elements that are kept apart, in document order; `root` is whole when all are read."""
        path = [self.root]
        for kind, value, attributes, start, end in self._tokens:
            if kind == START:
                node = Node(value, attributes, start, end)
                path[-1].content.append(node)
                path.append(node)
                self._open[value] += 1
                if len(path) > self._limit + 1:
                    self.is_too_deep = True
                    break
            elif kind != END:
                path[-1].content.append(Text(value, start, end))
            elif self._open[value]:
                yield from self._close(path, value, end)
            self.root.end = end
        while len(path) > 1:
            yield from self._close(path, path[-1].name, self.root.end)

    def _close(self, path: list[Node], name: str, end: int) -> Iterator[Node]:
        node = self.root
        while node.name != name:
            node = path.pop()
            node.end = end
            self._open[node.name] -= 1
            if node.name in self._apart:
                path[-1].content.pop()
                yield node


def grow(tokens: Iterable[Token], limit: int) -> Node | None:
    """Return the root of the whole tree (a nameless node around the document), None where it is too deep."""
    grown = Grown(tokens, limit)
    deque(grown, maxlen=0)
    return None if grown.is_too_deep else grown.root
