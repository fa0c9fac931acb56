"""Text and links of a piece of HTML, such as show notes in a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.html_tokens import html_tokens
from transforms.formats.markup.tokens import END, START, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.formats.markup.tokens import Token

UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "head", "iframe", "object"})
# Elements that run on within a line; all others stand on lines of their own.
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
     "sup", "time", "tt", "u", "var", "wbr", "yt-formatted-string", "audio", "source", "track", "input", "button"}
)  # fmt: skip
_ADDRESSES = ("http://", "https://", "mailto:")


class Anchor(NamedTuple):
    """A link: where it leads, the words it stands on, and its place in the text that the tokens came from."""

    url: str
    label: str
    start: int
    end: int


class Read(NamedTuple):
    """What a piece of HTML says."""

    text: str
    anchors: list[Anchor]


def read_html(html: str) -> Read:
    r"""Return the text of a piece of HTML, with a line end between its blocks, and its links.

    >>> read_html('<p>See <a href="https://example.com/">here</a>.</p><p>Bye</p>').text
    'See here.\nBye'
    """
    return read_tokens(html_tokens(html))


def read_tokens(tokens: Iterable[Token]) -> Read:
    """Return the text and links of tokens; text of elements that nobody sees is left out."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    opened: tuple[str, int, int] | None = None
    unseen = 0
    for kind, value, attributes, start, end in tokens:
        if kind == TEXT:
            if not unseen:
                parts.append(value)
        elif value in UNSEEN:
            unseen = unseen + 1 if kind == START else max(0, unseen - 1)
        elif value == "a":
            if kind == START:
                opened = (attributes.get("href", "").strip(), start, len(parts))
            elif opened is not None:
                if opened[0].startswith(_ADDRESSES):
                    anchors.append(Anchor(opened[0], "".join(parts[opened[2] :]).strip(), opened[1], end))
                opened = None
        elif value not in INLINE and kind in {START, END}:
            parts.append("\n")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return Read("\n".join(line for line in lines if line), anchors)
