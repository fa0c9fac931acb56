"""Places where a known name stands, with what the words themselves and their neighbours say about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.automaton import Hits
from transforms.mentions.forms import COUNTED, NUMBER_WORDS
from transforms.mentions.gaps import APOSTROPHE, COMMA, HYPHEN, SENTENCE, SPACE
from transforms.mentions.katakana import without_parts
from transforms.mentions.vocabulary import UNLISTED, word_keys_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs

    Reals = npt.NDArray[np.float64]

# How surprising a word is, in nats, by its band; the second and later words of a phrase count for less.
_SURPRISE = np.array([5.0, 4.5, 8.0, 10.0, 11.5, 12.5, 13.0, 13.0, 13.0, 15.5])
_NUMBER_SURPRISE = 6.0
_LATER_SHARE = 0.8
_NEAR = 3
# What is no word of its own behind an apostrophe: `s`, `re`, `ll`.
_LONGEST_ENDING = 2

_DETERMINERS = (
    "a", "an", "my", "your", "his", "her", "its", "our", "their", "some", "any", "every", "each", "no", "another",
    "ein", "eine", "einen", "einem", "einer", "mein", "un", "una", "une", "uno", "um", "uma", "mi", "su", "mon", "een",
)  # fmt: skip
_LEADS = (
    "at", "from", "in", "with", "by", "on", "use", "using", "used", "uses", "via", "into", "like", "and", "or", "to",
    "called", "named", "versus", "vs", "bei", "mit", "von", "mit", "para", "con", "avec", "chez", "usando",
)  # fmt: skip
_NAMING = ("called", "named", "namens", "heißt", "llamado", "llamada", "appelé", "appelée", "chamado", "chamada")
_OF = ("of", "that", "for")


def usable_hits(reading: Reading, hits: Hits) -> Hits:
    """Return the hits that may be names.

    Left out are those that end in a number which counts what comes next, that part a katakana word, or that are written
    together with the word behind by an apostrophe, as articles are: `dell'Università`.
    """
    return without_parts(reading, _without_articles(reading, _without_counts(reading, hits)))


def keeps_together() -> pl.Expr:
    """Return whether no comma stands in a candidate, or there is one in its form as well."""
    return ~pl.col("has_comma") | pl.col("form").str.contains(r"[,:]")


def find_candidates(reading: Reading, hits: Hits) -> pl.DataFrame:
    """Return one row per hit, with evidence that does not depend on what the pattern stands for.

    first, last (words, half-open), pattern, episode, size (words), surprise (nats: how unlikely these words are when
    nothing is named), is_listed (all of them are common words), capitals (`written`: 0 none, 1 some, 2 each word, 3 all
    letters), opens (begins a sentence), is_name_word (a single given name or surname), cue (kinds of which words close
    by tell, as bits), lead, determined, naming (the word before is a preposition, an article, `called`), followed (a
    word comes behind that makes a common noun of it).
    """
    size = (hits.last - hits.first).astype(np.int64)
    inner, comma = _inner_gaps(reading, hits, size)
    surprise, listed = _surprise(reading, hits, size)
    opens = reading.words.gap[hits.first] == SENTENCE
    number = reading.number[hits.first]
    known = reading.vocabulary
    before = np.maximum(hits.first - 1, 0)
    return pl.DataFrame(
        {
            "first": hits.first,
            "last": hits.last,
            "pattern": hits.pattern,
            "episode": reading.episode[hits.first],
            "size": size,
            "surprise": surprise,
            "is_listed": listed,
            "written": _written(reading, hits, size),
            "opens": opens,
            "is_name_word": (size == 1) & (known.is_given[number] | known.is_surname[number]),
            "cue": _cues(reading, hits),
            "lead": reading.words.are(before, word_keys_of(_LEADS)) & ~opens,
            "determined": reading.words.are(before, word_keys_of(_DETERMINERS)) & ~opens,
            "naming": reading.words.are(before, word_keys_of(_NAMING)) & ~opens,
            "followed": _is_followed(reading, hits),
            "has_comma": comma,
            "is_hyphened": inner,
        }
    )


def _without_counts(reading: Reading, hits: Hits) -> Hits:
    """Return the hits but those whose number belongs to the word behind them, as in `asked Llama three times`."""
    inside = np.flatnonzero((hits.last - hits.first > 1) & (hits.last < len(reading.words)))
    behind = hits.last[inside]
    counts = reading.words.are(behind, word_keys_of(COUNTED))
    counts &= reading.words.gap[behind] == SPACE
    end = behind[counts] - 1
    byte = reading.text.folded[reading.words.start[end]]
    is_number = ((byte >= 0x30) & (byte <= 0x39)) | reading.words.are(end, word_keys_of(NUMBER_WORDS))
    kept = np.ones(len(hits.first), np.bool_)
    kept[inside[counts][is_number]] = False
    return Hits(hits.first[kept], hits.last[kept], hits.pattern[kept])


def _without_articles(reading: Reading, hits: Hits) -> Hits:
    behind = np.minimum(hits.last, len(reading.words) - 1)
    length = reading.words.end[behind] - reading.words.start[behind]
    is_part = (reading.words.gap[behind] == APOSTROPHE) & (length > _LONGEST_ENDING)
    kept = ~(is_part & (hits.last < len(reading.words)))
    return Hits(hits.first[kept], hits.last[kept], hits.pattern[kept])


def _is_followed(reading: Reading, hits: Hits) -> Flags:
    after = np.minimum(hits.last, len(reading.words) - 1)
    ends = reading.words.gap[after] >= COMMA
    followed: Flags = reading.words.are(after, word_keys_of(_OF)) & ~ends & (hits.last < len(reading.words))
    return followed


def _inner_gaps(reading: Reading, hits: Hits, size: Longs) -> tuple[Flags, Flags]:
    """Return whether something other than a space stands inside of each hit, and whether a comma does."""
    other, comma = np.zeros(len(size), np.bool_), np.zeros(len(size), np.bool_)
    for place in range(1, int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        found = reading.words.gap[hits.first[rows] + place]
        other[rows] |= (found != SPACE) & (found <= HYPHEN)
        comma[rows] |= found >= COMMA
    return other, comma


def _surprise(reading: Reading, hits: Hits, size: Longs) -> tuple[Reals, Flags]:
    total, listed = np.zeros(len(size)), np.ones(len(size), np.bool_)
    for place in range(int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        index = hits.first[rows] + place
        band = reading.bands(index)
        nats = _SURPRISE[band]
        first_byte = reading.text.folded[reading.words.start[index]]
        is_number = (first_byte >= 0x30) & (first_byte <= 0x39)
        is_letter = reading.words.end[index] - reading.words.start[index] == 1
        nats = np.where(is_number | (is_letter & (band == UNLISTED)), _NUMBER_SURPRISE, nats)
        total[rows] += nats * (_LATER_SHARE if place else 1.0)
        listed[rows] &= (band < UNLISTED) | is_number | is_letter
    return total, listed


def _written(reading: Reading, hits: Hits, size: Longs) -> npt.NDArray[np.uint8]:
    """Return 0 where no word has a capital, 1 where some have, 2 where each begins with one, 3 where all are."""
    least, most = np.full(len(size), 3, np.uint8), np.zeros(len(size), np.uint8)
    for place in range(int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        index = hits.first[rows] + place
        found = reading.written[index]
        first_byte = reading.text.folded[reading.words.start[index]]
        wordless = (first_byte >= 0x30) & (first_byte <= 0x39)
        one = reading.words.end[index] - reading.words.start[index] == 1
        found = np.where(one & (found == 3) & (size[rows] == 1), 2, found)
        least[rows] = np.where(wordless, least[rows], np.minimum(least[rows], found))
        most[rows] = np.where(wordless, most[rows], np.maximum(most[rows], found))
    return np.where(most == 0, 0, np.where(least == 0, 1, np.where(least == 3, 3, 2))).astype(np.uint8)


def _cues(reading: Reading, hits: Hits) -> npt.NDArray[np.uint16]:
    bits = np.zeros(len(hits.first), np.uint16)
    known = reading.vocabulary.beside
    for distance in range(1, _NEAR + 1):
        before, after = hits.first - distance, hits.last + distance - 1
        inside = (before >= 0) & (reading.episode[np.maximum(before, 0)] == reading.episode[hits.first])
        bits |= np.where(inside, known[reading.number[np.maximum(before, 0)]], 0).astype(np.uint16)
        if distance < _NEAR:
            clipped = np.minimum(after, len(reading.words) - 1)
            inside = (after < len(reading.words)) & (reading.episode[clipped] == reading.episode[hits.first])
            bits |= np.where(inside, known[reading.number[clipped]], 0).astype(np.uint16)
    return bits
