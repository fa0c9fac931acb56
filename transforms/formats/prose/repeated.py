"""A transcript that stands more than once in one text: the best copy stays, the others are accounted for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.fold import match_key

if TYPE_CHECKING:
    from transforms.parsed import Parsed, ParsedEpisode

_ALIKE = 0.9
_FEWEST_KEYS = 2
_MOST_COPIES = 20
# Two copies of a line differ by punctuation at most.
_DRESS = 8
_BEGINNING = 5


def drop_repeated_body(parsed: Parsed, episode: ParsedEpisode) -> None:
    """Keep one copy of speech that is there twice or more from beginning to end, and warn of `repeated_body`.

    A copy begins where the first words come again, and has the same words in nearly all of its segments. The copy
    with most labels and times stays; of equals, the first. Linear in the length of the speech.
    """
    speech = episode.speech
    starts = _copies(speech.text)
    if len(starts) < 2:
        return
    bounds = [*starts, len(speech)]
    spans = list(pairwise(bounds))
    best = max(spans, key=lambda span: _worth(episode, *span))
    for first, last in spans:
        if (first, last) != best:
            parsed.account(speech.doc_start[first], speech.doc_end[last - 1], "duplicate")
    low, high = speech.doc_start[best[0]], speech.doc_end[best[1] - 1]
    for name in speech.__slots__:
        setattr(speech, name, getattr(speech, name)[slice(*best)])
    for mark in episode.marks:
        parsed.account(mark.doc_start, mark.doc_end, "mark")
    episode.marks[:] = [
        mark._replace(segment=mark.segment - best[0] if mark.segment is not None else None)
        for mark in episode.marks
        if mark.segment is not None and best[0] <= mark.segment < best[1]
    ]
    parsed.warn("repeated_body", f"character {high}", f"{len(spans)} copies, kept from {low}", len(spans) - 1)


def _copies(texts: list[str]) -> list[int]:
    """Return where each copy begins, from the first: [0] where the text is there once."""
    if len(texts) < 2 * _FEWEST_KEYS:
        return [0]
    first = match_key(texts[0])
    size, begins = len(texts[0]), texts[0][:_BEGINNING].casefold()
    alike = (
        i
        for i in range(_FEWEST_KEYS, len(texts))
        if abs(len(texts[i]) - size) <= _DRESS and texts[i][:_BEGINNING].casefold() == begins
    )
    again = [i for i in alike if match_key(texts[i]) == first]
    if not again or not first or len(again) > _MOST_COPIES:
        return [0]
    length = again[0]
    starts = [0, *(i for i in again if i % length == 0)] if len(texts) % length == 0 else [0, again[-1]]
    bounds = [*starts, len(texts)]
    keys = [match_key(text) for text in texts]
    copies = [keys[a:b] for a, b in pairwise(bounds)]
    return starts if all(_are_alike(copies[0], copy) for copy in copies[1:]) else [0]


def _are_alike(one: list[str], other: list[str]) -> bool:
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return len(one) >= _FEWEST_KEYS and same >= _ALIKE * max(len(one), len(other))


def _worth(episode: ParsedEpisode, first: int, last: int) -> tuple[int, int, int]:
    speech = episode.speech
    labels = sum(label is not None for label in speech.label[first:last])
    times = sum(time is not None for time in speech.start_ms[first:last])
    return labels, times, -first
