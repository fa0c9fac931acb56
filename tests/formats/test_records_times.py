"""Times in JSON: every form, what is no time, and seconds told from milliseconds."""

from __future__ import annotations

import math
from typing import Any

import pytest

from transforms.formats.records.times import MILLISECONDS, SAMPLES_16_KHZ, SECONDS, TICKS, Unit, choose_unit, read_times


@pytest.mark.parametrize(
    ("value", "ms"),
    [
        (1.25, 1250), (3, 3000), ("0.04", 40), ("1.200s", 1200), ("18s", 18_000), ("00:00:01,480", 1480),
        ("1:02:03.5", 3_723_500), ("PT1M0.08S", 60_080), ("PT2H", 7_200_000), ({"seconds": "3", "nanos": 5e8}, 3500),
        ({"seconds": 2}, 2000), (" 7 ", 7000),
    ],
)  # fmt: skip
def test_every_form_of_a_time_is_read(value: Any, ms: int) -> None:
    times = read_times([value])
    assert times.in_ms(SECONDS).tolist() == [ms]
    assert not times.is_invalid.any()


@pytest.mark.parametrize("value", [None, "", "  "])
def test_nothing_is_unknown_and_not_invalid(value: Any) -> None:
    times = read_times([value])
    assert math.isnan(times.in_ms(SECONDS)[0])
    assert not times.is_invalid.any()


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -1, -0.5, 1e308, True, [], {}, {"start": 1}, "soon", "12:75", "-1s", "9" * 50, "PT", 1 << 60],
)
def test_what_is_no_time_is_invalid(value: Any) -> None:
    times = read_times([0.0, value])
    assert math.isnan(times.in_ms(SECONDS)[1])
    assert times.is_invalid.tolist() == [False, True]


def unit(
    starts: list[float], ends: list[float], letters: int, stated: float | None, length: float | None = None
) -> Unit:
    return choose_unit((read_times(starts), read_times(ends)), letters, stated, length)


def test_a_stated_unit_holds_where_it_fits() -> None:
    assert unit([0.5, 3], [3, 9], 120, SECONDS) == Unit(SECONDS)
    assert unit([500, 3000], [3000, 9000], 120, MILLISECONDS) == Unit(MILLISECONDS)
    assert unit([8_000, 48_000], [40_000, 96_000], 60, SAMPLES_16_KHZ) == Unit(SAMPLES_16_KHZ)
    assert unit([4_800_000], [25_000_000], 60, TICKS) == Unit(TICKS)


def test_a_stated_unit_that_cannot_be_gives_way_and_it_is_said() -> None:
    assert unit([0, 24_574], [24_574, 386_090], 900, SECONDS) == Unit(MILLISECONDS, is_suspected=True)
    assert unit([0.5, 3.5], [3.5, 9.0], 120, MILLISECONDS) == Unit(SECONDS, is_suspected=True)
    assert unit([0, 24_574], [24_574, 3_886_090], 2, SECONDS) == Unit(MILLISECONDS, is_suspected=True)


def test_few_words_far_apart_prove_nothing() -> None:
    assert unit([0, 600], [30, 603], 8, SECONDS) == Unit(SECONDS)
    assert unit([5], [9], 3, SECONDS) == Unit(SECONDS)


def test_without_a_stated_unit_the_words_decide() -> None:
    assert unit([0.5, 3], [3, 9], 120, None) == Unit(SECONDS)
    assert unit([8, 24_574], [24_574, 31_614], 27, None) == Unit(MILLISECONDS)
    assert unit([0], [0], 12, None) == Unit(SECONDS)
    assert unit([50_000], [], 12, None) == Unit(MILLISECONDS)


def test_a_stated_length_decides_where_the_words_could_not() -> None:
    assert unit([0, 40], [20, 60], 4, None, 60_000) == Unit(SECONDS)
    assert unit([0, 40_000], [20_000, 60_000], 4, None, 60_000) == Unit(MILLISECONDS)
