"""Runs of capitalised words that may be names, found in a sentence, and what they are said to be of or from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.people.name_pattern import NAME, NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = re.compile(NAME)
_HANDLE = re.compile(r"(?<![\w@.])@([A-Z][a-z]+(?:[A-Z][a-z]+)+)\b")
_CAMEL = re.compile(r"[A-Z][a-z]+")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&-]+")
_OWNER = re.compile(r"['’]s?$")
_BEFORE_AFFILIATION = frozenset((
    "of", "from", "at", "with", "for", "over", "via", "bei", "von", "aus", "vom", "de", "del", "da", "di", "du",
    "chez", "en", "em", "dal", "della",
))  # fmt: skip
# What stands before a thing or a title rather than before a person.
_BEFORE_THINGS = frozenset((
    "the", "a", "an", "this", "that", "these", "those", "our", "your", "his", "her", "their", "its", "in", "on",
    "about", "into", "using", "via", "über", "sobre", "sur", "su", "der", "die", "das", "den", "dem",
))  # fmt: skip
_NOT_BEFORE_PEOPLE = _BEFORE_THINGS | _BEFORE_AFFILIATION - {"with", "for"}


class NameRun(NamedTuple):
    """A name in a sentence, [start, end), and the company or work named with it."""

    name: str
    start: int
    end: int
    affiliation: str | None = None


def name_runs(sentence: str, start: int = 0) -> list[NameRun]:
    """Return the runs from `start` on that may be names of people, with what follows `of`, `from` or `at` them.

    >>> [run[::3] for run in name_runs("we have Ann Marlow from Bright Hive and the great Jon St. Clair", 8)]
    [('Ann Marlow', 'Bright Hive'), ('Jon St. Clair', None)]
    """
    found: list[NameRun] = []
    for run in _runs(sentence, start):
        before = sentence[: run.start].rstrip().rsplit(" ", 1)[-1].casefold()
        if before in _BEFORE_AFFILIATION and found and found[-1].end < run.start:
            if found[-1].affiliation is None:
                found[-1] = found[-1]._replace(affiliation=run.name)
        elif run.start == start or (before not in _NOT_BEFORE_PEOPLE and not _ACRONYM.fullmatch(run.name)):
            found.append(run)
    return found


def handles(text: str) -> Iterator[str]:
    """Yield the names that handles spell out.

    >>> list(handles("follow @AnnMarlow and @castledger"))
    ['Ann Marlow']
    """
    for match in _HANDLE.finditer(text):
        yield " ".join(_CAMEL.findall(match[1]))


def _runs(sentence: str, start: int) -> Iterator[NameRun]:
    for match in _RUN.finditer(sentence, start):
        at = match.start()
        words: list[str] = []
        for word in match[0].split(" "):
            if word.rstrip(".").casefold() in NO_NAMES or _OWNER.search(word):
                if words:
                    yield _run(words, at)
                at += len(" ".join([*words, word])) + 1
                words = []
            else:
                words.append(word)
        if words:
            yield _run(words, at)


def _run(words: list[str], at: int) -> NameRun:
    name = " ".join(words)
    return NameRun(name.rstrip(".") if len(words[-1]) > 3 else name, at, at + len(name))
