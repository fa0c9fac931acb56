"""A mention's offsets cut out the words themselves, in whatever script, over whatever cue's end, and have a time."""

from __future__ import annotations

import polars as pl
import pytest

from tests.mentions.spoken import mentions, named, record, shipped, speech
from transforms.mentions.annotation import annotate_mentions


@pytest.mark.parametrize(
    ("said", "surfaces"),
    [
        ("Señor, usamos TensorFlow en España.", ["TensorFlow", "España"]),
        ("🙂🙂 We like Kubernetes 🙂 and 👩‍👩‍👧 Docker.", ["Kubernetes", "Docker"]),
        ("مرحبا بكم في OpenAI اليوم مع Docker", ["OpenAI", "Docker"]),
        ("אנחנו משתמשים ב Kubernetes היום", ["Kubernetes"]),
        ("私たちはOpenAIとGoogleについて話します", ["OpenAI", "Google"]),
        ("我们使用 PyTorch 和 Kubernetes。", ["PyTorch", "Kubernetes"]),
        ("Мы используем Kubernetes и Docker.", ["Kubernetes", "Docker"]),
        ("Wir waren in München und in Köln.", ["München", "Köln"]),
        ("“Kubernetes”—said he—‘Docker’…", ["Kubernetes", "Docker"]),
        ("e\u0301t\u0301e\u0301 Kubernetes Z\u0336a\u0336l\u0336g\u0336o\u0336 Docker", ["Kubernetes", "Docker"]),
    ],
)
def test_offsets_count_code_points_in_every_script(said: str, surfaces: list[str]) -> None:
    found = mentions(said)
    assert [one.surface for one in found] == surfaces
    assert [said[one.char_start : one.char_end] for one in found] == surfaces


def test_a_name_runs_over_a_cues_end() -> None:
    lines = ["So we went to the office of Hugging", "Face in New", "York to talk about it."]
    found = mentions(speech(lines, turn_index=[0, 0, 0]))
    assert [(one.surface, one.segment_index, one.end_segment_index) for one in found] == [
        ("Hugging Face", 0, 1), ("New York", 1, 2),
    ]  # fmt: skip
    first, second = found
    assert (lines[0][first.char_start :], lines[1][: first.char_end]) == ("Hugging", "Face")
    assert (lines[1][second.char_start :], lines[2][: second.char_end]) == ("New", "York")


def test_a_name_does_not_run_into_another_turn_or_episode() -> None:
    assert ("Hugging Face", "Hugging Face") not in named(speech(["They were hugging", "Face it, he said."]))
    one, other = speech(["They were in New"], "one"), speech(["York is a town."], "other")
    assert ("New York", "New York City") not in named(one.vstack(other))


def test_a_mention_has_the_time_of_its_words() -> None:
    said = speech(
        ["Kubernetes is good and so is Docker.", "Rust and Docker and Kubernetes.", "We like Docker."],
        start_ms=[1_000, 5_000, None], end_ms=[5_000, 9_000, None], time_error_ms=[100, 200, None],
        time_method=["explicit", "interpolated", None],
    )  # fmt: skip
    rows = pl.DataFrame(annotate_mentions(said, record(), shipped())["annotated_mentions"])
    timed = rows.select("surface", "time_ms", "time_method", "time_error_ms").rows()
    # `Docker` begins after 29 of 36 characters, of four seconds: 3,222 ms, 778 ms before the end.
    assert timed[:2] == [("Kubernetes", 1_000, "explicit", 100), ("Docker", 4_222, "interpolated", 178)]
    assert {method for _, _, method, _ in timed[2:-1]} == {"interpolated"}
    assert timed[-1] == ("Docker", None, None, None)


def test_mentions_are_numbered_in_each_episode() -> None:
    one, other = speech(["Docker, Kubernetes.", "Docker."], "one"), speech(["Docker and Kubernetes."], "other")
    rows = pl.DataFrame(annotate_mentions(one.vstack(other), record(), shipped())["annotated_mentions"])
    assert rows.group_by("episode_id", maintain_order=True).agg("mention_index").rows() == [
        ("one", [0, 1, 2]), ("other", [0, 1]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines", [[], [""], ["", ""], ["."], ["a"], ["4"], ["日本"], ["🙂"], ["zorblax quux"], ["Kubernetes"], ["\u0301"]]
)
@pytest.mark.parametrize("is_noted", [False, True])
def test_batches_of_next_to_nothing(lines: list[str], is_noted: bool) -> None:
    noted = record([("Debear", "product", "notes"), ("Quux", None, "title")], {"Ilse Varga": ("Ilsie",)})
    found = mentions(lines, noted if is_noted else record())
    assert [lines[one.segment_index][one.char_start : one.char_end] for one in found] == [one.surface for one in found]
