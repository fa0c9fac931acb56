"""What a format module offers to the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.parsed import Parsed


class Format(Protocol):
    """A format: recognised from the head of a document, parsed from all of it; neither raises on any input."""

    NAME: str
    MEDIA_TYPE: str

    def sniff(self, document: Document) -> float:
        """Return how likely the document is in this format, from 0 to 1, looking at its head."""
        ...

    def parse(self, document: Document) -> Parsed | None:
        """Return the parsed document, or None when it is not in this format after all."""
        ...
