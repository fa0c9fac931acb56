"""Chapter lists in show notes, in all the forms that people and tools write them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.sections import glued_sections
from transforms.formats.prose.stamps import DRESSED, stamp_ms
from transforms.parsed import Chapter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STAMP = re.compile(rf"(?:(?=[\[({{<\\])|(?<![\d:.$€£])){DRESSED}(?![ ]?[ap]\.?m\b)")
# Without two of these there is nothing to look for; the search skips to the colons.
_CLOCK = re.compile(r":[0-5][0-9]")
_BULLET = re.compile(r"[*•◦▪●‣⁃·][ \t]|\n[ \t]*(?:[-+–—]|\d{1,3}[.)])[ \t]")
_AFTER_STAMP = re.compile(
    r"[*_\]]{0,3}(?:\([^()\s]{1,500}\))?[*_]{0,3}[ \t\u00a0]*(?:(?:[-–—|:.)]|=>|->)+[ \t\u00a0]*)?[*_]{0,3}"
)
_BEFORE_STAMP = re.compile(r"[ \t\u00a0]*(?:[-–—|:@(\[]|\.{2,}|…)?[ \t\u00a0*_]*$")
_NEXT_LINE = re.compile(r"(?:[ \t]*\n){1,3}[ \t]*")
_TITLE_LINK = re.compile(r"(?<=\S)\s*<https?://[^<>\s]{1,2000}>$")
_TITLE_EDGES = " \t\u00a0\n*_-–—|•:"
_BEGINS_ITEM = "*•◦▪●‣⁃·\n"
_TITLE_LENGTH = 3_000
_RISING = 0.8
_FEWEST, _LATEST_FIRST_MS = 3, 300_000
# The last title of a list has nothing to end it but what is glued to it: the next paragraph, if it is much longer.
_RUN_ON = 1.5
_GLUE = re.compile(r"(?<=[^\W\d_A-Z])(?=[^\W\d_a-z])|(?<=[?!)])(?=[^\W\d_a-z])")


class Stamp(NamedTuple):
    """A time in show notes; `is_lead` and `is_trail`: it begins or ends a line or a bulleted item."""

    start: int
    end: int
    ms: int
    is_bracketed: bool
    is_lead: bool
    is_trail: bool
    has_dash: bool


def find_chapters(text: str, start: int, end: int) -> list[Chapter]:
    """Return the chapters listed between two offsets, in order; their stretches cover time and title.

    A list is two or more times of one form that (mostly) rise, each with a title: `[t] Title`, `t - Title`,
    `* t Title`, `Title (t)`. A title runs to the next item, time, line end or name of a part.
    """
    if sum(1 for _ in islice(_CLOCK.finditer(text, start, end), 2)) < 2:
        return []
    stamps = list(_stamps(text, start, end))
    for is_wanted in (_is_bracketed, _is_edge, _has_dash):
        chosen = [stamp for stamp in stamps if is_wanted(stamp)]
        if len(chosen) >= 2 and _rises(chosen):
            bounds = sorted({*_item_starts(text, start, end), *glued_sections(text, start, end), end})
            made = list(
                _trailing(text, start, chosen, bounds)
                if _is_title_first(text, chosen)
                else _leading(text, chosen, bounds)
            )
            if len(made) >= 2:
                return made
    return []


def are_chapters(chapters: Sequence[Chapter]) -> bool:
    """Return whether chapters are surely those of a recording: three or more, with times that begin near its start."""
    times = [chapter.time_ms for chapter in chapters if chapter.time_ms is not None]
    return len(times) >= _FEWEST and times[0] <= _LATEST_FIRST_MS


def _is_bracketed(stamp: Stamp) -> bool:
    return stamp.is_bracketed


def _is_edge(stamp: Stamp) -> bool:
    return stamp.is_lead or stamp.is_trail


def _has_dash(stamp: Stamp) -> bool:
    return stamp.has_dash


def _stamps(text: str, start: int, end: int) -> Iterator[Stamp]:
    for match in _STAMP.finditer(text, start, end):
        before = text[max(start, match.start() - 4) : match.start()].rstrip(" \t\u00a0*_[(")
        bare_before = text[max(start, match.start() - 4) : match.start()].rstrip(" \t\u00a0")
        after = text[match.end() : match.end() + 3].lstrip(" \t\u00a0")
        yield Stamp(
            match.start(),
            match.end(),
            stamp_ms(match[1]),
            is_bracketed=match[0][0] in "[(\\",
            is_lead=not before or before[-1] == "\n" or bare_before[-1:] in _BEGINS_ITEM or before[-1] in "-+",
            is_trail=not after or after[0] in _BEGINS_ITEM,
            has_dash=after[:1] in ("-", "–", "—", "|", ":"),
        )


def _rises(stamps: Sequence[Stamp]) -> bool:
    steps = [b.ms >= a.ms for a, b in pairwise(stamps)]
    return sum(steps) >= _RISING * len(steps) and stamps[-1].ms > stamps[0].ms


def _is_title_first(text: str, stamps: Sequence[Stamp]) -> bool:
    """Return whether titles stand before their times: where times end items, or where only a space parts them so."""
    lead, trail = sum(stamp.is_lead for stamp in stamps), sum(stamp.is_trail for stamp in stamps)
    if max(lead, trail) * 2 >= len(stamps):
        return trail > lead
    spaced = [(text[s.start - 1 : s.start] == " ", text[s.end : s.end + 1] == " ") for s in stamps]
    return sum(before and not after for before, after in spaced) > sum(after and not before for before, after in spaced)


def _item_starts(text: str, start: int, end: int) -> Iterator[int]:
    yield from (match.start() for match in _BULLET.finditer(text, start, end))
    place = text.find("\n", start, end)
    while place >= 0:
        yield place
        place = text.find("\n", place + 1, end)


def _leading(text: str, stamps: Sequence[Stamp], bounds: Sequence[int]) -> Iterator[Chapter]:
    at, longest = 0, 0
    for index, stamp in enumerate(stamps):
        after = _AFTER_STAMP.match(text, stamp.end)
        first = after.end() if after else stamp.end
        while at < len(bounds) and bounds[at] < first:
            at += 1
        limit = bounds[at] if at < len(bounds) else bounds[-1]
        if index + 1 < len(stamps):
            limit = min(limit, stamps[index + 1].start)
        if limit == first and stamp.is_lead:
            # The time stands alone on its line: its title is on the next one.
            first += len(lead[0]) if (lead := _NEXT_LINE.match(text, first)) else 0
            following = bounds[(after_it := bisect_right(bounds, first)) : after_it + 1]
            limit = min([*following, *(later.start for later in stamps[index + 1 : index + 2])], default=first)
        title = text[first : min(limit, first + _TITLE_LENGTH)].rstrip(_TITLE_EDGES)
        longest = max(longest, len(title)) if index + 1 < len(stamps) else longest
        if index + 1 == len(stamps) and len(title) > _RUN_ON * longest and (glue := _GLUE.search(title)):
            title = title[: glue.start()]
        if title.strip():
            yield Chapter(stamp.ms, _TITLE_LINK.sub("", title).strip(), stamp.start, first + len(title))


def _trailing(text: str, start: int, stamps: Sequence[Stamp], bounds: Sequence[int]) -> Iterator[Chapter]:
    at, reached = 0, start
    for stamp in stamps:
        while at < len(bounds) and bounds[at] < stamp.start:
            reached = max(reached, bounds[at])
            at += 1
        first = max(reached, stamp.start - _TITLE_LENGTH)
        sep = _BEFORE_STAMP.search(text, first, stamp.start)
        raw = text[first : sep.start() if sep else stamp.start]
        title = raw.lstrip(_TITLE_EDGES)
        reached = stamp.end
        if title.strip():
            yield Chapter(stamp.ms, title.strip(), first + len(raw) - len(title), stamp.end)
