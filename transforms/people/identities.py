"""One identity for each person across episodes and shows, stable from run to run."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl

from transforms.fold import match_key
from transforms.identity import identify
from transforms.people.marked_voices import without_hidden
from transforms.people.names import parse_name
from transforms.people.sentences import FIND
from transforms.resolve.union import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.people.names import NameWords

# A name that a document bears counts for more than any number of times it was heard.
_BORNE_WEIGHT = 1000
_LONG_FAMILY = 3


def identify_speakers(found: pl.DataFrame, words: NameWords) -> pl.DataFrame:
    """Return `found` with `speaker_id`.

    `found` has the columns of `present.PRESENT`, and `episode_id`, `is_primary` and `scope` (`show_keys`). A single
    name is one person within a show, or without one within an episode; a voice without a name is its own within its
    document. A full name is one person wherever it stands, unless many people are called so: then it is one person
    within a show, and across shows where the same company or work is named with it; what belongs to no show counts as
    one.
    """
    numbered = found.with_row_index("row")
    parts = [*_voices(numbered), *_single_names(numbered), *_full_names(numbered, words)]
    ids = {row: identify("speaker", *own) for row, own in parts}
    return found.with_columns(speaker_id=pl.Series([ids[row] for row in range(len(found))], dtype=pl.String))


def _voices(found: pl.DataFrame) -> Iterator[tuple[int, tuple[object, ...]]]:
    nameless = found.filter(pl.col("name").is_null())
    columns = ("row", "episode_id", "is_primary", *FIND, "labels")
    for row, episode_id, is_primary, document_id, ordinal, labels in nameless.select(columns).iter_rows():
        yield row, ("voice", episode_id, *(() if is_primary else (document_id, ordinal)), *labels)


def _single_names(found: pl.DataFrame) -> Iterator[tuple[int, tuple[object, ...]]]:
    single = found.filter(pl.col("name").is_not_null(), ~pl.col("is_full"))
    for row, scope, key in single.select("row", pl.coalesce("scope", "episode_id"), "key").iter_rows():
        yield row, (scope, key)


def _full_names(found: pl.DataFrame, words: NameWords) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield what tells people with full names apart: the name, and a show of theirs where it is a common one."""
    full = found.filter(pl.col("is_full")).select("row", "key", "name", pl.col("scope").fill_null(""), "affiliation")
    shared = {key for key, name in full.select("key", "name").unique().iter_rows() if is_shared(name, words)}
    by_key: dict[str, list[tuple[int, str, str | None]]] = defaultdict(list)
    for row, key, _, scope, affiliation in full.iter_rows():
        if key in shared:
            by_key[key].append((row, scope, affiliation))
        else:
            yield row, (key,)
    for key in sorted(by_key):
        for row, scope in _scopes(by_key[key]):
            yield row, (key, scope) if scope else (key,)


def is_shared(name: str, words: NameWords) -> bool:
    """Return whether many people are called so: both the given and the family name are well known.

    The shortest family names are shared by anybody.
    """
    parsed = parse_name(name)
    if parsed is None or parsed.family is None:
        return True
    is_short = len(parsed.family) < _LONG_FAMILY
    return parsed.given in words.given and (is_short or parsed.family in words.family)


def _scopes(rows: Sequence[tuple[int, str, str | None]]) -> Iterator[tuple[int, str]]:
    """Yield for each appearance the show that stands for its person: shows meet by what is named with the person."""
    scopes = sorted({scope for _, scope, _ in rows})
    places = {scope: place for place, scope in enumerate(scopes)}
    by_work: dict[str, int] = {}
    pairs = [
        (by_work.setdefault(match_key(affiliation), places[scope]), places[scope])
        for _, scope, affiliation in sorted(rows)
        if affiliation
    ]
    leaders = grouped(len(scopes), pairs)
    for row, scope, _ in rows:
        yield row, scopes[leaders[places[scope]]]


def speakers(found: pl.DataFrame) -> pl.DataFrame:
    """Return one row per speaker of `identify_speakers`, sorted by identity: `speaker_id`, `name`, `kind`, `aliases`.

    The name is the one that documents bear the most often, then the longest; all other forms are aliases.
    """
    weight = pl.when("is_borne").then(_BORNE_WEIGHT).otherwise(1).sum()
    named = found.filter(pl.col("name").is_not_null()).group_by("speaker_id", "name").agg(weight=weight)
    best = named.sort(["weight", pl.col("name").str.len_chars(), "name"], descending=[True, True, False])
    names = best.unique("speaker_id", keep="first", maintain_order=True).select("speaker_id", "name")
    forms = pl.concat([
        *(found.select("speaker_id", alias=aliases).explode("alias", empty_as_null=False)
          for aliases in (without_hidden(pl.col("labels")), pl.col("forms"))),
        named.select("speaker_id", alias="name"),
    ])  # fmt: skip
    others = (
        forms.drop_nulls().join(names, on="speaker_id", how="left").filter(pl.col("alias").ne_missing(pl.col("name")))
    )
    aliases = others.group_by("speaker_id").agg(aliases=pl.col("alias").unique().sort())
    kinds = found.unique("speaker_id", keep="first", maintain_order=True).select("speaker_id", "kind")
    joined = kinds.join(names, on="speaker_id", how="left").join(aliases, on="speaker_id", how="left")
    return joined.with_columns(pl.col("aliases").fill_null([])).sort("speaker_id")
