"""Rows that break a check of the schema become rejects; the others go in."""

from __future__ import annotations

import duckdb
import pytest

from transforms import schema
from warehouse.ddl import create_tables
from warehouse.fill import fill


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("SET VARIABLE run_id = 'now'")
    create_tables(con)
    return con


def link(index: int, url: str | None = "https://example.org", start: int = 0) -> str:
    written = "NULL" if url is None else f"'{url}'"
    return (
        f"SELECT '{'a' * 16}' AS episode_id, {index}::INTEGER AS link_index, {written}::VARCHAR AS url, "
        f"NULL::VARCHAR AS label, '{'b' * 16}' AS document_id, {start}::BIGINT AS doc_start, 9::BIGINT AS doc_end"
    )


def test_good_rows_go_in_sorted(con: duckdb.DuckDBPyConnection) -> None:
    fill(con, schema.LINKS, f"{link(1)} UNION ALL {link(0)}")
    assert con.execute("SELECT link_index FROM links").fetchall() == [(0,), (1,)]
    assert con.execute("SELECT count(*) FROM rejects").fetchone() == (0,)


def test_broken_rows_become_rejects_with_check_column_key_and_excerpt(con: duckdb.DuckDBPyConnection) -> None:
    fill(con, schema.LINKS, " UNION ALL ".join((link(0), link(1, None), link(2, ""), link(3, start=-4))))
    assert con.execute("SELECT link_index FROM links").fetchall() == [(0,)]
    rejects = con.execute(
        "SELECT document_id, stage, reason, column_name, detail, run_id FROM rejects ORDER BY detail"
    ).fetchall()
    place = ("b" * 16, "check", "row_check_failed")
    assert rejects == [
        (*place, "doc_start", "doc_start_in_range", "now"),
        (*place, "url", "url_not_empty", "now"),
        (*place, "url", "url_not_null", "now"),
    ]
    locators = {row[0] for row in con.execute("SELECT locator FROM rejects").fetchall()}
    assert f'links {{"episode_id":"{"a" * 16}","link_index":3}}' in locators
    assert all(0 < row[0] <= 120 for row in con.execute("SELECT length(excerpt) FROM rejects").fetchall())
