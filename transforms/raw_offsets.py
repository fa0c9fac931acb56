"""Where words of a segment stand in the raw stretch that it came from, when that is not the same letter for letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Span = tuple[int, int]

_WORD = re.compile(r"\w+")
# Names of members in a JSON source: words that nobody said.
_MEMBER = re.compile(r'"[\w-]{1,40}"\s{0,8}:')
# So many places of one word are looked at, those nearest to where it should be.
_PLACES = 4
# A word this many words further on may be another one of the same letters.
_LEAP = 60


def raw_spans(text: str, raw: str, spans: Sequence[Span]) -> list[Span]:
    """Return for each span of `text` (code points, half-open) the stretch of `raw` that holds its words.

    A word that stands as often in `raw` as in `text` is found by counting. Otherwise all words are aligned, letter for
    letter and in order, as many as possible; for a word that is not found the stretch reaches to the nearest found
    words on both sides, at worst over all of `raw`. Takes time in proportion to the lengths, times a logarithm.

    >>> raw_spans("Zoe met Ann.", "Zoe <i>met</i> Ann.", [(4, 7), (4, 11)])
    [(7, 10), (7, 18)]
    """
    spoken = _MEMBER.sub(lambda match: " " * len(match.group()), raw) if '":' in raw else raw
    counted = [_by_count(text, spoken, span) for span in spans]
    if None not in counted:
        return [span for span in counted if span is not None]
    words = [match.span() for match in _WORD.finditer(text)]
    places = _align([text[start:end] for start, end in words], spoken)
    ends = [end for _, end in words]
    return [found or _span(places, ends, span, len(raw)) for found, span in zip(counted, spans, strict=True)]


def _by_count(text: str, spoken: str, span: Span) -> Span | None:
    """Return the stretch of a span whose words stand equally often on both sides, in the same order."""
    reached, begin = 0, -1
    for match in _WORD.finditer(text, *span):
        word = match.group()
        here, there = _standing(text, word), _standing(spoken, word)
        if len(here) != len(there) or match.start() not in here:
            return None
        at = there[here.index(match.start())]
        if at < reached:
            return None
        begin, reached = at if begin < 0 else begin, at + len(word)
    return (begin, reached) if begin >= 0 else None


def _standing(text: str, word: str) -> list[int]:
    """Return where a word stands on its own."""
    places = []
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_word(text[at - 1 : at]) or _is_word(text[end : end + 1])):
            places.append(at)
        at = text.find(word, end)
    return places


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _align(words: Sequence[str], spoken: str) -> list[Span | None]:
    """Return the place of each word in `spoken`, None where it has none: the longest run of pairs in order."""
    there = [match.span() for match in _WORD.finditer(spoken)]
    at: dict[str, list[int]] = {}
    for number, (start, end) in enumerate(there):
        at.setdefault(spoken[start:end], []).append(number)
    pairs: list[tuple[int, int]] = []
    expected = 0
    for index, word in enumerate(words):
        numbers = _nearest(at.get(word, []), expected)
        pairs += [(index, number) for number in reversed(numbers)]
        expected = next((number for number in numbers if expected <= number < expected + _LEAP), expected) + 1
    places: list[Span | None] = [None] * len(words)
    for index, number in _longest_ascent(pairs):
        places[index] = there[number]
    return places


def _nearest(numbers: Sequence[int], wanted: int) -> Sequence[int]:
    """Return `wanted` if it is among the numbers (ascending), or else the few that are nearest to it."""
    middle = bisect_left(numbers, wanted)
    if middle < len(numbers) and numbers[middle] == wanted:
        return numbers[middle : middle + 1]
    first = max(0, min(middle - _PLACES // 2, len(numbers) - _PLACES))
    return numbers[first : first + _PLACES]


def _longest_ascent(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest run of pairs whose numbers ascend; pairs of one index come with descending numbers."""
    smallest: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (_, number) in enumerate(pairs):
        length = bisect_left(smallest, number)
        before.append(ends[length - 1] if length else -1)
        if length == len(smallest):
            smallest.append(number)
            ends.append(place)
        else:
            smallest[length], ends[length] = number, place
    run = []
    place = ends[-1] if ends else -1
    while place >= 0:
        run.append(pairs[place])
        place = before[place]
    return run[::-1]


def _span(places: Sequence[Span | None], ends: Sequence[int], span: Span, length: int) -> Span:
    first = bisect_left(ends, span[0] + 1)
    last = min(bisect_left(ends, span[1]), len(places) - 1)
    if first > last:
        return (0, length)
    start = _edge(places, range(first, last + 1), range(first - 1, -1, -1), end=False)
    end = _edge(places, range(last, first - 1, -1), range(last + 1, len(places)), end=True)
    return (0 if start is None else start, length if end is None else end)


def _edge(places: Sequence[Span | None], inside: range, beyond: range, *, end: bool) -> int | None:
    """Return where the outermost word begins (or ends); where the next one beyond ends (or begins), if it is lost."""
    outermost = places[inside[0]]
    if outermost is not None:
        return outermost[end]
    for number in beyond:
        place = places[number]
        if place is not None:
            return place[not end]
    return None
