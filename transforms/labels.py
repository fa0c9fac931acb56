"""Which of the words before a colon are speakers: a label set is closed per episode, by what the document bears out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.fold import match_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LABEL_LENGTH = 60
_WORDS = 7
_NOT_IN_LABELS = re.compile(r"[?!;:/\\<>{}|=@]|https?\b|\.\s+[a-z]|\d{3,}", re.I)
_GENERIC = re.compile(
    r"(?:unknown )?(?:speaker|spk|voice|participant|guest|host|interviewer|interviewee|narrator|announcer|audience)"
    r"(?:[ _#-]*(?:\d{1,3}|[a-z]))?|[qa]\d?|s\d{1,2}",
    re.I,
)
_LETTER = re.compile(r"[^\W\d_]")


def is_label_shaped(text: str) -> bool:
    """Return whether `text` (without delimiters) has the shape of a speaker label at all.

    >>> [is_label_shaped(text) for text in ("Ann Marlow (host)", "SPEAKER_01", "swyx", "the point is", "12", "")]
    [True, True, True, False, False, False]
    """
    text = text.strip()
    if not 0 < len(text) <= LABEL_LENGTH or _NOT_IN_LABELS.search(text) or not _LETTER.search(text):
        return False
    words = re.sub(r"\([^)]*\)", "", text).split()
    if not 0 < len(words) <= _WORDS:
        return False
    return len(words) == 1 or all(_begins_like_a_name(word) for word in words)


def is_generic(label: str) -> bool:
    """Return whether a label is a number, letter or part rather than a name.

    >>> [is_generic(label) for label in ("Speaker 1", "SPEAKER_02", "Q", "Host", "Ann")]
    [True, True, True, True, False]
    """
    return _GENERIC.fullmatch(label.strip()) is not None


def closed_labels(counts: Mapping[str, int], known: Collection[str] = ()) -> frozenset[str]:
    """Return those of the candidates that are speakers.

    `counts` has how often each candidate stands in label position; `known` are names that the record itself gives.
    A candidate is a speaker when it has the shape of a label and is known, generic, repeated, or a full name.
    """
    keys = {match_key(name) for name in known}
    return frozenset(
        label
        for label, count in counts.items()
        if is_label_shaped(label)
        and (count > 1 or match_key(label) in keys or is_generic(label) or _is_full_name(label))
    )


def _begins_like_a_name(word: str) -> bool:
    letters = _LETTER.search(word)
    return letters is None or not letters[0].islower() or word.lower() in _PARTICLES


_PARTICLES = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "di",
    "da",
    "dos",
    "du",
    "la",
    "le",
    "el",
    "al",
    "bin",
    "ibn",
    "of",
    "the",
    "and",
    "und",
    "y",
}


def _is_full_name(label: str) -> bool:
    words = label.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and word[-1].islower() for word in words if word)
