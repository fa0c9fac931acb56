"""Pages that list many episodes, one record after another, each with a line of duration and date."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.lines import line_spans
from transforms.formats.records.dates import parse_date
from transforms.timecode import parse_clock

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMERIC = r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4})"
_WORDS = r"(?:[^\W\d_]{3,9}\.?,?[ ])?(?:\d{1,2}(?:st|nd|rd|th)?[ ][^\W\d_]{3,9}|[^\W\d_]{3,9}\.?[ ]\d{1,2}),?[ ]\d{4}"
_DATE = rf"(?:{_NUMERIC}|(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<words>{_WORDS}))"
_LENGTH = r"(?:(?P<clock>(?:\d{1,2}:)?\d{1,2}:\d\d)|(?P<minutes>\d{1,3})[ ]?min(?:utes?|s)?\.?)"
_BETWEEN = r"[ \t\u00a0]*[·•|,–—-]?[ \t\u00a0]*"
_METAS = (re.compile(_LENGTH + _BETWEEN + _DATE), re.compile(_DATE + _BETWEEN + _LENGTH))
_META_LENGTH = 48
_SHORT_WITH_YEAR = re.compile(r"\n(?=[^\n]{6,48}+(?:\n|$))(?=[^\n]{0,44}(?:19|20)[0-9]{2})[^\n]{6,48}")
_FEWEST = 2
_TITLE_LENGTH = 400


class Meta(NamedTuple):
    """A line of duration and date: what it says, and its place."""

    start: int
    end: int
    duration_ms: int | None
    numbers: tuple[int, int, int] | None  # the date's three numbers as written, year last
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class ListedEpisode:
    """One record of a listing: where its parts stand; `date` is settled for the whole page."""

    start: int
    end: int
    title: tuple[int, int]
    title_lines: int
    body: tuple[int, int]
    meta: Meta
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing: the lines above the first record, the records, and where the last one ends."""

    header: tuple[int, int]
    episodes: list[ListedEpisode]
    end: int


def find_listing(text: str, start: int, end: int) -> Listing | None:
    """Return the records between two offsets, or None where there are not two records of one shape.

    A record is a title (once or twice), a body and a line of duration and date, the latter at its end or, on other
    pages, after the title. Days and months are told apart over the whole page.
    """
    if len(_SHORT_WITH_YEAR.findall(text, start, end)) < _FEWEST:
        return None
    lines = line_spans(text, start, end)
    metas = [(index, meta) for index, span in enumerate(lines) if (meta := _meta(text, span)) is not None]
    if len(metas) < _FEWEST:
        return None
    lengths = Counter(b[0] - a[0] for a, b in pairwise(metas))
    length, count = lengths.most_common(1)[0]
    if count * 2 < len(metas) - 1 or not 2 <= length <= 12:
        return None
    after = len(lines) - 1 - metas[-1][0]
    is_last = after == 0 or (after < length - 1 and metas[0][0] >= length - 1)
    shift = 0 if is_last else _lines_before(text, lines, [index for index, _ in metas], length)
    day_first = is_day_first([meta.numbers for _, meta in metas if meta.numbers])
    episodes = [_record(text, lines, place, metas, length, shift, day_first=day_first) for place in range(len(metas))]
    return Listing((start, episodes[0].start), episodes, episodes[-1].end)


def _meta(text: str, span: tuple[int, int]) -> Meta | None:
    if span[1] - span[0] > _META_LENGTH:
        return None
    match = _METAS[0].fullmatch(text, *span) or _METAS[1].fullmatch(text, *span)
    if match is None:
        return None
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    duration = parse_clock(found["clock"]) if "clock" in found else int(found["minutes"]) * 60_000
    numbers = (int(found["a"]), int(found["b"]), int(found["y"])) if "y" in found else None
    written = found.get("iso") or found.get("words")
    date = parse_date(written) if written else None
    return Meta(*span, duration, numbers, date) if numbers or date else None


def is_day_first(dates: Sequence[tuple[int, int, int]]) -> bool:
    """Return whether the first of each date's numbers is the day: by numbers over 12, else by the better order.

    >>> is_day_first([(8, 11, 2023), (26, 10, 2023)]), is_day_first([(1, 13, 2024)]), is_day_first([(3, 2, 2024)])
    (True, False, True)
    """
    firsts, seconds = sum(a > 12 for a, _, _ in dates), sum(b > 12 for _, b, _ in dates)
    if firsts != seconds:
        return firsts > seconds
    as_days = [(y, b, a) for a, b, y in dates]
    as_months = [(y, a, b) for a, b, y in dates]
    return _disorder(as_days) <= _disorder(as_months)


def _disorder(dates: Sequence[tuple[int, int, int]]) -> int:
    rising = sum(b > a for a, b in pairwise(dates))
    falling = sum(b < a for a, b in pairwise(dates))
    return min(rising, falling)


def _lines_before(text: str, lines: list[tuple[int, int]], places: list[int], length: int) -> int:
    """Return how many lines of a record stand after its meta line: those that are longest, bodies."""
    del text
    sizes = [[lines[i + k][1] - lines[i + k][0] for i in places if i + k < len(lines)] for k in range(1, length)]
    if not sizes:
        return 0
    longest = max(range(len(sizes)), key=lambda k: sum(sizes[k]) / max(1, len(sizes[k])))
    return longest + 1


def _record(
    text: str,
    lines: list[tuple[int, int]],
    place: int,
    metas: list[tuple[int, Meta]],
    length: int,
    shift: int,
    *,
    day_first: bool,
) -> ListedEpisode:
    index, meta = metas[place]
    last = min(len(lines) - 1, index + shift)
    first = metas[place - 1][0] + shift + 1 if place else max(0, index + shift + 1 - length)
    first = min(first, index)
    own = [span for span in lines[first : last + 1] if span != (meta.start, meta.end)] or [(meta.start, meta.end)]
    title = own[0]
    repeats = 1
    while repeats < len(own) and text[slice(*own[repeats])] == text[slice(*title)]:
        repeats += 1
    body = (own[repeats][0], own[-1][1]) if repeats < len(own) else (title[1], title[1])
    return ListedEpisode(
        lines[first][0], lines[last][1], title, repeats, body, meta, _settle(meta, day_first=day_first)
    )


def _settle(meta: Meta, *, day_first: bool) -> dt.date | None:
    if meta.numbers is None:
        return meta.date
    a, b, year = meta.numbers
    day, month = (a, b) if day_first else (b, a)
    if month > 12 >= day:
        day, month = month, day
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
