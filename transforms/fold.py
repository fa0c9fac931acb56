"""Text as it is stored: Unicode NFC, white space and control characters folded to single spaces."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

# Every white space and control character but the plain space: texts without one are passed over quickly.
_ODD = r"\t-\r\x01-\x08\x0e-\x1f\x7f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_SMALL = bytes(range(256)).lower()
_SIGNS = bytes(code for code in range(0x80) if not chr(code).isalnum())
_SPACES = rf" *[{_ODD}\x{{feff}}][{_ODD}\x{{feff}} ]*|  +"


def fold_texts(texts: Sequence[str]) -> pl.Series:
    r"""Return the texts as they are stored, in the same order: NFC, no NUL, single spaces, none at the ends.

    >>> fold_texts(["  Zoe\u0308  said\n\nhi "]).to_list()
    ['Zoë said hi']
    """
    series = pl.Series("text", texts, dtype=pl.String)
    if not all(map(str.isascii, texts)):
        series = pl.Series("text", [_compose(text) for text in texts], dtype=pl.String)
    return series.str.replace_all("\0", "", literal=True).str.replace_all(_SPACES, " ").str.strip_chars(" ")


def fold_text(text: str) -> str:
    r"""Return one text as it is stored; see `fold_texts`.

    >>> fold_text("a\u2028 b")
    'a b'
    """
    return " ".join(_compose(text).replace("\0", "").replace("\ufeff", " ").split())


def match_key(text: str) -> str:
    """Return a key under which spellings of one name or title meet: no case, accents, punctuation or spaces.

    >>> match_key("Zoë  O’Hara:") == match_key("ZOE OHARA")
    True
    """
    if text.isascii():
        return text.encode().translate(_SMALL, _SIGNS).decode()
    bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(char for char in "".join(bare).casefold() if char.isalnum())


def _compose(text: str) -> str:
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
