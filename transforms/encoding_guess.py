"""Which legacy encoding bytes are in: each candidate's reading is judged as writing, the most natural one wins.

Made for short texts, where statistics over bytes fail: a reading is natural when its letters are frequent ones of the
encoding's languages, stand where letters stand, and make known words.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

import charset_normalizer

from transforms.encoding_alphabets import ALPHABETS, COMMON_LEADS, Alphabet

_SAMPLE_BYTES = 32 * 1024
_LINE_BYTES = 4 * 1024
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_LONG_RUN = re.compile(r"(?:(?![\x00-\x7f‘’“”–—…«»])[^\W\d_]){3,}")
_ALONE = re.compile(r"(?<=[a-zA-Z])[^\x00-\x7f‘’“”–—…](?=[a-zA-Z])")
_ODD_CASE = re.compile(r"(?<=[a-zß-öø-ÿа-яё])[À-ÖØ-ÞА-ЯЁ](?![A-ZА-Я])")
# Letters that only end words, in Greek and Hebrew.
_FINAL_INSIDE = re.compile(r"[ςךםןףץ](?=[^\W\d_])")
_REPLACED, _FREQUENT, _USUAL, _COMMON, _LETTER, _SIGN, _RARE = -3.0, 1.0, 0.5, 0.45, 0.1, -0.6, -0.3
# A frequent one of thousands of characters says more than a frequent one of thirty letters.
_FREQUENT_CJK = 1.5
_MISPLACED = -1.0
_WORD_BONUS = 1.5
_ACCEPTED = 0.0
# Encodings that read any bytes, and are seldom right, do not get a chance to win by default.
_LAST_RESORT = ("cp1252", "latin_1", "cp1250", "cp1251", "gb18030", "big5", "shift_jis", "euc_kr", "cp1253", "cp1257")


class Guess(NamedTuple):
    """An encoding, how natural its reading is (about 1 at best, below 0 unlikely), and of which kind it is."""

    encoding: str
    naturalness: float
    kind: str


def guess_encoding(data: bytes) -> Guess | None:
    """Return the encoding in which `data` (not UTF-8) reads most naturally, None where it reads as text in none."""
    sample = _sample(data)
    guesses = [Guess(alphabet.encoding, _naturalness(sample, alphabet), alphabet.kind) for alphabet in ALPHABETS]
    best = max(guesses, key=lambda guess: guess.naturalness)
    if best.naturalness > _ACCEPTED:
        return best
    found = charset_normalizer.from_bytes(sample, cp_isolation=list(_LAST_RESORT)).best()
    return Guess(found.encoding, 0.0, "latin") if found is not None else None


def _sample(data: bytes) -> bytes:
    """Return the first lines that have bytes beyond ASCII, without cutting a character in two."""
    lines, size, place = [], 0, 0
    while size < _SAMPLE_BYTES and (match := _HIGH.search(data, place)) is not None:
        start = data.rfind(b"\n", max(place, match.start() - _LINE_BYTES), match.start()) + 1
        if not start:
            start = place if match.start() - place < _LINE_BYTES else match.start()
        end = data.find(b"\n", match.start())
        end = len(data) if end < 0 else end + 1
        lines.append(data[start : min(end, match.start() + _LINE_BYTES)])
        size += len(lines[-1])
        place = end
    return b"".join(lines)


def _naturalness(sample: bytes, alphabet: Alphabet) -> float:
    decoder = codecs.getincrementaldecoder(alphabet.encoding)("replace")
    text = decoder.decode(sample, final=False)
    counts = Counter("".join(_BEYOND.findall(text)))
    total = counts.total()
    if not total:
        return _REPLACED
    weight = sum(_weight(char, alphabet) * count for char, count in counts.items())
    weight += _MISPLACED * _misplaced(text, alphabet)
    lack = _MISPLACED if alphabet.needed and total > 5 and alphabet.needed.isdisjoint(counts) else 0.0
    return weight / total + _WORD_BONUS * _known_share(text, alphabet) + lack


def _weight(char: str, alphabet: Alphabet) -> float:
    if char in alphabet.frequent:
        return _FREQUENT_CJK if alphabet.kind == "cjk" else _FREQUENT
    if char in alphabet.usual:
        return _USUAL
    category = unicodedata.category(char)
    if char == "\ufffd" or category in {"Cc", "Co", "Cn"}:
        return _REPLACED
    if alphabet.kind == "cjk":
        low, high = COMMON_LEADS[alphabet.encoding]
        code = char.encode(alphabet.encoding, "replace")
        return _COMMON if len(code) == 2 and low <= code[0] <= high else _RARE
    return _LETTER if category.startswith("L") else _SIGN


def _misplaced(text: str, alphabet: Alphabet) -> int:
    """Return how many letters stand where this kind of writing has none."""
    if alphabet.kind == "latin":
        return sum(len(run) for run in _LONG_RUN.findall(text)) + len(_ODD_CASE.findall(text))
    if alphabet.kind == "cjk":
        return len(_ALONE.findall(text))
    mixed = sum(match.end() - match.start() for match in _WORD.finditer(text) if _is_mixed(match[0]))
    return mixed + len(_ODD_CASE.findall(text)) + len(_FINAL_INSIDE.findall(text))


def _is_mixed(word: str) -> bool:
    return not word.isascii() and re.search("[a-zA-Z]", word) is not None


def _known_share(text: str, alphabet: Alphabet) -> float:
    """Return the share of the words with letters beyond ASCII that are frequent ones of the languages."""
    words = [word for word in map(str.lower, _WORD.findall(text)) if len(word) > 1 and not word.isascii()]
    return sum(word in alphabet.words for word in words) / len(words) if words else 0.0
