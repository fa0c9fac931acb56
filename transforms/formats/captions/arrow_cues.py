"""Cues of files with `start --> end` lines: WebVTT, SubRip and everything between them."""

from __future__ import annotations

from itertools import repeat
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.cue_blocks import CueBlocks, find_blocks
from transforms.formats.captions.cue_markup import blank_markup
from transforms.formats.captions.cue_warnings import warn_of_lines
from transforms.formats.captions.cues import Cues
from transforms.formats.captions.line_ends import unify
from transforms.formats.captions.tail import reject_tail
from transforms.formats.captions.timing_lines import TimingLines, find_timing_lines

if TYPE_CHECKING:
    from transforms.parsed import Parsed


class ArrowCues(NamedTuple):
    """The cues of a file, with the unified text, the blocks and the timing lines they come from."""

    raw: str
    cues: Cues
    blocks: CueBlocks
    lines: TimingLines


def read_arrow_cues(parsed: Parsed, text: str, *, is_webvtt: bool) -> ArrowCues | None:
    """Return the cues of `text`, or None when it has no timing line.

    Everything but the words goes into the accounts of `parsed`; times that cannot be read or are in another than the
    standard form, numbers out of order, a second header and a cut-off end become its warnings.
    """
    raw = unify(text)
    lines = find_timing_lines(raw)
    if not lines:
        return None
    blocks = find_blocks(raw, lines, is_webvtt=is_webvtt)
    parsed.accounts.extend(zip(blocks.block_start, blocks.body_start, repeat("mark")))
    parsed.accounts.extend((start, end, "notes") for start, end in blocks.notes)
    warn_of_lines(parsed, raw, blocks, lines, is_webvtt=is_webvtt)
    count = len(lines)
    if blocks.tail is not None:
        reject_tail(parsed, raw, blocks.tail)
        count -= blocks.tail <= blocks.block_start[-1]
    return ArrowCues(raw, _cues(raw, blocks, lines, count), blocks, lines)


def _cues(raw: str, blocks: CueBlocks, lines: TimingLines, count: int) -> Cues:
    blank = blank_markup(raw)
    spans = zip(blocks.body_start[:count], blocks.body_end, strict=False)
    # A no-break space can be all that is left of `&nbsp;`: only what is white in the document goes here.
    texts = [blank[start:end].rstrip(" \n\t") for start, end in spans]
    words = [text.lstrip(" \n\t") for text in texts]
    starts = blocks.body_start[:count]
    if words != texts:
        leads = map(sub, map(len, texts), map(len, words))
        starts = list(map(add, starts, leads))
    return Cues(
        words,
        starts,
        start_ms=lines.start_ms[:count],
        end_ms=lines.end_ms[:count],
    ).complete()
