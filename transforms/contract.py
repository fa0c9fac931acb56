"""The words the schema is written in: columns, checks and tables that describe themselves and judge values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Severity = Literal["critical", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Between:
    """Numbers lie between `low` and `high`, both included; None leaves that side open."""

    low: float | None = None
    high: float | None = None
    severity: Severity = "critical"

    def describe(self) -> str:
        """Return the rule in words."""
        if self.high is None:
            return f"at least {self.low:g}"
        if self.low is None:
            return f"at most {self.high:g}"
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """Values come from a closed list."""

    values: tuple[str, ...]
    severity: Severity = "critical"

    def describe(self) -> str:
        """Return the rule in words."""
        return "one of " + ", ".join(f"`{value}`" for value in self.values)


@dataclass(frozen=True, slots=True)
class Matches:
    """Texts match a regular expression from end to end (anchored, RE2 syntax)."""

    pattern: str
    words: str
    severity: Severity = "critical"

    def describe(self) -> str:
        """Return the rule in words."""
        return self.words


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """Texts have at least one character."""

    severity: Severity = "critical"

    def describe(self) -> str:
        """Return the rule in words."""
        return "not empty"


Check = Between | OneOf | Matches | NotEmpty


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Arrow type, what it means, its unit, and what its values must satisfy."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True
    unit: str | None = None
    checks: tuple[Check, ...] = ()

    def arrow(self) -> pa.Field:
        """Return the Arrow field, with description and unit as metadata."""
        metadata = {"description": self.description} | ({"unit": self.unit} if self.unit else {})
        return pa.field(self.name, self.type, nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Reference:
    """Each non-null value of `columns` is a key of `table`."""

    columns: tuple[str, ...]
    table: str
    to_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A statement about rows: `violation` is a SQL condition that is true for a row that breaks it."""

    name: str
    violation: str
    description: str
    severity: Severity = "critical"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, its key, what it refers to and the rules between columns."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    rules: tuple[Rule, ...] = ()
    sort: tuple[str, ...] = field(default=())

    def arrow(self) -> pa.Schema:
        """Return the Arrow schema, with the grain as metadata."""
        return pa.schema([column.arrow() for column in self.columns], metadata={"description": self.grain})

    def names(self) -> tuple[str, ...]:
        """Return the column names in order."""
        return tuple(column.name for column in self.columns)

    def order(self) -> tuple[str, ...]:
        """Return the columns that rows are stored by: `sort`, or the key."""
        return self.sort or self.key


def derive(table: Table, name: str, grain: str, *, drop: Iterable[str] = (), add: Sequence[Column] = (),
           key: tuple[str, ...]) -> Table:  # fmt: skip
    """Return a table with the columns of another, some dropped and some put before them."""
    gone = set(drop)
    kept = tuple(column for column in table.columns if column.name not in gone)
    return Table(name, grain, (*add, *kept), key)


def conform(table: Table, data: pa.Table | Mapping[str, Any]) -> pa.Table:
    """Return `data` with exactly the columns, order, types and metadata of `table`.

    `data` is an Arrow table or a mapping of column name to values. Columns that are absent become null.
    Raises `ValueError` for an unknown column, for a null where none may be, and for values that do not
    fit the type; the message names table and column.
    """
    schema = table.arrow()
    given = {name: data.column(name) for name in data.column_names} if isinstance(data, pa.Table) else dict(data)
    if unknown := set(given) - set(schema.names):
        raise ValueError(f"table {table.name}: unknown columns {sorted(unknown)}")
    length = len(next(iter(given.values()))) if given else 0
    arrays = [_column(table.name, field, given.get(field.name), length) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _column(table: str, wanted: pa.Field, values: Any, length: int) -> pa.Array | pa.ChunkedArray:
    try:
        if values is None:
            array = pa.nulls(length, wanted.type)
        elif isinstance(values, pa.Array | pa.ChunkedArray):
            array = values if values.type == wanted.type else values.cast(wanted.type)
        else:
            array = pa.array(values, wanted.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError) as error:
        raise ValueError(f"table {table}, column {wanted.name}: {error}") from error
    if not wanted.nullable and array.null_count:
        raise ValueError(f"table {table}, column {wanted.name}: {array.null_count} nulls where none may be")
    return array
