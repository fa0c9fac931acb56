"""Megabytes in one line, made to keep every pattern busy: linear time in every format."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from transforms.document import Document
from transforms.formats import registry
from transforms.formats.format import Format
from transforms.normalize import RawDocument, parse_document

_LONG, _LONGEST = 300_000, 10_000_000
# What a line may take on a machine that does the piece of work below in the time given for it.
_SECONDS = {_LONG: 0.6, _LONGEST: 2.0}
_WORK_SECONDS = 0.016
# Four times the length takes four times as long in a linear parser, sixteen times in a quadratic one.
_TIMES_LONGER, _MOST_TIMES_SLOWER = 4, 8.0
# Below this the caches of a machine tell in a ratio.
_TOO_SHORT_TO_TELL = 0.05
_ATTEMPTS = 2
_LINES = "Ann: Hello, [00:01:02] and welcome to it.\n**Bob:** Well, &amp; thanks <i>a lot</i> - we met 17 years ago.\n"
_WORK = _LINES * 2_000
_WORDS = re.compile(r"\w+(?:['’]\w+)?")
SEEDS = (
    "[", "]", "<v ", "**", "__", "*", "A: ", "Ann:", "00:00", "[00:00:00] ", "0:00 A: ", "<div>", "<p>words to say",
    "&", "&amp;",
    '"', "0", " ", "word ", "word. ", "- ", ">> ", "{", '{"a":', "-->", "00:00:00,000 --> ", "(", "https://", "a\t",
    "#", "|", "é",
)  # fmt: skip
HEADS = {
    "bare": "",
    "webvtt": "WEBVTT\n\n00:00.000 --> 00:01.000\n",
    "subrip": "1\n00:00:00,000 --> 00:00:01,000\n",
    "json": '{"version":"1.0.0","segments":[{"startTime":0,"endTime":1,"body":"',
    "html": "<!doctype html><title>x</title><p>",
    "xml": '<?xml version="1.0"?><transcripts><speech><speaker>A</speaker><item start="0" end="1">',
    "feed": '<rss version="2.0"><channel><item><title>x</title><enclosure url="http://a.example"/><description>',
    "markdown": "---\ntitle: x\n---\n**Ann:** ",
    "transcript": "Ann: Hello.\n\nBob: Hi.\n\nAnn: ",
}


NATURAL = (
    ("bare", "word "), ("bare", "0"), ("bare", " "), ("webvtt", "<v "), ("webvtt", "word "), ("subrip", "- "),
    ("subrip", '"'), ("json", "&"), ("json", "0"), ("html", "<div>"), ("html", "&"), ("html", "word "),
    ("xml", "word "), ("xml", "<v "), ("feed", "["), ("feed", "00:00"), ("markdown", "**"),
    ("markdown", "["), ("markdown", "00:00"), ("transcript", "A: "), ("transcript", "word "),
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _without_what_other_tests_hold() -> Iterator[None]:
    """Keep the collector from going through what the tests before have left, in the time of the parsers."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def _work_seconds() -> float:
    """Return the time that a fixed piece of work takes just now: patterns, slices, lists, as in the parsers."""
    began = time.process_time()
    places = [match.span() for match in _WORDS.finditer(_WORK)]
    gaps = [_WORK[end:start].strip() for (_, end), (start, _) in pairwise(places)]
    assert len(" ".join(gaps).split()) < len(places) < len(_WORK.casefold().replace("\n", " "))
    return time.process_time() - began


def _seconds(head: str, seed: str, length: int) -> float:
    data = (HEADS[head] + seed * (length // len(seed))).encode()
    began = time.process_time()
    parse_document(RawDocument("0" * 16, "input.txt", data))
    return time.process_time() - began


def _complaint(head: str, seed: str, length: int) -> str | None:
    """Return what is wrong with the time that a line takes, None if it is within its limit and grows as the length.

    A slow or busy machine is no fault of the parsers: the limit is measured by the work that it does before and after.
    """
    before, short, long = _work_seconds(), _seconds(head, seed, length // _TIMES_LONGER), _seconds(head, seed, length)
    limit = _SECONDS[length] * max(1.0, before / _WORK_SECONDS, _work_seconds() / _WORK_SECONDS)
    if long > limit:
        return f"{long:.2f} s, the limit is {limit:.2f} s"
    if long < _TOO_SHORT_TO_TELL or long <= _MOST_TIMES_SLOWER * short:
        return None
    # A short text may be judged by its first part alone: then only a longer one still tells how the time grows.
    longer = _seconds(head, seed, length * _TIMES_LONGER) if length < _LONGEST else long * _TIMES_LONGER**2
    return f"{short:.2f} s, {long:.2f} s, {longer:.2f} s" if longer > _MOST_TIMES_SLOWER * long else None


def _assert_linear(head: str, seed: str, length: int) -> None:
    complaints: list[str] = []
    while len(complaints) < _ATTEMPTS and (complaint := _complaint(head, seed, length)) is not None:
        complaints.append(complaint)
    assert len(complaints) < _ATTEMPTS, complaints


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_long_line_takes_linear_time(head: str, seed: str) -> None:
    _assert_linear(head, seed, _LONG)


@pytest.mark.parametrize(("head", "seed"), NATURAL)
def test_a_line_of_ten_megabytes_takes_two_seconds(head: str, seed: str) -> None:
    _assert_linear(head, seed, _LONGEST)


@pytest.mark.parametrize("fmt", [pytest.param(fmt, id=fmt.NAME) for fmt in registry.FORMATS])
def test_every_parser_stands_a_line_of_everything(fmt: Format) -> None:
    document = Document("0" * 16, "input.txt", "".join(SEEDS) * 1_500)
    taken = []
    for _ in range(_ATTEMPTS):
        patience, began = max(1.0, _work_seconds() / _WORK_SECONDS), time.process_time()
        confidence = fmt.sniff(document)
        fmt.parse(document)
        assert 0.0 <= confidence <= 1.0
        taken.append((time.process_time() - began) / patience)
    assert min(taken) < _SECONDS[_LONG]
