"""Text as bytes that are matched: small letters, everything that parts words a space, and not one byte moved."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]

_SPACE = 0x20
# C++ and C# are told from C by these; they count only right behind a letter or digit.
_MARKS = b"+#"
# Lead bytes of scripts that put no space between words; each character there is a word of its own.
SPACELESS_LEADS = (0xE3, 0xED)


def fold_bytes(raw: Bytes) -> Bytes:
    r"""Return UTF-8 of the same length with small letters and spaces for all that is neither letter nor digit.

    Offsets into the result are offsets into `raw`. Letters beyond two bytes stay as they are.

    >>> bytes(fold_bytes(np.frombuffer("C++ «Élan» isn’t A#1".encode(), np.uint8))).decode().split()
    ['c++', 'élan', 'isn', 't', 'a', '1']
    """
    folded = np.frombuffer(raw.tobytes().translate(_ascii_table()), np.uint8).copy()
    if len(raw) and raw.max() >= 0x80:
        _fold_wide(raw, folded)
    _fold_marks(folded)
    return folded


@cache
def _ascii_table() -> bytes:
    kept = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789" + _MARKS)
    small = bytes(range(256)).lower()
    return bytes(byte if byte in kept or byte >= 0x80 else _SPACE for byte in small)


def _fold_marks(folded: Bytes) -> None:
    """Take away marks that do not end a word of at least one letter, and runs of more than two."""
    at = np.flatnonzero((folded == _MARKS[0]) | (folded == _MARKS[1]))
    if not len(at):
        return
    begins = np.flatnonzero(np.diff(at, prepend=-2) > 1)
    lengths = np.diff(np.append(begins, len(at)))
    first = at[begins]
    before = np.where(first > 0, folded[np.maximum(first - 1, 0)], _SPACE)
    after = folded[np.minimum(first + lengths, len(folded) - 1)]
    ends_word = (first + lengths >= len(folded)) | (after == _SPACE)
    kept = (before != _SPACE) & (lengths <= len(_MARKS)) & ends_word
    folded[at[~np.repeat(kept, lengths)]] = _SPACE


def _fold_wide(raw: Bytes, folded: Bytes) -> None:
    """Fold letters of two bytes, and turn spaces and punctuation of two and three bytes into spaces."""
    leads = np.flatnonzero((raw >= 0xC2) & (raw <= 0xDF))
    leads = leads[leads + 1 < len(raw)]
    code = ((raw[leads] & 0x1F).astype(np.uint16) << 6) | (raw[leads + 1] & 0x3F)
    small = _small_letters()[code]
    folded[leads] = np.where(small == 0, _SPACE, 0xC0 | (small >> 6))
    folded[leads + 1] = np.where(small == 0, _SPACE, 0x80 | (small & 0x3F))
    threes = np.flatnonzero((raw == 0xE2) | (raw == 0xE3) | (raw == 0xEF))
    threes = threes[threes + 2 < len(raw)]
    lead, second, third = raw[threes], raw[threes + 1], raw[threes + 2]
    signs = (lead == 0xE2) & (second <= 0xBB)
    signs |= (lead == 0xE3) & (second == 0x80) & (third != 0x85) & (third != 0x86) & (third != 0x87)
    signs |= (lead == 0xE3) & (second == 0x83) & (third == 0xBB)
    full = ((third <= 0x8F) | ((third >= 0x9A) & (third <= 0xA0)) | (third >= 0xBB)) & (second == 0xBC)
    signs |= (lead == 0xEF) & (full | ((second == 0xBD) & ((third == 0x80) | (third >= 0x9B)) & (third <= 0xA5)))
    signs |= (lead == 0xEF) & ((second == 0xBB) | (second == 0xBF))
    for place in range(3):
        folded[threes[signs] + place] = _SPACE


@cache
def _small_letters() -> npt.NDArray[np.uint16]:
    """Return the small letter of each code point below 0x800; 0 for what is neither letter nor digit nor mark."""
    table = np.zeros(0x800, np.uint16)
    for code in range(0x80, 0x800):
        char = chr(code)
        small = char.lower()
        if char.isalnum() or 0x300 <= code <= 0x36F or 0x591 <= code <= 0x5C7 or 0x610 <= code <= 0x6ED:
            table[code] = ord(small) if len(small) == 1 and 0x80 <= ord(small) < 0x800 else code
    return table
