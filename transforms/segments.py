"""From columns of raw speech to the lake's segment rows: folded text, word counts, turns."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from transforms.fold import fold_text, fold_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.parsed import Speech

_SPACELESS = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_EPISODE_KEY = ("document_id", "ordinal")


class Stretch(NamedTuple):
    """The speech of one episode of one document, with the document's text that its offsets count in."""

    document_id: str
    ordinal: int
    document_text: str
    speech: Speech


def tabulate_segments(stretches: Sequence[Stretch]) -> pl.DataFrame:
    """Return one row per segment, with the columns of `lake_schema.PARSED_SEGMENTS`.

    `segment_index` counts from 0 per (document, ordinal); `turn_index` goes up where label or voice changes.
    Every segment must have words (`drop_wordless` sees to it).
    """
    return (
        _gather(stretches)
        .with_columns(word_count=_word_count())
        .with_columns(_changes().alias("change"))
        .with_columns(
            segment_index=pl.int_range(pl.len(), dtype=pl.Int32).over(_EPISODE_KEY),
            turn_index=(pl.col("change").cum_sum() - pl.col("change").first()).over(_EPISODE_KEY).cast(pl.Int32),
            time_method=pl.when(pl.any_horizontal(pl.col("start_ms", "end_ms").is_not_null())).then(pl.lit("explicit")),
        )
        .drop("change")
    )


def _gather(stretches: Sequence[Stretch]) -> pl.DataFrame:
    def column(name: str, kind: type[pl.DataType]) -> pl.Series:
        return pl.Series(name, _joined(getattr(stretch.speech, name) for stretch in stretches), dtype=kind)

    frame = pl.DataFrame(
        [
            pl.Series("document_id", _joined([s.document_id] * len(s.speech) for s in stretches), dtype=pl.String),
            pl.Series("ordinal", _joined([s.ordinal] * len(s.speech) for s in stretches), dtype=pl.Int32),
            fold_texts(_joined(stretch.speech.text for stretch in stretches)),
            _folded_labels(column("label", pl.String)),
            column("voice", pl.Int32),
            column("start_ms", pl.Int64),
            column("end_ms", pl.Int64),
            column("kind", pl.String),
            column("doc_start", pl.Int64),
            column("doc_end", pl.Int64),
        ]
    )
    return frame.with_columns(_raw_texts(frame, stretches))


def _joined(parts: Iterable[list[Any]]) -> list[Any]:
    return list(chain.from_iterable(parts))


def _folded_labels(labels: pl.Series) -> pl.Series:
    known = {label: fold_text(label) or None for label in labels.unique().drop_nulls()}
    return labels.replace_strict(known, default=None, return_dtype=pl.String).alias("speaker_label")


def _raw_texts(frame: pl.DataFrame, stretches: Sequence[Stretch]) -> pl.Series:
    """Return the raw stretch of each segment whose text does not stand in the document letter for letter."""
    texts = _joined([stretch.document_text] * len(stretch.speech) for stretch in stretches)
    spans = zip(texts, frame["doc_start"], frame["doc_end"], frame["text"].str.len_chars(), strict=True)
    # One character for another: offsets into the stretch stay right, and no database takes a NUL.
    raw = [
        None if end - start == length else text[start:end].replace("\0", "\ufffd") for text, start, end, length in spans
    ]
    return pl.Series("raw_text", raw, dtype=pl.String)


def _word_count() -> pl.Expr:
    """Return runs between spaces; where a script without spaces prevails, characters that are not spaces."""
    text = pl.col("text")
    spaces = text.str.count_matches(" ", literal=True)
    letters = text.str.len_chars() - spaces
    is_spaceless = (text.str.len_bytes() != text.str.len_chars()) & (text.str.count_matches(_SPACELESS) * 3 > letters)
    return pl.when(is_spaceless).then(letters).otherwise(spaces + 1).cast(pl.Int32)


def _changes() -> pl.Expr:
    names = (*_EPISODE_KEY, "speaker_label", "voice")
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in names).cast(pl.Int32)


def drop_wordless(speech: Speech) -> dict[int, int]:
    """Take the segments without any character but white space out of `speech`, in place.

    Returns the new index of each segment that stayed, by its old index; empty when all stayed.
    """
    if all(map(str.strip, speech.text)):
        return {}
    kept = [index for index, text in enumerate(speech.text) if text.strip()]
    for name in speech.__slots__:
        setattr(speech, name, [getattr(speech, name)[index] for index in kept])
    return {old: new for new, old in enumerate(kept)}
