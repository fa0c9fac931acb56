"""The lexicon: the lists that ship, those of the user in the data folder, and the user's corrections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv

from transforms.contract import conform
from transforms.decode import decode
from transforms.lexicon_schema import (
    COMMON_WORDS,
    ENTITY_CUES,
    ENTITY_LIST,
    GIVEN_NAMES,
    HONORIFICS,
    OCCUPATIONS,
    SURNAMES,
)
from transforms.lexicon_table import parse_entities, parse_words
from transforms.mentions.corrections import Corrections, parse_corrections
from transforms.mentions.knowledge import Knowledge, build_knowledge
from transforms.mentions.vocabulary import Vocabulary, WordLists, build_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from transforms.contract import Table
    from transforms.lexicon_table import EntityList
    from warehouse.folder import DataFolder

_LISTS = (COMMON_WORDS, GIVEN_NAMES, SURNAMES, HONORIFICS, OCCUPATIONS, ENTITY_CUES)


@dataclass(frozen=True, slots=True)
class UserFile:
    """A file of the user as it was when it was looked at: another time or size is another file."""

    path: Path
    changed_ns: int
    size_bytes: int


def knowledge(folder: DataFolder) -> Knowledge:
    """Return what the lexicon that ships and the user's lists amount to; of the same name the user's row counts."""
    return _knowledge(tuple(user_files(folder)))


def user_files(folder: DataFolder) -> list[UserFile]:
    """Return the user's lexicon files, by name."""
    return [_looked_at(path) for path in sorted(folder.lexicon.glob("*.csv"))]


def read_user_file(file: UserFile) -> EntityList:
    """Return the entities of a user's lexicon file, and what is wrong in it."""
    return parse_entities(_text(file.path), file.path.name)


def read_corrections(folder: DataFolder) -> Corrections:
    """Return the user's corrections; without a file, none."""
    path = folder.corrections
    return parse_corrections(_text(path) if path.exists() else "surface,entity\n")


@cache
def vocabulary() -> Vocabulary:
    """Return what the word lists amount to."""
    return build_vocabulary(word_lists())


@cache
def shipped_entities() -> tuple[pa.Table, ...]:
    """Return the entity lists that ship, one a file."""
    files = resources.files("transforms").joinpath("lexicon", "entities").iterdir()
    return tuple(_read_shipped(file.name, file.read_bytes()) for file in sorted(files, key=lambda file: file.name))


@lru_cache(maxsize=2)
def _knowledge(files: tuple[UserFile, ...]) -> Knowledge:
    own = [read_user_file(file).table for file in files]
    return build_knowledge([*shipped_entities(), *own], vocabulary())


def _text(path: Path) -> str:
    """Return the text of a file of the user's, in whatever encoding; none for what is no text, which has no header."""
    return decode(path.read_bytes()).text


def _looked_at(path: Path) -> UserFile:
    state = path.stat()
    return UserFile(path, state.st_mtime_ns, state.st_size)


@cache
def word_lists() -> WordLists:
    """Return the word lists that mentions are told by."""
    return WordLists(*(word_list(table) for table in _LISTS))


def word_list(table: Table) -> pa.Table:
    """Return a word list of the lexicon (one of `lexicon_schema.WORD_LISTS`)."""
    path = resources.files("transforms").joinpath("lexicon", f"{table.name}.csv")
    return parse_words(path.read_text(encoding="utf-8"), table)


def _read_shipped(name: str, content: bytes) -> pa.Table:
    """Return a list of ours as a table; its form is checked by tests, so that it can be read in columns."""
    strings = arrow_csv.ConvertOptions(column_types=dict.fromkeys(_header(content), pa.string()))
    rows = pl.DataFrame(arrow_csv.read_csv(pa.BufferReader(content), convert_options=strings))
    split = [
        pl.when(pl.col(column) == "")
        .then(pl.lit([], dtype=pl.List(pl.String)))
        .otherwise(pl.col(column).str.split("|"))
        .alias(column)
        for column in ("aliases", "ambiguous")
    ]  # fmt: skip
    empty = [pl.when(pl.col(column) != "").then(column) for column in ("homepage", "wikidata_id", "description")]
    line = pl.int_range(2, pl.len() + 2, dtype=pl.Int32)
    table = rows.with_columns(*split, *empty, source=pl.lit(name), line=line)
    return conform(ENTITY_LIST, table.select(ENTITY_LIST.names()).to_arrow())


def _header(content: bytes) -> list[str]:
    return content.split(b"\n", 1)[0].decode().strip().split(",")
