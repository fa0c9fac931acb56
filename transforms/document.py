"""A document on its way into a parser, and the limits that hold for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

HEAD_LENGTH = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for hostile input; what goes over one becomes a reject or a warning, never a crash.

    Sizes in bytes, `seconds` of processor time for one document, `ratio` of unpacked to packed size.
    """

    bytes: int = 256 * 1024 * 1024
    depth: int = 64
    members: int = 10_000
    nesting: int = 2
    ratio: int = 200
    unpacked_bytes: int = 1024 * 1024 * 1024
    labels: int = 500
    aliases: int = 100
    seconds: float = 60.0


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Document:
    """Decoded text of one document: BOM removed, line ends untouched; offsets are indexes into `text`.

    `name` is the last part of the address it was found at: a hint for titles and dates, never for the format.
    """

    document_id: str
    name: str
    text: str
    limits: Limits = DEFAULT_LIMITS

    @cached_property
    def head(self) -> str:
        """Return the first characters, enough for a parser to recognise its format."""
        return self.text[:HEAD_LENGTH]

    @cached_property
    def stem(self) -> str:
        """Return the name without its last ending.

        >>> Document("0", "Episode 12 - Bees.en.srt", "").stem
        'Episode 12 - Bees.en'
        """
        stem, dot, ending = self.name.rpartition(".")
        is_ending = len(ending) <= 5 or ending.casefold() == "textgrid"
        return stem if dot and stem and is_ending else self.name
