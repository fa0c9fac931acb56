"""The audit of times: order, restarts, implausible sizes, wrong units."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import assert_within
from transforms.parsed import Parsed, Speech
from transforms.time_audit import audit_times

HOUR = 3_600_000


def audited(
    starts: list[int | None], ends: list[int | None] | None = None, text: str = "so it goes on and on"
) -> dict[str, int]:
    count = len(starts)
    speech = Speech(text=[text] * count, start_ms=starts, end_ms=ends or [])
    parsed = Parsed("test")
    audit_times(parsed, speech)
    return {note.reason: note.count for note in parsed.warnings}


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        pytest.param([], None, {}, id="no times at all"),
        pytest.param([None, None], [None, None], {}, id="unknown times are no fault"),
        pytest.param([0, 2_000, 2_000, 9_000], [2_000, 4_000, 3_000, 10_000], {}, id="in order"),
        pytest.param([5_000, 0, 5_000], [6_000, 1_000, 6_000], {"time_order": 1}, id="one step back"),
        pytest.param([5_000, None, 4_000], None, {"time_order": 1}, id="a step back across an unknown time"),
        pytest.param([0, 5_000], [1_000, 4_000], {"time_order": 1}, id="an end before its start"),
        pytest.param([0, 5_000], [0, 5_000], {}, id="no length is in order"),
        pytest.param([0, 3_000_000, 0, 60_000], None, {"time_restart": 1}, id="two parts joined"),
        pytest.param([0, 3_000_000, 0, 3_001_000], None, {"time_order": 1}, id="one stray time is no restart"),
        pytest.param([0, 3_000_000, 1_500_000, 1_600_000], None, {"time_order": 1}, id="back to the middle"),
        pytest.param([0, 100 * HOUR], [1_000, 100 * HOUR + 1_000], {"time_implausible": 1}, id="a hundred hours"),
        pytest.param([0], [999 * HOUR], {"time_implausible": 1}, id="an end at 999 hours"),
        pytest.param([0, 3], [2, 5], {"time_unit_suspected": 2}, id="seconds taken for milliseconds"),
        pytest.param([0, 10**7], [10**7, 2 * 10**7], {"time_unit_suspected": 2}, id="milliseconds taken for seconds"),
    ],
)
def test_what_is_said_of_times(
    starts: list[int | None], ends: list[int | None] | None, expected: dict[str, int]
) -> None:
    assert audited(starts, ends) == expected


def test_the_place_and_the_values_are_told() -> None:
    parsed = Parsed("test")
    audit_times(parsed, Speech(text=["a", "b", "c"], start_ms=[0, 9_000, 8_000], end_ms=[None] * 3))
    (note,) = parsed.warnings
    assert (note.locator, note.detail) == ("segment 2", "8000 ms after 9000 ms")


times = st.lists(st.none() | st.integers(-(2**62), 2**62), max_size=30)


@given(times)
def test_any_times_are_audited_and_left_as_they_are(starts: list[int | None]) -> None:
    ends = list(reversed(starts))
    speech = Speech(text=["words"] * len(starts), start_ms=list(starts), end_ms=list(ends))
    audit_times(Parsed("test"), speech)
    assert (speech.start_ms, speech.end_ms) == (starts, ends)


@given(times)
def test_backward_steps_are_counted_once_each(starts: list[int | None]) -> None:
    known = [start for start in starts if start is not None]
    steps = sum(after < before for before, after in pairwise(known))
    found = audited(starts)
    assert found.get("time_order", 0) + found.get("time_restart", 0) == steps


def test_a_million_times_take_no_second() -> None:
    starts: list[int | None] = list(range(0, 2_000_000_000, 2_000))

    def audit() -> None:
        assert "time_order" not in audited(starts)

    assert_within(1.0, audit)
