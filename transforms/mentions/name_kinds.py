"""What kind of thing a name is of, by its own words and those beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.mentions.gaps import COMMA, INITIAL, POINT, SPACE
from transforms.mentions.vocabulary import UNLISTED, kind_bit, word_keys_of
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.runs import Runs
    from transforms.mentions.vocabulary import Bits

    Kinds = npt.NDArray[np.int8]

UNKNOWN = -1
PERSON, ORGANIZATION, PRODUCT, WORK, PLACE, EVENT, TECHNIQUE, TOPIC = range(len(ENTITY_KINDS))
# Band from which a first word may be a name that is on no list.
_RARE = 4
_COMMON_BAND = 2
# What can stand between the word for a thing and `called`: `a tool that I made called`.
_CUE_WITHIN = 4
_NAMING = ("called", "named")
_PERSON_BIT = kind_bit("person")
_LONGEST_PERSON, _SHORTEST_NEW = 4, 3
_PARTICLES = (
    "van", "von", "der", "de", "del", "da", "di", "la", "bin", "ibn", "ten", "ter", "dos", "du", "le", "el", "al",
)  # fmt: skip
# What it says against a person that the last word is a common one, by its band: people are called Creed and Wood.
_COMMON_END = np.array([4.0, 4.0, 4.0, 4.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0])
# Words of names that have a capital inside: `McCulloch`.
_NAME_BEGINNINGS = (b"mc", b"mac", b"fitz")
_OF_A_PERSON = ("who", "whose", "says", "said", "told", "wrote", "joins", "und", "et", "y")
_AT = ("at", "bei", "chez", "en")


class Guess(NamedTuple):
    """The kind of each run (its place in `ENTITY_KINDS`, or `UNKNOWN`), and how much speaks for it, in nats."""

    kind: Kinds
    nats: npt.NDArray[np.float64]


def guess_kinds(reading: Reading, runs: Runs) -> Guess:
    """Return the kinds that the words of runs, and those beside them, speak for."""
    size = runs.last - runs.first
    nats = np.zeros((len(size), len(ENTITY_KINDS)))
    _add_bits(nats, _at(reading, reading.vocabulary.ends, runs.last - 1), np.where(size > 1, 5.0, 1.0))
    _add_bits(nats, _begun(reading, runs), np.full(len(size), 4.0))
    _add_bits(nats, _beside(reading, runs), np.full(len(size), 2.0))
    _add_bits(nats, named_kinds(reading, runs.first), np.full(len(size), 5.0))
    nats[:, PERSON] += _like_a_person(reading, runs) + np.where(_begins_with_initial(reading, runs), 4.0, 0.0)
    strange = _is_strange(reading, runs)
    nats[strange, PERSON] -= 3.0
    nats[strange, PRODUCT] += 1.0
    after_at = reading.words.are(np.maximum(runs.first - 1, 0), word_keys_of(_AT)) & (runs.first > 0)
    nats[after_at, ORGANIZATION] += 1.5
    kind = nats.argmax(axis=1).astype(np.int8)
    best = nats.max(axis=1, initial=0.0)
    kind[best <= 0] = UNKNOWN
    return Guess(kind, best)


def named_kinds(reading: Reading, first: npt.NDArray[np.int64]) -> Bits:
    """Return the kinds that are told of names behind `called`: those of the nearest word before it that tells any."""
    found = np.zeros(len(first), np.uint16)
    before = np.maximum(first - 1, 0)
    naming = np.flatnonzero((first > 0) & reading.words.are(before, word_keys_of(_NAMING)))
    for back in range(2, 2 + _CUE_WITHIN):
        place = np.maximum(first[naming] - back, 0)
        same = (first[naming] >= back) & (reading.episode[place] == reading.episode[first[naming]])
        told = np.where(same, reading.vocabulary.beside[reading.number[place]], 0)
        found[naming] = np.where(found[naming] == 0, told, found[naming])
    return found


def _add_bits(nats: npt.NDArray[np.float64], bits: Bits, weight: npt.NDArray[np.float64]) -> None:
    for place in range(len(ENTITY_KINDS)):
        nats[:, place] += np.where(bits & (1 << place), weight, 0.0)


def _begun(reading: Reading, runs: Runs) -> Bits:
    """Return the kinds that first words tell; in English of longer names only: `Bank`, `Team` begin much else."""
    english = reading.vocabulary.languages.index("en")
    least = np.where(reading.episodes.language[reading.episode[runs.first]] == english, 3, 2)
    told: Bits = np.where(runs.last - runs.first >= least, _at(reading, reading.vocabulary.begins, runs.first), 0)
    return told.astype(np.uint16)


def _at(reading: Reading, column: Bits, index: npt.NDArray[np.int64]) -> Bits:
    return column[reading.number[index]]


def _beside(reading: Reading, runs: Runs) -> Bits:
    """Return the kinds that the word before and the two words behind tell, and that an occupation does."""
    known, count = reading.vocabulary, len(reading.words)
    bits = np.zeros(len(runs.first), np.uint16)
    for at, edge in ((runs.first - 1, runs.first), (runs.last, runs.last), (runs.last + 1, runs.last + 1)):
        inside = (at >= 0) & (at < count)
        clipped = np.clip(at, 0, max(count - 1, 0))
        close = reading.words.gap[np.clip(edge, 0, max(count - 1, 0))] <= SPACE
        number = reading.number[clipped]
        told = known.beside[number] | np.where(known.is_occupation[number], _PERSON_BIT, 0).astype(np.uint16)
        told = np.where(at >= runs.last, known.beside[number], told)
        bits |= np.where(inside & close, told, 0).astype(np.uint16)
    return bits | np.where(are_titled(reading, runs), _PERSON_BIT, 0).astype(np.uint16)


def are_titled(reading: Reading, runs: Runs) -> Flags:
    """Return whether a form of address stands before each run, and it is none itself: `Herr Kowatsch`."""
    known, number = reading.vocabulary, reading.number[runs.first]
    before = np.maximum(runs.first - 1, 0)
    near = reading.words.gap[runs.first]
    is_close = (near == SPACE) | (near == POINT) | (near == INITIAL)
    titled: Flags = known.is_honorific[reading.number[before]] & is_close & (runs.first > 0)
    return titled & ~known.is_honorific[number] & ~known.is_occupation[number]


def _like_a_person(reading: Reading, runs: Runs) -> npt.NDArray[np.float64]:
    """Return how much the words of each run are those of a person's name."""
    known = reading.vocabulary
    size = runs.last - runs.first
    front, back = reading.number[runs.first], reading.number[runs.last - 1]
    bare = size - _particles(reading, runs)
    several = (bare > 1) & (bare <= _LONGEST_PERSON)
    given = known.is_given[front] & ~known.is_ordinary_name[front]
    perhaps_given = known.is_given[front]
    surname = known.is_surname[back]
    listed_end = reading.bands(runs.last - 1) < UNLISTED
    told = surname | ~listed_end
    nats = np.where(several & given, 4.0, np.where(several & perhaps_given, np.where(told, 4.0, 2.0), 0.0))
    nats += np.where(several & surname, 2.0, 0.0)
    band = reading.bands(runs.last - 1)
    # `Alex Growl`: people are called by words that are not among the most common ones.
    against = np.where(given & (band > _COMMON_BAND), 0.0, _COMMON_END[band])
    nats -= np.where(several & ~surname, against, 0.0)
    nats += np.where((size == 1) & given, 3.0, np.where((size == 1) & perhaps_given, 1.0, 0.0))
    nats += np.where((size == 1) & ~perhaps_given & surname, 1.0, 0.0)
    # Two capitals that are no words: of what podcasts name, mostly a person.
    unknown = several & (reading.bands(runs.first) >= _RARE) & ~perhaps_given & (bare == 2)
    new = np.where(_are_new_words(reading, runs), 4.0, 3.0)
    nats += np.where(unknown & ~listed_end, new, 0.0) + np.where(unknown & surname, 2.0, 0.0)
    behind = np.minimum(runs.last, len(reading.words) - 1)
    nats += np.where(reading.words.are(behind, word_keys_of(_OF_A_PERSON)), 1.5, 0.0)
    comma = reading.words.gap[behind] == COMMA
    nats += np.where(
        comma & known.is_occupation[reading.number[np.minimum(behind + 1, len(reading.words) - 1)]], 1.5, 0.0
    )
    return nats


