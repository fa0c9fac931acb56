"""Captions: what the golden cases do not say, case by case, and what holds for any captions at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.formats.caption_samples import FORMATS, OPENINGS, document, parse, said, speech, subrip
from transforms.accounting import accounted_share
from transforms.document import Document, Limits
from transforms.formats import registry
from transforms.formats.captions import sbv
from transforms.formats.captions import subrip as subrip_format
from transforms.formats.captions.cue_times import Times, read_time, read_times
from transforms.formats.captions.timing_lines import find_timing_lines


@pytest.mark.parametrize("name", OPENINGS)
def test_each_format_knows_its_own_by_content(name: str) -> None:
    given_document = document(OPENINGS[name] + "words and more words\n")
    sure = {fmt.NAME: fmt.sniff(given_document) for fmt in FORMATS.values()}
    assert sure[name] >= 0.8
    assert all(confidence < sure[name] for other, confidence in sure.items() if other != name)
    # What is cut off inside its first record is still known as what it is.
    assert registry.parse(given_document).format == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Just some prose, about an arrow --> here.\n", id="an arrow in prose"),
        pytest.param(
            "# Notes\n\nCaptions look like this:\n\n00:00:01.000 --> 00:00:02.000\nHello\n", id="a quoted cue"
        ),
        pytest.param('{"text": "00:00:01.000 --> 00:00:02.000"}', id="a cue in JSON"),
        pytest.param("---\ntitle: x\n---\n1\n00:00:01,000 --> 00:00:02,000\nHello\n", id="captions below front matter"),
        pytest.param("[00:00:12] Ann: Hello\n[00:00:15] Bo: Hi\n", id="stamps with hours are no LRC"),
        pytest.param("<html><body><p>tt</p></body></html>", id="a page"),
    ],
)
def test_what_is_not_captions_is_not_taken(text: str) -> None:
    assert all(fmt.sniff(document(text)) == 0 for fmt in FORMATS.values())


@pytest.mark.parametrize(
    ("text", "ms", "is_standard"),
    [
        ("00:00:01,000", 1_000, True),
        ("100:00:00.000", 360_000_000, True),
        ("59:59.999", 3_599_999, True),
        ("1:02:03.4", 3_723_400, False),
        ("00:01.123456", 1_123, False),
        ("12.5", 12_500, False),
        ("12s", 12_000, False),
        ("85:32", 5_132_000, False),
        ("00:75:00,000", None, True),
        ("00:00:75,000", None, True),
        ("-00:00:01,000", None, True),
        ("NaN:NaN:NaN,NaN", None, True),
        ("--:--", None, True),
    ],
)
def test_single_times(text: str, ms: int | None, is_standard: bool) -> None:
    time = read_time(text)
    assert time is not None
    assert (time.ms, time.is_standard) == (ms, is_standard)


@pytest.mark.parametrize("text", ["", "words", "the 5th", "-", ".", "1" * 41, "1:2:3:4:5 o'clock"])
def test_what_is_no_time(text: str) -> None:
    assert read_time(text) is None


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999), st.sampled_from(".,"))
def test_standard_times_go_round(hours: int, minutes: int, seconds: int, ms: int, mark: str) -> None:
    text = f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{ms:03d}"
    expected = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
    assert read_times([text]) == Times([expected], [], [])
    single = read_time(text)
    assert single is not None
    assert single.ms == expected


@given(st.lists(st.text(max_size=16) | st.from_regex(r"\d{1,2}:\d\d:\d\d[.,]\d{1,4}", fullmatch=True), max_size=8))
def test_times_in_bulk_are_times_one_by_one(texts: list[str]) -> None:
    single = [read_time(text.strip()) for text in texts]
    assert read_times(texts).ms == [time and time.ms for time in single]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("00:00:01.000 --> 00:00:02.000", 1),
        ("00:00:01.000-->00:00:02.000", 1),
        ("00:00:01,000 --> 00:00:02,000 X1:40 X2:60 Y1:5 Y2:9", 1),
        ("1 00:00:01,000 --> 00:00:02,000", 1),
        ("[00:01.000 --> 00:02.000]  words", 1),
        ("5 --> 7", 1),
        ("5 --> 7 apples", 0),
        ("see 00:00:01.000 --> 00:00:02.000", 0),
        ("A --> B", 0),
        ("00:00:01.000 --> onwards", 0),
        ("00:00:01.000 --> 00:00:02.000 --> 00:00:03.000", 1),
    ],
)
def test_which_lines_are_timing_lines(line: str, count: int) -> None:
    assert len(find_timing_lines(f"\n\n{line}\nwords\n")) == count


def test_labels_of_one_cue_are_enough_for_that_cue() -> None:
    assert said(subrip("José: It is fine")) == [("José", "It is fine")]


def test_a_name_that_comes_once_needs_a_sentence_that_ended() -> None:
    cues = ["Ann: So we talked about", "Python: it is a language.", "Bo: Yes.", "Ann: And so on."]
    assert [label for label, _ in said(subrip(*cues))] == ["Ann", "Ann", "Bo", "Ann"]


def test_a_few_names_far_apart_in_long_captions_are_labels() -> None:
    cues = ["and it went on"] * 200 + ["Ann Marlow: Stop."] + ["and on"] * 200
    cues += ["Bo Chen: Why?", "Ann Marlow: Because.", "Ann Marlow: It must."]
    assert {label for label, _ in said(subrip(*cues))} == {None, "Ann Marlow", "Bo Chen"}


def test_captions_without_labels_stay_without() -> None:
    cues = ["Welcome to the hive.", "Here is the news:", "Wax: up.", "Honey: down.", *["And so it goes."] * 120]
    assert {label for label, _ in said(subrip(*cues))} == {None}


def test_too_many_labels_are_text_with_a_warning() -> None:
    cues = [f"Ann{chr(97 + place % 26)}{chr(97 + place // 26)} Marlow: one line." for place in range(60)]
    limited = Document("0", "x", subrip(*cues), Limits(labels=50))
    parsed = subrip_format.parse(limited)
    assert parsed is not None
    assert [note.reason for note in parsed.warnings] == ["label_explosion"]
    assert set(parsed.episodes[0].speech.label) == {None}


def test_a_voice_tag_and_the_same_name_again_are_one_label() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Ann: Hello.\n\n00:02.000 --> 00:03.000\n<v Bo>Note: no.\n"
    assert said(text) == [("Ann", "Hello."), ("Bo", "Note: no.")]


def test_a_change_mark_ends_the_reach_of_a_label() -> None:
    spoken = speech(subrip("Ann: Who is it?", "- Me.", "It is me."))
    assert spoken.label == ["Ann", None, None]
    assert spoken.voice == [None, 1, 1]


def test_offsets_cut_out_the_words_without_label_and_mark() -> None:
    text = subrip("Ann: Who is it?\nBo: <i>Me</i> &amp; you.", ">> All of us.").replace("\n", "\r\n")
    spoken = speech(text)
    cut = [text[start:end] for start, end in zip(spoken.doc_start, spoken.doc_end, strict=True)]
    assert cut == ["Who is it?", "Me</i> &amp; you.", "All of us."]
    assert spoken.text == ["Who is it?", "Me & you.", "All of us."]


def test_a_reference_at_the_end_belongs_to_the_words() -> None:
    text = subrip("so &gt;")
    spoken = speech(text)
    assert (spoken.text, text[spoken.doc_start[0] : spoken.doc_end[0]]) == (["so >"], "so &gt;")


def test_a_timing_line_without_words_at_the_very_end_is_cut_off() -> None:
    parsed = parse(subrip("Whole.") + "\n2\n00:00:05,000 --> 00:00:07,000")
    assert [reject.reason for reject in parsed.rejects] == ["truncated"]
    assert len(parsed.episodes[0].speech) == 1


def test_nothing_but_a_cut_off_cue_is_rejected() -> None:
    parsed = parse("1\n00:00:05,000 --> 00:0")
    assert (parsed.status, parsed.reason, parsed.episodes) == ("rejected", "no_segments", [])
    cut = sbv.parse(document("0:00:00.599,0:00:04.160"))
    assert cut is not None
    assert cut.reason == "no_segments"


WORDS = st.from_regex(r"[A-Za-z'é蜂,.?!-]{1,9}( [a-z]{1,6}){0,5}", fullmatch=True)
CUES = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=12)


@example([["AA", "so"]] * 3, "\n", "")
@given(CUES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "<v Ann>", "Ann: ", ">> ", "{\\an8}", "<b>"]))
def test_no_word_is_lost_and_none_is_made_up(cues: list[list[str]], line_end: str, mark: str) -> None:
    text = subrip(*(mark + "\n".join(lines) for lines in cues)).replace("\n", line_end)
    parsed = parse(text)
    # The same line above others in cue after cue is a name, and no word.
    assume(not {label for episode in parsed.episodes for label in episode.speech.label} - {None, "Ann"})
    kept = "".join("".join(episode.speech.text) for episode in parsed.episodes)
    given_words = "".join("".join(lines) for lines in cues)
    lost = [sign for sign in "".join(given_words.split()) if not sign.isalnum() and sign not in kept]
    assert "".join(filter(str.isalnum, kept)) == "".join(filter(str.isalnum, given_words))
    assert set(lost) <= {"-"}
    assert accounted_share(parsed, text) == 1.0


@given(CUES)
def test_cues_in_are_segments_and_rejects(cues: list[list[str]]) -> None:
    texts = ["" if place % 3 == 2 else " ".join(lines) for place, lines in enumerate(cues)]
    parsed = parse(subrip(*texts, "The end."))
    found = sum(len(set(episode.speech.start_ms)) for episode in parsed.episodes)
    assert found + len(parsed.rejects) == len(cues) + 1
