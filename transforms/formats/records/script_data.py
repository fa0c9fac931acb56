"""Data in scripts, `window.transcript = [{...}]`, `callback({...})`, and objects whose keys have no quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.document import Document
from transforms.formats.markup.page_prose import move
from transforms.formats.markup.spanned import Spanned
from transforms.formats.records import json_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.parsed import Parsed

NAME = "script_data"
MEDIA_TYPE = "text/javascript"

_BEGIN = re.compile(
    r"\s{0,64}(?:(?://[^\n]{0,400}\n|/\*[^*]{0,2000}\*/)\s{0,64}){0,8}"
    r"(?:(?:export\s{1,8}default|module\.exports\s{0,8}=|(?:export\s{1,8})?(?:var|let|const)\s{1,8}[\w$]{1,60}[^=\n]{0,80}="
    r"|(?:window|self|globalThis)[.\[][\w$\"'\]. ]{1,80}=|[\w$.]{1,60}\()\s{0,64})?"
    r"(?=\{\s{0,64}(?:['\"]?\w{1,60}['\"]?\s{0,8}:|\}|//)|\[\s{0,64}[\[{])"
)
_END = re.compile(r"[\s;)]{0,64}(?:as const[\s;]{0,8}|export default [\w$]{1,60};?\s{0,64})?\Z")
# A string without its end goes on to the end of the text, lest each quote in it be tried anew.
_TOKEN = re.compile(
    r"\"(?:[^\"\\]|\\.)*+(?:\"|\Z)|'((?:[^'\\]|\\.)*+)(?:'|\Z)|`((?:[^`\\]|\\.)*+)(?:`|\Z)"
    r"|(//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)|(,)(?=\s{0,64}[\]}])|(?<![\w$])([A-Za-z_$][\w$]{0,60})(?=\s{0,8}:)",
    re.S,
)
_SIGN = re.compile(r"\"|\\[^\"\\/bfnrtu]|[\x00-\x1f]")
_TAIL = 200


def sniff(document: Document) -> float:
    """Return 0.7 for an assignment or a call that is handed an object or a list of them, or for such an object."""
    begun = _BEGIN.match(document.head)
    return 0.7 if begun is not None else 0.0


def parse(document: Document) -> Parsed | None:
    """Return what the same data in JSON holds, or None where it is no transcript; offsets are the document's."""
    begun = _BEGIN.match(document.text)
    if begun is None:
        return None
    tail = max(begun.end(), len(document.text) - _TAIL)
    ended = _END.search(document.text, tail)
    text = Spanned(_pieces(document.text, begun.end(), ended.start() if ended is not None else len(document.text)))
    parsed = json_document.parse(Document(document.document_id, document.name, text.text, document.limits))
    if parsed is None or parsed.status != "parsed":
        return None
    move(parsed, text)
    parsed.account(0, begun.end(), "markup")
    if ended is not None:
        parsed.account(ended.start(), len(document.text), "markup")
    parsed.media_type = MEDIA_TYPE
    return parsed


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    reached = start
    for token in _TOKEN.finditer(text, start, end):
        first, last = token.span()
        yield text[reached:first], reached, first
        reached = last
        group = token.lastindex or 0
        if group in (1, 2):
            yield '"', first, first + 1
            yield from _string(text, *token.span(group))
            yield '"', last - 1, last
        elif group == 5:
            yield f'"{token[5]}"', first, last
        else:
            yield " " if group else token[0], first, last
    yield text[reached:end], reached, end


def _string(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a string in other quotes as they stand in one in double quotes."""
    reached = start
    for sign in _SIGN.finditer(text, start, end):
        yield text[reached : sign.start()], reached, sign.start()
        yield _in_json(sign[0]), *sign.span()
        reached = sign.end()
    yield text[reached:end], reached, end


def _in_json(sign: str) -> str:
    if sign == '"':
        return '\\"'
    return sign[1:] if sign[0] == "\\" else f"\\u{ord(sign):04x}"
