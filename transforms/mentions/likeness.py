"""How likely it is that one spelling is a mishearing of another: letters and sounds weighed together."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from transforms.fold import match_key
from transforms.mentions.distinct import distinct, distinct_pairs
from transforms.mentions.sounds import sound_likeness, spell_sounds, to_codes

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.sounds import Codes

    Reals = npt.NDArray[np.float64]
    Indexes = npt.NDArray[np.int64]

# Fitted on pairs of what recognisers wrote and what was meant, against the words and surnames that are most like the
# same names (`tests/bench/misheard.py` shows recall and false bends).
# In this order: sounds, letters, logarithm of the length, first sound and first letter the same, sounds by length,
# shorter by longer, constant.
_WEIGHTS = (0.48, 4.01, -3.43, 0.39, 0.47, 7.16, -1.6, -7.28)
_NEVER = -20.0
_SAME_LETTERS = 0.88
# Endings that make another word of a name.
_DERIVED = re.compile(
    r"(?:s|es|ed|r|rs|er|ers|ing|ic|ical|al|ian|ians|an|ish|ist|ists|ista|ness|ized?|izes|izing|ification|ly|like|y|n|i|nauts?)$"
)


class Likeness(NamedTuple):
    """One entry per pair: odds (nats) that it is a mishearing, how alike the letters are and the sounds (0 to 1)."""

    odds: Reals
    letters: Reals
    sounds: Reals


def likeness(heard: pl.Series, meant: pl.Series, left: Indexes, right: Indexes, least: Reals | None = None) -> Likeness:
    """Return how alike `heard[left]` and `meant[right]` are.

    The odds are those against chance among some hundred names. Pairs that are the same, that differ by a number, or of
    which one is only a part or a derived form of the other, are no mishearings. A pair whose odds cannot be `least`,
    however alike both sound, is not looked at closely: its odds are minus infinity and its sounds not alike.
    """
    if not len(left):
        return Likeness(*(np.zeros(0) for _ in Likeness._fields))
    own, others = (letters_of(texts).to_list() for texts in (heard, meant))
    written = _written(own, others, left, right)
    alike = np.ones(len(left))
    close = np.arange(len(left)) if least is None else np.flatnonzero(_weighed(written, alike, alike) >= least)
    codes, codes_meant = _codes(heard, left[close]), _codes(meant, right[close])
    sound, same_sound, odds = np.zeros(len(left)), np.zeros(len(left)), np.full(len(left), -np.inf)
    sound[close] = sound_likeness(codes, codes_meant)
    same_sound[close] = codes[:, 0] == codes_meant[:, 0]
    pairs = zip(left[close].tolist(), right[close].tolist(), strict=True)
    excluded = np.array([_is_other(own[a], others[b]) for a, b in pairs], np.bool_)
    # Parted in another way, the same letters are a mishearing, give or take one at the end: `an thropic`, `post gress`.
    excluded &= (_spaces(heard)[left[close]] == _spaces(meant)[right[close]]) | (written.letters[close] < _SAME_LETTERS)
    odds[close] = _weighed(written, sound, same_sound)[close] + np.where(excluded, _NEVER, 0.0)
    return Likeness(odds, written.letters, sound)


def pairs_alike(heard: pl.Series, meant: pl.Series, least: Reals) -> Likeness:
    """Return how alike the texts of each row of both are; each distinct pair is looked at once.

    `least` is as for `likeness`; of equal pairs the lowest counts.
    """
    (texts, own), (forms, other) = distinct(heard), distinct(meant)
    left, right, place = distinct_pairs(own, other)
    lowest = np.full(len(left), np.inf)
    np.minimum.at(lowest, place, least)
    alike = likeness(texts, forms, left, right, lowest)
    return Likeness(*(column[place] for column in alike))


def may_be_alike(heard: pl.Series, meant: pl.Series, left: Indexes, right: Indexes, least: Reals) -> Flags:
    """Return which of the pairs of `heard[left]` and `meant[right]` can have the `least` odds, by their letters."""
    texts, own = distinct(heard)
    used, form = np.unique(right, return_inverse=True)
    one, other, place = distinct_pairs(own[left], form)
    written = _written(letters_of(texts).to_list(), letters_of(meant.gather(used)).to_list(), one, other)
    alike = np.ones(len(one))
    may_be: Flags = _weighed(written, alike, alike)[place] >= least
    return may_be


def _spaces(texts: pl.Series) -> Indexes:
    return texts.str.count_matches(r"\s").to_numpy().astype(np.int64)


def _codes(texts: pl.Series, index: Indexes) -> Codes:
    """Return the sounds of `texts[index]`, spelling each text once."""
    distinct, place = np.unique(index, return_inverse=True)
    return to_codes(spell_sounds(texts.gather(distinct)))[place]


class _Written(NamedTuple):
    """One entry per pair: how alike the letters are, logarithm and share of the shorter's length, same first letter."""

    letters: Reals
    length: Reals
    share: Reals
    same_letter: Flags


def _written(own: list[str], others: list[str], left: Indexes, right: Indexes) -> _Written:
    """Return what letters alone say; `own` and `others` are the distinct texts, as `letters` gives them."""
    pairs = np.array(own, np.object_)[left].tolist(), np.array(others, np.object_)[right].tolist()
    # Two letters that have changed places are one change.
    letter = cpdist(*pairs, scorer=OSA.normalized_similarity, dtype=np.float64)
    (size_left, first_left), (size_right, first_right) = (
        (np.array([len(text) for text in texts], np.int64), np.array([text[:1] for text in texts], "U1"))
        for texts in (own, others)
    )
    shorter = np.minimum(size_left[left], size_right[right])
    share = shorter / np.maximum(np.maximum(size_left[left], size_right[right]), 1)
    return _Written(letter, np.log(np.maximum(shorter, 1)), share, first_left[left] == first_right[right])


def _weighed(written: _Written, sound: Reals, same_sound: Reals) -> Reals:
    """Return the odds by `_WEIGHTS`, which grow with how alike both sound and with a first sound that is the same."""
    features = (sound, written.letters, written.length, same_sound, written.same_letter, sound * written.length)
    *weights, of_share, constant = _WEIGHTS
    odds = np.full(len(sound), constant) + np.multiply(written.share, of_share)
    for weight, feature in zip(weights, features, strict=True):
        odds += np.multiply(feature, weight)
    return odds


def letters(text: str) -> str:
    """Return the letters and digits of a text, small and without accents."""
    if text.isascii():
        return match_key(text)
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def letters_of(texts: pl.Series) -> pl.Series:
    """Return the `letters` of each text; only texts with more than ASCII are looked at one by one. Null stays null."""
    text = pl.col(texts.name)
    bare, wide = texts.to_frame().select(
        text.str.to_lowercase().str.replace_all(r"[^a-z0-9]+", ""),
        wide=(text.str.len_bytes() != text.str.len_chars()).fill_null(value=False),
    ).get_columns()  # fmt: skip
    at = np.flatnonzero(wide.to_numpy())
    if not len(at):
        return bare
    return bare.scatter(at, pl.Series([letters(text) for text in texts.gather(at)], dtype=pl.String))


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
