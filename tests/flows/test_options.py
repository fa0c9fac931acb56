"""Options of the command line that cannot be what is given."""

from __future__ import annotations

import pytest

from flows.cli import main


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--workers", "0", "'0' is not a whole number from 1 on"),
        ("--workers", "many", "'many' is not a whole number from 1 on"),
        ("--max-bytes", "lots", "'lots' is not a number like 500, 64M or 1.5G"),
    ],
)
def test_an_option_that_cannot_be_says_what_can(
    capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["run", ".", option, value])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
