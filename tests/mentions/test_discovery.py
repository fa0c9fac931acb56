"""Names that no list has: what is one, what only looks like one, and what kind of thing it is of."""

from __future__ import annotations

import pytest

from tests.mentions.spoken import mentions, named


@pytest.mark.parametrize(
    "said",
    [
        "That was what people knew as X. We never called it so, and X. The rest is known.",
        "An Austrian and two Syrians were there, with the Uyghurs.",
        "So how many Matts do we have here? There are two Matts and three Davids.",
        'Then she said: "Sing it once more", and we did.',
    ],
)
def test_a_capital_by_rule_is_no_name(said: str) -> None:
    assert named(said) == []


@pytest.mark.parametrize(
    ("said", "surface", "kind"),
    [
        ("It was Sertac Ozerkan and nobody else, I think.", "Sertac Ozerkan", "person"),
        ("We had Amanda McQuillop from the society here.", "Amanda McQuillop", "person"),
        ("It was in a talk by J. Quintavey that I heard it.", "J. Quintavey", "person"),
        ("And I went to lunch with Gavin Quorrel And he said no.", "Gavin Quorrel", "person"),
        ("Then Sheriff Dale Quorrel came in and said no.", "Dale Quorrel", "person"),
        ("It was a company called Zanzi Umbertave that did it.", "Zanzi Umbertave", "organization"),
    ],
)
def test_the_kind_of_a_name_is_told_by_its_form_and_what_is_beside_it(said: str, surface: str, kind: str) -> None:
    assert [(one.surface, one.kind) for one in mentions(said)] == [(surface, kind)]


def test_nobody_is_called_after_a_thing() -> None:
    found = mentions("We run it on a Kubernetes Quorrelvisor now, and the Kubernetes Quorrelvisor is fine.")
    assert {one.kind for one in found} == {"product"}


@pytest.mark.parametrize(
    ("said", "surface", "kind"),
    [
        ("It was made by the World Quorrel Organization long ago.", "World Quorrel Organization", "organization"),
        ("There is a pen on which the Long Quorrel Company lives.", "Long Quorrel Company", "organization"),
        ("And Perhaps Sertac Ozerkan knows.", "Sertac Ozerkan", "person"),
        ("We are in the Quorrel Hotel now.", "Quorrel Hotel", "place"),
    ],
)
def test_only_words_that_name_nothing_are_left_out_in_front(said: str, surface: str, kind: str) -> None:
    assert [(one.surface, one.kind) for one in mentions(said)] == [(surface, kind)]


def test_a_title_parts_the_names_on_both_sides() -> None:
    found = mentions("Quorrel Labs CEO Zanzi Umbert said no to President Umbert.")
    assert [(one.surface, one.kind) for one in found][:2] == [
        ("Quorrel Labs", "organization"),
        ("Zanzi Umbert", "person"),
    ]
    assert ("Obama", "Barack Obama") in named("I met President Obama in the spring.")
