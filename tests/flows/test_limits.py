"""Limits as people set them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from flows.limits import LimitsError, describe_limits, parse_number, read_limits, read_models
from transforms.document import Limits


def test_every_limit_is_described_with_its_default() -> None:
    described = describe_limits()
    assert [name for name, *_ in described] == [field.name for field in fields(Limits)]
    assert ("bytes", "largest document", "256M") in described


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("500", 500),
        ("64M", 67108864),
        ("64MB", 67108864),
        ("64 MiB".replace(" ", ""), 67108864),
        ("0.5", 0.5),
        ("1.5g", 1610612736),
    ],
)
def test_numbers_may_have_units(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "many", "-1", "1,000", "64 M", "64T", "1e9", "9" * 5 + "."])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number like"):
        parse_number(text)


def test_options_win_over_the_file(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[limits]\nbytes = "64M"\nseconds = 10\n')
    assert read_limits(settings, {"seconds": 2.5, "labels": None}) == {"bytes": 67108864, "seconds": 2.5}
    assert Limits(**read_limits(settings, {})).bytes == 67108864  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[limits", "is not TOML"),
        ("[limit]\nbytes = 1", "there is no setting limit"),
        ("[limits]\nbites = 1", "there is no limit bites; there are bytes, depth"),
        ('[limits]\nbytes = "lots"', "bytes: 'lots' is not a number"),
        ("[limits]\nbytes = 0", "the limit bytes must be more than 0"),
        ("limits = 3", "the table [limits]"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_it(tmp_path: Path, text: str, said: str) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(text)
    with pytest.raises(LimitsError) as caught:
        read_limits(settings, {})
    assert said in str(caught.value)


def test_models_are_those_of_the_options_or_else_of_the_file(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('models = ["spacy:en_core_web_sm"]\n[limits]\nbytes = "64M"\n')
    assert read_models(None, []) == []
    assert read_models(settings, []) == ["spacy:en_core_web_sm"]
    assert read_models(settings, ["gliner:model"]) == ["gliner:model"]
    assert read_limits(settings, {}) == {"bytes": 67108864}
    settings.write_text('models = "spacy:en_core_web_sm"\n')
    with pytest.raises(LimitsError, match="models is not a list of texts"):
        read_models(settings, [])
