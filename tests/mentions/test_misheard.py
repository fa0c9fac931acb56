"""Names that were heard wrong are bent to what was meant, and ordinary words are left alone."""

from __future__ import annotations

import pytest

from tests.mentions.spoken import mentions, named, record

_NAMES = (
    ("Sorunia", "product", "notes"), ("Tavrix", "organization", "title"), ("Mirela Okonkwo", "person", "people"),
    ("Lorrimax", "product", "link"),
)  # fmt: skip
_RECORD = record(_NAMES, {"Ilse Varga": ()})
_BENT = [
    ("They say that Sarunia is a good model.", "Sarunia", "Sorunia"),
    ("He told me that Tavrics is hiring.", "Tavrics", "Tavrix"),
    ("I heard it from Mirela Okonquo last week.", "Mirela Okonquo", "Mirela Okonkwo"),
    ("And I asked Ilse Vargo about that.", "Ilse Vargo", "Ilse Varga"),
    ("We moved all of it to Laurimax in May.", "Laurimax", "Lorrimax"),
]


@pytest.mark.parametrize(("said", "surface", "name"), _BENT, ids=[said for said, *_ in _BENT])
def test_what_was_heard_wrong_is_bent_to_the_name_of_the_record(said: str, surface: str, name: str) -> None:
    (found,) = [mention for mention in mentions(said, _RECORD) if mention.surface == surface]
    assert (found.name, found.method) == (name, "notes")
    assert found.confidence < 1


def test_what_was_heard_wrong_is_bent_to_the_lexicon_where_the_episode_is_about_it() -> None:
    lines = ["Our cluster is on Docker and Helm.", "So Cooper Netties is what we need.", "Get it on Hugging Phase."]
    found = {mention.surface: (mention.name, mention.method) for mention in mentions(lines)}
    assert found["Cooper Netties"] == ("Kubernetes", "sound")
    assert found["Hugging Phase"] == ("Hugging Face", "spelling")


def test_what_was_heard_as_two_words_is_bent_in_speech_without_capitals() -> None:
    lines = ["our cluster is on docker and helm", "so we need hugging phase and the data is in post gress now"]
    found = {mention.surface: mention.name for mention in mentions(lines)}
    assert (found["hugging phase"], found["post gress"]) == ("Hugging Face", "PostgreSQL")


def test_a_name_that_is_bent_is_less_sure_than_one_that_is_not() -> None:
    sure, bent = mentions(["We train with Sorunia.", "We train with Sarunia."], _RECORD)
    assert (sure.key, sure.method) == (bent.key, "exact")
    assert bent.confidence < sure.confidence


@pytest.mark.parametrize(
    "said",
    [
        "I ate an apple with my lunch, and it was a good apple.",
        "That is so meta, a meta discussion about discussions.",
        "The cursor moved over the screen, and then the cursor was gone.",
        "I have no notion of what the notion was.",
        "We could not replicate the result, so they tried to replicate it as well.",
        "A swift reply is what I want, and the reply was swift.",
        "Let us go there, and then we go home, so go now.",
        "There is rust on my car, and the rust is getting worse.",
        "I need a clear mind to make the connection in the open air.",
        "It was a bear in the woods, and the bear was hungry.",
        "We have to vacuum the room and tell a tactic from a strategy.",
        "In the spring we spark a fire and keep the flask in the lake.",
    ],
)
def test_an_ordinary_word_names_nothing(said: str) -> None:
    assert named(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "i ate an apple with my lunch and it was a good apple",
        "the cursor moved over the screen and then the cursor was gone",
        "i have no notion of what the notion was",
        "we could not replicate the result so they tried to replicate it as well",
        "a swift reply is what i want and the reply was swift",
        "let us go there and then we go home so go now",
    ],
)
def test_an_ordinary_word_names_nothing_in_speech_without_capitals(said: str) -> None:
    assert named(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "It was a bear in the woods, and the bear was hungry.",
        "We have to vacuum the room and tell a tactic from a strategy.",
        "He has a vicuna coat and a large axe.",
    ],
)
def test_an_ordinary_word_is_not_bent_to_a_name_of_the_record(said: str) -> None:
    known = record((("Debear", "product", "notes"), ("Sorunia", "product", "notes"), ("Tavrix", "product", "title")))
    assert [name for _, name in named(said, known) if name in {"Debear", "Tavrix"}] == []


def test_a_name_is_not_bent_to_one_that_differs_in_its_number() -> None:
    known = record((("Zorvex 3", "product", "notes"),))
    assert ("Zorvex 4", "Zorvex 3") not in named("We bought a Zorvex 4 and sold it.", known)


def test_another_persons_full_name_is_not_bent() -> None:
    known = record((("Mirela Okonkwo", "person", "people"),))
    assert ("Mirela Santos", "Mirela Okonkwo") not in named("And then Mirela Santos called me.", known)
