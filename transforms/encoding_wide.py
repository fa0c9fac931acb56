"""Encodings of two or four bytes a character, without a byte order mark: told by their zero bytes."""

from __future__ import annotations

import unicodedata

_SAMPLE = 4096
# Spaces and line ends alone leave this share of zero bytes in text of any script; ASCII leaves half.
_LEAST_ZEROS = 0.01
_LEAST_ZEROS_ASCII = 0.3
_MOST_ODD = 0.02
_ENCODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


def wide_encoding(data: bytes) -> str | None:
    """Return 'utf-16-le', 'utf-16-be', 'utf-32-le' or 'utf-32-be' when that is how `data` reads, else None."""
    sample = data[:_SAMPLE].rstrip(b"\0") + b"\0\0\0"
    sample = sample[: len(sample) - len(sample) % 4]
    least = _LEAST_ZEROS_ASCII if sample.isascii() else _LEAST_ZEROS
    if sample.count(0) < max(2, least * len(sample)):
        return None
    plain = {encoding: _plain_characters(sample, encoding) for encoding in _ENCODINGS}
    best = max(_ENCODINGS, key=lambda encoding: plain[encoding])
    return best if plain[best] else None


def _plain_characters(sample: bytes, encoding: str) -> int:
    """Return how many ASCII characters `sample` has in an encoding; 0 where it does not read as text in it."""
    text = sample.decode(encoding, "replace").rstrip("\0\ufffd")
    odd = sum(char not in "\r\n\t\v\f" and unicodedata.category(char) in _ODD for char in text)
    return sum(char.isascii() for char in text) if odd + text.count("\ufffd") <= len(text) * _MOST_ODD else 0


_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})
