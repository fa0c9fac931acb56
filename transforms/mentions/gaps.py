"""What parts a word from the one before it, and how words are written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from transforms.mentions.running_text import BREAK

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.byte_fold import Bytes
    from transforms.mentions.running_text import Longs, RunningText

    Flags = npt.NDArray[np.bool_]
    Kinds = npt.NDArray[np.uint8]

# Up to LAST_SOFT_GAP, the words on both sides can belong to one name.
JOINED, SPACE, HYPHEN, APOSTROPHE, POINT, AND, INITIAL, COMMA, HARD, SENTENCE = range(10)
LAST_SOFT_GAP = INITIAL
_ONE_BYTE = {
    b" ": SPACE, b"-_/": HYPHEN, b"'": APOSTROPHE, b".": POINT, b"&": AND, b",:;": COMMA, b"!?\n": SENTENCE,
}  # fmt: skip
# What is written with a full stop in front of a name.
_TITLES = (
    b"mr", b"mrs", b"ms", b"mx", b"dr", b"prof", b"st", b"mt", b"ft", b"rev", b"hon", b"gov", b"sen", b"rep", b"gen",
    b"col", b"capt", b"maj", b"sgt", b"lt", b"fr", b"sr", b"jr", b"hr", b"dra",
)  # fmt: skip
_LONGEST_TITLE = 4
# So many bytes of a word are looked at for capitals.
_LOOKED_AT = 24
_ANNOUNCING = np.frombuffer(b",:", np.uint8)
_CURLY_QUOTES = np.array([0x98, 0x9C, 0x9E], np.uint8)
_WIDE_QUOTE = 5


def gaps(text: RunningText, start: Longs, end: Longs) -> Kinds:
    """Return what stands between each word (byte offsets, in order) and the one before; before the first: SENTENCE.

    >>> import polars as pl
    >>> from transforms.mentions.running_text import run_lines
    >>> from transforms.mentions.words import find_words
    >>> text = run_lines(pl.Series(["GPT4-turbo, by J. Doe. It's A & B"]))
    >>> words = find_words(text)
    >>> gaps(text, words.start, words.end).tolist()
    [9, 0, 2, 7, 1, 6, 9, 3, 1, 5]
    """
    if not len(start):
        return np.empty(0, np.uint8)
    before = end[:-1]
    size = start[1:] - before
    gap = _one_byte_kinds()[text.raw[before]]
    gap[size == 0] = JOINED
    wide = np.flatnonzero(size > 1)
    ends_turn = _ends_turn(text, start)[wide + 1]
    gap[wide] = _wide(text.raw, before[wide], start[wide + 1], ends_turn)
    initial = wide[gap[wide] == INITIAL]
    gap[initial] = np.where(_is_short_for_more(text, start[initial], end[initial]), INITIAL, SENTENCE)
    return np.concatenate([np.full(1, SENTENCE, np.uint8), gap])


def capitals(text: RunningText, start: Longs, end: Longs) -> Kinds:
    """Return how each word is written: 0 without capitals, 1 the first letter only, 2 others too, 3 all letters.

    The words are given by their byte offsets, in order; what comes behind their first `_LOOKED_AT` bytes is not told.
    """
    first = begins_with_capital(text, start)
    folded_away = np.flatnonzero((text.raw != text.folded) & (text.folded > 0x20))
    inside = np.searchsorted(start, folded_away, "right") - 1
    inside = inside[folded_away - start[inside] < _LOOKED_AT]
    count = np.bincount(inside, minlength=len(start))
    written = first.astype(np.uint8)
    told = np.flatnonzero(count)
    several, one, length = count[told], first[told], np.minimum(end[told] - start[told], _LOOKED_AT)
    kinds = one + ((several > 1) | ((several == 1) & ~one)).astype(np.uint8)
    kinds[several >= length] = 3
    kinds[(text.raw[start[told]] >= 0xC3) & one & (several <= 1)] = 1
    written[told] = kinds
    return written


def begins_with_capital(text: RunningText, start: Longs) -> Flags:
    """Return whether the first letter of each of the words that begin there is a capital one."""
    differs: Flags = text.raw[start] != text.folded[start]
    wide = np.flatnonzero(text.raw[start] >= 0xC3)
    differs[wide] |= text.raw[start[wide] + 1] != text.folded[start[wide] + 1]
    return differs


def _is_short_for_more(text: RunningText, start: Longs, end: Longs) -> Flags:
    """Return whether each of the words is an initial, or stands for a title in front of a name, with its capital."""
    size = end - start
    packed = np.zeros(len(start), np.uint32)
    for place in range(_LONGEST_TITLE):
        byte = text.folded[np.minimum(start + place, len(text.folded) - 1)]
        packed = np.where(place < size, packed << np.uint32(8) | byte, packed)
    is_title = np.isin(packed, _titles()) & (size <= _LONGEST_TITLE)
    first = text.raw[start]
    short: Flags = ((size == 1) | is_title) & (first >= 0x41) & (first <= 0x5A)
    return short


@cache
def _titles() -> npt.NDArray[np.uint32]:
    return np.array([int.from_bytes(title) for title in _TITLES], np.uint32)


@cache
def _one_byte_kinds() -> Kinds:
    table = np.full(256, HARD, np.uint8)
    for chars, gap in _ONE_BYTE.items():
        table[list(chars)] = gap
    return table


def _ends_turn(text: RunningText, start: Longs) -> Flags:
    """Return whether a turn ends before each word, whatever else is there: also segments without any word."""
    breaks = text.end[text.raw[text.end] == BREAK]
    ends = np.zeros(len(start) + 1, np.bool_)
    ends[np.searchsorted(start, breaks)] = True
    return ends[:-1]


def _opens_quotation(raw: Bytes, before: Longs, after: Longs) -> Flags:
    """Return whether a mark that announces speech, and quotation marks, make up each of the gaps: `he said: "`."""
    announces = np.isin(raw[before], _ANNOUNCING) & (raw[before + 1] == 0x20)
    opens = np.zeros(len(before), np.bool_)
    at = np.flatnonzero(announces & (after - before > 2))
    before, after = before[at], after[at]
    last, wide = raw[after - 1], after - before >= _WIDE_QUOTE
    curly = wide & (raw[after - 3] == 0xE2) & (raw[after - 2] == 0x80) & np.isin(last, _CURLY_QUOTES)
    opens[at] = (last == 0x22) | curly
    return opens


def _wide(raw: Bytes, before: Longs, after: Longs, ends_turn: Flags) -> Kinds:
    """Return the kinds of gaps of two bytes and more; INITIAL stands for a full stop and a space."""
    size = after - before
    first, second, last = raw[before], raw[before + 1], raw[after - 1]
    kind = np.full(len(before), HARD, np.uint8)
    kind[(first == 0x2C) & (size == 2)] = COMMA
    ends = _ends()[first] | (_ends()[second] & (size > 2))
    kind[ends | ends_turn] = SENTENCE
    kind[(first == 0x2E) & (second == 0x20) & (size == 2)] = INITIAL
    kind[_opens_quotation(raw, before, after)] = SENTENCE
    kind[(first == 0x20) & (second == 0x26) & (last == 0x20) & (size == 3)] = AND
    curly = (first == 0xE2) & (second == 0x80) & (size == 3)
    kind[curly & ((last == 0x98) | (last == 0x99))] = APOSTROPHE
    kind[curly & (last >= 0x90) & (last <= 0x93)] = HYPHEN
    # Between the parts of foreign names in Japanese: `・`.
    kind[(first == 0xE3) & (second == 0x83) & (last == 0xBB) & (size == 3)] = HYPHEN
    kind[(size == 2) & ((first == 0x2D) | (second == 0x2D)) & ((first == 0x20) | (second == 0x20))] = HYPHEN
    return kind


@cache
def _ends() -> Flags:
    table = np.zeros(256, np.bool_)
    table[list(b".!?")] = True
    return table
