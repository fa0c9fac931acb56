"""Names that a trained model finds where nothing else did: texts go in, spans with a label and a score come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
import polars as pl

from transforms.mentions.confidence import odds_for
from transforms.mentions.names import name_key
from transforms.mentions.rows import ROW, as_rows, last_word, words_of
from transforms.mentions.running_text import BREAK
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.mentions.reading import Reading

# What models call the kinds of things; a label that is not here says nothing that can be used.
KIND_OF_LABEL = {kind: kind for kind in ENTITY_KINDS} | {
    "per": "person", "person": "person", "people": "person", "org": "organization", "organisation": "organization",
    "company": "organization", "corporation": "organization", "group": "organization", "university": "organization",
    "gpe": "place", "loc": "place", "location": "place", "fac": "place", "city": "place", "country": "place",
    "software": "product", "programming language": "product", "model": "product", "creative-work": "work",
    "work_of_art": "work", "law": "work", "book": "work", "film": "work", "podcast": "work", "method": "technique",
    "algorithm": "technique",
}  # fmt: skip
# What a model is surer of than this counts; the confidence in its spans stays below that in all other ways of finding.
_LEAST_SCORE = 0.4
_LEAST_CONFIDENCE, _MOST_CONFIDENCE = 0.3, 0.45
_LONGEST_WORDS = 8


class Span(NamedTuple):
    """A stretch of a text (code points, half-open) that names something, with the model's label and score (0 to 1)."""

    start: int
    end: int
    label: str
    score: float


class SpanModel(Protocol):
    """A model that finds names in texts."""

    @property
    def longest(self) -> int:
        """Return how many characters a text may have."""

    def spans(self, texts: Sequence[str]) -> Sequence[Sequence[Span]]:
        """Return the spans of each text, in any order."""


class _Passage(NamedTuple):
    """Speech of one turn: its bytes in the running text, half-open."""

    start: int
    end: int


def add_model_spans(rows: pl.DataFrame, reading: Reading, models: Sequence[SpanModel]) -> pl.DataFrame:
    """Return `rows` (`rows.ROW`) with what the models find beside them, discovered, and never over them.

    Of spans of several models that overlap the one with the highest score counts, then the longest.
    """
    if not models:
        return rows
    spans = [row for model in models for row in _found(reading, model)]
    ranked = sorted(spans, key=lambda row: (-row[4], row[0] - row[1], row[0]))
    taken = words_of(len(reading.words), [rows]) if last_word([rows]) else np.zeros(len(reading.words), np.bool_)
    kept = []
    for first, last, name, kind, score in ranked:
        if not taken[first:last].any():
            taken[first:last] = True
            kept.append((first, last, int(reading.episode[first]), name_key(name), name, kind, _odds(score)))
    made = pl.DataFrame(kept, schema=_MADE, orient="row").with_columns(
        form="name", is_name=True, is_name_word=False, origin=pl.lit("discovered"), method=pl.lit("discovered")
    )
    return pl.concat([rows, as_rows(made).select(rows.columns)]).sort("first")


_MADE = {name: ROW[name] for name in ("first", "last", "episode", "key", "name", "kind", "odds")}


def _found(reading: Reading, model: SpanModel) -> Iterator[tuple[int, int, str, str, float]]:
    """Yield the spans of a model as words (half-open), name, kind and score."""
    passages = list(_passages(reading, model.longest))
    raw = reading.text.raw
    texts = [raw[passage.start : passage.end].tobytes().decode() for passage in passages]
    for passage, text, spans in zip(passages, texts, model.spans(texts), strict=True):
        for span in spans:
            kind = KIND_OF_LABEL.get(span.label.casefold())
            if kind is None or span.score < _LEAST_SCORE:
                continue
            begin = passage.start + len(text[: span.start].encode())
            end = passage.start + len(text[: span.end].encode())
            first = int(np.searchsorted(reading.words.end, begin, "right"))
            last = int(np.searchsorted(reading.words.start, end, "left"))
            if 0 < last - first <= _LONGEST_WORDS:
                yield first, last, reading.spelled(first, last), kind, span.score


def _passages(reading: Reading, longest: int) -> Iterator[_Passage]:
    """Yield the turns of the batch, cut between segments (or words of one) where they are longer than a model takes."""
    text = reading.text
    start = None
    for begin, end in zip(text.start.tolist(), text.end.tolist(), strict=True):
        if start is not None and end - start > longest:
            yield _Passage(start, begin - 1)
            start = None
        start = begin if start is None else start
        while end - start > longest:
            cut = _cut(text.raw[start : start + longest].tobytes())
            yield _Passage(start, start + cut)
            start += cut
        if text.raw[end] == BREAK:
            if end > start:
                yield _Passage(start, end)
            start = None


def _cut(raw: bytes) -> int:
    """Return where to cut bytes that go on: behind the last space, or before a character that is not whole."""
    space = raw.rfind(b" ")
    if space > 0:
        return space + 1
    size = len(raw)
    while size > 1 and raw[size - 1] & 0xC0 == 0x80:
        size -= 1
    return size - 1 if size > 1 and raw[size - 1] >= 0xC0 else len(raw)


def _odds(score: float) -> float:
    share = (min(score, 1.0) - _LEAST_SCORE) / (1 - _LEAST_SCORE)
    return odds_for("discovered", _LEAST_CONFIDENCE + share * (_MOST_CONFIDENCE - _LEAST_CONFIDENCE))
