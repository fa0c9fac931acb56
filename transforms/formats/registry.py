"""Which format a document is in, by content: every parser is asked, the surest answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from transforms.parsed import Parsed, rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.document import Document


class Format(Protocol):
    """What a format module offers."""

    NAME: str
    MEDIA_TYPE: str

    def sniff(self, document: Document) -> float:
        """Return how likely the document is in this format, from 0 to 1, looking at its head."""
        ...

    def parse(self, document: Document) -> Parsed | None:
        """Return the parsed document, or None when it is not in this format after all."""
        ...


FORMATS: tuple[Format, ...] = ()


def parse(document: Document, formats: Sequence[Format] = FORMATS) -> Parsed:
    """Return the parsed document, by the format that is surest of it; earlier formats win ties.

    A document without characters but white space is rejected as `empty_file`, one that no format takes as
    `unknown_format`.
    """
    if not document.text or document.text.isspace():
        return rejected("unknown", "empty_file", "byte 0", detail=f"{len(document.text)} characters of white space")
    ranked = sorted(((fmt.sniff(document), -place, fmt) for place, fmt in enumerate(formats)), key=lambda x: x[:2])
    for confidence, _, fmt in reversed(ranked):
        if confidence <= 0:
            break
        if (parsed := fmt.parse(document)) is not None:
            return parsed
    return rejected("unknown", "unknown_format", "byte 0", document.head[:120], "no format recognises the content")
