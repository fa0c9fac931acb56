"""The buffering cursor: it keeps its rows when the connection is used again, and hides no error."""

from __future__ import annotations

import duckdb
import pytest

from expectations.buffered import BufferedConnection


def test_rows_outlive_the_next_statement_and_a_rollback() -> None:
    connection = BufferedConnection(duckdb.connect())
    connection.begin()
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM range(5) AS r (n)")
    connection.cursor().execute("SELECT 'other'")
    connection.rollback()
    assert cursor.description is not None
    assert cursor.description[0][0] == "n"
    assert cursor.fetchone() == (0,)
    assert cursor.fetchmany(2) == [(1,), (2,)]
    assert cursor.fetchall() == [(3,), (4,)]
    assert (cursor.fetchone(), cursor.fetchmany(3), cursor.fetchall()) == (None, [], [])


def test_an_error_is_raised_by_execute() -> None:
    cursor = BufferedConnection(duckdb.connect()).cursor()
    with pytest.raises(duckdb.ConversionException):
        cursor.execute("SELECT 'x'::INTEGER FROM range(3)")
