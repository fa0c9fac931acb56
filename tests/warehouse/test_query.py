"""Queries: right values in every form, nothing changed, errors that people can read, and nothing heavy imported."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from warehouse.connect import WarehouseMissingError
from warehouse.folder import DataFolder
from warehouse.query import Format, QueryError, format_result, run_sql

VALUES = """SELECT 315.500::DECIMAL(12, 3) AS number, 'nan'::DOUBLE AS nan, '-inf'::DOUBLE AS minus, 0.1 + 0.2 AS real,
    DATE '2024-01-31' AS day, TIMESTAMPTZ '2024-01-31 12:30:00+02' AS instant, TIME '10:00' AS clock,
    TIMESTAMP '2024-01-31 01:02:03.5' AS local, ['Ann', NULL] AS names, MAP {'pull': 0.5} AS seconds,
    {'a': 1, 'b': [DATE '2024-01-01']} AS nested, true AS flag, NULL AS nothing, 'é"\n' AS text,
    '\\x41\\xFF'::BLOB AS bytes, 170141183460469231731687303715884105727::HUGEINT AS huge, 'h' AS text"""


def written(folder: DataFolder, sql: str, form: Format, width: int | None = None) -> str:
    out = io.StringIO()
    with run_sql(folder.warehouse, sql) as answer:
        format_result(answer, form, out, width)
    return out.getvalue()


def test_json_says_what_values_are(published: DataFolder) -> None:
    assert json.loads(written(published, VALUES, "json")) == [{
        "number": 315.5, "nan": None, "minus": None, "real": 0.3, "day": "2024-01-31",
        "instant": "2024-01-31T10:30:00Z", "clock": "10:00:00", "local": "2024-01-31T01:02:03.500000",
        "names": ["Ann", None], "seconds": {"pull": 0.5}, "nested": {"a": 1, "b": ["2024-01-01"]}, "flag": True,
        "nothing": None, "text": 'é"\n', "bytes": "41ff", "huge": 2**127 - 1, "text_2": "h",
    }]  # fmt: skip


def test_json_is_an_array_with_a_line_a_row(published: DataFolder) -> None:
    assert written(published, "SELECT n FROM range(2) AS r (n)", "json") == '[\n{"n": 0},\n{"n": 1}\n]\n'
    assert written(published, "SELECT 1 AS n WHERE false", "json") == "[]\n"


def test_csv_can_be_read_back(published: DataFolder) -> None:
    (head, row) = csv.reader(io.StringIO(written(published, VALUES, "csv"), newline=""))
    assert dict(zip(head, row, strict=True)) == {
        "number": "315.5", "nan": "nan", "minus": "-inf", "real": "0.3", "day": "2024-01-31",
        "instant": "2024-01-31T10:30:00Z", "clock": "10:00:00", "local": "2024-01-31T01:02:03.500000",
        "names": '["Ann", null]', "seconds": '{"pull": 0.5}', "nested": '{"a": 1, "b": ["2024-01-01"]}',
        "flag": "true", "nothing": "", "text": 'é"\n', "bytes": "41ff", "huge": str(2**127 - 1), "text_2": "h",
    }  # fmt: skip


def test_parquet_keeps_types(published: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    query = "SELECT episode_number, published_date, n FROM episodes, range(5000) AS r (n) ORDER BY 2, 3"
    with path.open("w", encoding="utf-8") as out, run_sql(published.warehouse, query) as answer:
        format_result(answer, "parquet", out)
    types = duckdb.sql(f"DESCRIBE FROM '{path}'").fetchall()
    assert [kind for _, kind, *_ in types] == ["DECIMAL(12,3)", "DATE", "BIGINT"]
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchone() == (20000,)


def test_parquet_is_not_written_to_a_terminal(published: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True)
    with run_sql(published.warehouse, "FROM shows") as answer, pytest.raises(ValueError, match="not for terminals"):
        format_result(answer, "parquet", out)


def test_a_table_is_aligned(published: DataFolder) -> None:
    columns = "title, episode_number AS number, published_date AS day, word_count / 7 AS part"
    expected = """\
        title        number  day             part
        ───────────  ──────  ──────────  ────────
        Of Tides          1  2024-01-10   4.14286
        Fog, Slowly     2.5  2024-02-07   1.42857
        First Rungs       1  2024-02-20  0.857143
        Notes Only        2  NULL               0
        (4 rows)
        """
    assert written(published, f"SELECT {columns} FROM episodes ORDER BY day", "table") == textwrap.dedent(expected)


def test_many_rows_come_in_batches(published: DataFolder) -> None:
    lines = written(published, "SELECT n FROM range(10000) AS r (n)", "table").splitlines()
    assert lines[2:4] == ["  0", "  1"]
    assert lines[-2:] == ["9999", "(10,000 rows)"]


def test_only_the_last_of_several_statements_answers(published: DataFolder) -> None:
    assert written(published, "SET threads = 1; SELECT 1 AS one; SELECT 2 AS two", "csv") == "two\r\n2\r\n"


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELEC 1", "syntax error"),
        ("FROM nowhere", "nowhere does not exist"),
        ("DELETE FROM shows", "read-only mode"),
        ("CREATE TABLE x (n INTEGER)", "read-only mode"),
        ("SELECT 'x'::INTEGER", "Could not convert string 'x'"),
    ],
)
def test_what_cannot_be_done_is_an_error_in_words(published: DataFolder, sql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        written(published, sql, "csv")


def test_a_warehouse_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError, match="castledger run SOURCE"):
        run_sql(DataFolder(tmp_path).warehouse, "SELECT 1")


def test_an_answer_imports_nothing_heavy(published: DataFolder) -> None:
    code = (
        "import sys; from pathlib import Path; from warehouse.query import run_sql, format_result\n"
        "with run_sql(Path(sys.argv[1]), 'FROM episodes') as answer: format_result(answer, 'table', sys.stdout, 80)\n"
        "assert not {'pyarrow', 'polars', 'numpy', 'pandas', 'prefect', 'sqlalchemy'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code, str(published.warehouse)], check=True, stdout=subprocess.DEVNULL)
