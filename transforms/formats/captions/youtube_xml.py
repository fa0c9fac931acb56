"""YouTube's timed text in XML: `srv1` (seconds), `srv2` (ms) and `srv3` (ms, with word times)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import Cues
from transforms.formats.captions.marked_text import MarkedText
from transforms.formats.captions.xml_source import xml_tokens
from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.tokens import END, START, TEXT
from transforms.formats.markup.xml_document import refused
from transforms.parsed import Parsed
from transforms.timecode import fraction_milliseconds

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.formats.markup.tokens import Attributes

NAME = "youtube_xml"
MEDIA_TYPE = "application/xml"

_CUE = re.compile(r"<(?:text|p)\b[^<>]{0,200}\b(?:start|t)=[\"'][\d.]")
_CUES = frozenset(("p", "text"))
_DECIMAL = re.compile(r"(\d{1,12})(?:\.(\d{1,20}))?")
_WHOLE = re.compile(r"\d{1,15}")


def sniff(document: Document) -> float:
    """Return 1 for a `timedtext` element, 0.95 for a `transcript` element that holds `<text start=...>`."""
    prolog = read_prolog(document.head)
    if prolog.root == "timedtext":
        return 1.0
    return 0.95 if prolog.root == "transcript" and _CUE.search(document.head) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each cue with words; cues that only end a line have none.

    Entities of its own make a document `xml_entities_forbidden`.
    """
    if (refusal := refused(NAME, document)) is not None:
        return refusal
    parsed = Parsed(NAME, MEDIA_TYPE)
    cues = _read(parsed, document)
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _read(parsed: Parsed, document: Document) -> Cues:
    cues, reached = Cues(), 0
    words: MarkedText | None = None
    times: tuple[int | None, int | None] = (None, None)
    for kind, value, attributes, start, end in xml_tokens(parsed, document.text):
        if kind == TEXT:
            if words is not None:
                words.add(value, start, end)
            elif value.strip():
                parsed.reject("segment_invalid", f"character {start}", value, "text outside of a cue")
                parsed.account(start, end, "rejected")
        elif value not in _CUES:
            continue
        elif kind == START:
            words, times = MarkedText(end), _times(parsed, attributes, len(cues))
        elif kind == END and words is not None:
            text = words.text()
            # A cue of white space alone is where a line ends on the screen.
            if not text or text.strip():
                parsed.account(reached, words.at, "markup")
                reached = words.end
                cues.add(text, words.at, *times)
            words = None
    if words is not None and words.text().strip():
        parsed.warn("truncated", f"cue {len(cues) + 1}", "cut off inside a cue")
        cues.add(words.text(), words.at, *times)
    parsed.account(reached, len(document.text), "markup")
    return cues


def _times(parsed: Parsed, attributes: Attributes, place: int) -> tuple[int | None, int | None]:
    """Return start and end in ms: from `t` and `d` in ms, or from `start` and `dur` in seconds."""
    if "t" in attributes:
        start, length = _whole(attributes["t"]), _whole(attributes.get("d", ""))
    else:
        start, length = _seconds(attributes.get("start", "")), _seconds(attributes.get("dur", ""))
    if start is None:
        parsed.warn("time_invalid", f"cue {place + 1}", str(attributes))
        return None, None
    return start, None if length is None else start + length


def _whole(text: str) -> int | None:
    match = _WHOLE.match(text)
    return int(match[0]) if match else None


def _seconds(text: str) -> int | None:
    match = _DECIMAL.fullmatch(text.strip())
    return int(match[1]) * 1000 + fraction_milliseconds(match[2]) if match else None
