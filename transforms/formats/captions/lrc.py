"""LRC: lines behind `[mm:ss.xx]`, as music players and some recognisers write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import BLANK, MARGIN, Cues
from transforms.formats.captions.line_ends import unify
from transforms.parsed import Facts, Parsed
from transforms.timecode import milliseconds, parse_duration

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "lrc"
MEDIA_TYPE = "application/x-lrc"

_STAMP = re.compile(r"[ \t]*\[(\d{1,4}):(\d\d)[.:](\d{2,3})\]")
_TAG = re.compile(r"[ \t]*\[([A-Za-z#]{1,12}):([^\]\n]*)\][ \t]*\Z")
_WORD_TIME = re.compile(r"[<\[]\d{1,4}:\d\d[.:]\d{2,3}[>\]]")
_LEAST_SHARE = 0.8


def sniff(document: Document) -> float:
    """Return 0.9 when nearly all lines of the head have a stamp with hundredths or are a tag, 0.85 without tags."""
    if "[" not in document.head[:2_000]:
        return 0.0
    lines = [line for line in unify(document.head).split("\n")[:200] if line.strip()]
    stamps = sum(_STAMP.match(line) is not None and "." in line[:12] for line in lines)
    tags = sum(_TAG.match(line) is not None for line in lines)
    if stamps < 2 or stamps + tags < _LEAST_SHARE * len(lines):
        return 0.0
    return 0.9 if tags else 0.85


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each stamp that has words behind it.

    A stamp without words is the end of the words before it. Lines without a stamp go on where the one above ended. A
    line behind several stamps is said several times: then segments are in the order of their times.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    facts, cues, at = Facts(), Cues(), 0
    is_repeated = False
    for line in unify(document.text).split("\n"):
        tag = _TAG.match(line)
        if tag is not None:
            parsed.account(at, at + len(line), "metadata")
            _take_tag(facts, tag[1].casefold(), tag[2].strip())
        elif line.strip(MARGIN):
            is_repeated |= _take_line(parsed, cues, line, at) > 1
        at += len(line) + 1
    episode = assemble(parsed, document, _in_order(cues) if is_repeated else cues)
    episode.facts = facts
    return reject_wordless(parsed, episode)


def _take_line(parsed: Parsed, cues: Cues, line: str, at: int) -> int:
    """Add the cues of a line, and return how many stamps it has."""
    stamps: list[int] = []
    place = 0
    while match := _STAMP.match(line, place):
        stamps.append(milliseconds(None, match[1], match[2], match[3]))
        place = match.end()
    parsed.account(at, at + place, "mark")
    words = _WORD_TIME.sub(lambda match: BLANK * len(match[0]), line[place:])
    if words.strip(MARGIN):
        for start_ms in stamps:
            cues.add(words, at + place, start_ms)
        if not stamps:
            cues.add(words, at)
    elif cues.end_ms and cues.end_ms[-1] is None:
        cues.end_ms[-1] = stamps[0]
    return len(stamps)


def _take_tag(facts: Facts, name: str, value: str) -> None:
    if name == "ti":
        facts.title = value or None
    elif name == "la":
        facts.language = value or None
    elif name == "length":
        facts.duration_ms = parse_duration(value)


def _in_order(cues: Cues) -> Cues:
    made = Cues()
    order = sorted(range(len(cues)), key=lambda place: (cues.start_ms[place] is None, cues.start_ms[place] or 0))
    for place in order:
        made.extend(cues, place, place + 1)
    return made
