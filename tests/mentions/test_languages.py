"""Mentions in speech that is not English: ties, titles, cases of adjectives, nouns with capitals."""

from __future__ import annotations

import pytest

from tests.mentions.spoken import mentions, named

_GERMAN = (
    "Guten Tag, heute ist bei mir Katharina Ommenroth zu Gast, sie lehrt Informatik an der Technischen Universität "
    "Dresden. In der Süddeutschen Zeitung stand ein Artikel von Jonas Brömmelkamp über die Deutsche Bahn, und Herr "
    "Kowatsch von der Universität Bonn hat das Thema auch schon mit Frau Dr. Ursula von der Tannenau besprochen."
)
_SPANISH = (
    "Hoy está con nosotros Juan Pérez de la Universidad de Barcelona, y vamos a hablar de lo que publican la Agencia "
    "Tributaria y el Instituto Nacional de Estadística. El señor Ibarguren también lo dijo en el Banco Santander."
)
_FRENCH = (
    "On était avec Camille Desrosiers de l'Université Laval, et Monsieur Delacourt de la Banque de France n'est pas "
    "d'accord avec ce que dit le CNRS dans son article sur les données."
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            _GERMAN,
            [
                ("Katharina Ommenroth", "person"), ("Technischen Universität Dresden", "organization"),
                ("Süddeutschen Zeitung", "organization"), ("Jonas Brömmelkamp", "person"),
                ("Deutsche Bahn", "organization"), ("Kowatsch", "person"), ("Universität Bonn", "organization"),
                ("Ursula von der Tannenau", "person"),
            ],
        ),
        (
            _SPANISH,
            [
                ("Juan Pérez", "person"), ("Universidad de Barcelona", "organization"),
                ("Agencia Tributaria", "organization"), ("Instituto Nacional de Estadística", "organization"),
                ("Ibarguren", "person"), ("Banco Santander", "organization"),
            ],
        ),
        (
            _FRENCH,
            [
                ("Camille Desrosiers", "person"), ("Université Laval", "organization"), ("Delacourt", "person"),
                ("Banque de France", "organization"), ("CNRS", "organization"),
            ],
        ),
    ],
)  # fmt: skip
def test_names_in_other_languages(said: str, found: list[tuple[str, str]]) -> None:
    assert [(one.surface, one.kind) for one in mentions(said)] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Und mein Kollege Torben Ahlwardt hat es dann auch so gemacht, wie wir das wollten.", ["Torben Ahlwardt"]),
        ("En ik las dat meneer Terpstra van de Oosterbank er niet bij was.", ["Terpstra", "Oosterbank"]),
        ("E ho parlato con Marco Bellandi dell'azienda che non è d'accordo.", ["Marco Bellandi"]),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(said: str, found: list[str]) -> None:
    assert [one.surface for one in mentions(said)] == found


@pytest.mark.parametrize("form", ["Deutsche Bahn", "Deutschen Bahn", "Deutscher Bahn"])
def test_adjectives_of_names_have_cases(form: str) -> None:
    assert named(f"Und das ist bei der {form} auch so gewesen, wie wir alle wissen.") == [(form, "Deutsche Bahn")]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I read Thinking, Fast and Slow in one go.", "Thinking, Fast and Slow"),
        ("We talked about Guns, Germs, and Steel as a book.", "Guns, Germs, and Steel"),
        ("And then Dr. Dre sold it, I think.", "Dr. Dre"),
        ("So he moved to St. Louis after that.", "St. Louis"),
    ],
)
def test_names_run_over_commas_and_short_titles(said: str, name: str) -> None:
    assert named(said) == [(name, name)]


def test_commas_part_names_otherwise() -> None:
    assert named("We looked at Google, Maps and all that, and at Visual, Studio, Code.") == [("Google", "Google")]


def test_names_in_japanese_have_a_point_between_their_parts() -> None:
    said = "ティム・クックの話をして、カナダ・アメリカに行きました。"
    assert named(said) == [("ティム・クック", "Tim Cook"), ("カナダ", "Canada"), ("アメリカ", "United States")]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("ゲストのヨシナガさんです。ヨシナガさんはエンジニアです。", ["ヨシナガ", "ヨシナガ"]),
        ("富樫さんと話しました。富樫さんは元気です。", ["富樫", "富樫"]),
        ("会社さんによります。会社さんは大変です。", []),
        ("エンジニアさんとマネージャーさん。エンジニアさんとマネージャーさん。", []),
        ("ヨシナガさんが一度だけ来ました。", []),
    ],
)
def test_people_are_told_by_forms_of_address_behind_them(said: str, names: list[str]) -> None:
    assert [one.surface for one in mentions(said)] == names
