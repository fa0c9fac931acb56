"""Hostile captions take linear time, ten megabytes in two seconds, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.caption_samples import FORMATS, OPENINGS, document
from tests.patience import assert_within

WHOLE_SIZE = 10_000_000
SIZE = 1_000_000
# Two seconds for ten megabytes, and as much again for what a single unit of text makes dear.
SECONDS_A_MEGABYTE = 0.4
LINE_UNITS = {
    "words": "word ",
    "one long word": "a",
    "capitals": "A ",
    "labels": "A: ",
    "voice tags without an end": "<v ",
    "voice tags": "<v A>",
    "angle brackets": "<",
    "tags": "<b>",
    "tags without an end": "<font ",
    "class tags without an end": "<c.",
    "comments": "<!--",
    "ampersands": "&",
    "references without an end": "&#",
    "override codes without an end": "{\\",
    "braces": "{1}{2}",
    "brackets": "[",
    "stamps": "[00:01.00]",
    "parentheses": "(",
    "arrows": "-->",
    "timing lines": "00:00:01,000 --> ",
    "chevrons": ">>",
    "dashes": "- ",
    "notes": "♪",
    "digits": "1",
    "no-break spaces": "\xa0",
    "NULs": "\0",
    "backslashes": "\\",
}
LINES_UNITS = {
    "line ends": "\n",
    "carriage returns": "\r",
    "lines of spaces": "\n ",
    "lines of labels": "\nA: ",
    "lines of dashes": "\n- ",
    "lines of numbers": "\n1",
    "comments": "\n\nNOTE",
    "names in parentheses": "\n(Ann Bo)\n",
}


def assert_linear(name: str, unit: str, size: int = SIZE) -> None:
    fmt, hostile = FORMATS[name], document(OPENINGS[name] + unit * (size // len(unit)))
    assert_within(SECONDS_A_MEGABYTE * size / 1_000_000, lambda: (fmt.sniff(hostile), fmt.parse(hostile)))


@pytest.mark.parametrize("name", OPENINGS)
def test_one_line_of_ten_megabytes(name: str) -> None:
    assert_linear(name, "word ", WHOLE_SIZE)


@pytest.mark.parametrize("unit", LINE_UNITS.values(), ids=LINE_UNITS.keys())
@pytest.mark.parametrize("name", ["webvtt", "ttml"])
def test_a_line_of_one_thing_only(name: str, unit: str) -> None:
    assert_linear(name, unit)


@pytest.mark.parametrize("unit", ["<b>", "A: ", "{\\", "[00:01.00]", "{1}{2}", ">>", "\\u12", "1", "&", "--> "])
@pytest.mark.parametrize("name", sorted(OPENINGS.keys() - {"webvtt", "ttml"}))
def test_a_line_of_one_thing_only_in_every_format(name: str, unit: str) -> None:
    assert_linear(name, unit)


@pytest.mark.parametrize("unit", LINES_UNITS.values(), ids=LINES_UNITS.keys())
@pytest.mark.parametrize("name", ["webvtt", "sbv", "lrc", "ttml"])
def test_lines_of_one_thing_only(name: str, unit: str) -> None:
    assert_linear(name, unit)


SOUP = st.lists(
    st.sampled_from(
        [*LINE_UNITS.values(), *LINES_UNITS.values(), *OPENINGS.values(), "</p>", "]}", '"', "<p>", "\ufeff"]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("name", OPENINGS)
@settings(max_examples=150)
@given(begins=st.booleans(), soup=SOUP)
def test_nothing_raises_and_all_columns_fit(name: str, begins: bool, soup: str) -> None:
    given_document = document(OPENINGS[name] * begins + soup)
    assert 0.0 <= FORMATS[name].sniff(given_document) <= 1.0
    parsed = FORMATS[name].parse(given_document)
    for episode in parsed.episodes if parsed else ():
        length = len(given_document.text)
        spoken = episode.speech.complete()
        assert all(words.strip() for words in spoken.text)
        assert all(0 <= start < end <= length for start, end in zip(spoken.doc_start, spoken.doc_end, strict=True))
        assert "\ufdd0" not in "".join(spoken.text)
