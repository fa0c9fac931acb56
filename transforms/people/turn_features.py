"""What sentences without labels show of who speaks: plain columns that linear models take their weights by."""

from __future__ import annotations

import polars as pl

from transforms.people.sentences import FIND

_WORD = r"[\p{L}\p{N}]+(?:['’][\p{L}]+)?"
_ME = "i|i'm|i've|i'd|i'll|my|me|mine|myself"
_YOU = "you|your|you're|you've|you'd|you'll|yours|yourself|y'all"
_WE = "we|we're|we've|we'd|we'll|our|us|ours"

CHANGE_COLUMNS = (
    "first", "start", "end", "last", "size", "asks", "persons", "close", "before_first", "before_end", "before_last",
    "before_size", "before_asks", "before_persons", "before_close", "two_before", "after", "after_first", "asks_first",
    "size_first", "sizes", "asks_sizes", "both_persons", "last_first", "firsts", "since_question", "to_question", "calls",
    "before_calls",
)  # fmt: skip
"""Columns that tell whether somebody else speaks from a sentence on."""
ROLE_COLUMNS = (
    "first", "start", "end", "last", "size", "asks", "persons", "before_asks", "after", "place", "run_size", "run_asks",
)  # fmt: skip
"""Columns that tell whether a sentence is of somebody who leads the conversation; `word` comes besides."""


def turn_features(cut: pl.DataFrame, words: frozenset[str]) -> pl.DataFrame:
    """Return sentences with the columns of `CHANGE_COLUMNS`, as texts.

    `cut` has the keys of the find and `text`, a row a sentence, in order. `words` are those that tell something of
    speech rather than of its subject; all others look alike.
    """
    own = cut.with_columns(_own_columns(words)).with_columns(
        start=_joined("first", "second"), end=_joined("before_last_word", "last")
    )
    around = own.with_columns(
        *(_near(name, 1).alias(f"before_{name}") for name in ("first", "end", "last", "size", "asks", "persons", "close", "calls")),
        two_before=_pair("asks", "size", 2), after=_pair("asks", "size", -1), after_first=_near("first", -1),
    )  # fmt: skip
    crossed = around.with_columns(
        asks_first=_joined("before_asks", "first"), size_first=_joined("before_size", "first"),
        sizes=_joined("before_size", "size"), asks_sizes=_joined("before_asks", "asks", "before_size"),
        both_persons=_joined("before_persons", "persons"), last_first=_joined("before_last", "first"),
        firsts=_joined("before_first", "first"),
    )  # fmt: skip
    return crossed.with_columns(since_question=_since(1), to_question=_since(-1))


def _own_columns(words: frozenset[str]) -> list[pl.Expr]:
    lowered = pl.col("text").str.to_lowercase().str.replace_all("’", "'", literal=True)
    parts = lowered.str.extract_all(_WORD)
    count = parts.list.len()

    def known(place: int) -> pl.Expr:
        word = parts.list.get(place, null_on_oob=True)
        return pl.when(word.is_in(list(words))).then(word).when(word.is_null()).then(pl.lit("")).otherwise(pl.lit("*"))

    persons = [lowered.str.contains(rf"\b(?:{forms})\b").cast(pl.Int8).cast(pl.String) for forms in (_ME, _YOU, _WE)]
    tail = pl.col("text").str.strip_chars_end(" \"”’'")
    return [
        known(0).alias("first"), known(1).alias("second"), known(-1).alias("last"), known(-2).alias("before_last_word"),
        pl.min_horizontal((count + 1).log(2) * 1.7, pl.lit(9.0)).cast(pl.Int8).cast(pl.String).alias("size"),
        pl.when(tail.str.ends_with("?") | tail.str.ends_with("？")).then(pl.lit("Q")).otherwise(pl.lit("S")).alias("asks"),
        pl.concat_str(persons).alias("persons"),
        pl.col("text").str.strip_chars_end().str.tail(1).str.replace(r"[\p{L}\p{N}]", "a").alias("close"),
        pl.col("text").str.contains(r"^(?:\p{Ll}+ |[A-Z]\p{Ll}*, |(?:So|And|But|Well|Yeah|Okay|Hey|Hi|Thanks) )?[A-Z]\p{Ll}+, |, [A-Z]\p{Ll}+[.?!]")
        .cast(pl.Int8).cast(pl.String).alias("calls"),
    ]  # fmt: skip


def _joined(*names: str) -> pl.Expr:
    return pl.concat_str([pl.col(name) for name in names], separator=" ")


def _near(name: str, step: int) -> pl.Expr:
    return pl.col(name).shift(step).over(FIND).fill_null("^")


def _pair(one: str, other: str, step: int) -> pl.Expr:
    return pl.concat_str([_near(one, step), _near(other, step)], separator=" ")


def _since(step: int) -> pl.Expr:
    """Return how many sentences ago (or ahead) the last question was, at most six."""
    asked = [
        pl.when(pl.col("asks").shift(step * back if step > 0 else step * (back - 1)).over(FIND) == "Q").then(
            pl.lit(back)
        )
        for back in range(1, 7)
    ]
    return pl.coalesce(*asked, pl.lit(7)).cast(pl.String)
