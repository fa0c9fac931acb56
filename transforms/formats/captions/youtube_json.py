"""YouTube's timed text in JSON, `json3`: events with pieces of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import MARGIN, Cues
from transforms.formats.captions.json_strings import unescape
from transforms.formats.captions.marked_text import MarkedText
from transforms.formats.records.json_text import load
from transforms.formats.records.node import root_of
from transforms.parsed import Parsed, Reject, rejected

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.formats.records.node import Node

NAME = "youtube_json"
MEDIA_TYPE = "application/json"

_KEYS = re.compile(r"\"(?:tStartMs|dDurationMs|segs)\"\s*:")
_LATEST = 1 << 60
_LONGEST = 15
# Brackets around a piece's text below the list of events: the event, its list of pieces, the piece.
_LEVELS_BELOW = 3


def sniff(document: Document) -> float:
    """Return 1 for the keys that nothing else has."""
    head = document.head
    if head.lstrip("\ufeff \t\r\n")[:1] != "{":
        return 0.0
    return 1.0 if '"wireMagic"' in head or len(set(_KEYS.findall(head))) == 3 else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each event with words.

    Events without pieces open windows, those of white space alone end lines: neither is a cue. Times that are no
    numbers become None with a `time_invalid` warning.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    loaded = load(document.text, document.limits)
    if isinstance(loaded, Reject):
        return rejected(NAME, *loaded)
    parsed.warnings, parsed.rejects = list(loaded.warnings), list(loaded.rejects)
    parsed.accounts = [(start, end, "rejected") for start, end in loaded.lost]
    root = root_of(loaded.values, loaded.outline)
    events = root.rows("events")
    if events is None:
        return rejected(NAME, "no_segments", "$.events", document.head, "no events")
    cues = _read(parsed, events, loaded.text)
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _read(parsed: Parsed, events: Node, text: str) -> Cues:
    cues, reached = Cues(), 0
    begins, ends = events.outline.strings("utf8", events.depth + _LEVELS_BELOW, events.start, events.end)
    for event in events.children():
        first, last = np.searchsorted(begins, (event.start, event.end))
        if first == last or type(event.value) is not dict:
            continue
        words = MarkedText(event.start)
        for start, end in zip(begins[first:last].tolist(), ends[first:last].tolist(), strict=True):
            words.add(unescape(text[start:end]), start, end)
        if not words.text().strip(MARGIN):
            continue
        parsed.account(reached, words.at, "metadata")
        reached = words.end
        cues.add(words.text(), words.at, *_times(parsed, event.value, event.path))
    parsed.account(reached, len(text), "metadata")
    return cues


def _times(parsed: Parsed, event: dict[str, object], path: str) -> tuple[int | None, int | None]:
    start, length = _whole(event.get("tStartMs")), _whole(event.get("dDurationMs", 0))
    if start is None or length is None:
        parsed.warn("time_invalid", path, f"{event.get('tStartMs')!r} + {event.get('dDurationMs')!r}")
    return start, None if start is None or not length else start + length


def _whole(value: object) -> int | None:
    """Return the ms that a number, or the digits of one, stand for."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _LONGEST:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < _LATEST:
        return None
    return int(value)
