"""Captions that roll: each line is shown twice, first as the lower, then as the upper line of the next cue."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.cues import BLANK, FILL, MARGIN, Cues, bare

if TYPE_CHECKING:
    from transforms.parsed import Parsed

# Word times inside a cue are what YouTube's recogniser writes; its captions roll.
_WORD_SIGNS = ("><c>", "<c.color")
_WORD_TIME = re.compile(r"<\d\d?:\d\d:")
_HEAD = 8_192
_MOST_LINES = 8
_SAMPLE = 400
# White space for which lines that are written differently can be the same, or no lines at all.
_FOLDED = ("  ", *MARGIN.replace(" ", "").replace("\n", ""))
_LEAST_MOVES = 3
_LEAST_SHARE = 0.4
# A line rolls on at once; after a pause the same words are said again.
_LONGEST_PAUSE_MS = 150


class _Line(NamedTuple):
    start: int
    key: str
    is_new: bool


def take_repeats(parsed: Parsed, cues: Cues, raw: str) -> Cues:
    """Return the cues without the lines that only stay on the screen from the cue before; where none roll, as they are.

    `raw` is the document with its markup, which the cues' offsets count in. A cue that shows nothing new makes the one
    before it last until its own end. Repeats are lines that stand at the top of a cue as they stood at the bottom of
    the one before, without a pause and without word times of their own: what is said twice stays.
    """
    head = raw[: cues.at[0] + _HEAD] if cues.at else ""
    has_word_times = any(sign in head for sign in _WORD_SIGNS) and _WORD_TIME.search(head) is not None
    if not has_word_times and not _may_roll(cues.text[:_SAMPLE]):
        return cues
    lines = [_lines(cues, place, raw, has_word_times) for place in range(min(_SAMPLE, len(cues)))]
    if not has_word_times and not _rolls(cues, lines):
        return cues
    lines += [_lines(cues, place, raw, has_word_times) for place in range(len(lines), len(cues))]
    return _without_repeats(parsed, cues, lines)


def _may_roll(texts: list[str]) -> bool:
    """Return whether enough lines stand there more than once, as far as that can be told without looking closer."""
    joined = "\n".join(texts)
    if BLANK in joined or FILL in joined:
        return True
    lines = list(filter(None, map(str.strip, joined.split("\n"))))
    if len(lines) - len(set(lines)) < _LEAST_MOVES:
        return False
    return any(map(joined.__contains__, _FOLDED)) or _close_repeats(lines) >= _LEAST_MOVES


def _close_repeats(lines: list[str]) -> int:
    """Return how many lines stand a few lines above too: what rolls comes again in the next cue."""
    reached: dict[str, int] = {}
    count = 0
    for place, line in enumerate(lines):
        count += place - reached.get(line, -_MOST_LINES - 1) <= _MOST_LINES
        reached[line] = place
    return count


def _lines(cues: Cues, place: int, raw: str, has_word_times: bool) -> list[_Line]:
    """Return the lines of a cue that are not blank, each with where it begins in the cue's text; none of a long one."""
    lines: list[_Line] = []
    start = 0
    shown = cues.text[place].split("\n", _MOST_LINES)
    for line in shown if len(shown) <= _MOST_LINES else ():
        if line.strip(MARGIN):
            at = cues.at[place] + start
            is_new = has_word_times and _WORD_TIME.search(raw, at, at + len(line)) is not None
            lines.append(_Line(start, " ".join(bare(line).split()), is_new))
        start += len(line) + 1
    return lines


def _rolls(cues: Cues, lines: list[list[_Line]]) -> bool:
    """Return whether lines move up: a cue that shows just what the one before did is no sign of that."""
    pairs = [
        (len(before), _repeats(before, after), len(after))
        for place, (before, after) in enumerate(pairwise(lines))
        if before and after and _follows(cues, place + 1)
    ]
    moved = sum(count > 0 and not shown == count == now for shown, count, now in pairs)
    return moved >= max(_LEAST_MOVES, _LEAST_SHARE * len(pairs))


def _repeats(before: list[_Line], after: list[_Line]) -> int:
    """Return how many lines at the top of `after` stood at the bottom of `before`."""
    if not after or after[0].key not in [line.key for line in before]:
        return 0
    fresh = next((count for count, line in enumerate(after) if line.is_new), len(after))
    for count in range(min(len(before), fresh), 0, -1):
        if all(old.key == new.key for old, new in zip(before[-count:], after[:count], strict=True)):
            is_said_again = 1 < count == len(before) == len(after) and len({line.key for line in after}) == 1
            return count - 1 if is_said_again else count
    return 0


def _follows(cues: Cues, place: int) -> bool:
    start, end = cues.start_ms[place], cues.end_ms[place - 1]
    return start is None or end is None or start - end <= _LONGEST_PAUSE_MS


def _without_repeats(parsed: Parsed, cues: Cues, lines: list[list[_Line]]) -> Cues:
    made = Cues()
    before: list[_Line] = []
    for place, shown in enumerate(lines):
        text, at, end_ms = cues.text[place], cues.at[place], cues.end_ms[place]
        count = _repeats(before, shown) if place and _follows(cues, place) else 0
        before = shown
        begin = 0 if not count else shown[count].start if count < len(shown) else len(text)
        parsed.account(at, at + begin, "duplicate")
        if begin == len(text) and count:
            last = made.end_ms[-1]
            made.end_ms[-1] = last if last is None or end_ms is None else max(last, end_ms)
        else:
            made.add(text[begin:], at + begin, cues.start_ms[place], end_ms, cue=place)
    return made
