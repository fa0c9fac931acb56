"""What sentences say of who is there, and what they do not."""

from __future__ import annotations

import pytest

from tests.patience import assert_within
from transforms.people.introductions import introductions


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I'm Ann Marlow.", [("self", "Ann Marlow")]),
        ("I’m your host, Ann Marlow.", [("self", "Ann Marlow")]),
        ("My name is Ann Marlow.", [("self", "Ann Marlow")]),
        ("It's me, Ann.", [("self", "Ann")]),
        ("Ann here.", [("self", "Ann")]),
        ("Yo soy Ann Marlow.", [("self", "Ann Marlow")]),
        ("Ich bin Ann Marlow.", [("self", "Ann Marlow")]),
        ("I have been Ann Marlow.", [("self", "Ann Marlow")]),
        ("This is Ann Marlow.", [("named", "Ann Marlow")]),
        ("Joining me is Jon Reed.", [("joined", "Jon Reed")]),
        ("Jon Reed is joining us today.", [("joined", "Jon Reed")]),
        ("Today we have Jon Reed and Mei Lin.", [("joined", "Jon Reed"), ("joined", "Mei Lin")]),
        ("The first is Jon Reed, from Bright Hive.", [("joined", "Jon Reed")]),
        ("One is Jon Reed, and there's also Mei Lin.", [("joined", "Jon Reed"), ("joined", "Mei Lin")]),
        ("It's a pleasure to have here Jon Reed.", [("joined", "Jon Reed")]),
        ("My guest today is Jon Reed.", [("guest", "Jon Reed")]),
        ("Please welcome Jon Reed.", [("guest", "Jon Reed")]),
        ("With me as always is my co-host Jon Reed.", [("cohost", "Jon Reed")]),
        ("Jon and I talk about bees.", [("beside", "Jon")]),
        ("That was Jon Reed of Bright Hive.", [("parting", "Jon Reed")]),
        ("You've been listening to Jon Reed.", [("parting", "Jon Reed")]),
        ("My guest today was Jon Reed.", [("parting", "Jon Reed")]),
        ("Thanks again to Jon Reed for coming.", [("parting", "Jon Reed")]),
    ],
)
def test_said_of_somebody(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.name) for one in introductions(sentence)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Next week we have Jon Reed.",
        "Last time our guest was nice, Jon Reed had a cold.",
        "I'm glad.",
        "I'm sorry, What?",
        'And he said "I\'m Jon Reed".',
        "Jon goes, I'm Jon Reed.",
        "We have Thursday off.",
        "Bees are great.",
    ],
)
def test_said_of_nobody_in_the_room(sentence: str) -> None:
    assert not [one for one in introductions(sentence) if one.kind in ("self", "guest", "joined", "cohost")]


def test_what_is_named_with_somebody_is_kept() -> None:
    (found,) = introductions("With us is Jon Reed from Bright Hive.")
    assert (found.name, found.affiliation) == ("Jon Reed", "Bright Hive")


def test_the_place_is_that_of_the_name() -> None:
    sentence = "Hello, I'm Ann Marlow, and with me is Jon Reed."
    assert [sentence[one.start :].startswith(one.name) for one in introductions(sentence)] == [True, True]


@pytest.mark.parametrize(
    "piece", ["I'm ", "Ann ", "and I ", "with me ", "Ann, ", "(", "That was ", 'said "', "my co-host ", "Ann is my "]
)
def test_hostile_sentences_take_no_time(piece: str) -> None:
    assert_within(2, lambda: list(introductions(piece * 4000)))
