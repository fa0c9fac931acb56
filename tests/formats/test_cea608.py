"""Closed captions in hexadecimal: every letter comes back, from where it is written, when it is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.formats.caption_samples import parse, said, speech

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789 .,?!'"
words = st.text(_PLAIN, min_size=1, max_size=30).map(str.strip).filter(lambda text: any(map(str.isalpha, text)))


def byte(code: int) -> int:
    """Return a byte with its parity bit."""
    return code | (0x80 if code.bit_count() % 2 == 0 else 0)


def pairs(text: str) -> list[str]:
    codes = [byte(ord(char)) for char in text] + [0x80] * (len(text) % 2)
    return [f"{high:02x}{low:02x}" for high, low in zip(codes[::2], codes[1::2], strict=True)]


def line(second: int, *codes: str) -> str:
    return f"00:00:{second:02}:00\t{' '.join(codes)}\n\n"


@given(st.lists(words, min_size=1, max_size=5))
def test_every_letter_comes_back(captions: list[str]) -> None:
    head = "Scenarist_SCC V1.0\n\n"
    text = head + "".join(
        line(place * 3, "9420", "9420", "9470", "9470", *pairs(f"so, {caption}"), "942f", "942f")
        for place, caption in enumerate(captions)
    )
    spoken = speech(text)
    assert [" ".join(one.split()) for one in spoken.text] == [" ".join(f"so, {one}".split()) for one in captions]
    first = pairs("so")[0]
    assert all(text[start : start + 4] == first for start in spoken.doc_start)


def test_a_caption_is_shown_when_all_of_it_has_been_sent() -> None:
    text = "Scenarist_SCC V1.0\n\n" + line(1, "9420", "9420", *pairs("wax"), "942f", "942f") + line(3, "942c", "942c")
    spoken = speech(text)
    assert (spoken.start_ms, spoken.end_ms) == ([1134], [3003])


def test_lines_too_long_to_be_sent_are_timed_as_marked() -> None:
    text = "Scenarist_SCC V1.0\n\n" + "".join(
        line(second, "9420", "9420", *pairs("wax and honey " * 6), "942f", "942f") for second in (1, 2, 3)
    )
    assert speech(text).start_ms == [1001, 2002, 3003]


def test_the_second_channel_is_not_mixed_in() -> None:
    text = "Scenarist_SCC V1.0\n\n" + line(1, "9425", *pairs("wax it is"), "1c25", *pairs("cera"), "94ad", "1cad")
    assert said(text) == [(None, "wax it is")]


def test_what_is_no_pair_of_bytes_is_rejected() -> None:
    parsed = parse("Scenarist_SCC V1.0\n\n" + line(1, "9425", *pairs("wax")) + "00:00:05:00\tnot hex\n")
    assert [reject.reason for reject in parsed.rejects] == ["segment_invalid"]
