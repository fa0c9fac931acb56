"""SubRip: numbered cues, times with a comma or a point, and all that goes by the name of `.srt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.captions.arrow_cues import read_arrow_cues
from transforms.formats.captions.arrow_sniff import has_webvtt_header, sniff_arrows
from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.rollup import take_repeats
from transforms.formats.captions.voices import take_colours
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "subrip"
MEDIA_TYPE = "application/x-subrip"


def sniff(document: Document) -> float:
    """Return how sure it is that the document has timing lines that are numbered or have commas, and no header."""
    if has_webvtt_header(document.head):
        return 0.0
    found = sniff_arrows(document.head)
    return found.confidence if found.is_numbered or found.has_commas else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: one episode with a segment for each cue, or for each speaker in it.

    A file whose cues are all without words is rejected as `no_segments`.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    read = read_arrow_cues(parsed, document.text, is_webvtt=False)
    if read is None:
        return None
    parsed.account(0, read.blocks.block_start[0], "notes")
    cues = take_repeats(parsed, read.cues, read.raw)
    cues = take_colours(parsed, cues, read.raw)
    return reject_wordless(parsed, assemble(parsed, document, cues))
