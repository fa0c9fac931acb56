"""A batch read word by word: which words are known, how they are written, and what style each episode is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.mentions.gaps import SENTENCE, begins_with_capital, gaps
from transforms.mentions.running_text import cut_texts, run_together
from transforms.mentions.words import find_words

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    from transforms.mentions.gaps import Flags
    from transforms.mentions.key_table import Numbers
    from transforms.mentions.running_text import Longs, RunningText
    from transforms.mentions.vocabulary import Vocabulary
    from transforms.mentions.words import Words

_TOLD_FROM = 4000
_LEAST_FUNCTION_SHARE = 0.12
_LEAST_CASED_SHARE = 0.035
_LEAST_SENTENCE_SHARE = 0.02


class Episodes(NamedTuple):
    """One entry per episode: column of its language in the vocabulary, and how its text is written.

    `language` is -1 where no known language prevails. `is_cased`: capital letters are used. `is_punctuated`: sentences
    end. `first` and `last` are its words, half-open.
    """

    language: npt.NDArray[np.int8]
    is_cased: Flags
    is_punctuated: Flags
    first: Longs
    last: Longs


class Reading(NamedTuple):
    """The words of a batch: `number` in the vocabulary, whether they begin with a capital, the episode they are of."""

    text: RunningText
    words: Words
    number: Numbers
    is_capital: Flags
    episode: npt.NDArray[np.int32]
    episodes: Episodes
    vocabulary: Vocabulary

    def bands(self, index: Longs) -> npt.NDArray[np.uint8]:
        """Return how common each of the words is in the language of its episode."""
        return bands(self, index)

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
    number = vocabulary.numbers(words.key)
    capital = begins_with_capital(text, words, np.arange(len(words)))
    segment_first = np.searchsorted(words.start, text.start)
    counts = np.diff(np.append(segment_first, len(words)))
    episode = np.repeat(text.episode, counts).astype(np.int32)
    episodes = _episodes(text, words, number, capital, episode, vocabulary)
    return Reading(text, words, number, capital, episode, episodes, vocabulary)


def bands(reading: Reading, index: Longs) -> npt.NDArray[np.uint8]:
    """Return how common each of the words is in the language of its episode; the least where none is known."""
    language = reading.episodes.language[reading.episode[index]]
    known = reading.vocabulary.bands
    number = reading.number[index]
    found = known[number, np.maximum(language, 0)]
    foreign = language < 0
    found[foreign] = known[number[foreign]].min(axis=1, initial=255)
    return found


def _episodes(
    text: RunningText, words: Words, number: Numbers, capital: Flags, episode: npt.NDArray[np.int32], known: Vocabulary
) -> Episodes:
    count = int(text.episode.max(initial=-1)) + 1
    first = np.searchsorted(episode, np.arange(count))
    last = np.searchsorted(episode, np.arange(count), "right")
    language = np.full(count, -1, np.int8)
    cased, punctuated = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    for place in range(count):
        sample = np.arange(first[place], min(last[place], first[place] + _TOLD_FROM))
        if not len(sample):
            continue
        language[place] = _language(known, number[sample])
        ends = gaps(text, words, sample) == SENTENCE
        is_letter = words.end[sample] - words.start[sample] > 1
        cased[place] = (capital[sample] & is_letter).mean() >= _LEAST_CASED_SHARE
        punctuated[place] = ends.mean() >= _LEAST_SENTENCE_SHARE
    return Episodes(language, cased, punctuated, first, last)


def _language(known: Vocabulary, number: Numbers) -> int:
    """Return the column of the language whose most common words make up most of the words; -1 if none do."""
    shares = (known.bands[number] == 1).mean(axis=0)
    best = int(shares.argmax())
    return best if shares[best] >= _LEAST_FUNCTION_SHARE else -1
