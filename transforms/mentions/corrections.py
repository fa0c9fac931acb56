"""Corrections that people make: these words are that entity, or none, in one episode, one show or everywhere."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.csv_rows import csv_rows
from transforms.fold import fold_text, match_key
from transforms.mentions.likeness import letters_of
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.mentions.reading import Reading

NOT_AN_ENTITY = "not an entity"
_COLUMNS = ("surface", "show", "episode", "entity", "kind")
_SCHEMA = pl.Schema({**dict.fromkeys(_COLUMNS, pl.String()), "line": pl.Int32()})
_EXCERPT = 80


class CorrectionProblem(NamedTuple):
    """What is wrong with one line of a corrections file; lines count from 1, the column is empty where it is all."""

    line: int
    column: str
    excerpt: str
    detail: str


class Corrections(NamedTuple):
    """Corrections read, and what was wrong: surface, show, episode, entity, kind (null where not given), line."""

    rows: pl.DataFrame
    problems: tuple[CorrectionProblem, ...]


def parse_corrections(csv_text: str) -> Corrections:
    r"""Return the corrections of a CSV file with a header; a line that cannot be used is a problem and is left out.

    `surface` are the words as spoken, `entity` the name of what they name or `not an entity`; `show` and `episode`
    (title or identity) bound where it holds, `kind` says what a new entity is.

    >>> parse_corrections("surface,show,episode,entity,kind\nThe Bear,,,Debear,product\n").rows.rows()
    [('The Bear', None, None, 'Debear', 'product', 2)]
    """
    rows: list[dict[str, str | int | None]] = []
    problems: list[CorrectionProblem] = []
    for line, written in _lines(csv_text):
        if isinstance(written, CorrectionProblem):
            problems.append(written)
            continue
        row = {name: fold_text(written.get(name) or "") or None for name in _COLUMNS}
        if (problem := _problem(row, line)) is not None:
            problems.append(problem)
        else:
            rows.append({**row, "line": line})
    return Corrections(pl.DataFrame(rows, schema=_SCHEMA), tuple(problems))


def unplaced(corrections: pl.DataFrame, episodes: pl.DataFrame, shows: pl.DataFrame) -> list[CorrectionProblem]:
    """Return the corrections for an episode or a show that is not among all there are (as in `place_corrections`)."""
    known = {
        "episode": {*episodes["episode_id"], *map(match_key, episodes["title"].drop_nulls())},
        "show": {*shows["show_id"], *map(match_key, shows["title"].drop_nulls())},
    }
    problems = []
    for row in corrections.iter_rows(named=True):
        column = "episode" if row["episode"] is not None else "show"
        where = row[column]
        if where is not None and where not in known[column] and match_key(where) not in known[column]:
            problems.append(CorrectionProblem(row["line"], column, where[:_EXCERPT], f"there is no such {column}"))
    return problems


def _lines(csv_text: str) -> Iterator[tuple[int, dict[str, str] | CorrectionProblem]]:
    """Yield the fields of each line by column, or what is wrong with it."""
    header: list[str] | None = None
    for line, row in csv_rows(io.StringIO(csv_text.removeprefix("\ufeff"), newline="")):
        if isinstance(row, csv.Error):
            yield line, CorrectionProblem(line, "", "", str(row))
            continue
        excerpt = ",".join(row)[:_EXCERPT]
        if header is None:
            header = [name.strip().casefold() for name in row]
            if problem := _header_problem(header):
                yield line, CorrectionProblem(line, "", excerpt, problem)
                return
        elif len(row) > len(header):
            yield line, CorrectionProblem(line, "", excerpt, "more fields than the header has")
        elif any(row):
            yield line, dict(zip(header, row, strict=False))


def _header_problem(header: list[str]) -> str:
    missing = sorted({"surface", "entity"} - set(header))
    unknown = sorted(set(header) - set(_COLUMNS))
    if missing:
        return f"no column {', '.join(missing)}"
    return f"there is no column {unknown[0]}, only {', '.join(_COLUMNS)}" if unknown else ""


def _problem(row: dict[str, str | None], line: int) -> CorrectionProblem | None:
    excerpt = ",".join(value or "" for value in row.values())[:_EXCERPT]
    for column in ("surface", "entity"):
        if row[column] is None:
            return CorrectionProblem(line, column, excerpt, f"{column} is missing")
    if row["kind"] is not None and row["kind"] not in ENTITY_KINDS:
        return CorrectionProblem(line, "kind", excerpt, f"{row['kind']} is none of {', '.join(ENTITY_KINDS)}")
    return None


def place_corrections(corrections: pl.DataFrame, episodes: pl.DataFrame, shows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per correction and episode it holds in: episode_id, surface, entity, kind.

    `episodes` (episode_id, title, show_id) are those asked about, `shows` (show_id, title) all. Titles meet without
    case, accents and punctuation. Of corrections of the same words the narrowest holds: the episode's, the show's, the
    general.
    """
    titles = shows.select("show_id", show_key=_key("title"))
    known = episodes.join(titles, on="show_id", how="left").with_columns(episode_key=_key("title"))
    keyed = corrections.with_columns(show_key=_key("show"), episode_key=_key("episode"), words=_key("surface"))
    parts = [
        keyed.filter(pl.col("episode").is_not_null()).join(known, on="episode_key"),
        keyed.filter(pl.col("episode").is_not_null()).join(
            known, left_on="episode", right_on="episode_id", coalesce=False
        ),
        keyed.filter(pl.col("episode").is_null() & pl.col("show").is_not_null()).join(known, on="show_key"),
        keyed.filter(pl.col("episode").is_null() & pl.col("show").is_not_null()).join(
            known, left_on="show", right_on="show_id"
        ),
        keyed.filter(pl.col("episode").is_null() & pl.col("show").is_null()).join(known, how="cross"),
    ]
    columns = ("episode_id", "surface", "entity", "kind", "words")
    placed = pl.concat([part.select(columns).with_columns(width=pl.lit(width)) for width, part in enumerate(parts)])
    narrowest = placed.sort("width", maintain_order=True).unique(
        ["episode_id", "words"], keep="first", maintain_order=True
    )
    return narrowest.select(columns[:-1])


def drop_corrected(rows: pl.DataFrame, corrections: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return the rows of the search without those whose words a correction gives to something else, or to nothing.

    `corrections` has episode (its number), surface and entity.
    """
    if corrections.is_empty():
        return rows
    said = letters_of(reading.spell(rows["first"].to_numpy(), rows["last"].to_numpy()))
    named = rows.with_columns(words=said, own=letters_of(rows["name"]))
    ruled = corrections.select(
        "episode",
        words=letters_of(corrections["surface"]),
        right=letters_of(corrections["entity"]),
    ).unique(["episode", "words"], keep="first")
    both = named.join(ruled, on=["episode", "words"], how="left", maintain_order="left")
    return both.filter(pl.col("right").is_null() | (pl.col("right") == pl.col("own"))).select(rows.columns)


def _key(name: str) -> pl.Expr:
    return pl.col(name).map_elements(match_key, return_dtype=pl.String)
