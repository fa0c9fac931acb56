"""How alike two names are, in letters and in sound: recognisers write what they hear."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from transforms.fold import match_key

# Spellings of one sound, longest first; what is left over stands for itself. Broad on purpose: names come from
# everywhere, and recognisers spell them as English.
_SOUNDS = (
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^ps", "s"),
    (r"^x", "s"),
    (r"^h(?=[aeiouy])", "h"),
    (r"tsch|tch|tsh|ci(?=[aou])|cz|č|ć", "C"),
    (r"sch|sh|sz|si(?=[aou])|ti(?=[ao])|ch(?=[aeiouy])", "C"),
    (r"dge?|dj|j|g(?=[eiy])", "J"),
    (r"ph|bh|v|w(?=[aeiouy])", "f"),
    (r"gh(?=t|$)", ""),
    (r"ck|c(?=[^eiy]|$)|kh|qu?|k|g|ch", "k"),
    (r"c|z|ß|x", "s"),
    (r"th|dt|t|d", "t"),
    (r"b|p", "p"),
    (r"mb$", "m"),
)
_SOUND_PATTERNS = tuple((re.compile(spelling), sound) for spelling, sound in _SOUNDS)
_DOUBLED = re.compile(r"(.)\1+")
_NO_VOWELS = re.compile(r"[^aeiou]|(?<=[aeiou])h")
_SILENT_END = re.compile(r"(?<=.)(?:e|h|eh)$")
# Names that sound alike though their vowels are written otherwise.
_SPELT_OTHERWISE = tuple(
    frozenset(names.split())
    for names in (
        "sean shawn shaun shon", "geoff jeff", "lee leigh", "stewart stuart", "siobhan chevonne shavonne shivaun",
        "catherine katherine kathryn cathryn katharine", "lewis louis", "niamh neve", "hugh huw",
        "isobel isabel isabelle",
        "aidan aiden ayden", "caitlin kaitlyn katelyn", "rachel rachael", "michael mikael micheal", "lindsay lindsey",
    )
)  # fmt: skip
_VOWELS = re.compile(r"(?<!^)[aeiouywh]+")


@lru_cache(maxsize=100_000)
def sound_key(word: str) -> str:
    """Return a key under which words meet that sound alike: broad classes of consonants, vowels only in front.

    >>> sound_key("Siobhan") == sound_key("Chevonne"), sound_key("Ngata") == sound_key("Nagata")
    (True, True)
    """
    key = _DOUBLED.sub(r"\1", match_key(word))
    for pattern, sound in _SOUND_PATTERNS:
        key = pattern.sub(sound, key)
    key = _VOWELS.sub("", key)
    return _DOUBLED.sub(r"\1", re.sub(r"^[aeiouy]", "a", key))


def is_homophone(one: str, other: str) -> bool:
    """Return whether two given names (keys) are two spellings of one name, in vowels as in consonants.

    >>> is_homophone("brian", "bryan"), is_homophone("sean", "shawn"), is_homophone("tim", "tom")
    (True, True, False)
    """
    if sound_key(one) == sound_key(other) and (_vowels(one) == _vowels(other) or _is_one_inside(one, other)):
        return True
    return any(one in spellings and other in spellings for spellings in _SPELT_OTHERWISE)


def _is_one_inside(one: str, other: str) -> bool:
    """Whether two longer names differ in one letter, but not the last one: as do `fabian` and `fabien`."""
    return min(len(one), len(other)) >= _LONG and one[-1] == other[-1] and Levenshtein.distance(one, other) == 1


def _vowels(key: str) -> str:
    return _NO_VOWELS.sub("", _SILENT_END.sub("", key.replace("y", "i")))


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1: the better of letters alone and of sound and letters together.

    >>> likeness("Munro", "Munroe") > 0.9, likeness("Hare", "Heer") > 0.8, likeness("Ann", "Bob")
    (True, True, 0.0)
    """
    left, right = match_key(one), match_key(other)
    if left == right:
        return 1.0
    letters = JaroWinkler.similarity(left, right)
    left_sound, right_sound = sound_key(one), sound_key(other)
    sounds = Levenshtein.normalized_similarity(left_sound, right_sound)
    # Short keys agree by chance: letters count for more.
    share = _SOUND_SHARE * min(1.0, (min(len(left_sound), len(right_sound)) + 1) / 4)
    mixed = share * sounds + (1 - share) * letters if sounds else 0.0
    return max(letters if letters > _CHANCE else 0.0, mixed)


_CHANCE = 0.6
_LONG = 5
_SOUND_SHARE = 0.6
