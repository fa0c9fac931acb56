"""Tables for terminals: they fit, and nothing in the data can steer the terminal."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.text_table import plain, text_width, write_table


def table(names: Sequence[str], rows: Sequence[tuple[Any, ...]], width: int | None = None) -> list[str]:
    out = io.StringIO()
    write_table(names, ["VARCHAR"] * len(names), rows, out, width)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("title\x07\x9b", "title��"),
        ("one\r\ntwo\rthree\nfour", "one↵two↵three↵four"),
        ("a\u202eb\u2066c", "a�b�c"),
        ("nb\u00a0sp\ttab", "nb sp tab"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("שלום\u200f", "שלום\u200f"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    made = plain(text)
    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} for char in made)
    assert plain(made) == made


@given(
    st.lists(st.tuples(st.text(max_size=90), st.integers(), st.one_of(st.none(), st.text())), max_size=5),
    st.integers(12, 100),
)
def test_every_line_fits(rows: list[tuple[Any, ...]], width: int) -> None:
    for line in table(["name\x1b", "n", "words"], rows, width):
        assert text_width(line) <= max(width, 5 + 2 + 12)
        assert plain(line) == line


def test_the_widest_columns_are_cut_first() -> None:
    lines = table(["who", "text"], [("Ann", "a" * 100), ("Bob", "short")], 40)
    assert lines == [
        "who  text",
        "───  " + "─" * 35,
        "Ann  " + "a" * 34 + "…",
        "Bob  short",
        "(2 rows)",
    ]  # fmt: skip


def test_wide_characters_are_cut_to_columns() -> None:
    assert table(["t"], [("日本語の番組です。ようこそ",)], 13)[2] == "日本語の番組…"


def test_too_many_columns_become_records() -> None:
    names = [f"column_{number}" for number in range(9)]
    lines = table(names, [tuple("a rather long value" for _ in names)] * 2, 40)
    assert lines[0] == "── 1 " + "─" * 35
    assert lines[1] == "column_0  a rather long value"
    assert lines[10] == "── 2 " + "─" * 35
    assert lines[-1] == "(2 rows)"


def test_without_a_width_nothing_is_cut() -> None:
    assert table(["t"], [("a" * 500,)])[2] == "a" * 500


def test_no_columns_no_table() -> None:
    assert table([], []) == []


def test_a_wide_cell_after_the_measured_ones_stands_out_but_is_whole() -> None:
    lines = table(["t"], [("x",)] * 1000 + [("wide " * 5,)])
    assert lines[-2] == "wide wide wide wide wide"
