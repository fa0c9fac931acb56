"""Runs of words that are written like a name: capitals that go together, with what ties them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.mentions.gaps import (
    AND,
    APOSTROPHE,
    HYPHEN,
    INITIAL,
    JOINED,
    LAST_SOFT_GAP,
    POINT,
    SENTENCE,
    SPACE,
)
from transforms.mentions.vocabulary import REMAINS, UNLISTED, kind_bit, word_keys_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs

# Words between the parts of one name.
_TIES = (
    "of", "de", "la", "las", "los", "von", "van", "der", "den", "dem", "des", "du", "del", "della", "di", "da", "do",
    "dos", "das", "le", "el", "al", "bin", "ibn", "ten", "ter", "zu", "zur", "am", "y", "e",
)  # fmt: skip
# Words that are written with a capital and name nothing.
_PRONOUNS = ("i", "im", "ive", "id", "ill", "ok", "okay")
# What people are, beside their names: `Quorrel Labs CEO Zanzi Umbert` are two names.
_TITLES = (
    "mr", "mrs", "ms", "dr", "prof", "professor", "president", "senator", "congressman", "congresswoman", "governor",
    "chancellor", "mayor", "ambassador", "ceo", "cto", "cfo", "coo", "cio", "cmo", "cpo", "cso", "ciso", "cxo", "vp",
    "svp", "evp", "bdfl", "phd", "herr", "herrn", "frau", "doktor", "monsieur", "madame", "mme", "señor", "señora",
    "sr", "sra", "doña", "signor", "signora", "meneer", "mevrouw",
)  # fmt: skip
# Words that begin sentences and end no name.
_OPENERS = (
    "and", "but", "so", "because", "or", "if", "when", "while", "since", "although", "then", "there", "the", "we",
    "they", "he", "she", "my", "your", "our", "their", "this", "these", "those", "und", "aber", "weil", "wenn", "wir",
    "pero", "porque", "cuando", "mais", "parce", "quand", "nous",
)  # fmt: skip
# Other English words that are written with a capital by chance, in front of a name.
_FUNCTION_WORDS = (
    "a", "an", "you", "it", "me", "us", "him", "her", "them", "his", "its", "mine", "yours", "who", "whom", "whose",
    "what", "which", "where", "why", "how", "that", "as", "at", "by", "for", "from", "in", "into", "of", "off", "on",
    "onto", "out", "over", "to", "with", "without", "about", "after", "before", "between", "through", "during", "under",
    "until", "than", "perhaps", "use", "using", "used", "plus", "sometimes", "today", "yesterday", "yes", "no", "not",
    "yeah", "yep", "nope", "oh", "ah", "well", "okay", "right", "like", "just", "also", "even", "only", "still", "too",
    "very", "here", "now", "again", "maybe", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did",
    "have", "has", "had", "can", "could", "will", "would", "should", "might", "must", "shall", "let", "get", "got",
    "go", "went", "say", "said", "says", "think", "know", "mean", "see", "look", "thank", "thanks", "please", "hi",
    "hello", "hey", "welcome", "all", "some", "any", "every", "each", "both", "another", "such", "same", "much", "many",
    "more", "most", "really", "actually", "basically", "exactly",
)  # fmt: skip
_NO_NAME = (*_OPENERS, *_FUNCTION_WORDS)
_SKIPPED = (*_PRONOUNS, *_TITLES, *REMAINS)
_OF, _ANDS = ("of",), ("y", "e")
_ORGANIZATION = kind_bit("organization")
_MOST_TIES = 2
_OPENING_BANDS = 2


class Runs(NamedTuple):
    """Runs by their words, half-open; `opens`: the run begins a sentence, so that its first capital says nothing."""

    first: Longs
    last: Longs
    opens: Flags


def find_runs(reading: Reading) -> Runs:
    """Return the longest runs of words that are written like names, in order.

    Numbers belong to a run when they touch it (`GPT-4`). A common word that begins a sentence, and any of the most
    common words, is left out in front when more follows; a run of one such word stays, with `opens`. A word that only
    begins a sentence is left out at the end: `Carl But`, where full stops are missing.
    """
    index = np.flatnonzero(_is_written_like_a_name(reading))
    if not len(index):
        return Runs(index, index, np.empty(0, np.bool_))
    tied = _tied(reading, index)
    starts = np.flatnonzero(~tied)
    first = index[starts]
    last = index[np.append(starts[1:], len(index)) - 1] + 1
    last = last - ((last - first > 1) & reading.words.are(last - 1, word_keys_of(_OPENERS)))
    opens = reading.words.gap[first] == SENTENCE
    band = reading.bands(first)
    trimmed = (last - first > 1) & ((opens & (band <= _OPENING_BANDS)) | _names_nothing(reading, first))
    first = first + trimmed
    first = first + (trimmed & (last - first > 1) & _names_nothing(reading, first))
    second = np.minimum(first + 1, len(reading.words) - 1)
    # `Kollege Jonas Ahl`, `Sheriff Dale Ahl`: what somebody is does not belong to the name.
    is_noun = reading.has_noun_capitals(first) & _is_called_so(reading, second) & ~_is_called_so(reading, first)
    first = first + ((last - first > 1) & (is_noun | _says_what_one_is(reading, first, second)))
    for _ in range(_MOST_TIES):
        # `History of Breadboards`: without its first word it does not begin with the tie.
        is_tie = reading.words.are(first, word_keys_of(_TIES)) & ~reading.is_capital[first]
        first = first + ((last - first > 1) & is_tie)
    is_digit = _is_digit(reading, first)
    kept = ~(is_digit & (last - first == 1))
    return Runs(first[kept], last[kept], (opens & ~trimmed)[kept])


def _is_written_like_a_name(reading: Reading) -> Flags:
    """Return for each word whether it has a capital and is not a pronoun, or is a number that touches such a word."""
    key, written = reading.words.key, reading.is_capital.copy()
    strange = np.flatnonzero(~written & (reading.number < 0))
    written[strange] = reading.written[strange] > 0
    named = np.flatnonzero(written)
    written[named[reading.words.are(named, word_keys_of(_SKIPPED))]] = False
    digits = np.flatnonzero(_is_digit(reading, np.arange(len(key))))
    touching = reading.words.gap[digits]
    for gap in (JOINED, HYPHEN, POINT):
        fits = (touching == gap) & (digits > 0) & written[np.maximum(digits - 1, 0)]
        fits &= (gap != POINT) | _is_digit(reading, np.maximum(digits - 1, 0))
        written[digits[fits]] = True
    digits = digits[written[digits]]
    behind = digits + 1
    behind = behind[behind < len(key)]
    written[behind[reading.words.gap[behind] == JOINED]] = True
    return written


def _tied(reading: Reading, index: Longs) -> Flags:
    """Return for each of the words whether it goes on the run of the one before it among `index`."""
    gap = reading.words.gap[index]
    step = np.diff(index, prepend=index[:1])
    length = reading.words.end - reading.words.start
    tied: Flags = (step == 1) & (gap <= LAST_SOFT_GAP) & (gap != AND)
    tied &= (gap != APOSTROPHE) | (length[np.maximum(index - 1, 0)] <= 2)
    # `J. Doe`, but not `what was X. We`.
    tied &= (
        (gap != INITIAL) | (length[index] == 1) | (reading.bands(index) > _OPENING_BANDS) | _is_surname(reading, index)
    )
    for ties in range(1, _MOST_TIES + 1):
        across = np.flatnonzero((step == ties + 1) & (gap == SPACE))
        for back in range(1, ties + 1):
            at = index[across] - back
            fits = reading.words.are(at, word_keys_of(_TIES)) & (reading.words.gap[at] == SPACE)
            across = across[fits]
        before = index[across] - ties - 1
        across = across[_may_be_tied(reading, before, index[across])]
        before = index[across] - ties - 1
        # `University of`, but not `Ann Lee of`: what is of something is a common noun.
        fits = ~reading.words.are(before + 1, word_keys_of(_OF)) | (reading.bands(before) < UNLISTED)
        tied[across[fits]] = True
    return tied


def _may_be_tied(reading: Reading, before: Longs, after: Longs) -> Flags:
    """Return whether words with ties between them may be of one name, as far as languages other than English tell.

    `Ministerio de Ciencia y Tecnología`, but not `Ferrán Rovira de la Universidad`, nor `Agencia Tributaria y el
    Instituto`; where all nouns have capitals, only people's names have ties.
    """
    known = reading.vocabulary
    from_institution = (known.begins[reading.number[before]] & _ORGANIZATION) != 0
    told = known.begins[reading.number[after]] | known.ends[reading.number[after]]
    is_cut = ((told & _ORGANIZATION) != 0) & ~from_institution & ~reading.words.are(after - 1, word_keys_of(_OF))
    is_cut |= (after - before > 2) & reading.words.are(before + 1, word_keys_of(_ANDS))
    is_titled = known.is_honorific[reading.number[np.maximum(before - 1, 0)]]
    is_cut |= is_titled & ~known.is_given[reading.number[before]]
    may_be: Flags = ~is_cut & (~reading.has_noun_capitals(after) | known.is_given[reading.number[before]])
    return may_be


def _names_nothing(reading: Reading, index: Longs) -> Flags:
    """Return whether each word is no part of a name even with a capital inside a sentence: `The`, but not `New`.

    In languages other than English any of the most common words.
    """
    english = reading.vocabulary.languages.index("en")
    is_english = reading.episodes.language[reading.episode[index]] == english
    names_nothing: Flags = (reading.bands(index) == 1) & (
        ~is_english | reading.words.are(index, word_keys_of(_NO_NAME))
    )
    return names_nothing


def _is_called_so(reading: Reading, index: Longs) -> Flags:
    """Return whether each word is a given name and nothing else."""
    known, number = reading.vocabulary, reading.number[index]
    is_called: Flags = known.is_given[number] & ~known.is_ordinary_name[number]
    return is_called


def _says_what_one_is(reading: Reading, index: Longs, behind: Longs) -> Flags:
    """Return whether each word is an occupation, and the one behind it a given name."""
    known, number = reading.vocabulary, reading.number[index]
    says: Flags = known.is_occupation[number] & known.is_given[reading.number[behind]] & ~known.is_given[number]
    return says


def _is_surname(reading: Reading, index: Longs) -> Flags:
    """Return whether each word is a surname and none of the most common words."""
    is_surname: Flags = reading.vocabulary.is_surname[reading.number[index]] & (reading.bands(index) > 1)
    return is_surname


def _is_digit(reading: Reading, index: Longs) -> Flags:
    byte = reading.text.folded[reading.words.start[index]]
    is_digit: Flags = (byte >= 0x30) & (byte <= 0x39)
    return is_digit


def listed_share(reading: Reading, runs: Runs) -> npt.NDArray[np.float64]:
    """Return the share of each run's words that are common words of its language."""
    size = runs.last - runs.first
    count = np.zeros(len(size))
    for place in range(int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        count[rows] += reading.bands(runs.first[rows] + place) < UNLISTED
    share: npt.NDArray[np.float64] = count / np.maximum(size, 1)
    return share
