"""The words of running text: where they stand, and a key for each by which it is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.mentions.byte_fold import SPACELESS_LEADS
from transforms.mentions.gaps import gaps
from transforms.mentions.running_text import PADDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from transforms.mentions.byte_fold import Bytes
    from transforms.mentions.gaps import Flags, Kinds
    from transforms.mentions.running_text import Longs, RunningText

    Keys = npt.NDArray[np.uint64]

# Pieces of this size stay in the processor's cache; whole batches take three times as long.
_PIECE_BYTES = 1 << 18
_KEYED_BYTES = 64
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xD6E8FEB86659FD93)
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(9)], np.uint64)


class Words(NamedTuple):
    """One entry per word, in order: its byte offsets (half-open) and the key of what it is when folded.

    `distinct` has each key once, ascending, and `place` says of each word where its key is there: what depends on the
    key alone is looked up once a distinct word. `gap` is what stands between each word and the one before (`gaps`).
    """

    start: Longs
    end: Longs
    key: Keys
    place: npt.NDArray[np.int32]
    distinct: Keys
    gap: Kinds

    def __len__(self) -> int:
        return len(self.start)

    def are(self, index: Longs, keys: Keys) -> Flags:
        """Return whether the key of each of the words `index` is one of `keys`."""
        return self.marked(keys)[self.place[index]]

    def marked(self, keys: Keys) -> Flags:
        """Return whether each of the distinct words is one of `keys`."""
        found = np.searchsorted(self.distinct, keys)
        found = found[found < len(self.distinct)] if len(self.distinct) else found[:0]
        marks = np.zeros(len(self.distinct), np.bool_)
        marks[found] = np.isin(self.distinct[found], keys)
        return marks


def find_words(text: RunningText) -> Words:
    """Return the words of running text; letters and digits that touch are two words, as in `GPT4`."""
    pieces = [_piece(text.folded, first, last) for first, last in _cuts(text.folded)]
    none = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint64))
    start, end, key = (np.concatenate(columns) for columns in zip(none, *pieces, strict=True))
    place, distinct = _distinct(key)
    return Words(start, end, key, place, distinct, gaps(text, start, end))


def _distinct(key: Keys) -> tuple[npt.NDArray[np.int32], Keys]:
    """Return the place of each key among the distinct ones, and these, ascending."""
    met = pa.array(key).dictionary_encode()
    distinct = met.dictionary.to_numpy()
    order = np.argsort(distinct)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[met.indices.to_numpy()], distinct[order]


def word_keys(folded: Bytes, start: Longs, end: Longs) -> Keys:
    """Return a key of 64 bits for each word, from its first 64 bytes and its length.

    `folded` has at least eight bytes behind the last word.
    """
    view = np.ndarray((len(folded) - 7,), np.dtype("<u8"), np.ascontiguousarray(folded), 0, (1,))
    length = end - start
    key = mix(view[start] & _MASKS[np.minimum(length, 8)])
    for offset in range(8, _KEYED_BYTES, 8):
        longer = np.flatnonzero(length > offset)
        if not len(longer):
            break
        more = view[start[longer] + offset] & _MASKS[np.minimum(length[longer] - offset, 8)]
        key[longer] = mix((key[longer] * _MULTIPLIER) ^ more)
    return mix(key ^ length.astype(np.uint64))


def mix(value: Keys) -> Keys:
    """Return the numbers with their bits spread over all places, one to one."""
    mixed = value * _MULTIPLIER
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIXER
    mixed ^= mixed >> np.uint64(29)
    return mixed


def _cuts(folded: Bytes) -> Iterator[tuple[int, int]]:
    """Yield stretches that cover all bytes and do not part a word."""
    first, end = 0, len(folded) - PADDING
    while first < end:
        last = min(first + _PIECE_BYTES, end)
        while last < end and folded[last] != 0x20:
            spaces = np.flatnonzero(folded[last : last + _PIECE_BYTES] == 0x20)
            last = min(last + int(spaces[0]) if len(spaces) else last + _PIECE_BYTES, end)
        yield first, last
        first = last


def _piece(folded: Bytes, first: int, last: int) -> tuple[Longs, Longs, Keys]:
    start, end = _bounds(folded[first:last])
    key = word_keys(folded[first : last + PADDING], start, end)
    return start + first, end + first, key


def _bounds(folded: Bytes) -> tuple[Longs, Longs]:
    """Return starts and ends of runs of letters or of digits; a character of a spaceless script is a run."""
    kind = _kinds(folded)
    changes = np.flatnonzero(kind[1:] != kind[:-1]) + 1
    if len(kind) and kind[0]:
        changes = np.concatenate([[0], changes])
    words = np.flatnonzero(kind[changes])
    start = changes[words]
    end = np.append(changes, len(folded))[words + 1]
    if len(folded) and folded.max() >= SPACELESS_LEADS[0]:
        start, end = _split_spaceless(folded, start, end)
    return start, end


def _kinds(folded: Bytes) -> npt.NDArray[np.uint8]:
    """Return 0 for spaces, 1 for digits, 2 for letters and what goes with them."""
    kind: Bytes = (folded > 0x20).view(np.uint8) << np.uint8(1)
    kind -= ((folded >= 0x30) & (folded <= 0x39)).view(np.uint8)
    return kind


def _split_spaceless(folded: Bytes, start: Longs, end: Longs) -> tuple[Longs, Longs]:
    low, high = SPACELESS_LEADS
    leads = np.flatnonzero((folded >= low) & (folded <= high))
    behind = leads + 3
    cuts = np.sort(np.concatenate([leads, behind[~np.isin(behind, leads)]]))
    inside = np.searchsorted(start, cuts, "right") - 1
    cuts = cuts[(inside >= 0) & (cuts > start[inside]) & (cuts < end[inside])]
    return (
        np.insert(start, np.searchsorted(start, cuts), cuts),
        np.insert(end, np.searchsorted(end, cuts), cuts),
    )
