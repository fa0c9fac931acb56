"""Names in texts, one word at a time: the plain version of the pass over all words of a batch."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from transforms.mentions.lexicon import LONGEST_PATTERN

# Letters that touch; digits that touch; a character of a script without spaces.
_WORD = re.compile(r"[\u3041-\ud7ff]|(?:(?![\u3041-\ud7ff])[^\W\d_])+|[0-9]+")
_MARKS = re.compile(r"[+#]+")
# What can stand between the words of one name.
_INSIDE = re.compile(r"|[ \-_/'.&‘’‐-–・,:;]| & |- | -|, ")
_TITLES = frozenset(
    "mr mrs ms mx dr prof st mt ft rev hon gov sen rep gen col capt maj sgt lt fr sr jr hr dra".split()  # noqa: SIM905
)


class Word(NamedTuple):
    """A word in small letters, and the code points that it covers."""

    key: str
    start: int
    end: int


class Place(NamedTuple):
    """Where a name stands: the number of its text, and the code points that it covers."""

    text: int
    start: int
    end: int


def hits(texts: list[str], name: str) -> set[Place]:
    """Return every place where the words of a name stand, case aside, with nothing between them that parts names."""
    wanted = [word.key for word in words(name)]
    if not 0 < len(wanted) <= LONGEST_PATTERN:
        return set()
    found = set()
    for number, text in enumerate(texts):
        said = words(text)
        for first in range(len(said) - len(wanted) + 1):
            here = said[first : first + len(wanted)]
            if [word.key for word in here] == wanted and _goes_together(text, here):
                found.add(Place(number, here[0].start, here[-1].end))
    return found


def words(text: str) -> list[Word]:
    """Return the words of a text; C++ and C# are words with their marks."""
    found = []
    for match in _WORD.finditer(text):
        marks = _marks(text, match.end())
        if match.group()[-1].isdigit():
            found.append(Word(match.group(), *match.span()))
            if marks:
                found.append(Word(marks, match.end(), match.end() + len(marks)))
        else:
            found.append(Word(match.group().lower() + marks, match.start(), match.end() + len(marks)))
    return found


def _marks(text: str, at: int) -> str:
    """Return the one or two plus and number signs that end a word."""
    match = _MARKS.match(text, at)
    if match is None or len(match.group()) > 2 or text[match.end() : match.end() + 1].isalnum():
        return ""
    return match.group()


def _goes_together(text: str, here: list[Word]) -> bool:
    return all(_is_inside(text, before, after) for before, after in pairwise(here))


def _is_inside(text: str, before: Word, after: Word) -> bool:
    gap = text[before.end : after.start]
    if gap == ". ":
        # Behind one capital the full stop is that of an initial, behind a title its own, behind a word a sentence's.
        is_short = before.end - before.start == 1 or before.key in _TITLES
        return is_short and "A" <= text[before.start] <= "Z"
    return _INSIDE.fullmatch(gap) is not None
