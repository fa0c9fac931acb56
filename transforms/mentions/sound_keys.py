"""Keys of coarse sounds: of the many pairs of words in small letters, only those that may be a name are spelled out.

A key is a polynomial over the sounds with repeated ones taken once, so that the key of two words together follows from
those of each. What sounds the same has the same key; the few others that share one are told apart by their sounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.mentions.key_table import ABSENT, KeyTable, build_table
from transforms.mentions.sounds import coarse_sounds, spell_sounds
from transforms.mentions.words import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import polars as pl

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs
    from transforms.mentions.words import Keys

_BASE = np.uint64(0x9E3779B97F4A7C15)
_NO_FIRST, _NO_LAST = 0, 255


class _Sounded(NamedTuple):
    """One entry per text: the polynomial of its sounds, how many they are, the first and the last one."""

    value: Keys
    length: Longs
    first: npt.NDArray[np.uint8]
    last: npt.NDArray[np.uint8]


def exact_keys(coarse: pl.Series) -> Keys:
    """Return a key for each of the `sounds.coarse_sounds`, which is another where a sound is repeated."""
    return mix(_sounded(coarse, is_exact=True).value)


def sound_keys(coarse: pl.Series) -> Keys:
    """Return a key for each of the `sounds.coarse_sounds`, repeated ones taken once."""
    return mix(_sounded(coarse).value)


def table_of(coarse: pl.Series) -> KeyTable:
    """Return a table that has the keys of the coarse sounds."""
    keys = np.unique(sound_keys(coarse))
    return build_table(keys, np.arange(len(keys), dtype=np.int32))


def are_among(keys: Keys, tables: Sequence[KeyTable]) -> Flags:
    """Return whether one of the tables has each of the keys."""
    among = np.zeros(len(keys), np.bool_)
    for table in tables:
        among |= table.find(keys) != ABSENT
    return among


def pair_keys(reading: Reading, first: Longs) -> Keys:
    """Return the key of the sounds that each word of `first` and the one behind it make together."""
    words = reading.words
    index = np.unique(np.concatenate([words.place[first], words.place[first + 1]]))
    example = np.zeros(len(words.distinct), np.int64)
    for at in (first, first + 1):
        example[words.place[at]] = at
    sounded = _sounded(coarse_sounds(spell_sounds(reading.spell(example[index], example[index] + 1))))
    row = np.zeros(len(words.distinct), np.int64)
    row[index] = np.arange(len(index))
    one, other = row[words.place[first]], row[words.place[first + 1]]
    shared = sounded.last[one] == sounded.first[other]
    rest = sounded.value[other] - np.where(shared, sounded.first[other], 0).astype(np.uint64)
    return mix(sounded.value[one] + _powers(sounded.length)[sounded.length[one] - shared] * rest)


def _sounded(coarse: pl.Series, *, is_exact: bool = False) -> _Sounded:
    content, offsets = _bytes(coarse)
    count = len(coarse)
    kept = np.ones(len(content), np.bool_)
    kept[1:] = is_exact | (content[1:] != content[:-1])
    kept[offsets[:-1][np.diff(offsets) > 0]] = True
    length = np.bincount(np.repeat(np.arange(count), np.diff(offsets))[kept], minlength=count)
    content, end = content[kept], np.cumsum(length)
    start = end - length
    position = np.arange(len(content)) - np.repeat(start, length)
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(content * _powers(length)[position])])
    ends = np.append(content, np.uint8(0))
    first = np.where(length > 0, ends[start], _NO_FIRST).astype(np.uint8)
    last = np.where(length > 0, ends[end - 1], _NO_LAST).astype(np.uint8)
    return _Sounded(total[end] - total[start], length, first, last)


def _powers(length: Longs) -> Keys:
    powers = np.full(int(length.max(initial=0)) + 1, _BASE)
    powers[0] = 1
    return np.cumprod(powers)


def _bytes(texts: pl.Series) -> tuple[npt.NDArray[np.uint8], Longs]:
    """Return the bytes of all texts, and where each begins; the last offset is their end."""
    array = pa.array(texts.to_arrow(), pa.large_string())
    offsets = np.frombuffer(array.buffers()[1], np.int64)[array.offset : array.offset + len(array) + 1]
    content = np.frombuffer(array.buffers()[2] or b"", np.uint8)
    return content[offsets[0] : offsets[-1]], offsets - offsets[0]
