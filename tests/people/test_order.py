"""The order of documents and rows changes nothing, and neither does asking again."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people.corpus_of import corpus_of, front_matter, talk, turns

NAMES = st.sampled_from(
    [
        "A",
        "B",
        "Speaker 1",
        "AM",
        "Ann",
        "ann2",
        "Ann Marlow",
        "Jon Reed",
        "JR",
        "Jon",
        "Host",
        "Siri",
        "Mei Lin (guest)",
    ]
)
SENTENCES = st.sampled_from(
    [
        "I'm Ann Marlow.", "And I'm Jon Reed.", "With me is Mei Lin from Bright Hive.", "Thanks, Ann.", "So Jon, why?",
        "Bees are small.", "Welcome to Hive Minds.", "What do they eat?", "That was Jon Reed.", "Hi, Mei.",
    ]
)  # fmt: skip
TURNS = st.lists(st.tuples(NAMES, SENTENCES), min_size=3, max_size=12)
DOCUMENTS = st.lists(st.tuples(st.sampled_from(["Hive Minds", "Low Tide"]), TURNS), min_size=1, max_size=4)


def files(documents: list[tuple[str, list[tuple[str, str]]]]) -> dict[str, str]:
    return {
        f"talk-{number}.md": front_matter(title=f"Talk {number}", show=show)
        + turns(*(f"{label}: {sentence}" for label, sentence in said))
        for number, (show, said) in enumerate(documents)
    }


@settings(max_examples=40)
@given(DOCUMENTS)
def test_order_changes_nothing(documents: list[tuple[str, list[tuple[str, str]]]]) -> None:
    made = files(documents)
    forwards, again = corpus_of(made).people, corpus_of(made).people
    turned = corpus_of(dict(reversed(made.items()))).people
    assert forwards == again
    for one, other in zip(forwards, turned, strict=True):
        assert isinstance(one, pa.Table)
        assert sorted(map(repr, one.to_pylist())) == sorted(map(repr, other.to_pylist()))


@settings(max_examples=40)
@given(DOCUMENTS)
def test_every_label_is_somebody_once(documents: list[tuple[str, list[tuple[str, str]]]]) -> None:
    people = corpus_of(files(documents)).people
    voices = people.voices.to_pylist()
    assert len({(row["document_id"], row["ordinal"], row["speaker_label"]) for row in voices}) == len(voices)
    speakers = {row["speaker_id"] for row in people.speakers.to_pylist()}
    appearances = people.appearances.to_pylist()
    assert {row["speaker_id"] for row in appearances} | {row["speaker_id"] for row in voices} == speakers
    assert len({(row["episode_id"], row["speaker_id"]) for row in appearances}) == len(appearances)
    assert all(0 < row["confidence"] <= 1 for row in appearances)


def test_a_crowd_of_labels_is_bounded() -> None:
    many = [f"Guest Number{number}: I'm Peter{number} Oakes{number}." for number in range(3000)]
    found = corpus_of({"talk.md": turns(*talk("Ann Marlow", "Jon Reed"), *many)})
    assert found.names("talk.md")["Ann Marlow"] == "Ann Marlow"