def _begins_with_initial(reading: Reading, runs: Runs) -> Flags:
    behind = np.minimum(runs.first + 1, len(reading.words) - 1)
    begins: Flags = reading.words.end[runs.first] - reading.words.start[runs.first] == 1
    begins &= (runs.last - runs.first > 1) & (reading.words.gap[behind] == INITIAL)
    return begins


def _are_new_words(reading: Reading, runs: Runs) -> Flags:
    """Return whether the first and the last word of each run are long ones that no list has, with a space before."""
    long = reading.words.end - reading.words.start >= _SHORTEST_NEW
    apart = reading.words.gap[runs.last - 1] == SPACE
    listed = (reading.bands(runs.first) < UNLISTED) | (reading.bands(runs.last - 1) < UNLISTED)
    listed |= reading.vocabulary.is_ordinary_name[reading.number[runs.last - 1]]
    are_new: Flags = long[runs.first] & long[runs.last - 1] & apart & ~listed
    return are_new


def _particles(reading: Reading, runs: Runs) -> npt.NDArray[np.int64]:
    count = np.zeros(len(runs.first), np.int64)
    size = runs.last - runs.first
    for place in range(1, int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        count[rows] += reading.words.are(runs.first[rows] + place, word_keys_of(_PARTICLES))
    return count


def _is_strange(reading: Reading, runs: Runs) -> Flags:
    """Return whether a run has digits, capitals inside a word, or a word of capitals only: not as people are called."""
    size = runs.last - runs.first
    strange = np.zeros(len(size), np.bool_)
    for place in range(int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        index = runs.first[rows] + place
        byte = reading.text.folded[reading.words.start[index]]
        length = reading.words.end[index] - reading.words.start[index]
        strange[rows] |= (byte >= 0x30) & (byte <= 0x39)
        inside = (reading.written[index] >= 2) & (length > 1)
        strange[rows] |= inside & ~((size[rows] > 1) & _like_mc(reading, index))
    return strange


def _like_mc(reading: Reading, index: npt.NDArray[np.int64]) -> Flags:
    """Return whether each word has its inner capital as people's names have: `McCulloch`, `FitzGerald`."""
    raw, folded, start = reading.text.raw, reading.text.folded, reading.words.start[index]
    like_mc = np.zeros(len(index), np.bool_)
    for beginning in _NAME_BEGINNINGS:
        size = len(beginning)
        long = np.flatnonzero(reading.words.end[index] - start > size + 1)
        at = start[long]
        fits = raw[at + size] != folded[at + size]
        fits &= raw[at + size + 1] == folded[at + size + 1]
        for place, byte in enumerate(beginning):
            fits &= folded[at + place] == byte
        like_mc[long] |= fits
    return like_mc
