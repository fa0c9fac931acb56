"""What parts a word from the one before it, and how words are written: asked only for the words that matter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from transforms.mentions.running_text import BREAK

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.byte_fold import Bytes
    from transforms.mentions.running_text import Longs, RunningText
    from transforms.mentions.words import Words

    Flags = npt.NDArray[np.bool_]
    Kinds = npt.NDArray[np.uint8]

# Up to LAST_SOFT_GAP, the words on both sides can belong to one name.
JOINED, SPACE, HYPHEN, APOSTROPHE, POINT, AND, INITIAL, COMMA, HARD, SENTENCE = range(10)
LAST_SOFT_GAP = INITIAL
_ONE_BYTE = {
    b" ": SPACE, b"-_/": HYPHEN, b"'": APOSTROPHE, b".": POINT, b"&": AND, b",:;": COMMA, b"!?\n": SENTENCE,
}  # fmt: skip
_ENDS = np.frombuffer(b".!?", np.uint8)
_ANNOUNCING = np.frombuffer(b",:", np.uint8)
_CURLY_QUOTES = np.array([0x98, 0x9C, 0x9E], np.uint8)
_WIDE_QUOTE = 5


def gaps(text: RunningText, words: Words, index: Longs) -> Kinds:
    """Return what stands between each of the words `index` and the word before it; before the first: SENTENCE.

    >>> import polars as pl
    >>> from transforms.mentions.running_text import run_lines
    >>> from transforms.mentions.words import find_words
    >>> text = run_lines(pl.Series(["GPT4-turbo, by J. Doe. It's A & B"]))
    >>> words = find_words(text)
    >>> gaps(text, words, np.arange(len(words))).tolist()
    [9, 0, 2, 7, 1, 6, 9, 3, 1, 5]
    """
    before = np.where(index > 0, words.end[np.maximum(index - 1, 0)], 0)
    size = words.start[index] - before
    gap = np.full(len(index), HARD, np.uint8)
    gap[size == 0] = JOINED
    single = np.flatnonzero(size == 1)
    gap[single] = _one_byte_kinds()[text.raw[before[single]]]
    wide = np.flatnonzero(size > 1)
    gap[wide] = _wide(text, before[wide], words.start[index[wide]])
    initial = wide[gap[wide] == INITIAL]
    gap[initial] = np.where(_is_initial(text.raw, words, index[initial] - 1), INITIAL, SENTENCE)
    gap[index == 0] = SENTENCE
    return gap


def capitals(text: RunningText, words: Words, index: Longs) -> Kinds:
    """Return how each of the words is written: 0 without capitals, 1 the first only, 2 others too, 3 all letters."""
    start, end = words.start[index], words.end[index]
    first = _differs(text, start)
    count = np.zeros(len(index), np.int64)
    length = np.minimum(end - start, 24)
    for place in range(int(length.max(initial=0))):
        inside = np.flatnonzero(place < length)
        count[inside] += text.raw[start[inside] + place] != text.folded[start[inside] + place]
    written = np.where(first, 1, 0) + ((count > 1) | ((count == 1) & ~first))
    written[(count >= length) & (length > 0)] = 3
    wide = (text.raw[start] >= 0xC3) & first & (count <= 1)
    written[wide] = 1
    kinds: Kinds = np.minimum(written, 3).astype(np.uint8)
    return kinds


def begins_with_capital(text: RunningText, words: Words, index: Longs) -> Flags:
    """Return whether the first letter of each of the words is a capital one."""
    return _differs(text, words.start[index])


def _differs(text: RunningText, at: Longs) -> Flags:
    differs: Flags = text.raw[at] != text.folded[at]
    wide = np.flatnonzero(text.raw[at] >= 0xC3)
    differs[wide] |= text.raw[at[wide] + 1] != text.folded[at[wide] + 1]
    return differs


def _is_initial(raw: Bytes, words: Words, index: Longs) -> Flags:
    one = words.end[index] - words.start[index] == 1
    first = raw[words.start[index]]
    is_initial: Flags = one & (first >= 0x41) & (first <= 0x5A)
    return is_initial


@cache
def _one_byte_kinds() -> Kinds:
    table = np.full(256, HARD, np.uint8)
    for chars, gap in _ONE_BYTE.items():
        table[list(chars)] = gap
    return table


def _ends_turn(text: RunningText, before: Longs, after: Longs) -> Flags:
    """Return whether a turn ends in each of the gaps, whatever else is in them: also segments without any word."""
    breaks = text.end[text.raw[text.end] == BREAK]
    ends: Flags = np.searchsorted(breaks, after) > np.searchsorted(breaks, before)
    return ends


def _opens_quotation(raw: Bytes, before: Longs, after: Longs) -> Flags:
    """Return whether a mark that announces speech, and quotation marks, make up each of the gaps: `he said: "`."""
    announces = np.isin(raw[before], _ANNOUNCING) & (raw[before + 1] == 0x20)
    last, wide = raw[after - 1], after - before >= _WIDE_QUOTE
    straight = (last == 0x22) & (after - before > 2)
    curly = wide & (raw[after - 3] == 0xE2) & (raw[after - 2] == 0x80) & np.isin(last, _CURLY_QUOTES)
    opens: Flags = announces & (straight | curly)
    return opens


def _wide(text: RunningText, before: Longs, after: Longs) -> Kinds:
    """Return the kinds of gaps of two bytes and more; INITIAL stands for a full stop and a space."""
    raw, size = text.raw, after - before
    first, second, last = raw[before], raw[before + 1], raw[after - 1]
    kind = np.full(len(before), HARD, np.uint8)
    kind[(first == 0x2C) & (size == 2)] = COMMA
    ends = np.isin(first, _ENDS) | (np.isin(second, _ENDS) & (size > 2))
    kind[ends | _ends_turn(text, before, after)] = SENTENCE
    kind[(first == 0x2E) & (second == 0x20) & (size == 2)] = INITIAL
    kind[_opens_quotation(raw, before, after)] = SENTENCE
    kind[(first == 0x20) & (second == 0x26) & (last == 0x20) & (size == 3)] = AND
    curly = (first == 0xE2) & (second == 0x80) & (size == 3)
    kind[curly & ((last == 0x98) | (last == 0x99))] = APOSTROPHE
    kind[curly & (last >= 0x90) & (last <= 0x93)] = HYPHEN
    kind[(size == 2) & ((first == 0x2D) | (second == 0x2D)) & ((first == 0x20) | (second == 0x20))] = HYPHEN
    return kind
