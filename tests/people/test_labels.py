"""What labels are: names in any dress, initials, numbers, parts, crowds and machines."""

from __future__ import annotations

import pytest

from transforms.people.dossiers import Voice
from transforms.people.label_kinds import Label, read_labels, variants
from warehouse.name_words import name_words


def read(*texts: str) -> list[Label]:
    return read_labels(texts, name_words())


def voice(label: str, turn_count: int = 10, word_count: int = 500) -> Voice:
    return Voice(label, 0, 2, 40, turn_count, word_count, 9, 1, 0, 0, 0, 9)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ANN MARLOW", "Ann Marlow"),
        ("Ann :", "Ann"),
        ("Ann Marlow (host)", "Ann Marlow"),
        ("Host (Ann Marlow)", "Ann Marlow"),
        ("Speaker 2 [Ann Marlow]", "Ann Marlow"),
        ("Ann Marlow, Bright Hive", "Ann Marlow"),
        ("Ann Marlow - Bright Hive", "Ann Marlow"),
        ("Ann Marlow from Bright Hive", "Ann Marlow"),
        ("Marlow, Ann", "Ann Marlow"),
        ("Dr. Ann Marlow, PhD", "Ann Marlow"),
        ("Dr. Marlow", "Dr. Marlow"),
        ("Jean-Luc O’Hara", "Jean-Luc O’Hara"),
        ("Zoë", "Zoë"),
    ],
)
def test_a_name_is_read_from_any_dress(text: str, name: str) -> None:
    label = read(text, "Jon Reed")[0]
    assert label.kind == "name"
    assert label.name is not None
    assert label.name.text == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Speaker 1", "number"), ("SPEAKER_02", "number"), ("Audience #2", "number"), ("12", "number"),
        ("JB", "initials"), ("AvW", "initials"), ("J.B.", "initials"),
        ("Host", "host"), ("Co-host 2", "host"), ("Interviewer", "host"), ("Guest", "guest"),
        ("Announcer", "aside"), ("Advert", "aside"), ("Clip", "aside"), ("Music", "aside"),
        ("All", "crowd"), ("Audience", "crowd"), ("Ann & Jon", "crowd"), ("Ann and Jon", "crowd"),
        ("Siri", "machine"), ("ChatGPT", "machine"), ("AI voice", "machine"),
        ("Chair", "number"), ("The Clerk", "number"), ("Madam President", "number"), ("Operator", "number"),
        ("Entrevistadora", "host"), ("Invitée", "guest"), ("Judge Marlow", "name"),
        ("Respondent 2", "number"), ("Unidentified man", "number"), ("Frau 1", "number"), ("Person A", "number"),
        ("Frau Nolte", "name"), ("Guy", "name"), ("Thomas Mann", "name"),
    ],
)  # fmt: skip
def test_other_kinds(text: str, kind: str) -> None:
    assert read(text, "Mei Lin")[0].kind == kind


def test_first_letters_of_the_alphabet_are_numbers_and_others_initials() -> None:
    assert [label.kind for label in read("A", "B", "C")] == ["number"] * 3
    assert [label.kind for label in read("B", "M")] == ["initials"] * 2
    assert [label.kind for label in read("A", "B", "Music", "Siri")] == ["number", "number", "aside", "machine"]
    assert [label.role for label in read("A", "Q")] == ["guest", "host"]
    assert [label.role for label in read("A", "B")] == [None, None]


def test_letters_of_questions_and_answers_are_no_initials() -> None:
    assert [label.kind for label in read("P", "R")] == ["number"] * 2
    assert [label.kind for label in read("P", "M")] == ["initials"] * 2


@pytest.mark.parametrize(("text", "role"), [("Ann (host)", "host"), ("Guest (Ann)", "guest"), ("Ann (AM)", None)])
def test_a_label_may_say_the_role(text: str, role: str | None) -> None:
    assert read(text)[0].role == role


def test_a_number_behind_a_label_and_a_slip_of_the_pen_are_variants() -> None:
    texts = ["ann", "ann2", "Marlow", "Marlwo", "Marlou", "Jon", "Ron"]
    voices = [voice(text, 1, 9) if text in ("Marlwo", "Marlou") else voice(text, 30) for text in texts]
    assert variants(read(*texts), voices) == {1: 0, 4: 2}


def test_a_slip_is_rare_and_of_one_letter() -> None:
    texts = ["AM", "BM", "Anna", "Hanna"]
    assert variants(read(*texts), [voice(text) for text in texts]) == {}


def test_many_labels_take_no_time() -> None:
    texts = [f"Ann{number}x" for number in range(5000)]
    assert variants(read(*texts), [voice(text, 1, 3) for text in texts]) == {}
