"""Which format a document is in, by content: every parser is asked, the surest answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats import captions, markup, prose, records, research
from transforms.parsed import Parsed, rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.document import Document
    from transforms.formats.format import Format

# Most specific first: where two are equally sure, the earlier one answers.
FORMATS: tuple[Format, ...] = (
    *records.FORMATS,
    *markup.FORMATS,
    *captions.FORMATS,
    *research.FORMATS,
    *prose.FORMATS,
)


def parse(document: Document, formats: Sequence[Format] = FORMATS) -> Parsed:
    """Return the parsed document, by the format that is surest of it; earlier formats win ties.

    A document without characters but white space (or zero bytes) is rejected as `empty_file`, one that no format
    takes as `unknown_format`.
    """
    text = document.text
    if not text or text.isspace() or (text[0] == "\0" and not text.strip("\0")):
        return rejected("unknown", "empty_file", "byte 0", detail=f"{len(document.text)} characters of white space")
    ranked = []
    for place, fmt in enumerate(formats):
        confidence = fmt.sniff(document)
        # No later format can be surer.
        if confidence >= 1 and (parsed := fmt.parse(document)) is not None:
            return parsed
        ranked.append((-confidence, place))
    for confidence, place in sorted(ranked):
        if -1 < confidence < 0 and (parsed := formats[place].parse(document)) is not None:
            return parsed
    return rejected("unknown", "unknown_format", "byte 0", document.head[:120], "no format recognises the content")
