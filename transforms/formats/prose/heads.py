"""Line heads: the label, the time or both that a line of a transcript may begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transforms.formats.prose.stamps import DRESSED, stamp_ms

_BLANK = r"[ \t\u00a0]*+"
# No classes such as \d in the sets: without them they are bitmaps, and these are what most of the time goes into.
_RUN = r"[^\n:：0-9()\[\]{}<>|*]"
# A word that may hold a number (`Speaker 1`, `SPEAKER_00`), but not the first digits of a time, and `(role)`.
_ROLES = r"(?:\([^\n()0-9]{1,40}\)[ ]?){0,2}"
LABEL = rf"[^\W\d_]{_RUN}{{0,58}}+(?:[0-9]{{1,4}}(?![0-9]*:[0-5][0-9]){_RUN}{{0,24}}+)?{_ROLES}"
_EMPHASIS = r"[*_]{0,3}"
# Between a label and its time, or a time and its label.
_PARTED = r"(?:[|–—,·•@-]|(?<=[ ])at(?=[ ]))"
_TIME_FOLLOWS = rf"{_PARTED}?[ *_`\[({{\\]{{0,4}}(?:[0-9]{{1,4}}:[0-9][0-9]|(?<=[\[(])[0-9][0-9hm. ]{{0,14}}(?:s|-|→))"
_LINKED = r"(?:\]?\((?:https?://|#)[^()\s]{1,1000}\))?"
# Signs of direction and joints that are not seen: right-to-left text is full of them. Signs before a label: emoji.
_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_EMOJI = "(?:[\U0001f300-\U0001faff\u2600-\u27bf][\ufe0f\u200d]{0,2}[ ]?){0,3}+"
_ITEM = r"(?:([-+•◦]|\*(?!\*)|[0-9]{1,4}[.)](?=\s)|\#{1,6})[ \t]++)?"
_LINE_START = rf"[ \t\u00a0>{_UNSEEN}]*+{_ITEM}{_EMOJI}([*_<]{{0,3}}(?:\[{{1,2}}(?![0-9~ ]))?)"
# What may stand around a label behind a time, but not around a tag.
_CALLED = r"(?:(?P<angle><)(?!/?(?:[biuscv]|em|font)\b)(?=[^<>\n]{1,60}>)|[*_\[]{0,4})"
_STAMP_FIRST = (
    rf"`?({DRESSED})`?{_LINKED}{_EMPHASIS}{_BLANK}(?:[-–—|:·•]+{_BLANK})?{_CALLED}"
    rf"(?:({LABEL})(?:[\]*_]{{0,4}}{_LINKED}{_EMPHASIS}[ ]?[:：]|\]{_LINKED}|(?(angle)>[:：]?(?=\s)|(?!))"
    rf"|(\*\*(?=\s)|(?<=[ ])\|(?=[ ]))){_EMPHASIS})?"
)
_LABEL_FIRST = (
    rf"({LABEL}){_LINKED}[\]>*_]{{0,4}}(?={_BLANK}(?:[:：]|{_TIME_FOLLOWS})){_BLANK}([:：]?)"
    rf"{_EMPHASIS}{_BLANK}(?:{_PARTED}{_BLANK})?{_EMPHASIS}`?({DRESSED})?`?{_LINKED}[*_)]{{0,3}}([:：]?){_EMPHASIS}"
)
# Begins with a line feed so that the search skips to the next one at once; the text must be given one at its start.
# No head is without one of these signs: most lines of running text are.
_SIGNED = r"\n(?=[^\n:：\[(]*+[:：\[(])"
_HEAD = re.compile(rf"{_SIGNED}{_LINE_START}(?:{_STAMP_FIRST}|{_LABEL_FIRST}){_BLANK}")
_DRESS = " \t\u00a0-–—,_|/·•@" + _UNSEEN
BOLD_BIT, ITEM_BIT, DRESSED_BIT, STAMP_BEFORE, LABELLED, STAMP_AFTER, COLON = 64, 32, 16, 8, 4, 2, 1


@dataclass(slots=True)
class Heads:
    """Columns, one entry a head in order of place.

    `start` is the first character of the line, `end` the first after the head; `ms`/`end_ms` are the times of the
    stamp; `mark` is the stretch of the stamp with its brackets; `shape` is the sum of the bits that hold.
    """

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    label: list[str | None] = field(default_factory=list)
    ms: list[int | None] = field(default_factory=list)
    end_ms: list[int | None] = field(default_factory=list)
    mark: list[tuple[int, int]] = field(default_factory=list)
    shape: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of heads."""
        return len(self.start)


def scan_heads(text: str, start: int, end: int) -> Heads:
    """Return the heads of the lines between two offsets; the text must have been through `unify`. Linear time."""
    base = start - 1
    rows = [_row(match, base) for match in _HEAD.finditer("\n" + text[start:end]) if not _is_half_bracket(match)]
    return Heads(*map(list, zip(*rows, strict=True))) if rows else Heads()


def _is_half_bracket(match: re.Match[str]) -> bool:
    """Return whether a bracket opens before a label and does not close behind it: `[Label: words](address)`."""
    return match[3] is None and "[" in match[2] and "]" not in match[0]


_Row = tuple[int, int, str | None, int | None, int | None, tuple[int, int], int]


def _row(match: re.Match[str], base: int) -> _Row:
    item, dress, dressed, stamp, stamp_end, _, label, bold, first, colon, later, later_stamp, later_end, close = (
        match.groups()
    )
    begin, end = match.span()
    shape = (ITEM_BIT if item else 0) | (DRESSED_BIT if dress else 0) | (BOLD_BIT if bold else 0)
    if dressed is not None:
        low, high = match.span(3)
        shape |= STAMP_BEFORE if label is None else STAMP_BEFORE | LABELLED
    else:
        label, stamp, stamp_end = first, later_stamp, later_end
        low, high = match.span(11)
        shape |= LABELLED | (STAMP_AFTER if later else 0) | (COLON if colon or close else 0)
    name = label.rstrip(_DRESS) if label is not None else None
    if name is not None and later:
        name = name.removesuffix(" at")
    ms = stamp_ms(stamp) if stamp is not None else None
    end_ms = stamp_ms(stamp_end) if stamp_end is not None else None
    return base + begin + 1, base + end, name, ms, end_ms, (base + low, base + high), shape
