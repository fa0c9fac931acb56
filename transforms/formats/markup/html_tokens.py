"""HTML as people and programs write it, as tokens; also XML that a strict parser gave up on.

A scanner of our own: `html.parser` takes quadratic time over unclosed tags (30 s for 60 kB in Python 3.11), and the
libraries that are fast do not say where in the document a text stood. Entities are the standard library's.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from transforms.formats.markup.tokens import END, NO_ATTRIBUTES, START, TEXT, Attributes, Names, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Possessive throughout: a tag matches in one pass or not at all, and `<` outside quotes ends an attempt at once.
_TAG = re.compile(
    r"""<(?:(/?)([A-Za-z][^\s/<>]*+)((?:[^<>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>|(!--|!\[CDATA\[|[!?]))"""
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?+""")
_REFERENCE = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7});?"
_REFERENCES = re.compile(rf"{_REFERENCE}(?:{_REFERENCE})*+")
_CLOSERS = {"!--": "-->", "![CDATA[": "]]>", "!": ">", "?": ">"}
_RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
# Drawings and formulas within HTML are written like XML: an element may end in its own tag.
_FOREIGN = frozenset({"svg", "math", "path", "use", "circle", "rect", "line", "polygon", "polyline", "ellipse", "g"})
_LONGEST_ATTRIBUTES = 64 * 1024


def html_tokens(text: str, place: int = 0, *, is_xml: bool = False, names: Names | None = None) -> Iterator[Token]:
    """Yield the tokens of `text` from `place` on; comments, declarations and processing instructions give none.

    Names are lower case. Elements without content (`<br>`, in XML `<a/>`) have an end of their own. What looks like
    a tag and is none is text. Takes linear time on any input.
    """
    names, ends, length = names or Names(), _Ends(text), len(text)
    while place < length:
        match = _TAG.search(text, place)
        start = match.start() if match else length
        if start > place:
            yield from text_tokens(text, place, start)
        if match is None:
            return
        slash, name, attributes, opener = match.groups()
        place = match.end()
        if opener:
            place = ends.after(_CLOSERS[opener], place)
            if opener == "![CDATA[" and place - start > 12:
                yield TEXT, text[start + 9 : place - 3], NO_ATTRIBUTES, start + 9, place - 3
        elif slash:
            yield END, names(name), NO_ATTRIBUTES, start, place
        else:
            yield from _start(names, name, attributes, start, place, is_xml=is_xml)
            if not is_xml and (raw := name.lower()) in _RAW and (end := ends.of_raw(raw, place)) > place:
                yield TEXT, text[place:end], NO_ATTRIBUTES, place, end
                place = end


def _start(names: Names, raw: str, attributes: str, start: int, end: int, *, is_xml: bool) -> Sequence[Token]:
    """Return the token of a tag, and that of its end if it has no other; no iterator, as there are so many."""
    known = parse_attributes(attributes, names) if attributes else NO_ATTRIBUTES
    if is_xml and "xmlns" in attributes:
        names.declare(known)
    name = names(raw)
    opened = (START, name, known, start, end)
    is_closed = attributes.endswith("/") and (is_xml or name in _FOREIGN)
    if is_closed or (name in _VOID and not is_xml):
        return opened, (END, name, NO_ATTRIBUTES, end, end)
    return (opened,)


def parse_attributes(raw: str, names: Names) -> Attributes:
    """Return the attributes of a tag, decoded; of several of one name the first counts."""
    found: Attributes = {}
    for name, double, single, bare in _ATTRIBUTE.findall(raw[:_LONGEST_ATTRIBUTES]):
        value = double or single or bare
        found.setdefault(names(name), html.unescape(value) if "&" in value else value)
    return found


def text_tokens(text: str, start: int, end: int) -> Iterable[Token]:
    """Return text tokens for a stretch without tags: references are decoded, each run of them a token of its own."""
    if text.find("&", start, end) < 0:
        return ((TEXT, text[start:end], NO_ATTRIBUTES, start, end),)
    return _decoded_tokens(text, start, end)


def _decoded_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    place = start
    for match in _REFERENCES.finditer(text, start, end):
        decoded = html.unescape(match[0])
        if decoded == match[0]:
            continue
        if match.start() > place:
            yield TEXT, text[place : match.start()], NO_ATTRIBUTES, place, match.start()
        yield TEXT, decoded, NO_ATTRIBUTES, match.start(), match.end()
        place = match.end()
    if place < end:
        yield TEXT, text[place:end], NO_ATTRIBUTES, place, end


class _Ends:
    """Where comments and raw elements end; that an end is missing is found out once, not once for each start."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()

    def after(self, closer: str, place: int) -> int:
        """Return the offset after the next `closer`, or `place` where there is none."""
        if closer in self._missing:
            return place
        if (found := self._text.find(closer, place)) < 0:
            self._missing.add(closer)
            return place
        return found + len(closer)

    def of_raw(self, name: str, place: int) -> int:
        """Return the offset of the end tag of a raw element, or `place` where there is none."""
        if name in self._missing:
            return place
        match = re.compile(rf"</{name}(?=[\s/>])", re.I).search(self._text, place)
        if match is None:
            self._missing.add(name)
            return place
        return match.start()
