"""Names of people: their parts, whether words look like one, whether two are forms of the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transforms.fold import match_key
from transforms.people.name_pattern import NO_NAMES
from transforms.people.sounds import is_homophone, likeness, sound_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_CREDENTIALS = re.compile(
    r",\s*(?:Ph\.?\s?D|Psy\.?\s?D|M\.?D|J\.?D|MBA|M\.?Sc|B\.?Sc|M\.?A|RN|LCSW|CPA|Esq|Jr|Sr|[IVX]+)\b\.?.*$", re.I
)
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|miss|sir|rev|hon|ing|lic|herr|frau|sr|sra)\.? +(?=\S)", re.I)
# Capitals inside a word, as brands have them, but not `McKay`, `MacKay`, `O'Hara`, `DeWitt`.
_BRANDED = re.compile(r"\b(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz)[A-Z])[A-Z]?[a-z]+[A-Z]")
_ACRONYM = re.compile(
    r"\b(?:AI|ML|AGI|API|AWS|CEO|CTO|CFO|COO|GPU|GPT|HR|IT|IBM|LLM|MIT|NLP|NYU|OS|PR|PhD|QA|SQL|TV|UI|UK|UN|US|USA"
    r"|UX|VC|VP|VR)\b"
)
_PARTICLES = frozenset((
    "van", "von", "de", "der", "den", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "di",
    "af", "av", "zu", "y", "e", "st", "st.",
))  # fmt: skip
_SAME_PART, _SAME_WHOLE, _SAME_ALONE, _CUT_FAMILY = 0.6, 0.82, 0.9, 0.95
_SHORTEST_CUT = 3
_ENDINGS = frozenset((
    "a", "e", "i", "o", "n", "s", "ah", "ia", "na", "ne", "ina", "ine", "ette", "elle", "ella", "et", "ice", "is", "us",
))  # fmt: skip
_SHORTEST_HANDLE, _LONGEST_SLUG = 5, 4
_MOST_REMEMBERED = 400_000


class NameWords(NamedTuple):
    """What is known of names and words at large, in lower case.

    Given names, those of them that are everyday words too, family names, everyday words, and short forms of given
    names with what they are short for.
    """

    given: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    short: Mapping[str, frozenset[str]] = {}


NO_WORDS = NameWords()


class Name(NamedTuple):
    """A name taken apart: as displayed, its parts as written, the keys of its parts, and the key of the whole."""

    text: str
    parts: tuple[str, ...]
    keys: tuple[str, ...]
    key: str

    @property
    def given(self) -> str:
        """Return the key of the first part."""
        return self.keys[0]

    @property
    def family(self) -> str | None:
        """Return the key of the last part, where there are two."""
        return self.keys[-1] if len(self.keys) > 1 else None

    @property
    def is_full(self) -> bool:
        """Whether there are a given and a family name, which is more than a letter."""
        return len(self.keys) > 1 and len(self.keys[-1]) > 1

    @property
    def is_cut(self) -> bool:
        """Whether the family name is cut to a letter, as in `Ann M.`."""
        return len(self.keys) > 1 and len(self.keys[-1]) == 1


@lru_cache(maxsize=200_000)
def parse_name(written: str) -> Name | None:
    """Return a name taken apart, without titles, credentials and asides; None where no letters are left.

    >>> parse_name("Dr. Ann van der Marlow, Ph.D (host)").keys
    ('ann', 'vandermarlow')
    >>> parse_name("ANN MARLOW").text, parse_name("Dr. Marlow").text
    ('Ann Marlow', 'Dr. Marlow')
    """
    titled = _CREDENTIALS.sub("", _ASIDE.sub("", written)).strip(" :,;*_-–—")
    text = _HONORIFIC.sub("", titled)
    if not any(char.isalpha() for char in text):
        return None
    if " " in text and text.isupper():
        text = text.title()
    parts = _joined(text.split())
    keys = tuple(key for key in map(match_key, parts) if key)
    # With a family name alone the title is how people are called.
    return Name(text if len(keys) > 1 else titled, parts, keys, "".join(keys)) if keys else None


def spelled(written: str, words: NameWords) -> str:
    """Return a name that a record has as an identifier (`ann-marlow`) as people write it; others as they are.

    >>> spelled("ann-marlow", NameWords(frozenset(["ann"]))), spelled("sipa", NO_WORDS)
    ('Ann Marlow', 'sipa')
    """
    parts = written.replace("_", " ").replace("-", " ").split()
    is_plain = written.islower() and len(parts) <= _LONGEST_SLUG and all(part.isalpha() for part in parts)
    return " ".join(parts).title() if is_plain and match_key(parts[0]) in words.given else written


def _joined(words: list[str]) -> tuple[str, ...]:
    """Return the words of a name with particles tied to what follows and initials in the middle left out."""
    parts: list[str] = []
    held: list[str] = []
    for place, word in enumerate(words):
        if 0 < place < len(words) - 1 and word.casefold() in _PARTICLES:
            held.append(word)
        elif not (0 < place < len(words) - 1 and len(word.rstrip(".")) == 1):
            parts.append("".join([*held, word]))
            held = []
    return tuple(parts)


def initials(name: Name) -> str:
    """Return the first letters of all words of a name, in lower case.

    >>> initials(parse_name("Aaron van Wirdum"))
    'avw'
    """
    return "".join(match_key(word)[:1] for word in name.text.split())


def plausibility(name: Name, words: NameWords) -> float:
    """Return how likely capitalised words are a person's name, from 0 to 1."""
    known = [key in words.given or key in words.family for key in name.keys]
    everyday = [key in words.everyday or key in NO_NAMES for key in name.keys]
    if any(char.isdigit() for char in name.text) or _BRANDED.search(name.text) or _ACRONYM.search(name.text):
        return 0.05
    if name.is_full:
        if name.given in words.given:
            return 0.5 if everyday[-1] and not known[-1] else 0.95
        return 0.1 if any(everyday) else 0.75 if known[-1] else 0.5
    if name.given in words.given:
        return 0.45 if name.given in words.ordinary else 0.85
    return 0.03 if everyday[0] else 0.35 if known[0] else 0.3


