"""The dictionary: it mentions everything that there is, says what each value means, and is not stale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.contract import OneOf
from transforms.meanings import MEANINGS
from transforms.schema import TABLES
from warehouse import dictionary
from warehouse.models import macros, marts


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    parts = re.split(r"^### (\w+)\n", dictionary.dictionary(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@given(st.sampled_from([(table, column) for table in TABLES for column in table.columns]))
def test_every_column_is_there_with_its_meaning_and_unit(sections: dict[str, str], pair: tuple) -> None:  # type: ignore[type-arg]
    table, column = pair
    (line,) = [line for line in sections[table.name].splitlines() if line.startswith(f"| `{column.name}` |")]
    assert column.description in line
    assert f"| {column.unit or ''} |" in line
    assert ("not NULL" in line) is not column.nullable


def test_every_key_reference_and_rule_is_there(sections: dict[str, str]) -> None:
    for table in TABLES:
        text = sections[table.name]
        assert table.grain in text
        assert all(f"`{name}`" in text for name in table.key)
        assert all(f"[{reference.table}](#{reference.table})" in text for reference in table.references)
        assert all(f"- `{rule.name}`" in text and rule.description in text for rule in table.rules)


def test_every_value_of_a_closed_list_has_a_meaning(sections: dict[str, str]) -> None:
    listed = {
        f"{table.name}.{column.name}": set(check.values)
        for table in TABLES for column in table.columns for check in column.checks if isinstance(check, OneOf)
    }  # fmt: skip
    assert {name: set(meanings) for name, meanings in MEANINGS.items()} == listed
    for value, meaning in MEANINGS["mentions.match_method"].items():
        assert f"| `{value}` | {meaning} |" in sections["mentions"]
    assert "Values of `kind`: as in [segments](#segments)." in sections["alternate_segments"]


def test_every_mart_and_macro_is_there(sections: dict[str, str]) -> None:
    for mart in marts():
        assert mart.grain in sections[mart.name]
        assert all(f"| `{name}` |" in sections[mart.name] for name in mart.notes)
    for macro in macros():
        assert f"`{macro.name}({macro.parameters})`: {macro.description}" in sections[macro.name]
        assert macro.example in sections[macro.name]


def test_cells_do_not_break_the_table(sections: dict[str, str]) -> None:
    for line in sections["segments"].splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) in {3, 6}


def test_the_file_is_not_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert dictionary.main(["--check"]) == 0, capsys.readouterr().err


def test_a_stale_file_fails_with_a_difference_until_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "DICTIONARY.md"
    monkeypatch.setattr(dictionary, "PATH", path)
    assert dictionary.main(["--check"]) == 1
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("One row per show", "One row a show"), encoding="utf-8")
    capsys.readouterr()
    assert dictionary.main(["--check"]) == 1
    said = capsys.readouterr().err
    assert "-One row a show (podcast)." in said
    assert "+One row per show (podcast)." in said
    assert "run python -m warehouse.dictionary" in said


def test_an_unknown_argument_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dictionary.main(["--chekc"]) == 2
    assert "--chekc" in capsys.readouterr().err
