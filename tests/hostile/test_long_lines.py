"""Megabytes in one line, made to keep every pattern busy: linear time in every format."""

from __future__ import annotations

import pytest

from tests.patience import assert_within, processor_seconds
from transforms.document import Document
from transforms.formats import registry
from transforms.formats.format import Format
from transforms.normalize import RawDocument, parse_document

_LONG, _LONGEST = 300_000, 10_000_000
_SECONDS = {_LONG: 0.6, _LONGEST: 2.0}
# Four times the length takes four times as long in a linear parser, sixteen times in a quadratic one.
_TIMES_LONGER, _MOST_TIMES_SLOWER = 4, 8.0
# Below this the caches of a machine tell in a ratio.
_TOO_SHORT_TO_TELL = 0.05
_ATTEMPTS = 2
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
    "python": "[Segment(start=0.5, text=' so'), Segment(",
    "script": "window.data = [{text: 'so', start: 1}, {",
    "html": "<!doctype html><title>x</title><p>",
    "xml": '<?xml version="1.0"?><transcripts><speech><speaker>A</speaker><item start="0" end="1">',
    "cinema": '<DCSubtitle><Subtitle TimeIn="00:00:01:000" TimeOut="00:00:02:000"><Text>',
    "feed": '<rss version="2.0"><channel><item><title>x</title><enclosure url="http://a.example"/><description>',
    "markdown": "---\ntitle: x\n---\n**Ann:** ",
    "transcript": "Ann: Hello.\n\nBob: Hi.\n\nAnn: ",
}


NATURAL = (
    ("bare", "word "), ("bare", "0"), ("bare", " "), ("webvtt", "<v "), ("webvtt", "word "), ("subrip", "- "),
    ("subrip", '"'), ("json", "&"), ("json", "0"), ("python", "word "),
    ("html", "<div>"), ("html", "&"), ("html", "word "),
    ("xml", "word "), ("xml", "<v "), ("cinema", "word "), ("cinema", "&amp;"), ("feed", "["), ("feed", "00:00"),
    ("markdown", "**"), ("markdown", "["), ("markdown", "00:00"), ("transcript", "A: "), ("transcript", "word "),
)  # fmt: skip


def _seconds(head: str, seed: str, length: int) -> float:
    data = (HEADS[head] + seed * (length // len(seed))).encode()
    return processor_seconds(lambda: parse_document(RawDocument("0" * 16, "input.txt", data)))


def _complaint(head: str, seed: str, length: int) -> str | None:
    """Return what is wrong with the time that a line takes, None if it is within its limit and grows as the length."""
    short, long = _seconds(head, seed, length // _TIMES_LONGER), _seconds(head, seed, length)
    if long > _SECONDS[length]:
        return f"{long:.2f} s, the limit is {_SECONDS[length]:.2f} s"
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

    def read() -> None:
        assert 0.0 <= fmt.sniff(document) <= 1.0
        fmt.parse(document)

    assert_within(_SECONDS[_LONG], read)
