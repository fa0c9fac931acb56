"""Names: their parts, how plausible they are, and which are forms of one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.people.name_pattern import NO_NAMES
from transforms.people.names import Forms, Name, parse_name, plausibility
from warehouse.name_words import name_words

FORMS = Forms(name_words())
NAMES = st.from_regex(r"[A-Z][a-zé]{0,7}( (van )?[A-Z][a-z]{0,8}){0,2}", fullmatch=True)


def name(text: str) -> Name:
    parsed = parse_name(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("form", "whole"),
    [
        ("Ann", "Ann Marlow"),
        ("Marlow", "Ann Marlow"),
        ("Ann M.", "Ann Marlow"),
        ("Abby Ricarde", "Abigail Ricardo"),
        ("Chevonne Nagata", "Siobhan Ngata"),
        ("Brian Lyles", "Bryan Liles"),
        ("Duffy Colley", "Duffie Cooley"),
        ("amarlow", "Ann Marlow"),
        ("annm", "Ann Marlow"),
        ("Ann van der Marlow", "Ann Vandermarlow"),
        ("Ann K. Marlow", "Ann Marlow"),
        ("ANN MARLOW", "Ann Marlow"),
    ],
)
def test_forms_of_a_name(form: str, whole: str) -> None:
    assert FORMS.of(name(form), name(whole)) >= 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Marlow", "Ann Torvald"),
        ("Ann T", "Ann Marlow"),
        ("Ann T", "Jon Torvald"),
        ("Jon Marlow", "Ann Marlow"),
        ("Jon", "Joan"),
        ("Peter", "Rita"),
        ("Maria", "Mario Reed"),
        ("Sam Reed", "Pam Reed"),
    ],
)
def test_other_people(one: str, other: str) -> None:
    assert FORMS.of(name(one), name(other)) < 0.6


@pytest.mark.parametrize("text", ["Ann Marlow", "Siobhan Ngata", "Mei Lin"])
def test_names_of_people_are_plausible(text: str) -> None:
    assert plausibility(name(text), name_words()) >= 0.45


@pytest.mark.parametrize("text", ["OpenAI", "GitHub Copilot", "Thank You", "Great Question", "The History", "GPT4"])
def test_other_capitals_are_not(text: str) -> None:
    assert plausibility(name(text), name_words()) < 0.45


def test_nothing_is_left_of_marks_alone() -> None:
    assert [parse_name(text) for text in ("", " : ", "(host)", "12", "…")] == [None] * 5


@given(NAMES, NAMES)
def test_forms_are_mutual_and_between_0_and_1(one: str, other: str) -> None:
    first, second = name(one), name(other)
    assert 0 <= FORMS.of(first, second) <= 1
    assert FORMS.of(first, second) == FORMS.of(second, first)
    assert FORMS.of(first, first) == 1


@given(st.text(max_size=80))
def test_any_text_is_a_name_or_none(text: str) -> None:
    parsed = parse_name(text)
    assert parsed is None or (parsed.keys and parsed.key == "".join(parsed.keys))


def test_words_that_are_no_names_are_in_lower_case() -> None:
    assert all(word == word.casefold() for word in NO_NAMES)
