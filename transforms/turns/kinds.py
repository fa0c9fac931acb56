"""What kind of stretch each segment is: speech, a sponsor's message, a clip that comes again later, or music alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.people.sentences import FIND
from transforms.turns.adverts import CUES, adverts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOUND = (
    r"(?:(?:\w+ ){0,3}(?:music|jingle|theme(?: song| music| tune)?|musik|música|musique|station id)(?: \w+){0,3}"
    r"|♪[^\p{L}]*)"
)
_MUSIC = rf"(?i)^(?:(?:[\[(*♪♫]+\s*{_SOUND}\s*[\])*♪♫]+|[♪♫]+)[.\s]*)+$"
# A segment is an advert, or a clip, if so much of it is.
_MOSTLY = 0.6
# A clip opens the episode, with so many characters at most and a sentence of so many words, and comes again behind so
# many characters.
_OPENING, _FEWEST_WORDS, _FEWEST_CHARS, _LATER = 1500, 6, 60, 1500


class _Span(NamedTuple):
    find: int
    start: int
    end: int
    kind: str


def with_kinds(segments: pl.DataFrame) -> pl.DataFrame:
    """Return segments (`lake_schema.PARSED_SEGMENTS`, in order) with `kind` told where their words show it.

    What the source says of a segment stays. No kind is given where most of a segment is something else.
    """
    size = pl.col("text").str.len_chars().cast(pl.Int64) + 1
    placed = segments.with_columns(
        find=(pl.struct(FIND) != pl.struct(FIND).shift()).fill_null(value=True).cum_sum().cast(pl.Int64),
        start=(size.cum_sum() - size).over(FIND),
        size=size,
    )
    found = pl.DataFrame([*_adverts(placed), *_clips(placed)], schema=_SCHEMA, orient="row")
    return _marked(placed, found).select(segments.columns)


_SCHEMA = {"find": pl.Int64, "start": pl.Int64, "end": pl.Int64, "span_kind": pl.String}


def _marked(placed: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    numbered = placed.with_row_index("number")
    both = numbered.select("number", "find", "start", "size").join(
        found.rename({"start": "from", "end": "to"}), on="find", how="inner"
    )
    shared = pl.min_horizontal(pl.col("start") + pl.col("size") - 1, "to") - pl.max_horizontal("start", "from")
    mostly = both.filter(shared >= _MOSTLY * (pl.col("size") - 1)).unique("number", keep="first")
    is_music = pl.col("text").str.contains(_MUSIC)
    kind = pl.when(pl.col("kind") != "speech").then("kind").when(is_music).then(pl.lit("music"))
    return numbered.join(
        mostly.select("number", "span_kind"), on="number", how="left", maintain_order="left"
    ).with_columns(kind=kind.otherwise(pl.coalesce("span_kind", "kind")))


def _adverts(placed: pl.DataFrame) -> Iterator[_Span]:
    named = placed.filter(pl.col("text").str.contains_any(list(CUES), ascii_case_insensitive=True))
    texts = placed.join(named.select("find").unique(), on="find", how="semi").group_by("find", maintain_order=True)
    for find, text in texts.agg(pl.col("text").str.join(" ")).iter_rows():
        yield from (_Span(find, found.start, found.end, "advert") for found in adverts(text))


def _clips(placed: pl.DataFrame) -> Iterator[_Span]:
    """Yield the openings whose words come again, sentence for sentence, later on."""
    opening = placed.filter(pl.col("start") < _OPENING).group_by("find", maintain_order=True)
    heads = opening.agg(pl.col("text").str.join(" ").str.slice(0, _OPENING))
    first = heads.with_columns(sentence=pl.col("text").str.extract(r"^(.+?[.?!…])(?:\s|$)", 1)).drop_nulls("sentence")
    long = first.filter(pl.col("sentence").str.count_matches(" ") >= _FEWEST_WORDS - 1)
    texts = placed.join(long, on="find", how="semi").group_by("find", maintain_order=True)
    whole = texts.agg(whole=pl.col("text").str.join(" ")).join(long, on="find", maintain_order="left")
    again = whole.filter(
        pl.col("whole").str.slice(_LATER).str.contains(pl.col("sentence").str.slice(0, _FEWEST_CHARS), literal=True)
    )
    for find, text, head in again.select("find", "whole", "text").iter_rows():
        end = _repeated(text, head)
        if _FEWEST_CHARS <= end < _OPENING:
            yield _Span(find, 0, end, "clip")


def _repeated(text: str, head: str) -> int:
    """Return how much of the beginning comes again later in one piece: the end of its last whole sentence there."""
    at, low, high = -1, 0, len(head)
    while low < high:
        middle = (low + high + 1) // 2
        found = text.find(head[:middle], _LATER)
        low, high = (middle, high) if found >= 0 else (low, middle - 1)
        at = found if found >= 0 else at
    cut = max(head.rfind(sign, 0, low) for sign in ".?!…")
    return cut + 1 if at >= 0 else 0
