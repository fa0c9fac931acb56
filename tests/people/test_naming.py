"""Labels become people by what is said and by the record; where those do not tell, they have no name."""

from __future__ import annotations

import pytest

from tests.people.corpus_of import corpus_of, front_matter, listed, talk, turns

WELCOME = "A: Welcome to Hive Minds. I'm Ann Marlow, and joining me today is Jon Reed of Bright Hive."
THANKS = "B: Thanks for having me, Ann."


def test_letters_are_named_by_introductions() -> None:
    found = corpus_of({"talk.md": turns(WELCOME, THANKS, *talk("A", "B"))})
    assert found.names("talk.md") == {"A": "Ann Marlow", "B": "Jon Reed"}
    assert found.roles("talk.md") == {"A": "host", "B": "guest"}


def test_three_hosts_with_letters_introduce_themselves() -> None:
    text = turns(
        "A: Welcome to Hive Minds. I'm Ann Marlow.",
        "B: I'm Jon Reed.",
        "C: And I'm Mei Lin. This week, we talk about mites.",
        *talk("A", "B", "C"),
    )
    assert corpus_of({"talk.md": text}).names("talk.md") == {"A": "Ann Marlow", "B": "Jon Reed", "C": "Mei Lin"}


def test_numbered_speakers() -> None:
    text = turns(
        "Speaker 1: Welcome to Hive Minds. My name is Ann Marlow.",
        "Speaker 2: And I'm Jon Reed.",
        "Speaker 1: Today we have a special guest, Siobhan Ngata, who keeps bees on roofs. Welcome, Siobhan.",
        "Speaker 3: Thank you, happy to be here.",
        *talk("Speaker 1", "Speaker 3", "Speaker 2"),
    )
    found = corpus_of({"talk.md": text})
    assert found.names("talk.md") == {
        "Speaker 1": "Ann Marlow", "Speaker 2": "Jon Reed", "Speaker 3": "Siobhan Ngata",
    }  # fmt: skip
    assert found.roles("talk.md") == {"Speaker 1": "host", "Speaker 2": "host", "Speaker 3": "guest"}


def test_initials_are_named_by_introductions() -> None:
    text = turns(
        "AM: Welcome to Hive Minds. I'm Ann Marlow.",
        "JB: And I'm Jon Bell.",
        "AM: Our guest is Siobhan Ngata.",
        "SN: Hi.",
        *talk("AM", "SN", "JB"),
    )
    assert corpus_of({"talk.md": text}).names("talk.md") == {
        "AM": "Ann Marlow",
        "JB": "Jon Bell",
        "SN": "Siobhan Ngata",
    }


@pytest.mark.parametrize(
    "label", ["Ann", "ANN", "ann", "ANN MARLOW", "Ann Marlow (host)", "AM", "Marlow", "annm", "Host (Ann Marlow)"]
)
def test_a_label_is_named_by_the_record(label: str) -> None:
    text = front_matter(title="Of mites", host="Ann Marlow", guest="Jon Reed") + turns(*talk(label, "Jon"))
    assert corpus_of({"talk.md": text}).names("talk.md") == {label: "Ann Marlow", "Jon": "Jon Reed"}


def test_forms_of_one_label_are_one_speaker() -> None:
    text = turns("Ann: I'm Ann Marlow.", "Jon: Hi, Ann.", *talk("Ann", "Jon"), *talk("ann2", "Jon"))
    found = corpus_of({"talk.md": text})
    assert found.names("talk.md") == {"Ann": "Ann Marlow", "ann2": "Ann Marlow", "Jon": "Jon"}
    assert len(found.present["talk.md"]) == 2


def test_two_people_of_one_first_name_stay_two() -> None:
    text = turns(
        "Ann: Welcome back. I'm Ann Marlow, and with me is Ann Torvald from Hill Apiaries.",
        "Ann T: Thank you, Ann. Good to be here.",
        *talk("Ann", "Ann T"),
    )
    assert corpus_of({"talk.md": text}).names("talk.md") == {"Ann": "Ann Marlow", "Ann T": "Ann Torvald"}


def test_cut_family_names_tell_guests_apart() -> None:
    text = front_matter(title="Of mites", guests=listed(["Jon Reed", "Jon Bell"])) + turns(
        "Ann: Welcome Jon Reed and Jon Bell.", "Jon R: Hi.", "Jon B: Hi.", *talk("Ann", "Jon R", "Jon B")
    )
    assert corpus_of({"talk.md": text}).names("talk.md") == {"Ann": "Ann", "Jon R": "Jon Reed", "Jon B": "Jon Bell"}


def test_an_introduction_that_lies_is_outweighed() -> None:
    text = turns(
        "A: Hello, I'm Ann Marlow.",
        "B: No you are not! I'm Ann Marlow, and that is Jon Reed.",
        "A: Fine, she is right. I'm Jon Reed, and this is Hive Minds.",
        *talk("A", "B"),
    )
    assert corpus_of({"talk.md": text}).names("talk.md") == {"A": "Jon Reed", "B": "Ann Marlow"}


def test_where_two_say_they_are_the_same_nobody_is() -> None:
    text = turns("A: I'm Ann Marlow.", "B: I'm Ann Marlow.", *talk("A", "B"))
    assert corpus_of({"talk.md": text}).names("talk.md") == {"A": None, "B": None}


def test_the_name_in_a_quotation_is_nobody_in_the_room() -> None:
    text = turns(
        "Host: Welcome to Hive Minds. Peter Oakes said: I'm Peter Oakes, buy my book.",
        "Guest: Hello, thanks for having me.",
        *talk("Host", "Guest"),
    )
    assert set(corpus_of({"talk.md": text}).names("talk.md").values()) == {None}


