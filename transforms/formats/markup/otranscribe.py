"""oTranscribe files (.otr): HTML with time stamps, inside a JSON text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from transforms.document import Document
from transforms.formats.markup import page
from transforms.formats.markup.page_prose import move
from transforms.formats.markup.spanned import Spanned
from transforms.parsed import Parsed, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "otranscribe"
MEDIA_TYPE = "application/json"
_BEGIN = re.compile(r'\s*\{\s*(?:"media[\w-]*"\s*:\s*(?:"[^"]{0,500}"|[\d.]{1,30}|null)\s*,\s*){0,3}"text"\s*:\s*"')
_TEXT = re.compile(r'"text"\s*:\s*"((?:[^"\\]++|\\.)*+)"', re.S)
_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\.", re.S)


def sniff(document: Document) -> float:
    """Return how likely the document is an oTranscribe file: JSON that begins with a text in HTML."""
    match = _BEGIN.match(document.head)
    following = document.head[match.end() : match.end() + 2_000] if match else ""
    is_html = "<p" in following or "<br" in following or "<span" in following
    return 0.97 if is_html and ('"media' in document.head or "data-timestamp" in following) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return what the page inside the JSON holds; offsets are those of the JSON document.

    JSON that is cut off is rejected as `json_invalid`.
    """
    match = _TEXT.search(document.text)
    if match is None:
        return rejected(NAME, "json_invalid", "character 0", document.head[:120], "the text has no end")
    inner = Spanned(_pieces(document.text, *match.span(1)))
    parsed = page.parse(Document(document.document_id, document.name, inner.text, document.limits))
    if parsed.status != "parsed":
        return rejected(NAME, "no_segments", "text", inner.text[:120], "there is no speech in the text")
    move(parsed, inner)
    parsed.format, parsed.media_type = NAME, MEDIA_TYPE
    parsed.account(0, match.start(1), "markup")
    parsed.account(match.end(1), len(document.text), "metadata")
    return parsed


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a JSON text, decoded, with their places."""
    place = start
    for match in _ESCAPE.finditer(text, start, end):
        yield text[place : match.start()], place, match.start()
        yield _decoded(match[0]), *match.span()
        place = match.end()
    yield text[place:end], place, end


def _decoded(escape: str) -> str:
    try:
        return str(json.loads(f'"{escape}"')).encode("utf-8", "replace").decode("utf-8")
    except ValueError:
        return escape
