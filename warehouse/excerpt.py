"""Excerpts: the words around what was searched for."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_ROOM = 240
_STEM = 4


def excerpt(before: str, text: str, after: str, wanted: str, room: int = _ROOM) -> str:
    """Return about `room` characters around the first word of `text` that `wanted` asks for.

    `before` and `after` are what was said around `text`, and fill the room that is left; what is cut ends in `…`.

    >>> excerpt("We met at noon.", "The tides were high.", "Nobody swam.", "tide", 30)
    '…noon. The tides were high.…'
    """
    whole = " ".join(filter(None, (before, text, after)))
    if len(whole) <= room:
        return whole
    begin = len(before) + 1 if before else 0
    at = begin + _place(text, wanted)
    start = max(0, min(at - room // 3, len(whole) - room))
    end = min(len(whole), start + room)
    start = start if start == 0 else _next_space(whole, start, at)
    end = end if end == len(whole) else _last_space(whole, end, at)
    return ("…" if start else "") + whole[start:end].strip() + ("…" if end < len(whole) else "")


def _place(text: str, wanted: str) -> int:
    """Return where the first wanted word begins in `text`, endings aside; 0 where none is found."""
    folded = {_folded(word) for word in _WORD.findall(wanted)}
    for match in _WORD.finditer(text):
        word = _folded(match[0])
        if any(_is_form_of(word, other) for other in folded):
            return match.start()
    return max(text.find(wanted), 0)


def _is_form_of(word: str, other: str) -> bool:
    shorter = min(len(word), len(other))
    return word == other or (shorter >= _STEM and word[: shorter - 1] == other[: shorter - 1])


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


def _next_space(text: str, start: int, before: int) -> int:
    found = text.find(" ", start - 1, before)
    return found + 1 if found >= 0 else start


def _last_space(text: str, end: int, after: int) -> int:
    found = text.rfind(" ", after, end)
    return found if found > after else end
