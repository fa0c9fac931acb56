"""Sources in lists, and lists of sources that are too long to be parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.source_lists import expand_lists, shorten


def test_a_list_stands_for_what_it_names(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("a b.srt\n\n/tmp/*.vtt\n")
    assert expand_lists(["first", f"@{listed}", "last"]) == ["first", "a b.srt", "/tmp/*.vtt", "last"]


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        expand_lists(["@nowhere.txt"])


def test_few_sources_stay_as_they_are(tmp_path: Path) -> None:
    assert shorten(["a", "b"], tmp_path / "list.txt") == ["a", "b"]
    assert not list(tmp_path.iterdir())


def test_many_sources_go_through_a_list_unchanged(tmp_path: Path) -> None:
    many = [f"/some/folder/épisode-{number}-\udcff.srt" for number in range(5_000)]
    short = shorten(many, tmp_path / "list.txt")
    assert short == [f"@{tmp_path / 'list.txt'}"]
    assert expand_lists(short) == many
