"""Short names and names of several things are told apart by who is there and by what else is said."""

from __future__ import annotations

import pytest

from tests.mentions.spoken import mentions, named, record, speech


def test_a_first_name_is_that_of_the_guest() -> None:
    known = record(people={"Ilse Varga": ()})
    assert named("Thanks for coming, Ilse, it is good to see you.", known) == [("Ilse", "Ilse Varga")]


def test_a_surname_is_whose_it_was_before() -> None:
    said = ["We met Marla Quintavey at the fair.", "And then Quintavey told us everything."]
    assert named(said) == [("Marla Quintavey", "Marla Quintavey"), ("Quintavey", "Marla Quintavey")]


def test_the_forms_of_a_person_are_one_entity() -> None:
    said = ["She met Angela Merkel.", "Merkel was late.", "Then Angela spoke."]
    assert {key for _, key in named(said)} == {"Angela Merkel"}


def test_a_first_name_in_another_episode_is_nobodys() -> None:
    one = speech(["Ilse Varga is here with us today."], "one")
    other = speech(["Well, Ilse, we never met."], "other")
    known = record(people={"Ilse Varga": ()}, episode_id="one")
    found = {(mention.surface, mention.name) for mention in mentions(one.vstack(other), known)}
    assert ("Ilse Varga", "Ilse Varga") in found
    assert ("Ilse", "Ilse Varga") not in found


@pytest.mark.parametrize(
    ("said", "surface", "name", "kind"),
    [
        ("Google shipped Gemini against ChatGPT and Llama.", "Gemini", "Gemini", "product"),
        ("The backend is in Rust and the frontend in TypeScript.", "Rust", "Rust", "product"),
        ("I asked Claude and GPT-4 for the code.", "Claude", "Claude", "product"),
        ("The app is in Swift, not in Objective-C, on iOS.", "Swift", "Swift", "product"),
        ("We flew from Berlin to Paris for it.", "Paris", "Paris", "place"),
    ],
)
def test_a_name_of_several_things_is_what_the_others_are(said: str, surface: str, name: str, kind: str) -> None:
    assert (surface, name, kind) in [(one.surface, one.name, one.kind) for one in mentions(said)]


def test_adverts_are_marked() -> None:
    lines = ["This show is brought to you by Stripe.", "Back to Kubernetes and Docker."]
    found = mentions(speech(lines, kind=["advert", "speech"]))
    assert [(one.surface, one.is_advert) for one in found] == [
        ("Stripe", True), ("Kubernetes", False), ("Docker", False),
    ]  # fmt: skip


def test_only_the_preferred_transcript_is_read() -> None:
    lines = ["We like Kubernetes.", "We like Docker."]
    assert named(speech(lines, is_primary=[True, False])) == [("Kubernetes", "Kubernetes")]


@pytest.mark.parametrize(
    ("said", "surface", "kind"),
    [
        ("We talked to Marla Quintavey about it. And Marla Quintavey said no.", "Marla Quintavey", "person"),
        ("It is a tool called Quillbase, and we use Quillbase a lot.", "Quillbase", None),
        ("She works at the Zorbiq Institute now, the Zorbiq Institute of all places.", "Zorbiq Institute", None),
    ],
)
def test_a_name_that_nobody_listed_is_discovered(said: str, surface: str, kind: str | None) -> None:
    found = [one for one in mentions(said) if one.surface == surface]
    assert [one.method for one in found] == ["discovered", "discovered"]
    assert kind is None or {one.kind for one in found} == {kind}


def test_capitals_by_rule_name_nothing() -> None:
    assert named("On Monday, in March, I spoke French. Then I said: Yes. OK. So The End.") == []
