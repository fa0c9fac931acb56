"""Marks of turns in another dress than the usual one: no character moves, other texts stay, linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import assert_within
from transforms.formats.prose.odd_marks import with_usual_marks

WHOLE_SIZE = 10_000_000
BEGINNINGS = {
    "wiki": "'''Ann:''' So.\n'''Bo:''' We.\n'''Ann:''' Do.\n",
    "latex": "\\begin{dialogue}\n\\speak{Ann} So.\n\\speak{Bo} We.\n\\speak{Ann} Do.\n",
    "numbers": "1 Ann: So\n2 Bo: We\n3 Ann: count\n4 Bo: them\n5 ",
    "panel": "Ann\n0 minutes 3 seconds\n0:03\nAnn 0 minutes 3 seconds\nSo.\n",
    "chat": "10:02:03 From Ann to Everyone:\n\tSo.\n",
    "titles": "SPEAKER: S1\nSo.\nSPEAKER: ",
    "deposition": "".join("Q.   So?\nA.   So.\n" for _ in range(4)) + "Q.   ",
}
UNITS = ("word ", "'", "'''", "[[", "{{", "==", "\\", "\\\\ ", "{", "%", " ", "\t", "1 ", "\n", "\n1", "\n'''a",
         "\n\\speak{", "\n10:02:03 From ", "\nAnn ", "\nSPEAKER: ", "0 minutes 3 seconds", "#", ":")  # fmt: skip
pieces = st.sampled_from((*BEGINNINGS.values(), *UNITS, "Ann", "Ann:", "\n", "<p>", "[[Ann|B]]", "= A =", "\\title{A}"))


@given(st.lists(pieces, max_size=30).map("".join))
def test_no_character_moves(text: str) -> None:
    usual = with_usual_marks(text)
    assert len(usual) == len(text)
    assert [place for place, sign in enumerate(usual) if sign == "\n"] == [
        place for place, sign in enumerate(text) if sign == "\n"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It was '''the''' harbour.\nIt '''froze'''.\n'''Early''' it was.\nNobody '''saw''' it.\n",
        "1 harbour\n4 harbours\n2 boats\n9 boats\n3 logs\n",
        "A path is C:\\begin and C:\\title{x}.\nNo more.\n",
        "It took 3 minutes 5 seconds\n3:05\nand so on\n",
        "In Q. we see it.\nIn A. we do not.\n",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert with_usual_marks(text) == text


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_take_linear_time(beginning: str, unit: str) -> None:
    hostile = BEGINNINGS[beginning] + unit * (WHOLE_SIZE // 10 // len(unit))
    assert_within(0.5, lambda: with_usual_marks(hostile))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_line_of_ten_megabytes_takes_two_seconds(beginning: str) -> None:
    assert_within(2.0, lambda: with_usual_marks(BEGINNINGS[beginning] + "word " * (WHOLE_SIZE // 5)))
