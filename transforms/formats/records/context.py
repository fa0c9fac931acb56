"""From columns of records to speech, with everything odd about them noted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from transforms.formats.records.columns import Columns, locate
from transforms.formats.records.marked_speech import has_marks, speech_of_marked
from transforms.formats.records.runs import Words, listed, runs_of
from transforms.formats.records.speakers import NOBODY, Roster, labels_of
from transforms.formats.records.times import RawTimes, choose_unit, read_times
from transforms.parsed import Parsed, Speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transforms.document import Limits
    from transforms.formats.records.outline import Outline

# Share of texts of one word above which the rows of a file are words, and how many rows it takes to tell.
_WORDS_SHARE = 0.9
_FEW_ROWS = 12
# So many rows are rejected one by one; the rest of them together.
MOST_REJECTS = 1_000


class Context:
    """What a shape needs to turn columns into speech: the outline of the text, and where to note what is odd."""

    def __init__(self, parsed: Parsed, outline: Outline, limits: Limits) -> None:
        self.parsed = parsed
        self.outline = outline
        self.limits = limits
        self.length_ms: float | None = None

    def words(self, columns: Columns, roster: Roster = NOBODY) -> Speech:
        """Return the runs that these columns of words make up."""
        self._reject_rows(columns)
        begins, closes = locate(self.outline, columns.texts, columns.place)
        starts, ends = self._times(columns)
        return runs_of(
            Words(
                texts=columns.texts,
                starts=starts,
                ends=ends,
                labels=self._labels(columns, roster) or [None] * len(columns),
                begins=begins,
                closes=closes,
                voices=columns.voices,
                blocks=None if columns.blocks is None else np.array(columns.blocks, dtype=np.int64),
                is_tight=None if columns.is_tight is None else np.array(columns.is_tight, dtype=np.bool_),
            )
        )

    def segments(self, columns: Columns, roster: Roster = NOBODY) -> Speech:
        """Return a segment for each of these rows; rows of a single word each make up runs."""
        if are_words(columns.texts, columns.starts):
            return self.words(columns, roster)
        self._reject_rows(columns)
        self._reject_blanks(columns)
        begins, closes = locate(self.outline, columns.texts, columns.place)
        starts, ends = map(listed, self._times(columns))
        labels = self._labels(columns, roster)
        is_literal = not ((begins == columns.place.start) | (begins >= closes)).any()
        if not labels and columns.voices is None and is_literal and has_marks(columns.texts):
            return speech_of_marked(self, (begins.tolist(), closes.tolist()), (starts, ends))
        return Speech(
            text=columns.texts,
            doc_start=begins.tolist(),
            doc_end=closes.tolist(),
            label=labels,
            voice=columns.voices or [],
            start_ms=starts,
            end_ms=ends,
        ).complete()

    def _labels(self, columns: Columns, roster: Roster) -> list[str | None]:
        """Return the label of each row, none at all where nobody is named or where there are too many names."""
        labels = labels_of(columns.speakers, roster) if any(map(_is_said, columns.speakers)) else []
        count = len(set(labels) - {None})
        if count > self.limits.labels:
            detail = f"{count} labels, the limit is {self.limits.labels}; all are left out"
            self.parsed.warn("label_explosion", columns.path(0), detail, count)
            return []
        return labels

    def _reject_rows(self, columns: Columns) -> None:
        """Take out rows whose text is no string: null, a list, an object, or none at all."""
        if set(map(type, columns.texts)) <= {str}:
            return
        kept = [type(text) is str for text in columns.texts]
        wrong = [index for index, keep in enumerate(kept) if not keep]
        last = wrong[:MOST_REJECTS][-1]
        stretches = list(islice(columns.stretches(), last + 1)) if columns.stretches is not None else []
        self.parsed.warn("segment_invalid", columns.path(wrong[0]), "rows without a text", len(wrong))
        for index in wrong[:MOST_REJECTS]:
            shown = excerpt(columns.texts[index])
            if index < len(stretches):
                start, end = stretches[index]
                shown = self.outline.text[start:end][:120]
                self.parsed.account(start, end, "rejected")
            self.parsed.reject("segment_invalid", columns.path(index), shown, "the text is no string")
        if len(wrong) > MOST_REJECTS:
            detail = f"{len(wrong) - MOST_REJECTS} more rows like these"
            self.parsed.reject("segment_invalid", columns.path(wrong[MOST_REJECTS]), "", detail)
        columns.only(kept)

    def _reject_blanks(self, columns: Columns) -> None:
        """Take out rows whose text is nothing but white space."""
        if all(map(str.strip, columns.texts)):
            return
        kept = [bool(text.strip()) for text in columns.texts]
        wordless = [index for index, keep in enumerate(kept) if not keep]
        for index in wordless[:MOST_REJECTS]:
            self.parsed.reject("empty_text", columns.path(index))
        if len(wordless) > MOST_REJECTS:
            detail = f"{len(wordless) - MOST_REJECTS} more rows like these"
            self.parsed.reject("empty_text", columns.path(wordless[MOST_REJECTS]), "", detail)
        columns.only(kept)

    def _times(self, columns: Columns) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        starts, ends = _raw(columns.starts, len(columns)), _raw(columns.ends, len(columns))
        invalid = np.flatnonzero(starts.is_invalid | ends.is_invalid)
        letters = sum(map(len, columns.texts))
        unit = choose_unit((starts,) if columns.has_lengths else (starts, ends), letters, columns.unit, self.length_ms)
        if unit.is_suspected:
            detail = f"the numbers fit the words with {unit.ms:g} ms a unit, not with {columns.unit:g}"
            self.parsed.warn("time_unit_suspected", columns.path(0), detail, len(columns))
        start_ms, end_ms = starts.in_ms(unit.ms), ends.in_ms(unit.ms)
        if columns.has_lengths:
            end_ms = start_ms + end_ms
        if invalid.size:
            count = int(starts.is_invalid.sum() + ends.is_invalid.sum())
            values = [values[invalid[0]] for values in (columns.starts, columns.ends) if values]
            self.parsed.warn("time_invalid", columns.path(int(invalid[0])), excerpt(values), count)
        return start_ms, end_ms


def _raw(values: list[Any], count: int) -> RawTimes:
    if any(value is not None for value in values):
        return read_times(values)
    unknown = np.full(count, np.nan)
    return RawTimes(unknown, unknown.copy(), np.zeros(count, dtype=np.bool_))


def are_words(texts: list[Any], starts: Sequence[Any] = ()) -> bool:
    """Return whether nearly all texts are single words; of a handful, only words that follow one another in time.

    >>> are_words(["yes"]), are_words(["So", "this", "is", "it."] * 5), are_words(["So this", "is it."] * 10)
    (False, True, False)
    >>> are_words(["So", "this", "is", "a", "word."], [0, 1, 2, 3, 4]), are_words(["a", "b", "c", "d", "e"])
    (True, False)
    """
    known = [text.strip() for text in texts[:2000] if type(text) is str and not text.isspace()]
    if len(known) < _FEW_ROWS and not _is_sentence(known, starts):
        return False
    single = sum([len(text) <= 6 or _is_word(text) for text in known])
    return single >= _WORDS_SHARE * len(known)


def _is_word(text: str) -> bool:
    return " " not in text and text.isascii() and len(text.split()) == 1


def _is_sentence(texts: list[str], starts: Sequence[Any]) -> bool:
    is_timed = len(starts) > 0 and all(type(start) in (int, float) for start in starts)
    return len(texts) > 4 and is_timed and sum(text[:1].islower() for text in texts) >= 0.4 * len(texts)


def _is_said(value: Any) -> bool:
    return value is not None and value != ""


def excerpt(value: object) -> str:
    """Return a short rendering of any JSON value, whatever its size."""
    if isinstance(value, str):
        return value[:80]
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(excerpt(item) for item in value[:4])}]"[:80]
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key[:20]}: {excerpt(item)[:20]}' for key, item in list(value.items())[:4])}}}"[:80]
    return repr(value)[:80]
