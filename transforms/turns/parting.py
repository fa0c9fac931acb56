"""Turns of speech without labels: segments cut where somebody else begins to speak, and numbered by turn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.people.marked_voices import with_marked_voices
from transforms.people.sentences import FIND
from transforms.raw_offsets import raw_spans
from transforms.turns.adverts import BACK_TO_SHOW
from transforms.turns.cues import sentence_cues
from transforms.turns.model import log_odds
from transforms.turns.units import speech_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.turns.model import Reals, TurnModel

# Somebody else is taken to speak from here on: where precision and recall are in balance on labelled transcripts.
CHANGES = 0.27
# What a mark of a new voice, and its absence where a document has such marks, add to the log-odds.
_MARKED, _UNMARKED = 3.5, -0.8
_FEWEST_MARKS = 3
# What it adds that somebody says his name, and it is not the name that was said before.
_ANOTHER = 3.0
# What it adds that the sentence before led back to the show, from an advert or the news.
_BACK = 2.5
_OWN_NAME = r"\b(?:I['’]m|I am|[Mm]y name(?:['’]s| is)) (?:your (?:co-?)?host,? )?([A-Z]\p{L}*\p{Ll})\b"


class Parted(NamedTuple):
    """Segments with `change_confidence`, and where those that were cut went to.

    `moved` has (document_id, ordinal, old_index, segment_index, doc_start), a row for each segment of finds where one
    was cut.
    """

    segments: pl.DataFrame
    moved: pl.DataFrame


def part_turns(segments: pl.DataFrame, model: TurnModel | None) -> Parted:
    """Return segments (`lake_schema.PARSED_SEGMENTS` but `change_confidence`) cut and numbered by the turns found.

    Finds with a label anywhere, or with voices told apart by marks, are left as they are. All others are cut between
    sentences where somebody else is likely to speak; segments with both times stay whole, and the turn begins with the
    nearer one. Words, offsets and times are those of before: the first piece keeps the time of the begin, the last one
    that of the end. Without a model nothing is cut.
    """
    labels = with_marked_voices(segments).select(pl.col("speaker_label").is_null().all().over(FIND))
    numbered = segments.with_columns(
        labels.to_series().alias("is_bare"), position=pl.int_range(pl.len(), dtype=pl.Int64)
    )
    bare = numbered.filter("is_bare")
    if model is None or bare.is_empty():
        empty = segments.with_columns(change_confidence=pl.lit(None, pl.Float64))
        return Parted(empty, _moved(empty.with_columns(old_index="segment_index").clear()))
    pieces = _pieces(bare, _changes(bare, model))
    rest = numbered.filter(~pl.col("is_bare")).with_columns(
        change_confidence=pl.lit(None, pl.Float64), old_index="segment_index"
    )
    whole = pl.concat([rest, pieces.select(rest.columns)]).sort("position", maintain_order=True)
    whole = whole.with_columns(segment_index=pl.int_range(pl.len(), dtype=pl.Int32).over(FIND))
    return Parted(whole.select(*segments.columns, "change_confidence"), _moved(whole))


def _moved(whole: pl.DataFrame) -> pl.DataFrame:
    is_cut = (pl.col("segment_index") != pl.col("old_index")).any().over(FIND)
    return whole.filter(is_cut).select(*FIND, "old_index", "segment_index", "doc_start")


def _changes(bare: pl.DataFrame, model: TurnModel) -> pl.DataFrame:
    """Return where somebody may begin to speak: `segment` (row of `bare`), `at` in its text, and how likely."""
    units = speech_units(bare)
    document = units["document"].to_numpy()
    cues, bag = sentence_cues(units["text"], document)
    odds = log_odds(model.change, "change", cues, bag, document) + _by_marks(units) + _by_names(units)
    first = np.concatenate([[True], document[1:] != document[:-1]])[: len(document)]
    likely = np.where(first, 0.0, 1 / (1 + np.exp(-odds)))
    return _placed(units.select("segment", "at", change_confidence=pl.Series(likely)), bare)


def _by_marks(units: pl.DataFrame) -> Reals:
    marks = pl.col("is_marked").sum().over("document") - 1
    added = pl.when("is_marked").then(_MARKED).otherwise(_UNMARKED)
    return units.select(pl.when(marks >= _FEWEST_MARKS).then(added).otherwise(0.0)).to_series().to_numpy()


def _by_names(units: pl.DataFrame) -> Reals:
    name = pl.col("text").str.extract(_OWN_NAME, 1)
    before = name.forward_fill().shift().over("document")
    is_back = pl.col("text").str.contains(BACK_TO_SHOW).shift().over("document").fill_null(value=False)
    added = pl.when(name != before).then(_ANOTHER).when(is_back).then(_BACK).otherwise(0.0)
    return units.select(added).to_series().to_numpy()


def _placed(changes: pl.DataFrame, bare: pl.DataFrame) -> pl.DataFrame:
    """Return the changes where segments can be cut: in those with both times, at the nearer end."""
    text = pl.col("text")
    # Pieces count as many words as the whole only if words are what stands between spaces.
    is_open = (pl.col("start_ms").is_null() | pl.col("end_ms").is_null()) & (
        pl.col("word_count") == text.str.count_matches(" ", literal=True) + 1
    )
    about = bare.select(
        is_open=is_open, size=text.str.len_chars(), text="text", find=pl.struct(FIND).rank("dense")
    ).with_row_index("segment")
    about = about.with_columns(pl.col("segment").cast(pl.Int64), is_last=pl.col("find") != pl.col("find").shift(-1))
    known = changes.join(about, on="segment", how="left", maintain_order="left")
    is_cut = pl.col("is_open") & (text.str.slice(pl.col("at") - 1, 1) == " ")
    is_late = ~is_cut & (pl.col("at") * 2 > pl.col("size")) & ~pl.col("is_last").fill_null(value=True)
    return (
        known.with_columns(
            segment=pl.col("segment") + is_late.cast(pl.Int64), at=pl.when(is_cut).then("at").otherwise(0)
        )
        .group_by("segment", "at", maintain_order=True)
        .agg(pl.col("change_confidence").max())
    )


def _pieces(bare: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    begins = bare.select(segment=pl.int_range(pl.len(), dtype=pl.Int64), at=pl.lit(0, pl.Int64))
    kept = changes.filter((pl.col("change_confidence") >= CHANGES) | (pl.col("at") == 0))
    cuts = (
        pl.concat([kept, begins.join(kept, on=["segment", "at"], how="anti").with_columns(change_confidence=0.0)])
        .sort("segment", "at")
        .with_columns(next_at=pl.col("at").shift(-1).over("segment"))
    )
    source = bare.rename({"segment_index": "old_index"}).with_columns(segment=pl.int_range(pl.len(), dtype=pl.Int64))
    pieces = cuts.join(source, on="segment", how="left", maintain_order="left")
    is_first, is_last = pl.col("at") == 0, pl.col("next_at").is_null()
    whole = is_first & is_last
    text = pl.col("text").str.slice(pl.col("at"), pl.col("next_at") - pl.col("at")).str.strip_chars()
    made = pieces.with_columns(is_whole=whole, whole_text="text", text=pl.when(whole).then("text").otherwise(text))
    return _offsets(made).with_columns(
        segment_index=pl.col("old_index"),
        turn_index=(pl.col("change_confidence") >= CHANGES).cum_sum().over(FIND).cast(pl.Int32),
        start_ms=pl.when(is_first).then("start_ms"),
        end_ms=pl.when(is_last).then("end_ms"),
        word_count=pl.when(whole).then("word_count").otherwise(
            pl.col("text").str.count_matches(" ", literal=True).cast(pl.Int32) + 1
        ),
    ).with_columns(
        time_method=pl.when(pl.any_horizontal(pl.col("start_ms", "end_ms").is_not_null())).then("time_method")
    )  # fmt: skip


def _offsets(pieces: pl.DataFrame) -> pl.DataFrame:
    """Give pieces the offsets of their own words in the document."""
    start = pl.col("doc_start") + pl.col("at")
    end = start + pl.col("text").str.len_chars()
    is_plain = ~pl.col("is_whole") & pl.col("raw_text").is_null()
    placed = pieces.with_columns(
        raw_start=pl.when(is_plain).then(start).otherwise("doc_start"),
        raw_end=pl.when(is_plain).then(end).otherwise("doc_end"),
    )
    rough = placed.with_row_index("piece").filter(~pl.col("is_whole") & pl.col("raw_text").is_not_null())
    columns = {"piece": pl.UInt32, "raw_start": pl.Int64, "raw_end": pl.Int64, "raw_text": pl.String}
    found = pl.DataFrame(list(_in_raw(rough)), schema=columns, orient="row")
    return (
        placed.with_row_index("piece")
        .update(found, on="piece", how="left", include_nulls=False)
        .with_columns(doc_start="raw_start", doc_end="raw_end")
        .with_columns(
            raw_text=pl.when(pl.col("doc_end") - pl.col("doc_start") != pl.col("text").str.len_chars()).then("raw_text")
        )
    )


def _in_raw(rough: pl.DataFrame) -> Iterator[tuple[int, int, int, str]]:
    for group in rough.partition_by("segment", maintain_order=True):
        text, raw, base, end = group.select("whole_text", "raw_text", "doc_start", "doc_end").row(0)
        bounds = [0, *_starts(text, raw, group["at"].to_list()[1:]), end - base]
        is_told = all(start < stop and raw[start:stop].strip() for start, stop in pairwise(bounds))
        for piece, (start, stop) in zip(group["piece"], pairwise(bounds), strict=True):
            stretch = raw[start:stop].rstrip() if is_told else raw
            yield piece, base + start * is_told, base + start * is_told + len(stretch), stretch


def _starts(text: str, raw: str, ats: Sequence[int]) -> list[int]:
    """Return where in `raw` the words begin that begin at `ats` in the text."""
    if text.split() == raw.split():
        places = [place for place, char in enumerate(raw) if not char.isspace()]
        return [places[at - text.count(" ", 0, at)] for at in ats]
    return [start for start, _ in raw_spans(text, raw, list(zip(ats, [*ats[1:], len(text)], strict=True)))]
