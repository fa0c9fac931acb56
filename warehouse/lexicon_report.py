"""What a lexicon is worth on a warehouse: entries that nobody mentions, forms of two entities, forms that are words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.identity import identify
from transforms.lexicon_schema import COMMON_WORDS, LEXICON_PROBLEMS
from transforms.lexicon_table import collisions, form_key
from transforms.mentions.lexicon import entity_key
from warehouse import connect
from warehouse.lexicon import read_user_file, shipped_entities, user_files, word_list

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from transforms.lexicon_table import Collision, LexiconProblem
    from warehouse.folder import DataFolder

# The rarest words of a list are names more often than words.
_LEAST_COMMON_BAND = 4
_COUNTED = "SELECT entity_id, count(*)::BIGINT AS mention_count FROM mentions GROUP BY ALL"


class Entry(NamedTuple):
    """An entry of a lexicon file, and how often it is mentioned."""

    source: str
    line: int
    name: str
    kind: str
    mention_count: int


class Ordinary(NamedTuple):
    """A form of an entry that is a common word too, and is not marked as ambiguous."""

    source: str
    line: int
    name: str
    form: str
    languages: str


class Report(NamedTuple):
    """What can be said of a lexicon: `entries` are those asked for, the others are about these too.

    `collisions` are forms that these entries share with others, unless all of them mark the form as ambiguous.
    """

    entries: tuple[Entry, ...]
    collisions: tuple[Collision, ...]
    ordinary: tuple[Ordinary, ...]
    problems: tuple[LexiconProblem, ...]


def report(folder: DataFolder, *, with_shipped: bool = False) -> Report:
    """Return what there is to say of the user's lexicon files, or of the lexicon that ships too.

    Raises `WarehouseMissingError` where there is no warehouse yet.
    """
    lists = [read_user_file(file) for file in user_files(folder)]
    own = [found.table for found in lists]
    asked = [*own, *(shipped_entities() if with_shipped else ())]
    rows = _rows(asked)
    sources = set(rows["source"])
    shared = (one for one in collisions([*shipped_entities(), *own]) if not one.is_declared)
    return Report(
        _entries(rows, _counts(folder.warehouse)),
        tuple(one for one in shared if any(owner.source in sources for owner in one.owners)),
        _ordinary(rows),
        tuple(problem for found in lists for problem in found.problems),
    )


def describe(problem: LexiconProblem) -> str:
    """Return what is wrong with a row, in words."""
    what = LEXICON_PROBLEMS[problem.reason] + (f": {problem.excerpt}" if problem.excerpt else "")
    return f"{problem.source} line {problem.line}: {what}{' (row left out)' if problem.is_dropped else ''}"


def _rows(tables: Sequence[pa.Table]) -> pl.DataFrame:
    columns = ["name", "kind", "aliases", "ambiguous", "source", "line"]
    frames = [pl.DataFrame(table.select(columns)) for table in (*tables, *shipped_entities()[:1])]
    rows = pl.concat(frames)
    return rows.head(sum(table.num_rows for table in tables))


def _counts(warehouse: Path) -> pl.DataFrame:
    with connect.read(warehouse) as con:
        return pl.DataFrame(con.execute(_COUNTED).arrow())


def _entries(rows: pl.DataFrame, counts: pl.DataFrame) -> tuple[Entry, ...]:
    ids = [identify("entity", entity_key(name, kind)) for name, kind in rows.select("name", "kind").iter_rows()]
    known = rows.with_columns(entity_id=pl.Series(ids, dtype=pl.String)).join(
        counts, on="entity_id", how="left", maintain_order="left"
    )
    columns = known.select("source", "line", "name", "kind", pl.col("mention_count").fill_null(0))
    return tuple(Entry(*row) for row in columns.iter_rows())


def _ordinary(rows: pl.DataFrame) -> tuple[Ordinary, ...]:
    words = pl.DataFrame(word_list(COMMON_WORDS)).filter(pl.col("band") <= _LEAST_COMMON_BAND)
    languages = dict(words.group_by("word").agg(pl.col("language").sort().str.join(", ")).iter_rows())
    found: list[Ordinary] = []
    for row in rows.iter_rows(named=True):
        ambiguous = {form_key(form) for form in row["ambiguous"]}
        bare = (form for form in (row["name"], *row["aliases"]) if form_key(form) not in ambiguous)
        found.extend(
            Ordinary(row["source"], row["line"], row["name"], form, languages[form.casefold()])
            for form in bare
            if form.casefold() in languages
        )
    return tuple(found)
