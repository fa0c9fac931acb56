"""One person is one speaker across episodes and shows, and two people are two."""

from __future__ import annotations

from tests.people.corpus_of import corpus_of, front_matter, talk, turns


def episode(show: str, title: str, *said: str) -> str:
    return front_matter(title=title, show=show) + turns(*said)


def two_shows(guest: str, one: str = "", other: str = "") -> dict[str, str]:
    return {
        "hive-1.md": episode("Hive Minds", "Of mites", f"Ann: With me is {guest}{one}.", f"{guest}: Hello.",
                             *talk("Ann", guest)),
        "tide-1.md": episode("Low Tide", "Of water", f"Mei: With me is {guest}{other}.", f"{guest}: Hello.",
                             *talk("Mei", guest)),
    }  # fmt: skip


def is_one(files: dict[str, str], name: str) -> bool:
    found = corpus_of(files)
    return len({found.speaker(file, name) for file in files}) == 1


def test_a_first_name_is_one_person_within_a_show() -> None:
    files = {
        f"hive-{number}.md": episode("Hive Minds", f"Number {number}", *talk("Zosia", name))
        for number, name in enumerate(("Jon Reed", "Mei Lin"))
    }
    assert is_one(files, "Zosia")


def test_a_first_name_is_not_one_person_in_two_shows() -> None:
    assert not is_one(two_shows("Zosia"), "Zosia")


def test_a_rare_full_name_is_one_person_everywhere() -> None:
    assert is_one(two_shows("Zosia Quillfeather"), "Zosia Quillfeather")


def test_a_common_full_name_is_not() -> None:
    assert not is_one(two_shows("John Smith"), "John Smith")
    assert not is_one(two_shows("John Smith", " from Bright Hive", " from Deep Harbour"), "John Smith")


def test_a_common_full_name_with_one_affiliation_is() -> None:
    assert is_one(two_shows("John Smith", " from Bright Hive", " of Bright Hive"), "John Smith")


def test_identities_do_not_depend_on_what_else_there_is() -> None:
    files = two_shows("John Smith", " from Bright Hive", " from Deep Harbour")
    alone, together = corpus_of({"hive-1.md": files["hive-1.md"]}), corpus_of(files)
    assert alone.speaker("hive-1.md", "John Smith") == together.speaker("hive-1.md", "John Smith")


def test_unnamed_voices_are_their_own_in_each_episode() -> None:
    files = {f"hive-{n}.md": episode("Hive Minds", f"Number {n}", *talk("A", "B")) for n in range(2)}
    found = corpus_of(files)
    assert len({seen.speaker_id for file in files for seen in found.present[file]}) == 4
