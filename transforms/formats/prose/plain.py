"""Speech without labels and times cut into segments: lines, sentences, or stretches of words."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from transforms.formats.prose.lines import line_spans, tight
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSERS = "\"'”’»)]}】」』*_"
# Begins with one set of signs, so that the search skips to them: a line end before a blank line, or the end of a
# sentence, which in scripts with spaces has one behind it.
_SENTENCE_END = re.compile(
    rf"([.?!…؟۔।。！？｡\n](?:(?<=\n)[ \t]*+\n|(?<=[.?!…؟۔।])(?<![.?!…].)[.?!…؟۔।]*+[{re.escape(_CLOSERS)}]*+(?=\s)"
    rf"|(?<=[。！？｡])(?<![.?!…].)[。！？｡]*+[{re.escape(_CLOSERS)}]*+))\s*+"
)
_TERMINALS = ".?!…؟۔।。！？｡:;♪]"
_TERMINAL = re.compile(rf"[{re.escape(_TERMINALS)}][{re.escape(_CLOSERS)}]*$")
# What a full stop ends that is not a sentence: titles, initials, Latin shorthand.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“])(?:dr|mr|mrs|ms|st|mt|prof|sr|jr|vs|no|vol|ep|fig|gen|sen|rep|gov|lt|col|capt|e\.g|i\.e"
    r"|cf|ca|approx|u\.s|u\.k|d\.c|z\.b|bzw|[a-z])\.$",
    re.I,
)
_SHORTENED = word_set("dr mr mrs ms st mt prof sr jr vs no vol ep fig gen sen rep gov lt col capt cf ca approx bzw")
_LONGEST_SHORTENED = 8
_BOUNDARY = re.compile(
    r" (?=(?:so|and|but|because|yeah|yes|no|okay|ok|well|right|then|now|or|if|when|what|which|i think|i mean|you know"
    r"|it's|that's|let's|we're|thank|thanks|pero|entonces|y|und|aber|also|et|mais|donc|alors|e|ma|quindi|então|mas"
    r")\b )",
    re.I,
)
_CHUNK_CHARS = 210
_SHORTEST_CHARS = 120
_LONGEST_CHARS = 480
_FULL_LINES = 0.85
_STOPS_A_WORD = 1 / 80


def cut_plain(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the (start, end) of each segment of the speech between two offsets, without white space at its ends.

    Lines that end as sentences do are segments as they stand; otherwise line ends are taken for mere wraps and every
    sentence is a segment; text without punctuation is cut to about 40 words, before a word that begins a clause.
    """
    lines = line_spans(text, start, end)
    if not lines:
        return []
    if _is_unpunctuated(text[start:end]):
        if len(lines) > 1 and max(b - a for a, b in lines) <= _CHUNK_CHARS and _are_paragraphs(text, lines):
            return lines
        return list(_stretches(text, lines[0][0], lines[-1][1]))
    if len(lines) > 1 and sum(_ends(text, line) for line in lines) >= _FULL_LINES * len(lines):
        long = _LONGEST_CHARS
        parts = (_sentences(text, *line) if line[1] - line[0] > long else [line] for line in _unwrapped(text, lines))
        return list(chain.from_iterable(parts))
    return _sentences(text, start, end)


def _ends(text: str, line: tuple[int, int]) -> bool:
    last = text[line[1] - 1]
    if last not in _CLOSERS:
        return last in _TERMINALS
    return _TERMINAL.search(text, max(line[0], line[1] - 8), line[1]) is not None


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines, those joined that break off in the middle of a sentence."""
    begin = lines[0][0]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following is None or _ends(text, line) or not text[following[0]].islower():
            yield begin, line[1]
            begin = following[0] if following is not None else line[1]


def _are_paragraphs(text: str, lines: list[tuple[int, int]]) -> bool:
    """Return whether blank lines stand between most lines: then a line is a unit of its own, not a wrap."""
    gaps = sum(text.count("\n", a[1], b[0]) > 1 for a, b in pairwise(lines))
    return gaps * 2 > len(lines)


def _is_unpunctuated(body: str) -> bool:
    stops = sum(map(body.count, ".?!。！？؟…।"))
    return stops < max(1, len(body) / 6 * _STOPS_A_WORD) if len(body) > _LONGEST_CHARS else stops == 0


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        stop, last = match.span(1)
        following = match.end()
        if text[following : following + 1].islower() and "\n\n" not in match[0]:
            continue
        if text[stop] == "." and _is_shortened(text, begin, stop):
            continue
        if text[stop] == "\n" or text[begin].isspace() or last - begin > 4 * _LONGEST_CHARS:
            spans += _bounded(text, *tight(text, begin, following))
        else:
            spans.append((begin, last))
        begin = following
    spans += _bounded(text, *tight(text, begin, end))
    return spans


def _is_shortened(text: str, begin: int, stop: int) -> bool:
    """Return whether the full stop at `stop` ends an abbreviation that does not begin the sentence."""
    low = max(begin, stop - _LONGEST_SHORTENED)
    _, blank, word = text[low:stop].rpartition(" ")
    if word.isascii() and word.isalpha() and (blank or low):  # most are: no other sign can stand before such a word
        return bool(blank) and (len(word) == 1 or word.lower() in _SHORTENED)
    return _ABBREVIATED.search(text, low, stop + 1) is not None


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretch, cut where it is far too long for one sentence; nothing where it is empty."""
    if end - start > 4 * _LONGEST_CHARS:
        yield from _stretches(text, start, end)
    elif end > start:
        yield start, end


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of some 40 words, each cut before a word that begins a clause if there is one in reach."""
    while end - start > _CHUNK_CHARS + _SHORTEST_CHARS:
        best = _cut_place(text, start, end)
        yield tight(text, start, best)
        start = tight(text, best, end)[0]
    if end > start:
        yield tight(text, start, end)


def _cut_place(text: str, start: int, end: int) -> int:
    low, high = start + _SHORTEST_CHARS, min(end - _SHORTEST_CHARS // 2, start + _CHUNK_CHARS + _SHORTEST_CHARS)
    places = [match.start() for match in _BOUNDARY.finditer(text, low, high)]
    if places:
        return min(places, key=lambda place: abs(place - start - _CHUNK_CHARS))
    space = max(text.rfind(sign, low, high) for sign in " \n、，,")
    return space + 1 if space > 0 else high
