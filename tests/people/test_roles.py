"""Who leads, who was invited, and what is neither."""

from __future__ import annotations

import pytest

from tests.people.corpus_of import corpus_of, front_matter, talk, turns


def roles(*said: str) -> dict[str, str]:
    return corpus_of({"talk.md": turns(*said)}).roles("talk.md")


def test_who_asks_leads() -> None:
    assert roles(*talk("Jon", "Mei", count=20)) == {"Jon": "host", "Mei": "guest"}


def test_the_label_says_it() -> None:
    assert roles(*talk("Ann Marlow (guest)", "Jon Reed (host)")) == {
        "Ann Marlow (guest)": "guest", "Jon Reed (host)": "host",
    }  # fmt: skip


def test_the_record_says_it() -> None:
    text = front_matter(title="Of mites", host="Jon Reed", guest="Ann Marlow") + turns(*talk("Jon", "Ann"))
    assert corpus_of({"talk.md": text}).roles("talk.md") == {"Jon": "host", "Ann": "guest"}


def test_who_goes_on_with_the_greeting_leads_as_well() -> None:
    found = roles(
        "Ann: Welcome to Hive Minds. I'm Ann.", "Jon: And I'm Jon.", "Ann: Joining us is Mei Lin.", "Mei: Hi both.",
        *talk("Ann", "Mei", "Jon"),
    )  # fmt: skip
    assert found == {"Ann": "host", "Jon": "host", "Mei": "guest"}


def test_who_comes_in_late_was_invited() -> None:
    asking = [one for pair in zip(talk("Ann", "Jon", count=40), ["Jon: Yes."] * 40, strict=True) for one in pair][:40]
    late = ["Mei: Is it so? Why is that? What does it cost?", "Ann: It costs honey."] * 6
    assert roles("Ann: Welcome to Hive Minds.", *asking, *late)["Mei"] == "guest"


@pytest.mark.parametrize("label", ["Announcer", "Siri", "Audience", "Clip"])
def test_parts_are_neither(label: str) -> None:
    found = roles("Ann: Welcome to Hive Minds.", *talk("Ann", "Jon"), f"{label}: I did not get that.")
    assert found.get(label, "other") == "other"
    assert found["Ann"] == "host"


def test_a_few_words_of_somebody_nobody_speaks_of_are_a_clip() -> None:
    found = corpus_of(
        {"talk.md": turns("Ann: Welcome to Hive Minds.", *talk("Ann", "Jon", count=30), "Dr. Evil: One!")}
    )
    assert found.roles("talk.md")["Dr. Evil"] == "other"
    assert found.names("talk.md")["Dr. Evil"] == "Dr. Evil"


def test_recurrence_makes_hosts() -> None:
    files = {
        f"hive-{number}.md": front_matter(title=f"Number {number}", show="Hive Minds")
        + turns(*talk("Ann Marlow", name, count=16))
        for number, name in enumerate(("Jon Reed", "Mei Lin", "Peter Oakes", "Siobhan Ngata"))
    }
    files["hive-9.md"] = front_matter(title="Number 9", show="Hive Minds") + turns(
        "Rita Bell: Good.", "Ann Marlow: Good.", "Rita Bell: Good.", "Ann Marlow: Good."
    )
    assert corpus_of(files).roles("hive-9.md")["Ann Marlow"] == "host"
