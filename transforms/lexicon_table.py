"""Lexicon files read: CSV text to checked tables, what is wrong in them, and forms that two entities share."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv as arrow_csv

from transforms.contract import conform
from transforms.csv_rows import csv_rows
from transforms.fold import fold_text
from transforms.lexicon_schema import DROPPING, ENTITY_LIST
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.contract import Table

_COLUMNS = ("name", "kind", "aliases", "ambiguous", "homepage", "wikidata_id", "description")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_HOMEPAGE = re.compile(r"https?://[^\s/]+\.[^\s]+", re.I)
_EXCERPT = 80
# C++ and C# differ from C, and voiced kana from unvoiced ones, by these alone.
_KEPT = frozenset("+#\u3099\u309a")
_NOT_IN_KEY = re.compile(r"[^0-9a-z+#]+")


@dataclass(frozen=True, slots=True)
class LexiconProblem:
    """One thing wrong in a lexicon file: `line` counts from 1, `excerpt` is bounded."""

    reason: str
    source: str
    line: int
    column: str = ""
    excerpt: str = ""

    @property
    def is_dropped(self) -> bool:
        """Whether the row was left out because of it."""
        return self.reason in DROPPING


@dataclass(frozen=True, slots=True)
class EntityList:
    """The rows of one lexicon file that can be used (`ENTITY_LIST`), and what was wrong in it."""

    table: pa.Table
    problems: tuple[LexiconProblem, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity that has a form, and the form as it is written there."""

    name: str
    kind: str
    source: str
    form: str
    is_ambiguous: bool


@dataclass(frozen=True, slots=True)
class Collision:
    """One form of several entities."""

    key: str
    owners: tuple[Owner, ...]

    @property
    def is_declared(self) -> bool:
        """Whether each of the entities lists the form as ambiguous."""
        return all(owner.is_ambiguous for owner in self.owners)


@dataclass(slots=True)
class _Reading:
    source: str
    line: int = 0
    columns: dict[str, list[object]] = field(default_factory=lambda: {name: [] for name in ENTITY_LIST.names()})
    seen: set[tuple[str, str]] = field(default_factory=set)
    problems: list[LexiconProblem] = field(default_factory=list)

    def report(self, reason: str, column: str = "", excerpt: str = "") -> None:
        self.problems.append(LexiconProblem(reason, self.source, self.line, column, excerpt[:_EXCERPT]))


def parse_entities(csv_text: str, source: str) -> EntityList:
    r"""Return the entities of a lexicon file and its problems; nothing is raised for bad content.

    The header names the columns in any order; `name` and `kind` must be there, the others may be missing.
    Values are folded as stored text is. `source` is the file's name, kept with each row.

    >>> found = parse_entities("name,kind,aliases\nRust,product,Rust language|rustlang\n,product,\n", "own.csv")
    >>> found.table.column("aliases").to_pylist(), [problem.reason for problem in found.problems]
    ([['Rust language', 'rustlang']], ['name_missing'])
    """
    reading = _Reading(source)
    rows = _rows(csv_text, reading)
    header = [name.strip().casefold() for name in next(rows, [])]
    if not {"name", "kind"} <= set(header) or len(set(header)) < len(header):
        reading.report("header_invalid", excerpt=",".join(header))
        return EntityList(conform(ENTITY_LIST, reading.columns), tuple(reading.problems))
    for name in header:
        if name not in _COLUMNS:
            reading.report("column_unknown", name)
    for row in rows:
        if len(row) > len(header):
            reading.report("row_shape", excerpt=",".join(row))
        else:
            _take(reading, dict(zip(header, row, strict=False)))
    return EntityList(conform(ENTITY_LIST, reading.columns), tuple(reading.problems))


def parse_words(csv_text: str, table: Table) -> pa.Table:
    """Return a word list (one of `WORD_LISTS`) as a table; empty fields are null.

    Raises `ValueError` where the text does not fit the table: these lists are ours, not a user's.
    """
    options = arrow_csv.ConvertOptions(
        column_types={column.name: column.type for column in table.columns},
        include_columns=list(table.names()),
        strings_can_be_null=True,
        null_values=[""],
    )
    data = arrow_csv.read_csv(pa.BufferReader(csv_text.encode()), convert_options=options)
    return conform(table, data)


