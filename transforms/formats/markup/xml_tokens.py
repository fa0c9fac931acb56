"""XML as tokens, by expat; where a document is not well-formed the tolerant scanner goes on from there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from transforms.formats.markup.html_tokens import html_tokens, text_tokens
from transforms.formats.markup.tokens import END, NO_ATTRIBUTES, START, TEXT, Attributes, Names, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK_BYTES = 256 * 1024
_MARKUP = 4
# What a handler notes: kind, name or text, attributes, byte offset of the beginning.
_Noted = tuple[int, str, Attributes, int]


class Malformed(NamedTuple):
    """Where and why a document is not well-formed XML."""

    place: int
    detail: str


class XmlTokens:
    """The tokens of an XML document; `malformed` is set when the strict parser gives up and the tolerant goes on.

    Names are lower case with their customary prefix (`tokens.Names`). No DTD is read, no entity expanded that the
    document declares, nothing fetched.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._names = Names()
        self._noted: list[_Noted] = []
        self._place = _Places(text)
        self.malformed: Malformed | None = None

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens; one pass only."""
        parser, data = self._parser(), self._place.data
        size = max(_CHUNK_BYTES, len(data) // 64)
        for first in range(0, len(data) + 1, size):
            try:
                parser.Parse(data[first : first + size], first + size > len(data))
            except expat.ExpatError as error:
                yield from self._finished(None)
                yield from self._tolerant(error, parser.ErrorByteIndex)
                return
            yield from self._finished(None)
        yield from self._finished(len(data))

    def _tolerant(self, error: expat.ExpatError, byte: int) -> Iterator[Token]:
        """Yield the rest by the tolerant scanner; it takes up the last token again, which may hold the mistake."""
        kind, value, _, start = self._noted[-1] if self._noted else (_MARKUP, "", NO_ATTRIBUTES, 0)
        place = self._place.of(start)
        if kind == END and not self._text.startswith("</", place):
            yield END, value, NO_ATTRIBUTES, place, place
        self.malformed = Malformed(self._place.of(byte), f"line {error.lineno}: {expat.ErrorString(error.code)}")
        yield from html_tokens(self._text, place, is_xml=True, names=self._names)

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        note, names = self._noted.append, self._names

        def start(raw: str, attributes: Attributes) -> None:
            if any(name.startswith("xmlns:") for name in attributes):
                names.declare(attributes)
            known = {names(name): value for name, value in attributes.items()} if attributes else NO_ATTRIBUTES
            note((START, names(raw), known, parser.CurrentByteIndex))

        def other(raw: str) -> None:
            # A reference that nothing declares is known from HTML, or stays as it is.
            kind, value = (TEXT, "") if raw.startswith("&") else (_MARKUP, raw)
            note((kind, value, NO_ATTRIBUTES, parser.CurrentByteIndex))

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda raw: note((END, names(raw), NO_ATTRIBUTES, parser.CurrentByteIndex))
        parser.CharacterDataHandler = lambda text: note((TEXT, text, NO_ATTRIBUTES, parser.CurrentByteIndex))
        parser.DefaultHandler = other
        return parser

    def _finished(self, end: int | None) -> Iterator[Token]:
        """Yield what was noted: a token ends where the next begins, so the last waits until its end is known."""
        noted, place_of = self._noted, self._place.of
        if end is not None:
            noted.append((_MARKUP, "", NO_ATTRIBUTES, end))
        texts: list[str] = []
        text_start = 0
        for (kind, value, attributes, start), following in pairwise(noted):
            if kind == TEXT:
                text_start = text_start if texts else start
                texts.append(value)
            if texts and following[0] != TEXT:
                yield from self._text_tokens("".join(texts), place_of(text_start), place_of(following[3]))
                texts.clear()
            elif kind in {START, END}:
                yield kind, value, attributes, place_of(start), place_of(following[3])
        if texts:
            yield from self._text_tokens("".join(texts), place_of(text_start), place_of(noted[-1][3]))
        del noted[:-1]

    def _text_tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """Yield the tokens of neighbouring texts: references apart, so that all else keeps its place."""
        raw = self._text[start:end]
        if text == raw or "&" not in raw or raw.replace("\r\n", "\n").replace("\r", "\n") == text:
            yield TEXT, raw, NO_ATTRIBUTES, start, end
        else:
            yield from text_tokens(self._text, start, end)


class _Places:
    """Code points for the byte offsets of a parser, asked for in ascending order."""

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "replace")
        self._is_ascii = len(self.data) == len(text)
        self._byte = self._place = 0

    def of(self, byte: int) -> int:
        """Return the code point at a byte offset that is not smaller than the last one asked for."""
        if self._is_ascii:
            return byte
        if byte > self._byte:
            self._place += len(self.data[self._byte : byte].decode("utf-8", "replace"))
            self._byte = byte
        return self._place
