"""The fast ways of reading text and the plain ones read the same."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference import prose_patterns as slow
from transforms.formats.captions import cue_markup
from transforms.formats.prose import glued, headings, heads, line_anchors, listing_page, not_episode, plain, spoken
from transforms.formats.prose.anchors import Anchor
from transforms.formats.prose.emit import _Emitter, emit
from transforms.formats.prose.inline_markup import clean
from transforms.normalize import _control_characters

SIGNS = [
    ". ",
    "?",
    "! ",
    "…",
    "。",
    ":",
    "：",
    " :",
    "://",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    ">",
    ">> ",
    "» ",
    " - ",
    '"',
    "”",
    "’s",
]
TIMES = ["12:30", "[00:12]", "[1:02:03] ", "(1m05s)", "2019", "1."]
NAMES = [
    "Ann",
    "Bo",
    "A",
    "Ann Marlow",
    "Speaker 1",
    "Dr",
    "e.g",
    "U.S",
    "so",
    "yeah",
    "I'm",
    "don't",
    "Bees",
    "ÉCOLE",
    "ñu",
]
MARKUP = [
    "**",
    "_",
    "#",
    "*",
    "[",
    "]",
    "(",
    ")",
    "<",
    "<v Ann>",
    "</v>",
    "<b>",
    "<<",
    "&amp;",
    "&#60;",
    "{\\an8}",
    "{",
    "²",
]
PARTS = st.sampled_from([*SIGNS, *TIMES, *NAMES, *MARKUP, ".", " ", "  "])
TEXTS = st.lists(PARTS, max_size=40).map("".join) | st.text(max_size=60)


def matches(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, tuple[str | None, ...]]]:
    return [(found.start(), found.end(), found.groups()) for found in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("fast", "plainly"),
    [
        (heads._HEAD, slow.HEAD),
        (line_anchors._VOICE, slow.VOICE),
        (listing_page._SHORT_WITH_YEAR, slow.SHORT_WITH_YEAR),
        (cue_markup._MARKUP, slow.MARKUP),
    ],
)
@settings(max_examples=300)
@given(text=TEXTS)
def test_the_fast_pattern_finds_what_the_plain_one_does(
    fast: re.Pattern[str], plainly: re.Pattern[str], text: str
) -> None:
    assert matches(fast, "\n" + text) == matches(plainly, "\n" + text)


@settings(max_examples=300)
@given(TEXTS)
def test_capitals_are_glued_where_the_plain_pattern_says(text: str) -> None:
    fast, plainly = headings._GLUE.search(text), slow.GLUE.search(text)
    assert (fast and fast.start()) == (plainly and plainly.start())


@settings(max_examples=300)
@given(TEXTS)
def test_the_share_of_talk_is_that_of_the_words(text: str) -> None:
    assert spoken.share_of_talk(text.casefold()) == slow.share_of_talk(text.casefold())
    assert spoken.has_words(text, 5) == (spoken.count_words(text) >= 5)


@settings(max_examples=300)
@given(TEXTS)
def test_sentences_end_where_the_plain_pattern_says(text: str) -> None:
    assert plain._sentences(text, 0, len(text)) == slow.sentences(text)


@settings(max_examples=300)
@given(
    TEXTS, st.integers(0, 9), st.sets(st.sampled_from(["Ann", "Bo", "A", "Ann Marlow", "Speaker 1", "ñu"]), min_size=1)
)
def test_labels_stand_where_the_plain_pattern_says(text: str, start: int, labels: set[str]) -> None:
    assert glued._find(text, start, len(text), labels) == slow.label_places(text, start, len(text), labels)


@settings(max_examples=300)
@given(TEXTS)
def test_candidates_are_those_without_a_look_ahead(text: str) -> None:
    plainly = re.compile(glued._CANDIDATE.pattern.replace(glued._COLON_NEAR, ""))
    assert matches(glued._CANDIDATE, "\n" + text) == matches(plainly, "\n" + text)


@settings(max_examples=400)
@given(TEXTS, st.booleans())
def test_speech_is_cleaned_as_where_all_markup_is_looked_for(text: str, is_markdown: bool) -> None:
    cleaned = clean(text, 0, is_markdown=is_markdown)
    assert (cleaned.text, cleaned.marks) == slow.words_and_marks(text, is_markdown=is_markdown)


@given(TEXTS)
def test_control_characters_are_found_wherever_they_stand(text: str) -> None:
    found = [place for place, char in enumerate(text) if ord(char) in {*range(9), *range(0x0E, 0x1C), 0x7F}]
    notes = _control_characters(text)
    assert [(note.count, note.locator) for note in notes] == ([(len(found), f"character {found[0]}")] if found else [])


@given(st.sampled_from(["Apache License", "LICENSED", "Permission is hereby granted", "bees"]), TEXTS)
def test_a_licence_is_known_by_the_pattern_alone(words: str, text: str) -> None:
    beginning = f"{text} {words} {text}"
    assert not_episode._is_licence(beginning) == (not_episode._LICENCE_TEXT.search(beginning) is not None)


MARKED = [
    "[00:12] so",
    "[00:13]",
    "so [00:14] it is",
    " [0:15] - so",
    "(0:16) yes (he said)",
    "[00:17] *odd*",
    "[Music]",
]
WORDS = st.sampled_from([*MARKED, "so it is", "", " ", "- so", "no\nmore", "[00:18] [laughs] so", "“yes”"])
KINDS = st.sampled_from(["turn", "block", "voice", "end", "section"])
ANCHORS = st.lists(st.tuples(KINDS, st.sampled_from(["Ann", "Bo", None]), st.none() | st.integers(0, 9_000), WORDS))


@settings(max_examples=400)
@given(ANCHORS, st.booleans())
def test_stretches_by_columns_are_those_one_by_one(
    rows: list[tuple[str, str | None, int | None, str]], is_markdown: bool
) -> None:
    text, anchors = "well ", []
    for kind, name, ms, words in rows:
        start, label = len(text), name if kind == "turn" else None
        text += "@@@@"
        mark = (start, start + 2) if ms is not None else None
        anchors.append(Anchor(start, len(text), kind, label, ms, None, mark))  # type: ignore[arg-type]
        text += f" {words}\n" if not is_markdown else f" {words}"
    fast = emit(text, 0, len(text), anchors, is_markdown=is_markdown)
    with patch.object(_Emitter, "run", lambda self, anchors, bounds, at: at):
        assert emit(text, 0, len(text), anchors, is_markdown=is_markdown) == fast
