"""Who speaks, or is said to be in the room, is present; who is talked about is not."""

from __future__ import annotations

import pytest

from tests.people.corpus_of import corpus_of, front_matter, listed, talk, turns

SPOKEN = (
    "Welcome to Hive Minds. I'm Ann Marlow, and joining me today is Jon Reed of Bright Hive. Thanks for having me, "
    "Ann. So Jon, tell us about bees. Well Ann, bees are small. They live in hives and they make honey all summer. "
) * 4


@pytest.mark.parametrize(
    "said",
    [
        "A: Have you read the book by Peter Oakes?",
        "A: Peter Oakes is a genius. I met Peter Oakes. Peter Oakes said that bees dance.",
        "A: Last week we had Peter Oakes. Next week, Peter Oakes joins us again.",
        "A: My thanks go to Peter Oakes for the music.",
        "A: As Peter Oakes says: I'm Peter Oakes.",
    ],
)
def test_who_is_talked_about_is_not_there(said: str) -> None:
    text = turns("A: I'm Ann Marlow.", "B: And I'm Jon Reed.", said, *talk("A", "B"), said)
    assert corpus_of({"talk.md": text}).everybody("talk.md") == {"Ann Marlow", "Jon Reed"}


def test_without_labels_speech_tells() -> None:
    found = corpus_of({"talk.txt": SPOKEN + "Peter Oakes wrote about it."})
    assert found.everybody("talk.txt") == {"Ann Marlow", "Jon Reed"}
    assert {seen.name: seen.role for seen in found.present["talk.txt"]} == {"Ann Marlow": "host", "Jon Reed": "guest"}


def test_the_record_puts_people_into_the_room() -> None:
    text = (
        front_matter(title="Of mites", hosts=listed(["Ann Marlow"]), guests=listed(["Jon Reed"])) + "Bees are small.\n"
    )
    assert corpus_of({"talk.md": text}).everybody("talk.md") == {"Ann Marlow", "Jon Reed"}


def test_people_of_the_record_are_written_as_people_are() -> None:
    text = front_matter(title="Of mites", hosts=listed(["ann-marlow"]), guests=listed(["jon", "qqz"])) + "Bees.\n"
    assert corpus_of({"talk.md": text}).everybody("talk.md") == {"Ann Marlow", "Jon", "qqz"}


def test_a_stranger_who_names_himself_once_beside_regular_hosts_is_misheard() -> None:
    files = {
        f"hive-{number}.md": front_matter(title=f"Number {number}", show="Hive Minds")
        + turns("Ann Marlow: Welcome to Hive Minds.", *talk("Ann Marlow", name, count=16))
        for number, name in enumerate(("Jon Reed", "Mei Lin", "Peter Oakes", "Siobhan Ngata"))
    }
    spoken = ["Welcome to Hive Minds. This is Ann Marlow. I'm Joan Bymo, with a guest.", *["Bees are small."] * 40]
    stamped = "".join(f"[00:00:{number:02}] {text}\n\n" for number, text in enumerate(spoken))
    files["hive-9.md"] = front_matter(title="Number 9", show="Hive Minds") + stamped
    assert corpus_of(files).everybody("hive-9.md") == {"Ann Marlow"}


def test_unnamed_voices_are_present_without_a_name() -> None:
    found = corpus_of({"talk.md": turns(*talk("Speaker 1", "Speaker 2"))})
    assert [seen.name for seen in found.present["talk.md"]] == [None, None]