def collisions(tables: Iterable[pa.Table]) -> tuple[Collision, ...]:
    """Return the forms (names and aliases) that several entities of the tables share, in the order of their keys.

    Forms are the same when `form_key` makes them so. `tables` are those of `parse_entities`.
    """
    owners: dict[str, dict[tuple[str, str], Owner]] = defaultdict(dict)
    for row in (row for table in tables for row in table.to_pylist()):
        ambiguous = set(row["ambiguous"])
        for form in (row["name"], *row["aliases"]):
            owner = Owner(row["name"], row["kind"], row["source"], form, form in ambiguous)
            known = owners[form_key(form)].setdefault((owner.name, owner.kind), owner)
            if known.is_ambiguous and not owner.is_ambiguous:
                owners[form_key(form)][owner.name, owner.kind] = owner
    return tuple(Collision(key, tuple(held.values())) for key, held in sorted(owners.items()) if len(held) > 1)


def form_key(form: str) -> str:
    """Return a key under which forms meet that are written alike: no case, accents, spaces, punctuation but `+`, `#`.

    >>> form_key("GPT-4 o") == form_key("gpt4o"), form_key("C++") == form_key("C#")
    (True, False)
    """
    if form.isascii():
        return _NOT_IN_KEY.sub("", form.lower()) or form.lower()
    kept = (char for char in unicodedata.normalize("NFKD", form) if char.isalnum() or char in _KEPT)
    return "".join(kept).casefold() or form.casefold()


def _rows(csv_text: str, reading: _Reading) -> Iterator[list[str]]:
    for line, row in csv_rows(io.StringIO(csv_text.removeprefix("\ufeff"), newline="")):
        reading.line = line
        if isinstance(row, csv.Error):
            reading.report("csv_invalid", excerpt=str(row))
        elif any(row):
            yield row


def _take(reading: _Reading, raw: dict[str, str]) -> None:
    name, kind = _value(reading, raw, "name"), _value(reading, raw, "kind").casefold()
    if not name:
        return reading.report("name_missing", "name", "|".join(raw.values()))
    if kind not in ENTITY_KINDS:
        return reading.report("kind_unknown", "kind", kind)
    if (name, kind) in reading.seen:
        return reading.report("row_repeated", "name", name)
    reading.seen.add((name, kind))
    aliases = _values(reading, raw, "aliases", taken={name})
    ambiguous = _values(reading, raw, "ambiguous", taken=set())
    forms = {name, *aliases}
    for form in ambiguous:
        if form not in forms:
            reading.report("ambiguous_unknown", "ambiguous", form)
    row = (
        name,
        kind,
        aliases,
        [form for form in ambiguous if form in forms],
        _matching(reading, raw, "homepage", _HOMEPAGE),
        _matching(reading, raw, "wikidata_id", _WIKIDATA),
        _value(reading, raw, "description") or None,
        reading.source,
        reading.line,
    )
    for column, value in zip(ENTITY_LIST.names(), row, strict=True):
        reading.columns[column].append(value)
    return None


def _value(reading: _Reading, raw: dict[str, str], column: str) -> str:
    return _folded(reading, column, raw.get(column, ""))


def _folded(reading: _Reading, column: str, written: str) -> str:
    value = fold_text(written)
    if value != written:
        reading.report("spacing", column, written)
    return value


def _values(reading: _Reading, raw: dict[str, str], column: str, taken: set[str]) -> list[str]:
    written: Sequence[str] = raw.get(column, "").split("|") if raw.get(column) else ()
    values: list[str] = []
    for part in written:
        value = _folded(reading, column, part)
        if not value:
            reading.report("value_empty", column, raw[column])
        elif value in taken:
            reading.report("alias_repeated", column, value)
        else:
            taken.add(value)
            values.append(value)
    return values


def _matching(reading: _Reading, raw: dict[str, str], column: str, pattern: re.Pattern[str]) -> str | None:
    value = _value(reading, raw, column)
    if not value or pattern.fullmatch(value):
        return value or None
    reading.report(f"{column.removesuffix('_id')}_invalid", column, value)
    return None
