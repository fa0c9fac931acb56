"""What Python prints: `[{'text': 'So.', 'start': 0.5}]`, `Segment(start=0.5, end=1.2, text=' So.')`."""

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

NAME = "python_literal"
MEDIA_TYPE = "text/x-python"

_BEGIN = re.compile(r"\s{0,64}(?:\[\s{0,64}){0,2}\{\s{0,64}'[A-Za-z_][\w -]{0,60}'\s{0,8}:")
_BEGIN_OF_OBJECT = re.compile(
    r"\s{0,64}\[?\s{0,64}[A-Za-z_][\w.]{0,60}\(\s{0,64}(?:id|seek|start|end|text|word|speaker|segments|words|duration|language|task)="
)
# A string without its end goes on to the end of the text, lest each quote in it be tried anew.
_TOKEN = re.compile(
    r"'((?:[^'\\]|\\.)*+)(?:'|\Z|\\\Z)|(\"(?:[^\"\\]|\\.)*+(?:\"|\Z|\\\Z))|\b(True|False|None|nan)\b|,(?=\s{0,64}[\]})])",
    re.S,
)
_OBJECT_TOKEN = re.compile(
    _TOKEN.pattern
    + r"|\bnp\.\w{1,20}\((-?\d[\d.e+-]{0,30}|nan|inf)\)|\b[A-Za-z_][\w.]{0,60}(\()|\b([a-z_]\w{0,60})=|(\))",
    re.S,
)
_WORDS = {"True": "true", "False": "false", "None": "null", "nan": "null"}
_SIGN = re.compile(r"\"|\\(?:'|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|.)|[\x00-\x1f]", re.S)
_SAME = frozenset('"\\/bfnrtu')


def sniff(document: Document) -> float:
    """Return 0.9 for dictionaries whose first key is a name in single quotes, or objects with fields of speech."""
    return 0.9 if _BEGIN.match(document.head) or _BEGIN_OF_OBJECT.match(document.head) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return what the same values in JSON hold, or None where they are no transcript; offsets are the document's."""
    text = Spanned(_pieces(document.text))
    parsed = json_document.parse(Document(document.document_id, document.name, text.text, document.limits))
    if parsed is None or parsed.status != "parsed":
        return None
    move(parsed, text)
    parsed.media_type = MEDIA_TYPE
    return parsed


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    reached = 0
    pattern = _OBJECT_TOKEN if _BEGIN_OF_OBJECT.match(text) else _TOKEN
    for token in pattern.finditer(text):
        start, end = token.span()
        yield text[reached:start], reached, start
        reached = end
        if token[1] is not None:
            yield '"', start, start + 1
            yield from _string(text, start + 1, end - 1)
            yield '"', end - 1, end
        elif token[3] is not None:
            yield _WORDS[token[3]], start, end
        else:
            yield token[2] or (" " if pattern is _TOKEN else _of_object(token)), start, end
    yield text[reached:], reached, len(text)


def _of_object(token: re.Match[str]) -> str:
    """Return what a number, a name or a parenthesis of a printed object is in JSON."""
    _, _, _, number, opening, name, closing = token.groups()
    if number:
        return number if number[-1].isdigit() else "null"
    return "{" if opening else "}" if closing else f'"{name}":' if name else " "


def _string(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a string in single quotes as they stand in one in double quotes."""
    reached = start
    for sign in _SIGN.finditer(text, start, end):
        yield text[reached : sign.start()], reached, sign.start()
        yield _escaped(sign[0]), *sign.span()
        reached = sign.end()
    yield text[reached:end], reached, end


def _escaped(sign: str) -> str:
    if sign == '"':
        return '\\"'
    if len(sign) == 1:
        return f"\\u{ord(sign):04x}"
    if sign[1] in "xU":
        code = int(sign[2:], 16) if len(sign) > 2 else 0xFFFD
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
    return sign if sign[1] in _SAME else sign[1:] if sign[1].isprintable() else " "
