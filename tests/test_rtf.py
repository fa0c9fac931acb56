"""Rich text and EBU STL: what becomes of their codes, and that no bytes make them fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import assert_within
from transforms.parsed import Reject
from transforms.rtf import read_rtf
from transforms.stl_binary import is_stl, read_stl

_ROW = r"\trowd\intbl {}\cell {}\cell {}\cell\row"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \u8217? \emdash\~x", "café ’ —\u00a0x"),
        (r"\uc2 a\u8230..b\uc0\u233 c", "a…béc"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"one\par two\line three\tab four", "one\ntwo\nthree\tfour"),
        (r"{\*\unknown lost}kept{\footnote lost}{\field{\*\fldinst HYPERLINK}{\fldrslt link}}", "keptlink"),
        (r"a\bin4 }}}}b", "ab"),
        (r"{\v hidden}{\deleted gone}\plain shown", "shown"),
        (r"\pard\outlinelevel1 Head\par\pard so", "## Head\n\nso"),
        (r"{\b Ann Marlow} so we said", "**Ann Marlow** so we said"),
        (_ROW.format("0:01", "Ann", "so we said to her") + _ROW.format("0:05", "Bob", "and she to us"),
         "[0:01] Ann: so we said to her\n[0:05] Bob: and she to us"),
        ("a\\\nb}}}}{{{{", "a\nb"),
    ],
)  # fmt: skip
def test_codes_mean_what_they_say(body: str, text: str) -> None:
    assert read_rtf(f"{{\\rtf1\\ansi\\ansicpg1252 {body}}}".encode("latin-1")) == f"{text}\n"


def test_fonts_have_alphabets_of_their_own() -> None:
    data = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 \'e9\f1 \'e9{\f0 \'e9}\'e9}"
    assert read_rtf(data) == "éйéй\n"


_PIECES = (
    b"{", b"}", b"\\", b"\\par ", b"\\'41", b"\\'", b"\\u8217?", b"\\u-5 ", b"\\b", b"\\bin9 ", b"\\cell",
    b"\\row", b"\\intbl", b"\\*", b"\\fonttbl", b"\\f1", b"\\uc9", b"so", b"\n", b"\\fcharset128 ", b"\xff",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=4), max_size=40).map(b"".join))
def test_any_rich_text_gives_text_that_can_be_stored(data: bytes) -> None:
    read_rtf(b"{\\rtf1" + data).encode("utf-8")


@pytest.mark.parametrize("piece", [b"{", b"\\'41", b"so ", b"\\b ", b"{\\b a}", b"\\cell "])
def test_rich_text_takes_linear_time(piece: bytes) -> None:
    data = b"{\\rtf1 " + piece * (500_000 // len(piece))
    assert_within(2.0, lambda: read_rtf(data))


@given(st.binary(max_size=600))
def test_any_subtitles_give_text_that_can_be_stored(data: bytes) -> None:
    head = b"850STL25.01100" + b"\xc2\0 " * 400
    assert is_stl(head)
    outcome = read_stl(head[:1024] + data)
    assert isinstance(outcome, Reject) == (len(data) < 128)
    if not isinstance(outcome, Reject):
        outcome.text.encode("utf-8")
