"""Names that claim a transcript: what is not one is rejected, what is plainly something else left alone."""

from __future__ import annotations

import random

import pytest

from transforms.normalize import RawDocument, parse_document

_NOISE = random.Random(7).randbytes(3_000)
_PROSE = b"The harbour froze over last week.\nNobody at the weather office saw it coming.\n"
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)


@pytest.mark.parametrize(
    ("name", "data", "status", "reason"),
    [
        ("a.srt", _NOISE, "rejected", "undecodable"),
        ("a.json", _NOISE, "rejected", "undecodable"),
        ("a.bin", _NOISE, "ignored", "binary"),
        ("a.srt", bytes(2_000), "rejected", "empty_file"),
        ("a.srt", _PROSE, "rejected", "unknown_format"),
        ("a.txt", _PROSE, "ignored", "article"),
        ("a.json", b"{broken", "rejected", "json_invalid"),
        ("a.json", b"no JSON at all", "rejected", "json_invalid"),
        ("a.json", b'{"name": "knots", "version": "1.0.0"}', "ignored", "data_file"),
        ("a.vtt", _PICTURE, "ignored", "binary"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nSo.\n", "parsed", None),
        ("srt", _PROSE, "ignored", "article"),
    ],
)
def test_the_name_only_tells_why_nothing_was_read(name: str, data: bytes, status: str, reason: str | None) -> None:
    parsed = parse_document(RawDocument("0" * 16, name, data)).parsed
    assert (parsed.status, parsed.reason) == (status, reason)
    assert (status == "rejected") == bool(parsed.rejects)
