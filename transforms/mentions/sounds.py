"""How alike two names sound: spellings turned into sounds, and the least change from one row of sounds to another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.distinct import distinct

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.uint8]
    Reals = npt.NDArray[np.float32]

LONGEST = 24
_VOWELS = "aeiou"
# The end of a word and the beginning of the next.
_PARTED = "> <"
_ALPHABET = " " + _VOWELS + "pbtdkgfvTszSZCJmnNlrwyh"
_CODE = {char: number for number, char in enumerate(_ALPHABET)}
# Spellings and their sounds; at each place the longest one counts. Broad on purpose, since names come from everywhere.
# `<` and `>` are the ends of a word; capitals are sounds: T as in thin, S as in ship, Z as in genre, C as in chip, J as
# in gem, N as in sing. A letter that is not here stands for itself.
_SPELLINGS = {
    "<kn": "n", "<gn": "n", "<pn": "n", "<mn": "n", "<wr": "r", "<rh": "r", "<ps": "s", "<wh": "w", "<x": "z",
    "<the>": "de", "<mc": "mak", "<mac": "mak", "<y": "y", "<ts": "s", "<sce": "se", "<sci": "si", "tzsch": "C",
    "tsch": "C", "tch": "C", "cz": "C", "č": "C", "ć": "C", "ch": "C", "chr": "kr", "chs": "ks", "chl": "kl",
    "sch": "S", "sh": "S",
    "sz": "S", "š": "S", "ş": "S", "ssion": "Son", "tion": "Son", "cion": "Son", "tia": "Sa", "cia": "Sa", "zh": "Z",
    "ž": "Z", "sion": "Zon", "dge": "J", "dg": "J", "dj": "J", "ge": "Je", "gi": "Ji", "gy": "Ji", "ge>": "J",
    "gei": "gai", "gue": "ge", "gue>": "g", "gui": "gi", "gge": "ge", "ggi": "gi", "ggy": "gi", "j": "J", "gh": "",
    "gha": "ga", "ghe": "ge", "gho": "go", "ghi": "gi", "ght": "t", "igh": "i", "augh": "o", "ough": "of", "ph": "f",
    "pf": "f", "th": "T", "dh": "d", "gn>": "n", "gna": "nya", "gno": "nyo", "ng": "N", "nk": "Nk", "nc": "Nk",
    "nce": "nse", "nci": "nsi", "ck": "k", "cc": "k", "cce": "kse", "cci": "Ci", "cch": "k", "cq": "k", "kh": "k",
    "qu": "k", "q": "k", "c": "k", "ce": "se", "ci": "si", "cy": "si", "ce>": "s", "cei": "si", "cie": "si", "x": "ks",
    "ts": "s", "tz": "s", "zz": "s", "ß": "s", "ç": "s", "ñ": "ny", "mb>": "m", "ll": "l", "bb": "b", "w>": "",
    "eau": "o", "oa": "o", "ow": "o", "au": "o", "aw": "o", "oe>": "o", "ø": "o", "ö": "o", "å": "o", "oo": "u",
    "ou": "u", "ew": "u", "eu": "u", "ue>": "u", "ui": "u", "ü": "u", "ee": "i", "ea": "i", "ie": "i", "ey": "i",
    "y": "i", "ai": "e", "ay": "e", "ei": "e", "ae": "e", "ä": "e", "aya": "aya", "eye": "aye", "oya": "oya",
    "ah>": "a", "eh>": "e", "oh>": "o", "ih>": "i", "e>": "", "he>": "he", "<": "", ">": "",
}  # fmt: skip
# What recognisers confuse, as one class; vowels as one, and what is hardly heard left out.
_COARSE = (
    dict(zip("bdgvzZJTSCNre", "ptkfsSSfSSnla", strict=True)) | dict.fromkeys("iou", "a") | dict.fromkeys("hwy", "")
)

# What it costs to hear one sound as another.
_CHEAP, _NEAR, _FAR, _OTHER = 0.25, 0.45, 0.65, 1.0
_PAIRS = {
    _CHEAP: ("pb", "td", "kg", "fv", "sz", "SZ", "CJ", "nN", "ZJ"),
    _NEAR: ("mn", "Tt", "Td", "sS", "zZ", "SC", "vw", "bv", "Ts", "zJ", "Tf", "fp"),
    _FAR: ("lr", "Ct", "Jd", "yJ", "kC", "gJ", "Tv", "Ss", "sT", "bm", "Cs", "gw", "rw", "hk"),
}
_VOWEL_FOR_VOWEL, _VOWEL_FOR_CONSONANT = 0.25, 1.1
_NEW_VOWEL, _NEW_GLIDE, _NEW_CONSONANT = 0.35, 0.4, 0.85
_WEIGHT_OF_VOWEL = 0.5


def spell_sounds(texts: pl.Series) -> pl.Series:
    """Return the sounds of each text as letters; words run together, a sound that is repeated stands once.

    >>> spell_sounds(pl.Series(["Kubernetes", "Cooper Netties", "PyTorch", "Pie Torch"])).to_list()
    ['kubernetes', 'kupernetis', 'pitorC', 'pitorC']
    """
    text = pl.col("text")
    frame = texts.alias("text").to_frame()
    sounds, is_wide = frame.select(
        sounds=_spelled(text.str.to_lowercase().str.replace_all(r"[^a-z]+", _PARTED)),
        is_wide=text.str.len_bytes() != text.str.len_chars(),
    ).get_columns()
    wide = is_wide.arg_true()
    if len(wide):
        bare = text.str.normalize("NFKD").str.to_lowercase().str.replace_all(r"\p{M}", "").str.to_lowercase()
        spelled = frame[wide].select(sounds=_spelled(bare.str.replace_all(r"[^\pL]+", _PARTED)))
        sounds = sounds.scatter(wide, spelled.to_series())
    return sounds


def _spelled(words: pl.Expr) -> pl.Expr:
    """Return the sounds of small letters with `_PARTED` between words."""
    marked = pl.concat_str(pl.lit("<"), words, pl.lit(">"))
    sounds = marked.str.replace_many(*_spellings(), leftmost=True)
    return _once(sounds.str.replace_all(rf"[^{_ALPHABET[1:]}]", ""))


def coarse_sounds(sounds: pl.Series) -> pl.Series:
    """Return `spell_sounds` by broad classes: what recognisers confuse is the same.

    >>> heard, meant = coarse_sounds(spell_sounds(pl.Series(["Gubernedis", "Kubernetes"])))
    >>> heard == meant
    True
    """
    return sounds.to_frame().select(_once(pl.col(sounds.name).str.replace_many(*_classes()))).to_series()


def coarse_of(texts: pl.Series) -> pl.Series:
    """Return the `coarse_sounds` of each text; each distinct text is spelled once."""
    spelled, place = distinct(texts)
    return coarse_sounds(spell_sounds(spelled)).gather(place)


def to_codes(sounds: pl.Series) -> Codes:
    """Return the sounds as rows of numbers, at most `LONGEST`, with 0 behind the last one."""
    padded = sounds.str.slice(0, LONGEST).str.pad_end(LONGEST, " ")
    content = np.frombuffer("".join(padded.to_list()).encode("ascii"), np.uint8).reshape(len(sounds), LONGEST)
    table = np.zeros(256, np.uint8)
    table[[ord(char) for char in _ALPHABET]] = np.arange(len(_ALPHABET))
    return table[content]


def sound_likeness(left: Codes, right: Codes) -> Reals:
    """Return how alike the rows of both arrays sound, pair by pair, from 0 to 1."""
    cost = _distance(left, right)
    longer = np.maximum(_weight(left), _weight(right))
    return np.clip(1.0 - cost / np.maximum(longer, 1e-6), 0.0, 1.0)


def _once(sounds: pl.Expr) -> pl.Expr:
    # Twice, for what is doubled still: three in a row do not come more often.
    return sounds.str.replace_many(*_doubled()).str.replace_many(*_doubled())


@cache
def _spellings() -> tuple[pl.Expr, pl.Expr]:
    longest_first = sorted(_SPELLINGS, key=len, reverse=True)
    return _texts(longest_first), _texts([_SPELLINGS[key] for key in longest_first])


@cache
def _classes() -> tuple[pl.Expr, pl.Expr]:
    return _texts(list(_COARSE)), _texts(list(_COARSE.values()))


@cache
def _doubled() -> tuple[pl.Expr, pl.Expr]:
    return _texts([char * 2 for char in _ALPHABET[1:]]), _texts(list(_ALPHABET[1:]))


def _texts(texts: list[str]) -> pl.Expr:
    return pl.lit(pl.Series(texts)).implode()


def _distance(left: Codes, right: Codes) -> Reals:
    """Return the least cost of changing each row of `left` into the same row of `right`."""
    width_left, width_right = (int((codes > 0).any(axis=0).sum()) for codes in (left, right))
    swap, new = _costs()
    # One row a sound and one column a pair, so that each step runs through memory in order.
    left, right = left.T, np.ascontiguousarray(right[:, :width_right].T)
    new_right = new[right]
    row = np.concatenate([np.zeros((1, right.shape[1]), np.float32), np.cumsum(new_right, axis=0)])
    for sound in left[:width_left]:
        dropped = new[sound]
        fresh = np.empty_like(row)
        fresh[0] = row[0] + dropped
        best = np.minimum(row[:-1] + swap[sound, right], row[1:] + dropped)
        for place in range(width_right):
            fresh[place + 1] = np.minimum(best[place], fresh[place] + new_right[place])
        # Behind the end of a row nothing changes any more.
        row = np.where(sound == 0, row, fresh)
    distance: Reals = row[-1]
    return distance


def _weight(codes: Codes) -> Reals:
    vowels = (codes > 0) & (codes <= len(_VOWELS))
    weight: Reals = ((codes > 0).sum(axis=1) - (1 - _WEIGHT_OF_VOWEL) * vowels.sum(axis=1)).astype(np.float32)
    return weight


@cache
def _costs() -> tuple[Reals, Reals]:
    """Return what it costs to hear one sound as another, and to hear one that is not there (or not the one that is)."""
    size = len(_ALPHABET)
    swap = np.full((size, size), _OTHER, np.float32)
    vowels = np.arange(1, len(_VOWELS) + 1)
    swap[vowels, :] = swap[:, vowels] = _VOWEL_FOR_CONSONANT
    swap[np.ix_(vowels, vowels)] = _VOWEL_FOR_VOWEL
    for cost, pairs in _PAIRS.items():
        for pair in pairs:
            one, other = _CODE[pair[0]], _CODE[pair[1]]
            swap[one, other] = swap[other, one] = cost
    np.fill_diagonal(swap, 0.0)
    new = np.full(size, _NEW_CONSONANT, np.float32)
    new[vowels] = _NEW_VOWEL
    new[[_CODE["w"], _CODE["y"], _CODE["h"]]] = _NEW_GLIDE
    new[0] = 0.0
    # The end of a row can only be reached by leaving out or adding, never by a swap.
    swap[0, :] = swap[:, 0] = 4.0
    swap[0, 0] = 0.0
    return swap, new
