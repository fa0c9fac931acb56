"""A batch read word by word: which words are known, how they are written, and what style each episode is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.mentions.gaps import SENTENCE, begins_with_capital, capitals
from transforms.mentions.running_text import cut_texts, ranges, run_together
from transforms.mentions.words import find_words

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    from transforms.mentions.gaps import Flags, Kinds
    from transforms.mentions.key_table import Numbers
    from transforms.mentions.running_text import Longs, RunningText
    from transforms.mentions.vocabulary import Vocabulary
    from transforms.mentions.words import Words

_TOLD_FROM = 4000
_CAPITAL_NOUNS = ("de",)
_LEAST_FUNCTION_SHARE = 0.12
_LEAST_CASED_SHARE = 0.035
_LEAST_SENTENCE_SHARE = 0.02


class Episodes(NamedTuple):
    """One entry per episode: column of its language in the vocabulary, and how its text is written.

    `language` is -1 where no known language prevails. `is_cased`: capital letters are used. `is_punctuated`: sentences
    end. `first` and `last` are its words, half-open.
    `has_noun_capitals`: all nouns have capitals, so that a capital says little of a word.
    """

    language: npt.NDArray[np.int8]
    is_cased: Flags
    is_punctuated: Flags
    first: Longs
    last: Longs
    has_noun_capitals: Flags


class Reading(NamedTuple):
    """The words of a batch, one entry each: `number` in the vocabulary, how they are written, the episode they are of.

    `written` is what `gaps.capitals` says, `band` how common a word is in the language of its episode.
    """

    text: RunningText
    words: Words
    number: Numbers
    is_capital: Flags
    written: Kinds
    band: npt.NDArray[np.uint8]
    episode: npt.NDArray[np.int32]
    episodes: Episodes
    vocabulary: Vocabulary

    def bands(self, index: Longs) -> npt.NDArray[np.uint8]:
        """Return how common each of the words is in the language of its episode; the least where none is known."""
        return self.band[index]

    def has_noun_capitals(self, index: Longs) -> Flags:
        """Return whether each of the words stands in an episode where all nouns have capitals."""
        return self.episodes.has_noun_capitals[self.episode[index]]

    def spelled(self, index: int, last: int) -> str:
        """Return the words from `index` up to `last` as they are written."""
        return self.text.raw[self.words.start[index] : self.words.end[last - 1]].tobytes().decode()

    def spell(self, first: Longs, last: Longs) -> pl.Series:
        """Return stretches of words (half-open) as they are written."""
        return cut_texts(self.text, self.words.start[first], self.words.end[last - 1])


def read(segments: pl.DataFrame, vocabulary: Vocabulary) -> Reading:
    """Return the reading of `segments` (text, turn_index, episode), in the order of speech; episodes count from 0."""
    return read_text(run_together(segments), vocabulary)


def read_text(text: RunningText, vocabulary: Vocabulary) -> Reading:
    """Return the reading of running text."""
    words = find_words(text)
    number = vocabulary.numbers(words.distinct)[words.place]
    capital = begins_with_capital(text, words.start)
    segment_first = np.searchsorted(words.start, text.start)
    counts = np.diff(np.append(segment_first, len(words)))
    episode = np.repeat(text.episode, counts)
    episodes = _episodes(text, words, number, capital, episode, vocabulary)
    written = capitals(text, words.start, words.end)
    band = _bands(number, episodes, vocabulary)
    return Reading(text, words, number, capital, written, band, episode, episodes, vocabulary)


def _bands(number: Numbers, episodes: Episodes, known: Vocabulary) -> npt.NDArray[np.uint8]:
    """Return how common each word is; `episodes` of one language, one after the other, are looked up at once."""
    band = np.empty(len(number), np.uint8)
    columns = {place: np.ascontiguousarray(column) for place, column in enumerate(known.bands.T)}
    columns[-1] = known.bands.min(axis=1, initial=255)
    language = episodes.language
    begins = np.flatnonzero(np.diff(language, prepend=np.int8(-2)))
    ends = np.append(begins, len(language))[1:]
    for begin, end in zip(begins, ends, strict=True):
        first, last = episodes.first[begin], episodes.last[end - 1]
        band[first:last] = columns[int(language[begin])][number[first:last]]
    return band


def _episodes(
    text: RunningText, words: Words, number: Numbers, capital: Flags, episode: npt.NDArray[np.int32], known: Vocabulary
) -> Episodes:
    count = int(text.episode.max(initial=-1)) + 1
    first = np.searchsorted(episode, np.arange(count))
    last = np.searchsorted(episode, np.arange(count), "right")
    size = np.minimum(last - first, _TOLD_FROM)
    sample, row = ranges(first, size), np.repeat(np.arange(count), size)
    is_letter = words.end[sample] - words.start[sample] > 1

    def share(found: Flags) -> npt.NDArray[np.float64]:
        shares: npt.NDArray[np.float64] = np.bincount(row[found], minlength=count) / np.maximum(size, 1)
        return shares

    common = known.bands[number[sample]] == 1
    shares = np.stack([share(column) for column in common.T], axis=1)
    best = shares.argmax(axis=1).astype(np.int8)
    language = np.where(shares.max(axis=1) >= _LEAST_FUNCTION_SHARE, best, np.int8(-1))
    cased = share(capital[sample] & is_letter) >= _LEAST_CASED_SHARE
    punctuated = share(words.gap[sample] == SENTENCE) >= _LEAST_SENTENCE_SHARE
    has_nouns = np.isin(language, [known.languages.index(name) for name in _CAPITAL_NOUNS])
    return Episodes(language, cased, punctuated, first, last, has_nouns)
