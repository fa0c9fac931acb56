"""How much of a document is accounted for: the share of its characters that something was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.parsed import Parsed

_WHITE = " \n\r\t\u00a0\u2028\u3000\ufeff\0"


def accounted_share(parsed: Parsed, text: str) -> float:
    """Return the share of the characters of `text`, white space left out, that lie in a stretch of `parsed`.

    A document of white space alone is accounted for in full.
    """
    # Most gaps are the white space between two segments.
    lost = sum(_ink(gap) for start, end in gaps(parsed, len(text)) if (gap := text[start:end].strip(_WHITE)))
    return 1.0 - lost / _ink(text) if lost else 1.0


def gaps(parsed: Parsed, length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a document of `length` characters of which nothing was made, in order."""
    reached = 0
    for start, end in sorted(_stretches(parsed)):
        if start > reached:
            yield reached, start
        reached = max(reached, end)
    if reached < length:
        yield reached, length


def _stretches(parsed: Parsed) -> Iterator[tuple[int, int]]:
    yield from ((start, end) for start, end, _ in parsed.accounts)
    for episode in parsed.episodes:
        yield from zip(episode.speech.doc_start, episode.speech.doc_end, strict=True)
        yield from ((mark.doc_start, mark.doc_end) for mark in episode.marks)
        yield from ((chapter.doc_start, chapter.doc_end) for chapter in episode.chapters)
        yield from ((link.doc_start, link.doc_end) for link in episode.links)


def _ink(text: str) -> int:
    return len(text) - sum(map(text.count, _WHITE))