def test_the_record_may_name_a_host_who_is_away() -> None:
    text = front_matter(title="Of roofs", hosts=listed(["Ann Marlow", "Jon Reed"])) + turns(
        "A: Hello, I'm Jon Reed. Ann is away this week, so with me is Siobhan Ngata.",
        "B: Thanks, Jon.",
        *talk("A", "B"),
    )
    found = corpus_of({"talk.md": text})
    assert found.names("talk.md") == {"A": "Jon Reed", "B": "Siobhan Ngata"}
    assert "Ann Marlow" not in found.everybody("talk.md")


@pytest.mark.parametrize(
    "parting",
    [
        "A: That was Jon Reed of Bright Hive. I've been Ann Marlow.",
        "A: My guest today was Jon Reed of Bright Hive. I'm Ann Marlow, see you next week.",
        "A: Thanks again to Jon Reed for coming. My name is Ann Marlow.",
    ],
)
def test_partings_name_people_too(parting: str) -> None:
    text = turns("A: So what is new in bees?", "B: A lot of mites.", *talk("A", "B"), parting, "B: Bye.")
    assert corpus_of({"talk.md": text}).names("talk.md") == {"A": "Ann Marlow", "B": "Jon Reed"}


def test_being_addressed_and_answering_names_a_voice() -> None:
    text = turns(
        "A: I'm Ann Marlow. Our guests are Jon Reed and Mei Lin.",
        "B: Hi.",
        "C: Hello.",
        "A: Jon, how are the bees?",
        "C: Well.",
        "A: And yours, Mei?",
        "B: Less well.",
        "A: Why is that, Jon?",
        "C: They swarmed.",
        "A: What about you, Mei?",
        "B: Mites.",
    )
    assert corpus_of({"talk.md": text}).names("talk.md") == {"A": "Ann Marlow", "B": "Mei Lin", "C": "Jon Reed"}


@pytest.mark.parametrize(
    "title", ["Mites, with Jon Reed of Bright Hive", "Mites ft. Jon Reed", "Mites (w/ Jon Reed)", "Jon Reed: Mites"]
)
def test_titles_name_guests(title: str) -> None:
    text = front_matter(title=f"'{title}'", host="Ann Marlow") + turns(
        "Speaker 1: Welcome, Jon.", "Speaker 2: Thank you.", *talk("Speaker 1", "Speaker 2")
    )
    assert corpus_of({"talk.md": text}).names("talk.md") == {"Speaker 1": "Ann Marlow", "Speaker 2": "Jon Reed"}


def test_voices_that_nothing_names_have_no_name() -> None:
    found = corpus_of({"talk.md": turns(*talk("A", "B", "C"))})
    assert found.names("talk.md") == {"A": None, "B": None, "C": None}
    assert {seen.kind for seen in found.present["talk.md"]} == {"unnamed"}


def test_evidence_is_kept() -> None:
    found = corpus_of({"talk.md": turns(WELCOME, THANKS, *talk("A", "B"))})
    ann = next(seen for seen in found.present["talk.md"] if seen.name == "Ann Marlow")
    assert (ann.method, ann.evidence) == (
        "introduction",
        "I'm Ann Marlow, and joining me today is Jon Reed of Bright Hive.",
    )
    assert 0.8 < ann.confidence < 1


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            ["P: Hola, soy Marta Quiroga y hoy nos acompaña el escritor Esteban Larraín.", "R: Gracias, Marta."],
            {"P": "Marta Quiroga", "R": "Esteban Larraín"},
        ),
        (
            [
                "Moderatorin: Ich bin Sabine Kretz, und heute ist Professor Jonas Ahlwardt bei mir.",
                "Gast: Hallo Sabine.",
            ],
            {"Moderatorin": "Sabine Kretz", "Gast": "Jonas Ahlwardt"},
        ),
        (
            ["Host: Je suis Luc Ferrand, et nous recevons la chercheuse Camille Desrosiers.", "Guest: Bonjour Luc."],
            {"Host": "Luc Ferrand", "Guest": "Camille Desrosiers"},
        ),
        (
            ["A: So it's just me, Ruth Odenkirk, with our guest, the photographer Amina Diallo.", "B: Hi Ruth."],
            {"A": "Ruth Odenkirk", "B": "Amina Diallo"},
        ),
    ],
)
def test_people_are_introduced_in_other_words(said: list[str], names: dict[str, str]) -> None:
    labels = [line.split(":")[0] for line in said]
    assert corpus_of({"talk.md": turns(*said, *talk(*labels))}).names("talk.md") == names


@pytest.mark.parametrize(
    "said",
    [
        "Speaker 1: Mark's out sick this week, so it's just me, Ruth Odenkirk.",
        "Speaker 1: I'm Ruth Odenkirk, and Mark couldn't make it today.",
        "Speaker 1: I'm Ruth Odenkirk. Mark Selby is still on parental leave.",
    ],
)
def test_who_is_said_to_be_away_is_not_there(said: str) -> None:
    record = front_matter(title="Of light", hosts=listed(["Mark Selby", "Ruth Odenkirk"]))
    text = record + turns(said, "Speaker 2: Hi Ruth.", *talk("Speaker 1", "Speaker 2"), "Speaker 3: Bye.")
    found = corpus_of({"talk.md": text})
    assert found.names("talk.md")["Speaker 1"] == "Ruth Odenkirk"
    assert "Mark Selby" not in found.everybody("talk.md")


def test_german_nouns_beside_a_place_are_nobody() -> None:
    said = ["Host: Der Kaffee bei uns ist gut, und bei mir sind Tasse und Kanne da.", "Guest: Hallo zusammen."]
    text = turns(*said, *talk("Host", "Guest"))
    assert set(corpus_of({"talk.md": text}).names("talk.md").values()) == {None}
