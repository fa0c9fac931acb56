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
    from collections.abc import Sequence

    from transforms.document import Document

NAME = "lrc"
MEDIA_TYPE = "application/x-lrc"

_STAMP = re.compile(r"\[(\d{1,4}):(\d\d)(?:[.:](\d{2,3}))?\]")
_LINE = re.compile(
    r"^[ \t]*(?:((?:\[\d{1,4}:\d\d(?:[.:]\d{2,3})?\][ \t]*+)++)|\[([A-Za-z#]{1,12}):([^\]\n]*)\][ \t]*$)", re.M
)
_WORD_TIME = re.compile(r"[<\[]\d{1,4}:\d\d[.:]\d{2,3}[>\]]")
_LEAST_SHARE = 0.8


def sniff(document: Document) -> float:
    """Return 0.9 when nearly all lines of the head have a stamp with hundredths or are a tag, 0.85 without tags."""
    if "[" not in document.head[:2_000]:
        return 0.0
    lines = [line for line in unify(document.head).split("\n")[:200] if line.strip()]
    found = [match for line in lines if (match := _LINE.match(line))]
    stamps = sum(match[1] is not None and "." in match[1] for match in found)
    tags = sum(match[2] is not None for match in found)
    if stamps < 2 or stamps + tags < _LEAST_SHARE * len(lines):
        return 0.0
    return 0.9 if tags else 0.85


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each stamp that has words behind it.

    A stamp without words is the end of the words before it. Lines without a stamp belong to the one above. A
    line behind several stamps is said several times: then segments are in the order of their times.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    text = unify(document.text)
    found = list(_LINE.finditer(text))
    if not found:
        return None
    facts, cues = Facts(), Cues()
    is_repeated = _take_words(cues, text[: found[0].start()], 0, ()) > 1
    for match, end in zip(found, [*(match.start() for match in found[1:]), len(text)], strict=True):
        parsed.account(match.start(), match.end(), "mark" if match[2] is None else "metadata")
        if match[2] is not None:
            _take_tag(facts, match[2].casefold(), match[3].strip())
        stamps = _STAMP.findall(match[1] or "")
        is_repeated |= _take_words(cues, text[match.end() : end], match.end(), stamps) > 1
    episode = assemble(parsed, document, _in_order(cues) if is_repeated else cues)
    episode.facts = facts
    return reject_wordless(parsed, episode)


def _take_words(cues: Cues, text: str, at: int, stamps: Sequence[tuple[str, str, str]]) -> int:
    """Add the cues of the words behind these stamps, and return how many stamps there are."""
    times: list[int | None] = [milliseconds(None, *stamp[:2], stamp[2] or None) for stamp in stamps]
    if not text.strip(MARGIN):
        if times and cues.end_ms and cues.end_ms[-1] is None:
            cues.end_ms[-1] = times[0]
    else:
        has_times = "<" in text or "[" in text
        words = _WORD_TIME.sub(lambda match: BLANK * len(match[0]), text) if has_times else text
        for start_ms in times or [None]:
            cues.add(words, at, start_ms)
    return len(times)


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
