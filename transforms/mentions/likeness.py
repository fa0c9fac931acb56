"""How likely it is that one spelling is a mishearing of another: letters and sounds weighed together."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from transforms.mentions.sounds import sound_likeness, spell_sounds, to_codes

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    from transforms.mentions.gaps import Flags

    Reals = npt.NDArray[np.float64]
    Indexes = npt.NDArray[np.int64]

# Fitted on pairs of what recognisers wrote and what was meant, against the words and surnames that are most like the
# same names (`tests/bench/misheard.py` shows recall and false bends).
# In this order: sounds, letters, logarithm of the length, first sound and first letter the same, sounds by length,
# shorter by longer, constant.
_WEIGHTS = (0.48, 4.01, -3.43, 0.39, 0.47, 7.16, -1.6, -7.28)
_NEVER = -20.0
# Endings that make another word of a name.
_DERIVED = re.compile(
    r"(?:s|es|ed|er|ers|ing|ic|ical|al|ian|ians|an|ish|ist|ists|ista|ness|ized?|izes|izing|ification|ly|like|y|n|i|nauts?)$"
)


class Likeness(NamedTuple):
    """One entry per pair: odds (nats) that it is a mishearing, how alike the letters are and the sounds (0 to 1)."""

    odds: Reals
    letters: Reals
    sounds: Reals


def likeness(heard: pl.Series, meant: pl.Series, left: Indexes, right: Indexes) -> Likeness:
    """Return how alike `heard[left]` and `meant[right]` are.

    The odds are those against chance among some hundred names. Pairs that are the same, that differ by a number, or of
    which one is only a part or a derived form of the other, are no mishearings.
    """
    own, others = (np.array([letters(text) for text in texts], np.object_) for texts in (heard, meant))
    sounds_own, sounds_others = to_codes(spell_sounds(heard)), to_codes(spell_sounds(meant))
    sound = sound_likeness(sounds_own[left], sounds_others[right]).astype(np.float64)
    pairs = own[left].tolist(), others[right].tolist()
    letter = cpdist(*pairs, scorer=Levenshtein.normalized_similarity, dtype=np.float64)
    features = _features(pairs, sound, letter, sounds_own[left, 0] == sounds_others[right, 0])
    # Parted in another way, the same letters are a mishearing: `an thropic`.
    parted = _spaces(heard)[left] != _spaces(meant)[right]
    excluded = np.array([_is_other(a, b) for a, b in zip(*pairs, strict=True)], np.bool_)
    excluded &= ~parted | (letter < 1)
    return Likeness(features @ np.array(_WEIGHTS) + np.where(excluded, _NEVER, 0.0), letter, sound)


def _spaces(texts: pl.Series) -> Indexes:
    return texts.str.count_matches(r"\s").to_numpy().astype(np.int64)


def _features(pairs: tuple[list[str], list[str]], sound: Reals, letter: Reals, same_sound: Flags) -> Reals:
    """Return the columns that `_WEIGHTS` weighs."""
    size_left, size_right = (np.array([len(text) for text in texts]) for texts in pairs)
    shorter, longer = np.minimum(size_left, size_right), np.maximum(size_left, size_right)
    length = np.log(np.maximum(shorter, 1))
    same_letter = np.array([a[:1] == b[:1] for a, b in zip(*pairs, strict=True)], np.bool_)
    share = shorter / np.maximum(longer, 1)
    return np.column_stack([sound, letter, length, same_sound, same_letter, sound * length, share, np.ones(len(sound))])


def letters(text: str) -> str:
    """Return the letters and digits of a text, small and without accents."""
    bare = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return "".join(char for char in bare.casefold() if char.isalnum())


def differing_words(heard: str, meant: str) -> tuple[str, str]:
    """Return what is left of both when the words that they share in front and at the end are taken away.

    >>> differing_words("Andrew Morton", "Andrew Chow")
    ('Morton', 'Chow')
    """
    left, right = heard.split(), meant.split()
    while left and right and left[0].casefold() == right[0].casefold():
        left, right = left[1:], right[1:]
    while left and right and left[-1].casefold() == right[-1].casefold():
        left, right = left[:-1], right[:-1]
    return " ".join(left), " ".join(right)


def derived_from(word: str, stems: frozenset[str]) -> bool:
    """Return whether a word (its letters) is one of the stems with an ending that makes another word of it.

    >>> derived_from("bitcoiners", frozenset({"bitcoin"}))
    True
    """
    return any(word[:size] in stems and _DERIVED.fullmatch(word[size:]) for size in range(3, len(word)))


def _is_other(heard: str, meant: str) -> bool:
    """Tell a pair that is the same, or another name or word that is near by its nature."""
    if heard == meant or _digits(heard) != _digits(meant):
        return True
    shorter, longer = sorted((heard, meant), key=len)
    if longer.startswith(shorter):
        return len(shorter) >= 3 and (
            len(longer) - len(shorter) > 2 or bool(_DERIVED.fullmatch(longer[len(shorter) :]))
        )
    return longer.endswith(shorter) and len(longer) - len(shorter) > 2


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
