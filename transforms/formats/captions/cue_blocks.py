"""What lies between timing lines: the words of a cue, the next cue's number or name, comments, a second header."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING

from transforms.formats.captions.line_ends import is_blank_line_end

if TYPE_CHECKING:
    from transforms.formats.captions.timing_lines import TimingLines

_KEYWORDS = ("NOTE", "STYLE", "REGION", "WEBVTT")
_NOTE = re.compile(r"\n {0,2}\n {0,2}(?:(NOTE(?=[ \t\n]|\Z)|(?:STYLE|REGION) *\n)|(WEBVTT(?=[ \t\n]|\Z)))")
_LONGEST_NUMBER = 9
# A cue that is cut off before its arrow is complete: its number, its start, or both.
_CUT_TIME = r"\d{1,6}:[\d:.,]{0,14}[ \t]*-{0,2}"
_CUT = re.compile(rf"(?:(\d{{1,9}})[ \t]*(?:\n[ \t]*(?:\d{{1,2}}|{_CUT_TIME})?)?|{_CUT_TIME})\s*")
_LONGEST_CUT = 64


@dataclass(slots=True)
class CueBlocks:
    """Columns of what belongs to each timing line, all as offsets into the text.

    The block of cue i is its name (if any) and timing line from `block_start[i]` on, then its words in
    `body_start[i]:body_end[i]`. `notes` are comments and styles between cues; `headers` where a file begins anew;
    `tail` is where the document is cut off in the middle of a cue.
    """

    block_start: list[int] = field(default_factory=list)
    body_start: list[int] = field(default_factory=list)
    body_end: list[int] = field(default_factory=list)
    name: list[str | None] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    tail: int | None = None


def find_blocks(text: str, lines: TimingLines, *, is_webvtt: bool) -> CueBlocks:
    """Return the blocks of `text` (unified line ends) around its timing lines, of which there is at least one.

    A line right above a timing line is the cue's name: in WebVTT where an empty line stands before it, in SubRip
    where it is a number. Everything else up to the next block is the words of the cue, empty lines included.
    """
    blocks = CueBlocks(body_start=list(lines.text_start))
    _find_names(blocks, text, lines, is_webvtt=is_webvtt)
    blocks.body_end = [*blocks.block_start[1:], len(text)]
    if any(text.find(keyword, blocks.body_start[0]) >= 0 for keyword in _KEYWORDS):
        _find_notes(blocks, text, is_webvtt=is_webvtt)
    _find_tail(blocks, text, lines)
    return blocks


def _find_names(blocks: CueBlocks, text: str, lines: TimingLines, *, is_webvtt: bool) -> None:
    gaps = [text[start:end] for start, end in zip([0, *lines.text_start[:-1]], lines.line_start, strict=True)]
    if all(map(str.endswith, gaps, repeat("\n\n"))) and not gaps[0].rstrip()[-1:].isdecimal():
        blocks.block_start, blocks.name = list(lines.line_start), [None] * len(gaps)
        return
    numbers = _running_numbers(gaps)
    if numbers:
        blocks.name = [*numbers]
        blocks.block_start = [start - len(number) - 1 for start, number in zip(lines.line_start, numbers, strict=True)]
        return
    number = None
    for gap, line_start in zip(gaps, lines.line_start, strict=True):
        cut = gap.rfind("\n", 0, -1) + 1
        last = gap[cut:-1].strip()
        is_number = last.isdecimal() and len(last) <= _LONGEST_NUMBER
        if not last:
            cut = _detached_number(gap, number, is_first=not blocks.name)
            last = gap[cut:].strip()
            is_name = is_number = bool(last)
        elif is_number:
            is_next = number is not None and int(last) == number + 1
            is_name = is_next or not blocks.name or _ends_blank(gap[:cut])
        else:
            is_name = is_webvtt and _ends_blank(gap[:cut])
        if is_number and is_name:
            number = int(last)
        blocks.name.append(last if is_name else None)
        blocks.block_start.append(line_start - len(gap) + cut if is_name else line_start)


def _running_numbers(gaps: list[str]) -> list[str]:
    """Return the numbers on the last lines of all gaps where each is the one before it and one; else nothing."""
    first = gaps[0][:-1].rpartition("\n")[2]
    if not (first.isascii() and first.isdecimal() and first == str(int(first)) and len(first) < _LONGEST_NUMBER):
        return []
    numbers = list(map(str, range(int(first), int(first) + len(gaps))))
    ends = [f"\n{number}\n" for number in numbers]
    is_first = gaps[0].endswith(ends[0]) or gaps[0] == f"{first}\n"
    return numbers if is_first and all(map(str.endswith, gaps[1:], ends[1:])) else []


def _ends_blank(above: str) -> bool:
    """Return whether the lines between a timing line and the next cue's name end with an empty one."""
    return is_blank_line_end(above) or (bool(above) and above.isspace())


def _detached_number(gap: str, number: int | None, *, is_first: bool) -> int:
    """Return where the next cue's number begins that an empty line parts from its timing line; else the gap's end."""
    bare = gap.rstrip()
    cut = bare.rfind("\n") + 1
    last = bare[cut:].strip()
    if not last.isdecimal() or len(last) > _LONGEST_NUMBER:
        return len(gap)
    is_next = is_blank_line_end(gap[:cut]) and number is not None and int(last) == number + 1
    return cut if is_first or is_next else len(gap)


def _find_notes(blocks: CueBlocks, text: str, *, is_webvtt: bool) -> None:
    # The empty line may stand right below the timing line, whose line end then counts as the one before it.
    for found in _NOTE.finditer(text, blocks.body_start[0] - 1):
        place = bisect_right(blocks.body_start, found.start() + 1) - 1
        end = blocks.block_start[place + 1] if place + 1 < len(blocks.block_start) else len(text)
        if not found.start() < end or (found[1] and not is_webvtt):
            continue
        start = max(found.start(), blocks.body_start[place])
        blocks.body_end[place] = min(blocks.body_end[place], start)
        blocks.notes.append((start, end))
        if found[2]:
            blocks.headers.append(found.start(2))


def _find_tail(blocks: CueBlocks, text: str, lines: TimingLines) -> None:
    bare_end = len(text.rstrip("\0 "))
    body = text[blocks.body_start[-1] : bare_end]
    if not body.strip("\0 \n\t"):
        left, _, right = text[lines.line_start[-1] : lines.line_end[-1]].strip("\0 \n").partition(">")
        if not text.endswith("\n", 0, bare_end) or len(right.strip()) < len(left.strip(" -")):
            blocks.tail = blocks.block_start[-1]
        return
    blank = max(body.rfind("\n\n"), body.rfind("\n \n"), body.rfind("\n  \n"))
    last = body[blank:].lstrip()
    cut = _CUT.fullmatch(last) if blank >= 0 and len(last) <= _LONGEST_CUT else None
    if cut is None:
        return
    number = next((int(name) for name in reversed(blocks.name) if name and name.isdecimal()), None)
    is_next = cut[1] is not None and number is not None and int(cut[1]) == number + 1
    if is_next or (cut[1] is None and not text.endswith("\n")):
        blocks.tail = bare_end - len(last)
        blocks.body_end[-1] = min(blocks.body_end[-1], blocks.tail)
