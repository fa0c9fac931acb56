"""Words become the same runs as in a plain, word-by-word version."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.reference import word_runs
from tests.reference.word_runs import Run, Word
from transforms.formats.records.runs import LONGEST_RUN, Words, runs_of

SPOKEN = (
    "bees",
    "Hive",
    "Dr.",
    "end.",
    "why?",
    "so,",
    "U.S.",
    "3.5",
    "no…",
    "“yes.”",
    "蜂",
    "です。",
    "、",
    ".",
    "I.",
    "x",
)
texts = st.sampled_from(SPOKEN) | st.sampled_from([" bees", " end.", "ful ", " ", "\n", "-", "'s"])
times = st.none() | st.integers(0, 12_000)
words = st.lists(
    st.builds(Word, texts, times, times, st.sampled_from([None, "A", "B"]), st.just(0)), max_size=30
) | st.lists(st.builds(Word, texts, times, times, st.sampled_from([None, "A"]), st.integers(0, 2)), max_size=30).map(
    lambda found: sorted(found, key=lambda word: word.block)
)


def as_columns(found: list[Word]) -> Words:
    return Words(
        texts=[word.text for word in found],
        starts=np.array([math.nan if word.start is None else word.start for word in found], dtype=np.float64),
        ends=np.array([math.nan if word.end is None else word.end for word in found], dtype=np.float64),
        labels=[word.label for word in found],
        begins=np.arange(len(found)) * 10,
        closes=np.arange(len(found)) * 10 + 5,
        blocks=np.array([word.block for word in found], dtype=np.int64),
    )


def made(found: list[Word]) -> list[Run]:
    speech = runs_of(as_columns(found))
    columns = (speech.text, speech.label, speech.start_ms, speech.end_ms, speech.doc_start, speech.doc_end)
    return [Run(text, label, start, end, first // 10, last // 10)
            for text, label, start, end, first, last in zip(*columns, strict=True)]  # fmt: skip


@given(words)
def test_runs_are_those_of_the_plain_version(found: list[Word]) -> None:
    if any(word.end is not None for word in found):
        assert made(found) == word_runs.runs(found)


@given(st.lists(st.tuples(st.sampled_from(["bees", "so,", "hive"]), st.integers(0, 900)), min_size=1, max_size=260))
def test_long_runs_are_cut_where_the_plain_version_cuts_them(steps: list[tuple[str, int]]) -> None:
    found, clock = [], 0
    for text, pause in steps:
        clock += pause
        found.append(Word(text, clock, clock + 200, None, 0))
        clock += 200
    runs = made(found)
    assert runs == word_runs.runs(found)
    assert all(run.last - run.first < LONGEST_RUN for run in runs)


@given(words)
def test_no_word_is_lost_or_moved(found: list[Word]) -> None:
    spoken = "".join(word.text for word in found).split()
    assert "".join(run.text for run in made(found)).replace(" ", "") == "".join(spoken)


def test_sentences_end_at_stops_but_not_at_abbreviations_or_before_small_letters() -> None:
    said = ["Ask", "Dr.", "Ash", "of", "the", "U.S.", "team.", "She", "said", "no…", "twice.", "Really?"]
    found = [Word(text, place * 300, place * 300 + 200, None, 0) for place, text in enumerate(said)]
    assert [run.text for run in made(found)] == ["Ask Dr. Ash of the U.S. team.", "She said no… twice.", "Really?"]


def test_where_only_starts_are_known_the_word_itself_is_no_pause() -> None:
    found = [Word(text, start, None, None, 0) for text, start in (("one", 0), ("two", 1_400), ("three", 6_000))]
    assert [run.text for run in made(found)] == ["one two", "three"]


def test_voices_without_labels_are_told_apart() -> None:
    columns = as_columns([Word(text, place * 100, place * 100 + 90, None, 0) for place, text in enumerate("abcd")])
    columns.voices = [0, 0, 1, 1]
    speech = runs_of(columns)
    assert (speech.text, speech.voice, speech.label) == (["a b", "c d"], [0, 1], [None, None])
