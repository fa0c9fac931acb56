"""The children of a feed's item or channel by name, and what their values mean."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from transforms.formats.markup.html_text import Read, read_html, read_tokens
from transforms.formats.markup.tokens import END, NO_ATTRIBUTES, START, TEXT
from transforms.formats.markup.tree import Node, Text
from transforms.formats.records.dates import parse_date
from transforms.timecode import parse_duration

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from transforms.formats.markup.tokens import Token
    from transforms.parsed import Account, Parsed

_NUMBER = re.compile(r"(?:[a-z]{1,4}\.? ?#?)?(\d{1,6}(?:\.\d{1,3})?)", re.I)
_TITLES = frozenset({"title", "itunes:title", "media:title", "itunes:subtitle"})
NOTES = (
    "content:encoded", "description", "itunes:summary", "content", "summary", "media:description",
    "googleplay:description",
)  # fmt: skip
_METADATA = frozenset(
    {
        "guid", "id", "link", "enclosure", "author", "creator", "pubdate", "published", "updated", "date", "duration",
        "episode", "season", "episodetype", "language", "keywords", "category", "person", "transcript", "chapters",
        "explicit", "block", "content", "group", "managingeditor", "webmaster", "generator", "copyright", "owner",
        "new-feed-url", "lastbuilddate", "ttl", "type", "image", "docs", "comments", "location", "subtitle",
    }
)  # fmt: skip
Places = tuple[int, int]
_Value = TypeVar("_Value")


class Fields:
    """The children of an element by their full names, in document order."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self._by_name: dict[str, list[Node]] = {}
        for child in node.children():
            self._by_name.setdefault(child.name, []).append(child)

    def all(self, *names: str) -> Iterator[Node]:
        """Yield the children of these names, by name first."""
        for name in names:
            yield from self._by_name.get(name, ())

    def first(self, *names: str) -> Node | None:
        """Return the first child of the first of these names that has one with text."""
        return next((node for node in self.all(*names) if node.text()), None)

    def text(self, *names: str) -> str | None:
        """Return the text of the first child of these names that has any."""
        return next((text for node in self.all(*names) if (text := node.text())), None)

    def date(self, parsed: Parsed, *names: str) -> dt.date | None:
        """Return the day that the first child of these names states; a text that is none is reported."""
        return self._read(parsed, parse_date, names)

    def duration(self, parsed: Parsed, *names: str) -> int | None:
        """Return the ms that the first child of these names states; a text that is none is reported."""
        return self._read(parsed, parse_duration, names)

    def number(self, parsed: Parsed, *names: str) -> Decimal | None:
        """Return the number that the first child of these names states; a text that is none is reported."""
        return self._read(parsed, _number, names)

    def _read(self, parsed: Parsed, read: Callable[[str], _Value | None], names: tuple[str, ...]) -> _Value | None:
        node = self.first(*names)
        if node is None:
            return None
        if (value := read(node.text())) is None:
            parsed.warn("metadata_invalid", f"character {node.start}", f"{node.name}: {node.text()}")
        return value

    def account(self, parsed: Parsed) -> None:
        """Say what became of the characters of the element and its children."""
        node = self.node
        parsed.account(node.start, node.start_end, "markup")
        reached = node.start_end
        for child in node.children():
            parsed.account(child.start, child.end, _account(child.name))
            reached = child.end
        parsed.account(reached, node.end, "markup")


def _account(name: str) -> Account:
    if name in _TITLES:
        return "title"
    if name in NOTES:
        return "notes"
    return "metadata" if name.rpartition(":")[2] in _METADATA else "ignored"


def _number(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text)
    return Decimal(match[1]) if match else None


def shown_notes(node: Node) -> tuple[Read, Callable[[int, int], Places]]:
    """Return what show notes say, and a function from their links' offsets to places in the document."""
    if any(True for _ in node.children()):
        return read_tokens(_tokens(node)), lambda start, end: (start, end)
    spanned = node.spanned()
    return read_html(spanned.text), spanned.span


def _tokens(node: Node) -> Iterator[Token]:
    """Yield the content of an element as the tokens that it was made of."""
    stack: list[tuple[Iterator[Node | Text], Node]] = [(iter(node.content), node)]
    while stack:
        parts, parent = stack[-1]
        part = next(parts, None)
        if part is None:
            stack.pop()
            if stack:
                yield END, parent.local, NO_ATTRIBUTES, parent.end, parent.end
        elif isinstance(part, Text):
            yield TEXT, part.text, NO_ATTRIBUTES, part.start, part.end
        else:
            yield START, part.local, part.attributes, part.start, part.start_end
            stack.append((iter(part.content), part))
