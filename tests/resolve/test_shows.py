"""Titles that differ in tagline, articles or spelling are one show; others are not."""

from __future__ import annotations

import pytest

from transforms.resolve.shows import ShowName, resolve_shows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Low Tide: The Harbour Podcast", "Low Tide: The Harbour Podcast — Talks by the sea, every week"),
        ("The Harbour Podcast", "Harbour"),
        ("Zoë's Bees", "ZOES BEES"),
        ("Low Tide", "Low Tide | Stories from the quay"),
    ],
)
def test_one_show(one: str, other: str) -> None:
    shows = resolve_shows([ShowName(one), ShowName(other)])
    assert shows[0] == shows[1]
    assert shows[0].title == min(one, other, key=len)


@pytest.mark.parametrize(
    ("one", "other"), [("Low Tide", "High Tide"), ("Data Bees", "Data"), ("AI: Explained", "AI: Daily")]
)
def test_two_shows(one: str, other: str) -> None:
    shows = resolve_shows([ShowName(one), ShowName(other)])
    assert shows[0].show_id != shows[1].show_id


def test_one_feed_is_one_show_under_two_titles() -> None:
    shows = resolve_shows(
        [ShowName("Low Tide", "https://example.org/feed"), ShowName("The Quay", "https://example.org/feed")]
    )
    assert shows[0] == shows[1]


def test_identity_does_not_depend_on_other_shows() -> None:
    alone = resolve_shows([ShowName("Low Tide")])[0]
    assert resolve_shows([ShowName("A"), ShowName("Low Tide"), ShowName("Z")])[1] == alone
