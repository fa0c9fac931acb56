"""What people say that words stand for holds where they say it does, and what cannot be used is told by line."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mentions.spoken import mentions, named, record
from transforms.mentions.corrections import parse_corrections, place_corrections, unplaced

_HEADER = "surface,show,episode,entity,kind\n"
_EPISODES = pl.DataFrame(
    {"episode_id": ["e1", "e2", "e3"], "title": ["Of Clusters", "Of Bears", None], "show_id": ["s1", "s1", None]}
)
_SHOWS = pl.DataFrame({"show_id": ["s1", "s2"], "title": ["Low Tide", "High Tide"]})


def test_words_are_what_they_are_said_to_be() -> None:
    known = record(corrections=[("the Bear", "Debear", "product")])
    (found,) = mentions("We built the Bear last year.", known)
    assert (found.surface, found.name, found.kind) == ("the Bear", "Debear", "product")


def test_words_that_are_not_an_entity_are_none() -> None:
    said = "We run Kubernetes and Docker in production."
    assert named(said, record(corrections=[("kubernetes", "not an entity", None)])) == [("Docker", "Docker")]


def test_an_entity_of_the_lexicon_is_that_one() -> None:
    known = record(corrections=[("the cube", "Kubernetes", None)])
    assert [one.key for one in mentions("We run the cube and Kubernetes.", known)] == [
        "lexicon\x1fproduct\x1fKubernetes"
    ] * 2  # fmt: skip


@pytest.mark.parametrize(
    ("line", "placed"),
    [
        ("the Bear,,,Debear,product", {"e1", "e2", "e3"}),
        ("the Bear,Low Tide,,Debear,", {"e1", "e2"}),
        ("the Bear,low-tide!,,Debear,", {"e1", "e2"}),
        ("the Bear,s1,,Debear,", {"e1", "e2"}),
        ("the Bear,,of bears,Debear,", {"e2"}),
        ("the Bear,,e3,Debear,", {"e3"}),
        ("the Bear,High Tide,,Debear,", set()),
    ],
)
def test_a_correction_holds_where_it_says(line: str, placed: set[str]) -> None:
    rows = place_corrections(parse_corrections(_HEADER + line).rows, _EPISODES, _SHOWS)
    assert set(rows["episode_id"]) == placed
    assert rows.height == len(placed)


def test_the_narrowest_correction_holds() -> None:
    lines = "the Bear,,,A,\nThe bear,Low Tide,,B,\nTHE BEAR,,Of Bears,C,\n"
    rows = place_corrections(parse_corrections(_HEADER + lines).rows, _EPISODES, _SHOWS)
    assert dict(rows.select("episode_id", "entity").iter_rows()) == {"e1": "B", "e2": "C", "e3": "A"}


@pytest.mark.parametrize(
    ("text", "line", "column", "detail"),
    [
        ("surface,kind\nx,product\n", 1, "", "no column entity"),
        ("surface,entity,colour\nx,y,red\n", 1, "", "there is no column colour"),
        (_HEADER + "a,,,b,\n,,,b,\n", 3, "surface", "surface is missing"),
        (_HEADER + "a,,,,\n", 2, "entity", "entity is missing"),
        (_HEADER + "a,,,b,animal\n", 2, "kind", "animal is none of person"),
        (_HEADER + "a,,,b,,,,\n", 2, "", "more fields"),
    ],
)
def test_what_cannot_be_used_is_told_by_line(text: str, line: int, column: str, detail: str) -> None:
    (problem,) = parse_corrections(text).problems
    assert (problem.line, problem.column) == (line, column)
    assert problem.detail.startswith(detail)


def test_a_correction_for_what_is_not_there_is_told() -> None:
    lines = "a,,,b,\nc,Low Tide,,d,\ne,Lowest Tide,,f,\ng,,Of Cluster,h,\ni,,e1,j,\n"
    found = unplaced(parse_corrections(_HEADER + lines).rows, _EPISODES, _SHOWS)
    assert [(one.line, one.column, one.excerpt) for one in found] == [
        (4, "show", "Lowest Tide"), (5, "episode", "Of Cluster"),
    ]  # fmt: skip


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    read = parse_corrections(text)
    assert read.rows.height + len(read.problems) <= text.count("\n") + text.count("\r") + 1
    assert all(problem.line >= 1 and problem.detail for problem in read.problems)
