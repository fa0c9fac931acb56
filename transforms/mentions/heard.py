"""Words of the speech that may be a name heard wrong: odd capitals, words that no list has, odd pairs of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.mentions.byte_fold import SPACELESS_LEADS
from transforms.mentions.covered import covered_by
from transforms.mentions.derived_words import are_derived
from transforms.mentions.gaps import COMMA, LAST_SOFT_GAP, SENTENCE, SPACE
from transforms.mentions.sounds import coarse_of
from transforms.mentions.vocabulary import UNLISTED, word_keys_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs

    Reals = npt.NDArray[np.float64]

# How unlike ordinary speech the words are, in nats.
_RUN, _LISTED_RUN, _WIDENED, _GIVEN_NAME, _NOUN = 1.0, -0.5, -0.3, -2.5, -2.5
_SMALL, _ODD_PAIR = -1.5, -1.0
_UNUSUAL_BAND = 4
_SHORTEST_BYTES, _LONGEST_WORDS = 3, 4
_LONGEST_AROUND = 3
# A word that stands in so many episodes of a batch in small letters is a word, whatever the lists say.
_EPISODES_OF_A_WORD = 4
_ARTICLES = ("the", "a", "an")
_READ_LOWER = ("en",)
# Words that are no part of a name that was heard as several words.
_LOOSE = (
    "i", "and", "or", "of", "to", "from", "with", "by", "that", "this", "other", "some", "any", "no", "than", "because",
)  # fmt: skip


class Stretches(NamedTuple):
    """Stretches of words (half-open) that may be a name heard wrong; `evidence` is how unlike speech they are, in nats.

    A pair (`is_pair`) is two words in small letters, which must sound just like a name.
    """

    first: Longs
    last: Longs
    evidence: Reals

    @property
    def is_pair(self) -> Flags:
        """Return whether each stretch is a pair."""
        is_small = (self.evidence == _SMALL) | (self.evidence == _ODD_PAIR)
        is_pair: Flags = (self.last - self.first == 2) & is_small
        return is_pair

    def where(self, kept: Flags) -> Stretches:
        """Return those of the stretches that are kept."""
        return Stretches(self.first[kept], self.last[kept], self.evidence[kept])


def find_heard(reading: Reading, runs: pl.DataFrame, taken: Flags) -> Stretches:
    """Return stretches of words that may be a name heard wrong.

    `runs` is that of `discover.run_table`, `taken` says which words belong to a name that is known for sure.
    """
    first, last, evidence = _capital(reading, runs, taken)
    parts = [(first, last, evidence), *_widened(reading, first, last, evidence, taken), *_small(reading, runs, taken)]
    return _whole(reading, parts)


def find_around(reading: Reading, runs: pl.DataFrame, said: pl.DataFrame) -> Stretches:
    """Return stretches in which one word is a name by itself and the rest is not: `Pie Torch`, `Ann settler`.

    They are runs of two or three words, and single names of persons with the word behind them. `said` has first, last
    and kind of what is named. Returns what `find_heard` does.
    """
    single = said.filter(pl.col("last") - pl.col("first") == 1)
    own, every = covered_by([single]), covered_by([said])
    near = runs.filter(pl.col("size").is_between(2, _LONGEST_AROUND))
    first, last = near["first"].to_numpy(), near["last"].to_numpy()
    one = (own.inside(first, last) == 1) & (every.inside(first, last) == 1)
    evidence = np.where(near["is_listed"].to_numpy(), _LISTED_RUN, _RUN)
    persons = single.filter(pl.col("kind") == "person")["first"].to_numpy()
    behind = persons[persons + 1 < len(reading.words)] + 1
    behind = behind[(reading.words.gap[behind] == SPACE) & (every.inside(behind, behind + 1) == 0)]
    behind = behind[~reading.is_capital[behind] & (reading.bands(behind) >= _UNUSUAL_BAND)]
    return _whole(
        reading,
        [(first[one], last[one], evidence[one]), (behind - 1, behind + 1, np.full(len(behind), _LISTED_RUN))],
    )


def _whole(reading: Reading, parts: list[tuple[Longs, Longs, Reals]]) -> Stretches:
    """Return the stretches of all parts that are long enough and not broken."""
    first, last, evidence = (np.concatenate(column) for column in zip(*parts, strict=True))
    length = reading.words.end[last - 1] - reading.words.start[first]
    return Stretches(first, last, evidence).where((length >= _SHORTEST_BYTES) & ~_is_broken(reading, first, last))


def describe(reading: Reading, *parts: Stretches) -> pl.DataFrame:
    """Return what can be told of the stretches without knowing what they may be.

    heard_id, first, last, episode, text, coarse (its `coarse_sounds`), evidence (nats), size, is_given (a given name
    as it stands), is_odd (no word of it is on a list), is_addressed, is_pair (`Stretches.is_pair`).
    """
    stretches = Stretches(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    first, last, evidence = stretches
    known = reading.vocabulary
    number = reading.number[first]
    is_given = (last - first == 1) & known.is_given[number] & ~known.is_ordinary_name[number]
    text = reading.spell(first, last)
    heard = pl.DataFrame(
        {
            "first": first,
            "last": last,
            "episode": reading.episode[first] if len(first) else np.empty(0, np.int32),
            "text": text,
            "coarse": coarse_of(text),
            "evidence": evidence + np.where(is_given, _GIVEN_NAME, 0.0),
            "is_addressed": _is_addressed(reading, first, last),
            "size": last - first,
            "is_given": is_given,
            "is_odd": are_odd(reading, first, last),
            "is_pair": stretches.is_pair,
        },
    )
    return heard.with_row_index("heard_id")


def _capital(reading: Reading, runs: pl.DataFrame, taken: Flags) -> tuple[Longs, Longs, Reals]:
    """Return the runs that are free, without ordinary words that a sentence begins with."""
    free = _untouched(runs["first"].to_numpy(), runs["last"].to_numpy(), taken)
    rows = runs.filter(
        pl.Series(free)
        & (pl.col("size") <= _LONGEST_WORDS)
        & ~(pl.col("opens") & pl.col("is_listed"))
        & ~pl.col("by_rule")
    )
    derived = pl.Series(are_derived(reading, rows["first"].to_numpy()), dtype=pl.Boolean)
    rows = rows.filter(~(pl.col("opens") & (pl.col("size") == 1)) | ~derived)
    evidence = np.where(rows["is_listed"].to_numpy(), _LISTED_RUN, _RUN)
    is_noun = reading.has_noun_capitals(rows["first"].to_numpy()) & (rows["size"].to_numpy() == 1)
    return rows["first"].to_numpy(), rows["last"].to_numpy(), evidence + np.where(is_noun, _NOUN, 0.0)


def are_odd(reading: Reading, first: Longs, last: Longs) -> Flags:
    """Return whether no word of each stretch is on a list, single letters aside."""
    odd = np.ones(len(first), np.bool_)
    for place in range(int((last - first).max(initial=0))):
        rows = np.flatnonzero(last - first > place)
        word = first[rows] + place
        is_letter = reading.words.end[word] - reading.words.start[word] == 1
        odd[rows] &= is_letter | (reading.bands(word) == UNLISTED)
    return odd


def _is_addressed(reading: Reading, first: Longs, last: Longs) -> Flags:
    """Return whether somebody may be spoken to by these words: set off by a comma, at the edge of a sentence."""
    before = reading.words.gap[first]
    after = reading.words.gap[np.minimum(last, len(reading.words) - 1)]
    is_set_off: Flags = ((before == SENTENCE) & (after == COMMA)) | (
        (before == COMMA) & ((after == SENTENCE) | (after == COMMA))
    )
    return is_set_off


def _is_broken(reading: Reading, first: Longs, last: Longs) -> Flags:
    """Return whether a stretch runs from one episode into the next, or holds a character of a spaceless script."""
    byte = reading.text.folded[reading.words.start[first]]
    broken: Flags = (reading.episode[first] != reading.episode[last - 1]) | (byte >= SPACELESS_LEADS[0])
    return broken


def _untouched(first: Longs, last: Longs, taken: Flags) -> Flags:
    count = np.concatenate([[0], np.cumsum(taken)])
    free: Flags = count[last] == count[first]
    return free


def _widened(
    reading: Reading, first: Longs, last: Longs, evidence: Reals, taken: Flags
) -> list[tuple[Longs, Longs, Reals]]:
    """Return the runs of one or two words with the word before, and with the word behind."""
    size, count = last - first, len(reading.words)
    behind = np.flatnonzero((size <= 2) & (last < count))
    behind = behind[(reading.words.gap[last[behind]] <= LAST_SOFT_GAP) & ~taken[last[behind]]]
    behind = behind[~reading.words.are(last[behind], word_keys_of(_LOOSE))]
    before = np.flatnonzero((size <= 2) & (first > 0))
    before = before[(reading.words.gap[first[before]] <= LAST_SOFT_GAP) & ~taken[first[before] - 1]]
    before = before[~reading.words.are(first[before] - 1, word_keys_of(_LOOSE))]
    wider = _WIDENED - _RUN
    return [
        (first[behind], last[behind] + 1, evidence[behind] + wider),
        (first[before] - 1, last[before], evidence[before] + wider),
    ]


def _small(reading: Reading, runs: pl.DataFrame, taken: Flags) -> list[tuple[Longs, Longs, Reals]]:
    """Return words in small letters that no list has, alone and with a word beside them, and odd pairs of words."""
    blocked = taken.copy()
    for offset in range(int(runs["size"].to_numpy().max(initial=0))):
        rows = runs.filter(pl.col("size") > offset)["first"].to_numpy() + offset
        blocked[rows] = True
    index = np.flatnonzero(~blocked & _is_read(reading))
    length = reading.words.end[index] - reading.words.start[index]
    byte = reading.text.folded[reading.words.start[index]]
    index = index[(length >= _SHORTEST_BYTES) & ((byte < 0x30) | (byte > 0x39))]
    band = reading.bands(index)
    odd = index[band == UNLISTED]
    odd = odd[~_is_everywhere(reading, odd)]
    odd = odd[~are_derived(reading, odd)]
    unusual = index[band >= _UNUSUAL_BAND]
    parts = [(odd, odd + 1)]
    is_odd = np.zeros(len(reading.words) + 1, np.bool_)
    is_odd[odd] = True
    for middle in (odd, unusual[~is_odd[unusual]]):
        for shift in (0, 1):
            pair = middle - shift
            pair = pair[(pair >= 0) & (pair + 1 < len(reading.words))]
            fits = (reading.words.gap[pair + 1] <= LAST_SOFT_GAP) & ~taken[pair] & ~taken[pair + 1]
            # An article is before every noun.
            fits &= ~reading.words.are(pair, word_keys_of(_ARTICLES)) | is_odd[pair + 1]
            parts.append((pair[fits], pair[fits] + 2))
    has_odd = [(last - first == 2) & (is_odd[first] | is_odd[last - 1]) for first, last in parts]
    return [(first, last, np.where(odd, _ODD_PAIR, _SMALL)) for (first, last), odd in zip(parts, has_odd, strict=True)]


def _is_read(reading: Reading) -> Flags:
    """Return for each word whether its language is one whose lists can tell what is not a word."""
    languages = [reading.vocabulary.languages.index(name) for name in _READ_LOWER]
    return np.isin(reading.episodes.language, languages)[reading.episode]


def _is_everywhere(reading: Reading, index: Longs) -> Flags:
    """Return whether each word stands in so many episodes in small letters that it is just a word."""
    place = reading.words.place[index].astype(np.int64)
    count = len(reading.episodes.first)
    pairs = np.unique(place * count + reading.episode[index])
    episodes = np.bincount(pairs // max(count, 1), minlength=len(reading.words.distinct))
    is_everywhere: Flags = episodes[place] >= _EPISODES_OF_A_WORD
    return is_everywhere
