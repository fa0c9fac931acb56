"""What looks wrong about the lines around the words of a caption file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.formats.captions.cue_blocks import CueBlocks
    from transforms.formats.captions.timing_lines import TimingLines
    from transforms.parsed import Parsed


def warn_of_lines(parsed: Parsed, text: str, blocks: CueBlocks, lines: TimingLines, *, is_webvtt: bool) -> None:
    """Add warnings about times in no or another form, mixed formats, a second header and the order of numbers."""

    def line(place: int) -> str:
        return text[lines.line_start[place] : lines.line_end[place]].strip()

    places = range(len(lines)) if None in lines.start_ms or None in lines.end_ms else range(0)
    invalid = [
        place
        for place in places
        if (lines.start_ms[place] is None or lines.end_ms[place] is None) and place != _cut_cue(blocks)
    ]
    if invalid:
        parsed.warn("time_invalid", f"cue {invalid[0] + 1}", line(invalid[0]), len(invalid))
    odd = [place for place in lines.odd if place != _cut_cue(blocks)]
    if odd:
        rate = f" (frames read at {lines.frame_rate} a second)" if lines.frame_rate else ""
        parsed.warn("time_nonstandard", f"cue {odd[0] + 1}", line(odd[0]) + rate, len(odd))
    strange = min(lines.commas, lines.points) or (lines.commas if is_webvtt else 0)
    if strange:
        parsed.warn(
            "mixed_format", "document", f"{lines.commas} times with a comma, {lines.points} with a point", strange
        )
    if blocks.headers:
        parsed.warn("header_midfile", f"character {blocks.headers[0]}", "WEBVTT", len(blocks.headers))
    _warn_of_numbers(parsed, blocks)


def _cut_cue(blocks: CueBlocks) -> int | None:
    """Return the place of the cue whose timing line is cut off: it is reported as such."""
    is_cut = blocks.tail is not None and blocks.tail <= blocks.block_start[-1]
    return len(blocks.block_start) - 1 if is_cut else None


def _warn_of_numbers(parsed: Parsed, blocks: CueBlocks) -> None:
    """Warn of numbers that do not go up; that they begin again with the first is for the times to tell."""
    numbers = [int(name) for name in blocks.name if name is not None and name.isdecimal()]
    back = [after for before, after in pairwise(numbers) if after <= before and after != numbers[0]]
    if back:
        parsed.warn("cue_order", f"cue numbered {back[0]}", "numbers do not go up", len(back))
