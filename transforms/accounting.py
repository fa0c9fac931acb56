"""How much of a document is accounted for: the share of its characters that something was made of."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.parsed import Parsed

_WHITE = " \n\r\t\u00a0\u2028\u3000\ufeff\0"


def accounted_share(parsed: Parsed, text: str) -> float:
    """Return the share of the characters of `text`, white space left out, that lie in a stretch of `parsed`.

    A document of white space alone is accounted for in full.
    """
    # Most gaps are the white space between two segments.
    lost = sum([_ink(gap) for start, end in gaps(parsed, len(text)) if (gap := text[start:end].strip(_WHITE))])
    return 1.0 - lost / _ink(text) if lost else 1.0


def gaps(parsed: Parsed, length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a document of `length` characters of which nothing was made, in order."""
    columns = list(_columns(parsed))
    starts, ends = (np.fromiter(chain.from_iterable(column), dtype=np.int64) for column in zip(*columns, strict=True))
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], np.maximum.accumulate(np.concatenate([[0], ends[order]]))
    opened = np.flatnonzero(starts > ends[:-1])
    yield from zip(ends[opened].tolist(), starts[opened].tolist(), strict=True)
    reached = int(ends[-1])
    if reached < length:
        yield reached, length


def _columns(parsed: Parsed) -> Iterator[tuple[Iterable[int], Iterable[int]]]:
    """Yield the starts and the ends of all that was made of a document, kind by kind."""
    yield [start for start, _, _ in parsed.accounts], [end for _, end, _ in parsed.accounts]
    for episode in parsed.episodes:
        yield episode.speech.doc_start, episode.speech.doc_end
        for told in (episode.marks, episode.chapters, episode.links):
            yield [one.doc_start for one in told], [one.doc_end for one in told]


def _ink(text: str) -> int:
    return len(text) - sum(map(text.count, _WHITE))
