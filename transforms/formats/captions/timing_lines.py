"""The timing lines of a caption file (`start --> end`): where they are and what times they bear."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, compress, repeat
from operator import add, sub
from typing import NamedTuple

import numpy as np

from transforms.formats.captions.cue_times import frame_rate, read_standard_times
from transforms.formats.captions.odd_timing import OddTiming, read_odd_timing

ARROW = "-->"
_ODD_ARROWS = ("→", "⟶", "–>", "—>", "-- >")
_TIME_LENGTHS = frozenset((9, 12))
_ODD_ARROW = re.compile(r"(-{1,3} ?>|[–—]>|[→⟶]|=>)")
# What may follow the times on their line: WebVTT settings, SubRip coordinates.
_SETTINGS = re.compile(r"(?:[ \t]*[A-Za-z]\w{0,30}[:=][^\s<]+)*[ \t]*")


@dataclass(slots=True)
class TimingLines:
    """Columns of timing lines, in order.

    `line_start`/`line_end` bound the line with its line end; `text_start` is where text begins that stands on the
    line itself, else `line_end`. Times are ms, None where unreadable. `odd` has the places of lines in another than
    the standard form; `commas` and `points` count the fraction marks; `frame_rate` is the one that was assumed.
    """

    line_start: list[int] = field(default_factory=list)
    line_end: list[int] = field(default_factory=list)
    text_start: list[int] = field(default_factory=list)
    start_ms: list[int | None] = field(default_factory=list)
    end_ms: list[int | None] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    commas: int = 0
    points: int = 0
    frame_rate: int | None = None

    def __len__(self) -> int:
        """Return the number of timing lines."""
        return len(self.line_start)

    def add(self, start: int, end: int, text_start: int, times: tuple[int | None, int | None]) -> None:
        """Append one line."""
        self.line_start.append(start)
        self.line_end.append(end)
        self.text_start.append(text_start)
        self.start_ms.append(times[0])
        self.end_ms.append(times[1])


class _Arrows(NamedTuple):
    """The first arrow of each line, and what stands left and right of it on the line."""

    start: list[int]
    end: list[int]
    left: list[str]
    right: list[str]


def find_timing_lines(text: str) -> TimingLines:
    """Return the timing lines of `text` (unified line ends); arrows inside sentences are none of them."""
    arrows = _find_arrows(text)
    if not arrows.start:
        return TimingLines()
    heads, tails = _heads_and_tails(arrows.right)
    starts, is_start, start_commas = read_standard_times(list(map(str.strip, arrows.left)))
    ends, is_end, end_commas = read_standard_times(heads)
    ends_line = {tail: _SETTINGS.fullmatch(tail) is not None for tail in set(tails)}
    is_plain = is_start & is_end
    if not all(ends_line.values()):
        is_plain &= np.array([ends_line[tail] for tail in tails], dtype=np.bool_)
    commas = int(start_commas[is_plain].sum() + end_commas[is_plain].sum())
    lines = TimingLines(commas=commas, points=2 * int(is_plain.sum()) - commas)
    if is_plain.all():
        lines.line_start = list(map(sub, arrows.start, map(len, arrows.left)))
        lines.line_end = list(map(add, map(add, arrows.end, map(len, arrows.right)), repeat(1)))
        lines.line_end[-1] = min(lines.line_end[-1], len(text))
        lines.text_start = lines.line_end
        lines.start_ms, lines.end_ms = starts.tolist(), ends.tolist()
    else:
        _add_mixed(lines, text, arrows, list(zip(is_plain.tolist(), starts.tolist(), ends.tolist(), strict=True)))
    return lines


def _find_arrows(text: str) -> _Arrows:
    parts = text.split(ARROW)
    lengths = [len(ARROW)] * (len(parts) - 1)
    has_odd = ("=" in text and "=>" in text) or any(arrow in text for arrow in _ODD_ARROWS)
    if has_odd or text.count("->") >= len(parts):
        cut = _ODD_ARROW.split(text)
        parts, lengths = cut[::2], list(map(len, cut[1::2]))
    ends = list(accumulate(map(add, map(len, parts), lengths)))
    arrows = _Arrows(list(map(sub, ends, lengths)), ends, parts[:-1], parts[1:])
    # Times stand around the first arrow of a line.
    first = ["\n" in part for part in parts[:-1]]
    first[:1] = [True]
    if not all(first):
        starts, behind = list(compress(arrows.start, first)), list(compress(arrows.end, first))
        arrows = _Arrows(starts, behind, list(compress(arrows.left, first)), list(compress(arrows.right, first)))
    left = [part.rpartition("\n")[2] for part in arrows.left]
    right = [part.partition("\n")[0] for part in arrows.right]
    for place, part in enumerate(arrows.right) if not all(first) else ():
        if "\n" not in part:
            line_end = text.find("\n", arrows.end[place])
            right[place] = text[arrows.end[place] : line_end if line_end >= 0 else len(text)]
    return arrows._replace(left=left, right=right)


def _heads_and_tails(rights: list[str]) -> tuple[list[str], list[str]]:
    """Return the first word right of each arrow, and what follows it on the line."""
    stripped = list(map(str.strip, rights))
    if _TIME_LENGTHS.issuperset(map(len, stripped)):
        return stripped, []
    cut = [right.partition(" ") for right in stripped]
    return [head for head, _, _ in cut], [tail for _, _, tail in cut]


def _add_mixed(lines: TimingLines, text: str, arrows: _Arrows, plain: list[tuple[bool, int, int]]) -> None:
    odd: list[tuple[int, OddTiming]] = []
    for place, (is_plain, start_ms, end_ms) in enumerate(plain):
        left, right = arrows.left[place], arrows.right[place]
        line_start = arrows.start[place] - len(left)
        line_end = min(arrows.end[place] + len(right) + 1, len(text))
        if is_plain:
            lines.add(line_start, line_end, line_end, (start_ms, end_ms))
            continue
        is_listed = bool(lines.text_start) and lines.text_start[-1] < lines.line_end[-1] == line_start
        timing = read_odd_timing(left, right, text[max(0, line_start - 40) : line_start], is_listed=is_listed)
        if timing is not None:
            odd.append((len(lines), timing))
            text_start = arrows.end[place] + timing.rest_start if timing.rest_start is not None else line_end
            lines.add(line_start, line_end, text_start, (timing.start.ms, timing.end.ms))
    _settle(lines, odd)


def _settle(lines: TimingLines, odd: list[tuple[int, OddTiming]]) -> None:
    """Count the marks of the odd lines, and turn frames into ms now that all frame numbers are known."""
    lines.odd = [place for place, timing in odd if not (timing.start.is_standard and timing.end.is_standard)]
    marks = [time.fraction_mark for _, timing in odd for time in timing[:2]]
    lines.commas += marks.count(",")
    lines.points += marks.count(".")
    frames = [time.frames for _, timing in odd for time in timing[:2] if time.frames is not None]
    if not frames:
        return
    lines.frame_rate = frame_rate(frames)
    for place, timing in odd:
        lines.start_ms[place] = timing.start.at_rate(lines.frame_rate)
        lines.end_ms[place] = timing.end.at_rate(lines.frame_rate)
