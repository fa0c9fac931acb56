"""XML and HTML formats: feeds, transcript markup and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.markup import (
    feed,
    otranscribe,
    page,
    sami,
    subtitle_xml,
    tiers,
    transcriber,
    xml_chapters,
    xml_transcript,
)

if TYPE_CHECKING:
    from transforms.formats.format import Format

FORMATS: tuple[Format, ...] = (
    otranscribe, feed, transcriber, tiers, sami, subtitle_xml, xml_chapters, page, xml_transcript,
)  # fmt: skip
