"""Corrections that people make: these words are that entity, or none, in one episode, one show or everywhere."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.fold import fold_text, match_key
from transforms.mentions.likeness import letters_of
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    from transforms.mentions.reading import Reading

NOT_AN_ENTITY = "not an entity"
_COLUMNS = ("surface", "show", "episode", "entity", "kind")
_SCHEMA = dict.fromkeys(_COLUMNS, pl.String)


class Corrections(NamedTuple):
    """Corrections read: surface, show, episode, entity, kind (null where not given), and what was wrong, by line."""

    rows: pl.DataFrame
    problems: tuple[str, ...]


def parse_corrections(csv_text: str) -> Corrections:
    r"""Return the corrections of a CSV file with a header; a line that cannot be used is a problem and is left out.

    `surface` are the words as spoken, `entity` the name of what they name or `not an entity`; `show` and `episode`
    (title or identity) bound where it holds, `kind` says what a new entity is.

    >>> parse_corrections("surface,show,episode,entity,kind\nThe Bear,,,Debear,product\n").rows.rows()
    [('The Bear', None, None, 'Debear', 'product')]
    """
    rows: list[dict[str, str | None]] = []
    problems: list[str] = []
    reader = csv.DictReader(io.StringIO(csv_text.removeprefix("\ufeff"), newline=""))
    missing = {"surface", "entity"} - set(reader.fieldnames or ())
    if missing:
        return Corrections(pl.DataFrame(schema=_SCHEMA), (f"line 1: no column {', '.join(sorted(missing))}",))
    try:
        for raw in reader:
            row = {name: fold_text(raw.get(name) or "") or None for name in _COLUMNS}
            if not row["surface"] or not row["entity"]:
                problems.append(f"line {reader.line_num}: surface or entity is missing")
            elif row["kind"] is not None and row["kind"] not in ENTITY_KINDS:
                problems.append(f"line {reader.line_num}: {row['kind']!r} is not a kind")
            else:
                rows.append(row)
    except csv.Error as error:
        problems.append(f"line {reader.line_num}: {error}")
    return Corrections(pl.DataFrame(rows, schema=_SCHEMA), tuple(problems))


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
