"""Names that no list has, found in the speech itself: by their form, their neighbours and their return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.by_rule import BY_RULE
from transforms.mentions.name_kinds import UNKNOWN, are_titled, guess_kinds
from transforms.mentions.runs import find_runs, listed_share
from transforms.mentions.vocabulary import word_keys_of
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.runs import Runs
    from transforms.mentions.words import Keys

_NAMING = ("called", "named", "namens", "llamado", "llamada", "appelé", "appelée", "chamado", "chamada", "genannt")
_SURE_PERSON, _SURE_KIND = 4.0, 4.0
_COMMON_BAND = 2


def run_table(reading: Reading) -> pl.DataFrame:
    """Return the runs of a reading that are written like names, one row each.

    first, last, episode, key (one for runs of the same words), opens, is_listed (all words are common), band (of the
    most uncommon word), kind (of `ENTITY_KINDS`, null if nothing tells), nats (what speaks for the kind), naming
    (`called` stands before), size.
    """
    runs = find_runs(reading)
    guess = guess_kinds(reading, runs)
    before = np.maximum(runs.first - 1, 0)
    kinds = dict(enumerate(ENTITY_KINDS)) | {UNKNOWN: None}
    return pl.DataFrame(
        {
            "first": runs.first,
            "last": runs.last,
            "episode": reading.episode[runs.first] if len(runs.first) else np.empty(0, np.int32),
            "key": _run_keys(reading, runs),
            "opens": runs.opens,
            "is_listed": listed_share(reading, runs) >= 1,
            "band": _rarest(reading, runs),
            "kind": pl.Series(guess.kind).replace_strict(kinds, return_dtype=pl.String),
            "nats": guess.nats,
            "naming": reading.words.are(before, word_keys_of(_NAMING)) if len(runs.first) else runs.opens,
            "size": runs.last - runs.first,
            "by_rule": _is_by_rule(reading, runs) | _are_several_of_a_name(reading, runs),
            "is_initials": _are_initials(reading, runs),
            "is_titled": are_titled(reading, runs),
        }
    )


def discover(runs: pl.DataFrame, reading: Reading, covered: Flags) -> pl.DataFrame:
    """Return the names among the runs that no known one covers: episode, key, kind, first, last, count, score.

    first and last are the words of one place where the name stands. `covered` says of each run that known names stand
    in it and leave nothing over. `score` is how sure we are that it names something, in nats.
    """
    free = runs.filter(~pl.Series(covered))
    open_ones = free.with_columns(
        is_cased=_per_episode(reading.episodes.is_cased, free),
        has_noun_capitals=_per_episode(reading.episodes.has_noun_capitals, free),
    )
    sure = pl.when((pl.col("kind") != "person") | (pl.col("nats") >= _SURE_PERSON) | (pl.col("size") == 1)).then("kind")
    cased = open_ones.filter("is_cased").with_columns(kind=sure)
    named = cased.group_by("episode", "key", maintain_order=True).agg(
        pl.col("first", "last").sort_by("opens").first(),
        pl.col("nats").max(),
        pl.len().alias("count"),
        (~pl.col("opens")).sum().alias("inside"),
        pl.col("naming").any(),
        pl.col("is_listed", "band", "size", "has_noun_capitals", "by_rule", "is_initials").first(),
        pl.col("is_titled").any(),
    )
    named = named.join(_usual_kinds(cased), on=["episode", "key"], how="left", maintain_order="left")
    small = _small_counts(named, reading)
    return named.with_columns(small=small).with_columns(score=_score()).filter(pl.col("score") >= 0)


def _usual_kinds(runs: pl.DataFrame) -> pl.DataFrame:
    """Return the kind that most runs of each name have, of equally many the first: episode, key, kind."""
    counted = runs.drop_nulls("kind").group_by("episode", "key", "kind", maintain_order=True).agg(pl.len())
    ranked = counted.sort("len", descending=True, maintain_order=True)
    return ranked.unique(["episode", "key"], keep="first", maintain_order=True).drop("len")


def _small_counts(named: pl.DataFrame, reading: Reading) -> pl.Series:
    """Return how often each name of one word stands in its episode in small letters; 0 for longer ones."""
    at = reading.words.place[named["first"].to_numpy()]
    found = np.full(len(reading.words.distinct), -1, np.int32)
    met = np.unique(at)
    found[met] = np.arange(len(met))
    small = np.flatnonzero((found >= 0)[reading.words.place] & ~reading.is_capital)
    row = found[reading.words.place[small]]
    count = np.bincount(reading.episode[small].astype(np.int64) * len(met) + row, minlength=1)
    own = named["episode"].to_numpy().astype(np.int64) * len(met) + found[at]
    inside = (own < len(count)) & (named["size"].to_numpy() == 1)
    return pl.Series(np.where(inside, count[np.minimum(own, len(count) - 1)], 0))


def _score() -> pl.Expr:
    """Return how sure it is that a capital run names something, in nats."""
    person = (pl.col("kind") == "person") & (pl.col("nats") >= _SURE_PERSON) & (pl.col("size") > 1)
    formed = (pl.col("nats") >= _SURE_KIND) & (pl.col("size") > 1)
    often = pl.min_horizontal(pl.col("inside"), pl.lit(4)) * 0.5
    unlisted = (
        pl.when(pl.col("inside") == 0).then(-1.0).otherwise(1.0)
        + often
        + pl.when(person | formed).then(3.0).otherwise(0.0)
        + pl.when(pl.col("size") > 1).then(0.5).otherwise(0.0)
    )
    listed = (
        pl.when(pl.col("band") <= _COMMON_BAND).then(-4.0).otherwise(-2.5)
        + often
        + pl.when(formed).then(3.0).otherwise(0.0)
        + pl.when(pl.col("naming")).then(3.0).otherwise(0.0)
        + pl.when(pl.col("size") > 1).then(0.5).otherwise(-0.5)
        + pl.when((pl.col("inside") > 1) & (pl.col("small") == 0)).then(2.0).otherwise(0.0)
    )
    letters = pl.when(pl.col("is_initials")).then(-4.5).otherwise(0.0)
    score = pl.when(pl.col("is_listed")).then(listed).otherwise(unlisted) + letters
    often_small = (pl.col("small") * 2 > pl.col("count")) & ~pl.col("naming")
    score = pl.when(often_small).then(score - 2.0).otherwise(score)
    is_noun = pl.col("has_noun_capitals") & ~person & ~formed & ~pl.col("is_titled")
    score = pl.when(is_noun).then(score - 5.0).otherwise(score)
    return pl.when(pl.col("by_rule")).then(-5.0).otherwise(score)


def _per_episode(values: npt.NDArray[np.bool_], rows: pl.DataFrame) -> pl.Series:
    return pl.Series(values[rows["episode"].to_numpy()], dtype=pl.Boolean)


def _run_keys(reading: Reading, runs: Runs) -> Keys:
    """Return a key for each run that is the same for the same words in the same order."""
    size = runs.last - runs.first
    key = np.zeros(len(size), np.uint64)
    for place in range(int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        key[rows] = key[rows] * np.uint64(0x9E3779B97F4A7C15) + reading.words.key[runs.first[rows] + place]
    return key


def _rarest(reading: Reading, runs: Runs) -> npt.NDArray[np.uint8]:
    size = runs.last - runs.first
    band = np.zeros(len(size), np.uint8)
    for place in range(int(size.max(initial=0))):
        rows = np.flatnonzero(size > place)
        band[rows] = np.maximum(band[rows], reading.bands(runs.first[rows] + place))
    return band


def _is_by_rule(reading: Reading, runs: Runs) -> Flags:
    is_by_rule: Flags = reading.words.are(runs.first, word_keys_of(BY_RULE)) & (runs.last - runs.first == 1)
    return is_by_rule


def _are_several_of_a_name(reading: Reading, runs: Runs) -> Flags:
    """Return whether each run is a given name with a plural's s, `two Matts`, and no name itself."""
    known, number = reading.vocabulary, reading.number[runs.first]
    ends_in_s = reading.text.folded[reading.words.end[runs.first] - 1] == ord("s")
    open_ones = ends_in_s & (runs.last - runs.first == 1) & ~known.is_given[number] & ~known.is_surname[number]
    rows = np.flatnonzero(open_ones)
    are_several = np.zeros(len(runs.first), np.bool_)
    if len(rows):
        alone = reading.spell(runs.first[rows], runs.last[rows]).str.head(-1)
        are_several[rows] = known.is_given[known.numbers(word_keys_of(tuple(alone)))]
    return are_several


def _are_initials(reading: Reading, runs: Runs) -> Flags:
    """Return whether each run is one word of a few capitals, with or without a plural's s: mostly a common noun."""
    length = reading.words.end[runs.first] - reading.words.start[runs.first]
    letters = reading.written[runs.first] >= 2
    are_initials: Flags = (runs.last - runs.first == 1) & (letters & (length <= 4) | (length <= 2))
    return are_initials
