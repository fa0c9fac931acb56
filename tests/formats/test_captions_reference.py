"""The fast cue reader and the plain one read the same cues from any soup of caption lines."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.caption_cues import read_cues
from transforms.formats.captions.arrow_cues import read_arrow_cues
from transforms.formats.captions.cues import bare
from transforms.parsed import Parsed

LINES = st.sampled_from(
    [
        "00:00:01.000 --> 00:00:02.000",
        "00:00:02,500 --> 00:00:03,000",
        "59:59.999 --> 59:59.999",
        "01:00:00.000 --> 01:00:01.000 align:start position:0%",
        "",
        "",
        "1",
        "2",
        "3",
        "1984",
        "words --> and more words",
        "Ann: hello",
        "NOTE a comment",
        "STYLE",
        "WEBVTT",
        "intro",
        "so it goes",
    ]
)
END = "so it ends, and not with a number."


def fast(text: str, *, is_webvtt: bool) -> list[tuple[int | None, int | None, str]]:
    read = read_arrow_cues(Parsed("test"), text, is_webvtt=is_webvtt)
    if read is None:
        return []
    words = (" ".join(bare(text).split()) for text in read.cues.text)
    return list(zip(read.cues.start_ms, read.cues.end_ms, words, strict=True))


@settings(max_examples=400)
@given(st.lists(LINES, max_size=24), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_the_fast_reader_agrees_with_the_plain_one(lines: list[str], line_end: str, is_webvtt: bool) -> None:
    text = line_end.join([*lines, END, ""])
    plain = [(cue.start_ms, cue.end_ms, cue.text) for cue in read_cues(text, is_webvtt=is_webvtt)]
    assert fast(text, is_webvtt=is_webvtt) == plain


@settings(max_examples=200)
@given(st.lists(LINES, max_size=24), st.booleans())
def test_no_character_is_left_without_an_account(lines: list[str], is_webvtt: bool) -> None:
    text = "\n".join([*lines, END, ""])
    parsed = Parsed("test")
    read = read_arrow_cues(parsed, text, is_webvtt=is_webvtt)
    if read is None:
        return
    covered = bytearray(len(text))
    covered[: read.blocks.block_start[0]] = b"\1" * read.blocks.block_start[0]
    for start, end, _ in parsed.accounts:
        covered[start:end] = b"\1" * (end - start)
    for at, words in zip(read.cues.at, read.cues.text, strict=True):
        assert bare(words) == text[at : at + len(words)]
        covered[at : at + len(words)] = b"\1" * len(words)
    assert not "".join(char for char, is_covered in zip(text, covered, strict=True) if not is_covered).strip()
