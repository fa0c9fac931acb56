"""Misheard names are written as a document writes them, if one does; the heard form stays beside them."""

from __future__ import annotations

import pytest

from tests.people.corpus_of import Resolved, Seen, corpus_of, front_matter, talk, turns


def hears(name: str) -> str:
    return turns(
        f"A: Welcome to Hive Minds. I'm Ann Marlow and today I have {name} with me.", "B: Hi.", *talk("A", "B")
    )


def guest(found: Resolved, file: str) -> Seen:
    return next(seen for seen in found.present[file] if "B" in seen.labels)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Siobhan Ngata", "Chevonne Nagata"),
        ("Bryan Liles", "Brian Lyles"),
        ("Vidya Settlur", "Vidya Setler"),
        ("Mollie Petit", "Molly Petite"),
    ],
)
def test_the_title_repairs_what_was_heard(written: str, heard: str) -> None:
    found = corpus_of({"talk.md": front_matter(title=f"Roof bees with {written}") + hears(heard)})
    one = guest(found, "talk.md")
    assert one.name == written
    assert heard in one.aliases


def test_notes_repair_what_was_heard() -> None:
    notes = "description: This week Ann Marlow talks to Siobhan Ngata about roofs."
    found = corpus_of({"talk.md": f"---\ntitle: Roof bees\n{notes}\n---\n\n" + hears("Chevonne Nagata")})
    assert guest(found, "talk.md").name == "Siobhan Ngata"


def test_the_address_repairs_what_was_heard() -> None:
    link = "https://hive.example/audio/12-roofs-with-siobhan-ngata-and-mei-lin.mp3"
    found = corpus_of({"talk.md": front_matter(title="Roof bees", audio_url=link) + hears("Chevonne Nagata")})
    assert guest(found, "talk.md").name == "Siobhan Ngata"


def test_where_no_document_bears_the_name_the_heard_one_is_it() -> None:
    found = corpus_of({"talk.md": front_matter(title="Roof bees") + hears("Chevonne Nagata")})
    assert guest(found, "talk.md").name == "Chevonne Nagata"


@pytest.mark.parametrize("other", ["Siobhan Keller", "Peter Oakes", "Tom Ngata"])
def test_another_name_repairs_nothing(other: str) -> None:
    notes = f"description: We thank {other} for the music."
    found = corpus_of({"talk.md": f"---\ntitle: Roof bees\n{notes}\n---\n\n" + hears("Chevonne Nagata")})
    assert guest(found, "talk.md").name == "Chevonne Nagata"


def episodes(*hosts: str) -> dict[str, str]:
    return {
        f"hive-{number}.md": front_matter(title=f"Number {number} of bees", show="Hive Minds")
        + turns(f"A: Welcome to Hive Minds. I'm {host}.", "B: Thanks, great to be here.", *talk("A", "B"))
        for number, host in enumerate(hosts)
    }


def test_who_is_known_of_the_show_repairs_what_was_heard_once() -> None:
    found = corpus_of(episodes("Siobhan Ngata", "Siobhan Ngata", "Siobhan Ngata", "Chevonne Nagata"))
    assert found.names("hive-3.md")["A"] == "Siobhan Ngata"
    assert len({found.speaker(file, "Siobhan Ngata") for file in found.present}) == 1


def test_a_name_heard_twice_is_not_yet_known() -> None:
    found = corpus_of(episodes("Siobhan Ngata", "Siobhan Ngata", "Siobhan"))
    assert found.names("hive-2.md")["A"] == "Siobhan"


def test_names_heard_once_each_are_not_made_one() -> None:
    found = corpus_of(episodes("Siobhan Ngata", "Chevonne Nagata"))
    assert found.names("hive-0.md")["A"] == "Siobhan Ngata"
    assert found.names("hive-1.md")["A"] == "Chevonne Nagata"


def test_a_guest_of_another_episode_completes_no_first_name() -> None:
    files = {
        "hive-1.md": front_matter(title="One", show="Hive Minds") + turns(*talk("Ann Marlow", "Jon Bell")),
        "hive-2.md": front_matter(title="Two", show="Hive Minds") + turns(*talk("Ann Marlow", "Mei Lin")),
        "hive-3.md": front_matter(title="Three", show="Hive Minds") + turns(*talk("Ann", "Jon")),
    }
    assert corpus_of(files).names("hive-3.md") == {"Ann": "Ann Marlow", "Jon": "Jon"}
