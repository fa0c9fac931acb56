"""Chapter headings that stand inside a transcript, told from short fragments of speech of the same shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.fold import match_key
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Collection

    from transforms.parsed import Chapter

HEADING_LENGTH = 120
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SPEECH_END = ".,;…"
_SPOKEN_STARTS = word_set("yeah yes no so well okay ok and but oh right thank thanks it it's that's there's i i'm")
_SENTENCE_BREAK = re.compile(r"(?<=[^\W\d_]{3})[.!][ ]")
_MOST_CHAPTERS = 500
_START = 6
_NEAR_MS = 5_000
_LONG = 4
_CAPITAL_SHARE = 0.6
_SHARED_WORDS = 0.6
_WORDS = 16
_CAPITALS = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿ][\w'’&,?!/+-]*|&|-|–|\d+)"
    r"(?:[ ](?:[^\W\d_a-zß-öø-ÿ][\w'’&,:?!/+-]*|[&+–-]|\d[\w.]*)){1,14}[ ]?$"
)
# Begins with the capital that is glued on, so that the search skips to capitals.
_GLUE = re.compile(r"[^\W\d_a-zß-öø-ÿ](?:(?<=[^\W\d_A-Z].)(?=[a-z'’]*[ ,.?!])|(?<=[?!)].))")


def words_of(title: str) -> frozenset[str]:
    """Return the words of a title without case, for comparing titles that are worded a little differently."""
    return frozenset(word.casefold() for word in _WORD.findall(title))


class Titles:
    """The chapters that a record's notes declare, to recognise them when the transcript repeats their titles."""

    def __init__(self, chapters: Collection[Chapter] = ()) -> None:
        chapters = list(chapters)[:_MOST_CHAPTERS]
        self._keys = {match_key(chapter.title or "") for chapter in chapters}
        self._declared = [(chapter.time_ms, words_of(chapter.title or "")) for chapter in chapters]
        self._by_start: dict[str, list[str]] = {}
        for title in sorted({chapter.title for chapter in chapters if chapter.title}, key=len, reverse=True):
            self._by_start.setdefault(title[:_START], []).append(title)

    def length_at(self, text: str, start: int) -> int:
        """Return the length of the longest declared title that a text has at an offset, 0 if it has none there."""
        titles = self._by_start.get(text[start : start + _START], ())
        return next((len(title) for title in titles if text.startswith(title, start)), 0)

    def has(self, title: str) -> bool:
        """Return whether a title is declared, in these words."""
        return match_key(title) in self._keys

    def has_like(self, title: str, time_ms: int | None = None) -> bool:
        """Return whether a title is declared in mostly the same words, or for the same time in some of them."""
        words = words_of(title)
        long = {word for word in words if len(word) > _LONG}
        return any(
            (len(words) > 1 and len(words & other) >= _SHARED_WORDS * max(len(words), len(other)))
            or (
                bool(long & other)
                and time_ms is not None
                and other_ms is not None
                and abs(time_ms - other_ms) <= _NEAR_MS
            )
            for other_ms, other in self._declared
        )


def is_title_cased(text: str) -> bool:
    """Return whether a text is written as titles are: no sentence, most longer words with a capital.

    >>> [is_title_cased(text) for text in ("The Bees of Malta (Part 2)", "I thought it was", "Thank you", "Farming")]
    [True, False, False, False]
    """
    text = text.strip()
    # What rules out most speech, and costs least, comes first.
    if len(text) > HEADING_LENGTH or text[-1:] in _SPEECH_END or sum(map(str.isalpha, text.split())) > _WORDS:
        return False
    if (". " in text or "! " in text) and _SENTENCE_BREAK.search(text) is not None:
        return False
    words = _WORD.findall(text)
    if not 2 <= len(words) <= _WORDS or (words[0].casefold() in _SPOKEN_STARTS and not text.istitle()):
        return False
    long = [word for word in words if len(word) >= _LONG or word.isupper()]
    capital = [word for word in long if not word[0].islower()]
    later = [word for word in capital if word != words[0] and len(word) > 1]
    return bool(later) and len(capital) >= _CAPITAL_SHARE * len(long)


def is_heading(text: str, titles: Titles, time_ms: int | None = None) -> bool:
    """Return whether a text between two marks of one time is a heading and not a fragment of speech.

    It is one if the notes declare it, in these or much the same words, or if it is written as titles are.
    """
    return titles.has(text) or (
        len(text) <= HEADING_LENGTH and (titles.has_like(text, time_ms) or is_title_cased(text))
    )


def heading_after(text: str, start: int, limit: int, titles: Titles) -> int | None:
    """Return where the title ends that begins at `start`, glued to the words after it; None if there is none.

    `limit` is where it must have ended at the latest (the next label or mark).
    """
    while start < limit and text[start].isspace():
        start += 1
    if (length := titles.length_at(text, start)) and start + length <= limit:
        return start + length
    limit = min(limit, start + HEADING_LENGTH)
    stop = text.find("\n", start, limit)
    limit = limit if stop < 0 else stop
    piece = text[start:limit]
    glue = _GLUE.search(piece.rstrip())
    title = piece[: glue.start()] if glue is not None else piece
    return start + len(title.rstrip()) if is_title_cased(title) or is_one_capital_word(title) else None


def heading_before(text: str, start: int, end: int) -> int | None:
    """Return where the run of words in capitals begins that ends at `end`; None if there is none after `start`."""
    window = max(start, end - HEADING_LENGTH)
    found = _CAPITALS.search(text, window, end)
    while found is not None:
        run = found[0]
        letters = [char for char in run if char.isalpha()]
        if len(letters) >= 6 and sum(map(str.isupper, letters)) >= 0.8 * len(letters):
            return found.start()
        found = _CAPITALS.search(text, found.start() + 1, end)
    return None


def is_one_capital_word(title: str) -> bool:
    """Return whether a title is a single word with a capital."""
    bare = title.strip()
    return 2 < len(bare) <= 30 and bare[0].isupper() and " " not in bare and bare[-1] not in _SPEECH_END
