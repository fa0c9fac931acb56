"""Formats of speech research: what is taken for one, how tiers are told apart, and linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import assert_within
from transforms.document import Document
from transforms.formats import research
from transforms.formats.format import Format
from transforms.parsed import Speech

FORMATS: dict[str, Format] = {fmt.NAME: fmt for fmt in research.FORMATS}
HEADS = {
    "textgrid": '"ooTextFile"\n"TextGrid"\n0\n9\n<exists>\n1\n"IntervalTier"\n"Ann"\n0\n9\n2\n0\n1\n"so"\n1\n2\n',
    "chat": "@UTF8\n@Begin\n@Participants:\tANN Ann_Marlow Host\n*ANN:\t",
    "scoring": "log 1 0.10 0.20 so\nlog 1 0.40 0.20 we\nlog 1 0.70 0.20 count\n",
    "htk_labels": "0 5000000 so\n5000000 9000000 we\n9000000 14000000 count\n14000000 19000000 them\n",
    "kaldi_text": "ann-log-0000100-0000200 so\nann-log-0000200-0000300 we\nann-log-0000300-0000400 count\n",
}


def document(text: str) -> Document:
    return Document("0" * 16, "input.txt", text)


def speech(name: str, text: str) -> Speech:
    parsed = FORMATS[name].parse(document(text))
    assert parsed is not None
    (episode,) = parsed.episodes
    return episode.speech


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize(
    "unit", ['"', "1 ", "a ", '"1 ', "@", "*ANN:\t", "\x15", "[", "a-00001-00002 ", "x 1 0.1 0.2 ", "\n1 2 "]
)
def test_a_long_line_takes_linear_time(name: str, unit: str) -> None:
    long = document(HEADS[name] + unit * (1_000_000 // len(unit)))

    def read() -> None:
        assert 0.0 <= FORMATS[name].sniff(long) <= 1.0
        FORMATS[name].parse(long)

    assert_within(2.0, read)


@pytest.mark.parametrize(
    "text",
    [
        "The log 1 is 0.5 long and so on\nthe log 2 is not\nand nothing is\n",
        "a 1 2 3 b\nb 2 3 4 c\nc 3 4 5 d\n",
        "north 1 9.5 0.2 wind\nsouth 1 3.5 0.1 rain\neast 1 1.5 0.7 wind\n",
    ],
)
def test_other_texts_and_tables_are_no_scoring(text: str) -> None:
    assert FORMATS["scoring"].sniff(document(text)) == 0.0


def test_thousandths_are_told_from_hundredths_by_the_words() -> None:
    text = "".join(f"ann-log-{at * 1000:07}-{at * 1000 + 900:07} one two\n" for at in range(4))
    assert speech("kaldi_text", text).start_ms == [0, 1000, 2000, 3000]
    text = "".join(f"ann-log-{at * 100:07}-{at * 100 + 90:07} one two\n" for at in range(4))
    assert speech("kaldi_text", text).start_ms == [0, 1000, 2000, 3000]


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff\0"), min_size=1, max_size=30)


@given(st.lists(st.tuples(st.integers(0, 9_000_000), st.integers(1, 9_000), texts), max_size=8))
def test_intervals_come_back_as_written(rows: list[tuple[int, int, str]]) -> None:
    head = '"ooTextFile"\n"TextGrid"\n0\n9\n<exists>\n1\n"IntervalTier"\n"Ann Marlow"\n0\n9\n9\n'
    body = "".join(
        f'{start / 1000}\n{(start + length) / 1000}\n"so {text.replace(chr(34), chr(34) * 2)} so"\n'
        for start, length, text in rows
    )
    parsed = FORMATS["textgrid"].parse(document(head + body))
    assert parsed is not None
    spoken = [
        (start, end, label)
        for episode in parsed.episodes
        for start, end, label in zip(episode.speech.start_ms, episode.speech.end_ms, episode.speech.label, strict=True)
    ]
    assert sorted(spoken) == sorted((start, start + length, "Ann Marlow") for start, length, _ in rows)
