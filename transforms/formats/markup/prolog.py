"""What stands before the first element of a marked-up document: its root, and whether it declares entities."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SPACE = re.compile(r"[\s\ufeff]*+")
_DOCTYPE_NAME = re.compile(r"<!doctype\s+([\w:.-]+)", re.I)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*+(?::[A-Za-z_][\w.-]*+)?)(?=[\s/>])")


# Elements that a page, or a piece of one, begins with.
HTML_ROOTS = frozenset(
    {"html", "head", "body", "title", "meta", "link", "script", "style", "base", "div", "p", "span", "cite", "article",
     "main", "section", "header", "nav", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol",
     "li", "dl", "blockquote", "pre", "strong", "b", "em", "i", "a", "img", "br", "hr", "time", "center", "font",
     "figure", "audio", "video", "iframe", "details", "form", "tr", "td", "tbody", "thead", "dt", "dd", "u", "small"}
)  # fmt: skip


class Prolog(NamedTuple):
    """The root element's name (lower case, with its prefix) and what stood before it.

    `root` is empty where the text does not begin like markup; `start` is the offset of the root's tag.
    """

    root: str
    start: int
    doctype: str
    is_xml: bool
    has_entities: bool

    @property
    def local(self) -> str:
        """Return the root's name without its prefix."""
        return self.root.rpartition(":")[2]


_NONE = Prolog("", 0, "", is_xml=False, has_entities=False)


@lru_cache(maxsize=4)
def read_prolog(head: str) -> Prolog:
    """Return the prolog of a document that begins with `head`.

    Declarations, comments and a document type may stand before the root; a document type that declares entities
    of its own is told from a plain one that only names a DTD.

    >>> read_prolog('<?xml version="1.0"?><!DOCTYPE Trans SYSTEM "trans-14.dtd"><Trans scribe="x">')[::2]
    ('trans', 'trans', False)
    """
    place, doctype, is_xml, has_entities = 0, "", False, False
    while True:
        place = _SPACE.match(head, place).end()  # type: ignore[union-attr]  # matches the empty text
        if head.startswith("<?", place):
            is_xml = is_xml or head.startswith("<?xml", place)
            end = head.find("?>", place) + 2
        elif head.startswith("<!--", place):
            end = head.find("-->", place) + 3
        elif match := _DOCTYPE_NAME.match(head, place):
            doctype = match[1].lower()
            end = _end_of_doctype(head, match.end())
            has_entities = has_entities or "<!entity" in head[place : end or None].lower()
            end = end or -1
        else:
            break
        if end <= place:
            return Prolog(doctype, place, doctype, is_xml, has_entities)
        place = end
    if match := _ROOT.match(head, place):
        return Prolog(match[1].lower(), place, doctype, is_xml, has_entities)
    return Prolog(doctype, place, doctype, is_xml, has_entities) if doctype or is_xml else _NONE


def _end_of_doctype(head: str, place: int) -> int:
    """Return the offset after a document type, with its internal subset; 0 where it does not end in `head`."""
    bracket, close = head.find("[", place), head.find(">", place)
    if 0 <= bracket < close:
        subset_end = head.find("]", bracket)
        close = head.find(">", subset_end) if subset_end > 0 else -1
    return close + 1
