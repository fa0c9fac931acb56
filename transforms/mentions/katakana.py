"""Where a name in Japanese ends: words of katakana run on without spaces, and a part of one is another word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.mentions.automaton import Hits

if TYPE_CHECKING:
    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs

# UTF-8 of the katakana, small ones and the sign for long vowels among them: E3 82 A1 to E3 83 BF.
_LEAD, _BYTES = 0xE3, 3
_FROM, _TO = 0x82A1, 0x83BF


def without_parts(reading: Reading, hits: Hits) -> Hits:
    """Return the hits that do not cut a word of katakana in two: the country, but not the first half of its people."""
    first, last = hits.first, hits.last - 1
    count = len(reading.words)
    before, after = first - 1, last + 1
    cut = _is_katakana(reading, first) & (before >= 0) & _joined(reading, np.maximum(before, 0), first)
    cut &= _is_katakana(reading, np.maximum(before, 0))
    behind = np.minimum(after, max(count - 1, 0))
    cut_behind = _is_katakana(reading, last) & (after < count) & _joined(reading, last, behind)
    cut_behind &= _is_katakana(reading, behind)
    kept = ~(cut | cut_behind)
    return Hits(hits.first[kept], hits.last[kept], hits.pattern[kept])


def _joined(reading: Reading, one: Longs, next_one: Longs) -> Flags:
    touching: Flags = reading.words.end[one] == reading.words.start[next_one]
    return touching


def _is_katakana(reading: Reading, index: Longs) -> Flags:
    start = reading.words.start[index]
    folded = reading.text.folded
    is_wide = (folded[start] == _LEAD) & (reading.words.end[index] - start == _BYTES)
    code = (folded[start + 1].astype(np.int64) << 8) | folded[start + 2]
    katakana: Flags = is_wide & (code >= _FROM) & (code <= _TO)
    return katakana