def is_short_for(one: str, other: str, words: NameWords) -> bool:
    """Whether two given names (keys) are one, cut short, or the short form of the other."""
    if one == other:
        return True
    if other in words.short.get(one, ()) or one in words.short.get(other, ()):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_CUT or not longer.startswith(shorter):
        return False
    # Names of women are often those of men and an ending.
    are_both_names = shorter in words.given and longer in words.given
    return not are_both_names or longer[len(shorter) :] not in _ENDINGS


class Forms:
    """How well names can be forms of one another; what was compared once is remembered."""

    def __init__(self, words: NameWords) -> None:
        self.words = words
        self._compared: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def of(self, form: Name, name: Name) -> float:
        """Return how well one name can be a form of another, from 0 (cannot) to 1 (is written the same).

        A single name is a form of a full one by its given or family name. Names that differ are forms of one another
        where letters and sound are alike enough, which two names that are both well known rarely are.
        """
        if form.key == name.key:
            return 1.0
        pair = (form.keys, name.keys)
        found = self._compared.get(pair)
        if found is None:
            if len(self._compared) > _MOST_REMEMBERED:
                self._compared.clear()
            found = self._compared[pair] = self._compare(form, name)
        return found

    def _compare(self, form: Name, name: Name) -> float:
        if (form.is_cut and len(name.keys) > 1) or (name.is_cut and len(form.keys) > 1):
            is_same = form.keys[-1][0] == name.keys[-1][0] and is_short_for(form.given, name.given, self.words)
            return _CUT_FAMILY if is_same else 0.0
        if form.is_full and name.is_full:
            return self._full(form, name)
        single, other = (name, form) if len(form.keys) > len(name.keys) else (form, name)
        if single.given == other.given:
            return 0.9
        if other.is_full and single.given == other.family:
            return 0.75
        if other.is_full and single.given in _short_handles(other):
            return 0.8
        if is_short_for(single.given, other.given, self.words):
            return 0.8
        return self._single(single, other)

    def _full(self, form: Name, name: Name) -> float:
        family = likeness(form.keys[-1], name.keys[-1])
        given = 1.0 if is_short_for(form.given, name.given, self.words) else likeness(form.given, name.given)
        if given < _SAME_PART or family < _SAME_PART:
            return 0.0
        if given < 1 and self._are_both_known(form.given, name.given):
            return 0.0
        mean = max((given + family) / 2, likeness(form.key, name.key) if given > _SAME_WHOLE else 0)
        return mean * 0.9 if mean >= _SAME_WHOLE else 0.0

    def _single(self, single: Name, other: Name) -> float:
        alike = likeness(single.given, other.given)
        is_long = min(len(single.given), len(other.given)) >= _SHORTEST_CUT
        if is_long and sound_key(single.given) == sound_key(other.given):
            alike = max(alike, _SAME_ALONE) if alike >= _SAME_WHOLE else alike
        if alike < _SAME_ALONE or self._are_both_known(single.given, other.given):
            return 0.0
        return alike * 0.7

    def _are_both_known(self, one: str, other: str) -> bool:
        """Whether two given names are both known, and not two spellings of one."""
        return one in self.words.given and other in self.words.given and not is_homophone(one, other)


def _short_handles(name: Name) -> tuple[str, ...]:
    """Return what accounts are often called by: one part of a full name in full, and the first letter of the other."""
    given, family = name.given, name.keys[-1]
    return (given[0] + family, given + family[0], family + given[0]) if len(name.key) > _SHORTEST_HANDLE else ()
