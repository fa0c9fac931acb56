"""Megabytes in one line, made to keep every pattern busy: linear time in every format."""

from __future__ import annotations

import time

import pytest

from transforms.document import Document
from transforms.formats import registry
from transforms.formats.format import Format
from transforms.normalize import RawDocument, parse_document

_LONG, _LONGEST = 300_000, 10_000_000
# What a line of the longest may take; a line of a tenth must stay well below what quadratic time would make of it.
_SECONDS = {_LONG: 0.6, _LONGEST: 2.0}
# A slow or busy machine is no fault of the parsers: the limits are those of one that counts this fast.
_COUNTING_SECONDS = 0.12
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


def _patience() -> float:
    """Return how many times slower this machine is just now than the one that the limits are meant for."""
    began = time.process_time()
    total = 0
    for number in range(2_000_000):
        total += number
    return max(1.0, (time.process_time() - began) / _COUNTING_SECONDS)


def _assert_linear(head: str, seed: str, length: int) -> None:
    data = (HEADS[head] + seed * (length // len(seed))).encode()
    began = time.process_time()
    parse_document(RawDocument("0" * 16, "input.txt", data))
    taken = time.process_time() - began
    assert taken < _SECONDS[length] * _patience()


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
    began = time.process_time()
    confidence = fmt.sniff(document)
    fmt.parse(document)
    assert 0.0 <= confidence <= 1.0
    assert time.process_time() - began < _SECONDS[_LONG] * _patience()
