"""The tokens of captions in XML, well-formed or not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from transforms.formats.markup.html_tokens import html_tokens
from transforms.formats.markup.tokens import START, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.markup.tokens import Token
    from transforms.parsed import Parsed

_DEEPEST = 10_000


def xml_tokens(parsed: Parsed, text: str) -> Iterator[Token]:
    """Yield the tokens of an XML document, with local names of elements in lower case.

    Where it is not well-formed that becomes an `xml_malformed` warning of `parsed`, and what can be told apart follows
    all the same. Where elements are nested deeper than in any document, the rest is rejected as `html_too_deep`.
    """
    _warn_of_mistakes(parsed, text)
    depth = 0
    # The parser of the standard library calls back for every line of text: only its verdict is wanted here.
    for kind, value, attributes, start, end in html_tokens(text, is_xml=True):
        yield kind, value if kind == TEXT else value.rpartition(":")[2], attributes, start, end
        if kind != TEXT:
            depth += 1 if kind == START else -1
            if depth > _DEEPEST:
                parsed.reject("html_too_deep", f"character {end}", text[end:][:200], f"{depth} elements deep")
                parsed.account(end, len(text), "rejected")
                return


def _warn_of_mistakes(parsed: Parsed, text: str) -> None:
    try:
        expat.ParserCreate("utf-8").Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        place = f"line {error.lineno}, byte {error.offset}"
        parsed.warn("xml_malformed", place, expat.ErrorString(error.code))
