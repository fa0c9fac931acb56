"""Subtitles in XML of other makes than TTML: of digital cinema, of RealText, and of text streams in MP4 (TTXT)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import reject_wordless
from transforms.formats.captions.shown_text import Shown, assemble_shown
from transforms.formats.markup.html_tokens import html_tokens
from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.spanned import Spanned
from transforms.formats.markup.tokens import START, TEXT
from transforms.formats.markup.xml_document import refused
from transforms.formats.markup.xml_times import parse_time
from transforms.parsed import Facts, Parsed
from transforms.timecode import parse_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document
    from transforms.formats.markup.tokens import Attributes

NAME = "subtitle_xml"
MEDIA_TYPE = "application/xml"

_CINEMA = frozenset({"dcsubtitle", "subtitlereel"})
_STREAM, _REAL = "textstream", "window"
# The elements that bear times.
_TIMED = {**dict.fromkeys(_CINEMA, "subtitle"), _STREAM: "textsample", _REAL: "time"}
_FACTS = {"movietitle": "title", "contenttitletext": "title", "language": "language", "timecoderate": "rate"}
_BREAKS = frozenset({"text", "br", "p", "center", "li"})
_TICKS = re.compile(r"(\d{1,3}:\d\d:\d\d):(\d{1,3})")
# What cinemas count after the seconds: ticks of 4 ms, or frames at this rate unless another one is stated.
_TICKS_A_SECOND, _USUAL_RATE = 250, 24
_DAYS = re.compile(r"(\d{1,3}):(\d{1,2}:\d\d:\d\d(?:\.\d{1,6})?)")
_DAY_MS = 86_400_000
# Lines in the attribute of a sample, each in quotation marks.
_QUOTED = re.compile(r"^'|'$|'\s*'")


@dataclass(slots=True)
class _Cue:
    """What is shown from a time on."""

    start_ms: int | None
    end_ms: int | None
    words: Spanned = field(default_factory=Spanned)


def sniff(document: Document) -> float:
    """Return how likely the document is in one of these formats, by its root element."""
    root = read_prolog(document.head).local
    if root == _REAL:
        return 0.97 if "<time" in document.head.lower() else 0.0
    return 0.98 if root in _CINEMA or root == _STREAM else 0.0


def parse(document: Document) -> Parsed | None:
    """Return one episode with a segment for each cue that has words; names that begin cues are labels.

    Entities of its own make a document `xml_entities_forbidden`.
    """
    if (refusal := refused(NAME, document)) is not None:
        return refusal
    parsed, facts = Parsed(NAME, MEDIA_TYPE), dict.fromkeys(_FACTS.values(), "")
    cues = list(_cues(document, facts))
    reached, shown = 0, []
    for cue in cues:
        text, start, end = cue.words.tight()
        if not text:
            continue
        if cue.start_ms is None:
            parsed.warn("time_invalid", f"character {start}", text)
        shown.append(Shown(text, [start] * len(text), [end] * len(text), cue.start_ms, cue.end_ms))
        parsed.account(reached, start, "markup")
        reached = end
    parsed.account(reached, len(document.text), "markup")
    episode = assemble_shown(parsed, document, shown)
    episode.facts = Facts(title=facts["title"] or None, language=facts["language"] or None)
    return reject_wordless(parsed, episode)


def _cues(document: Document, facts: dict[str, str]) -> Iterator[_Cue]:
    root = read_prolog(document.head).local
    timed = _TIMED.get(root)
    cue: _Cue | None = None
    fact = ""
    for kind, raw, attributes, start, end in html_tokens(document.text, is_xml=True):
        name = raw.rpartition(":")[2]
        if kind == TEXT:
            if cue is not None:
                cue.words.add_folded(raw, start, end)
            elif fact:
                facts[fact] = facts[fact] or raw.strip()
        elif kind == START and name == timed:
            following = _begun(root, attributes, facts["rate"], start, end)
            if cue is not None:
                yield _ended(cue, following.start_ms)
            cue = following
        elif kind == START:
            fact = _FACTS.get(name, "")
            if cue is not None and name in _BREAKS and cue.words.length:
                cue.words.add("\n", start, end)
        elif name == "subtitle" and cue is not None:
            yield cue
            cue = None
    if cue is not None:
        yield cue


def _begun(root: str, attributes: Attributes, rate: str, start: int, end: int) -> _Cue:
    if root in _CINEMA:
        per_second = _TICKS_A_SECOND if root == "dcsubtitle" else _frames_a_second(rate)
        return _Cue(_cinema_ms(attributes, "timein", per_second), _cinema_ms(attributes, "timeout", per_second))
    begin, close = attributes.get("sampletime") or attributes.get("begin", ""), attributes.get("end", "")
    cue = _Cue(_stream_ms(begin), _stream_ms(close))
    for line in _QUOTED.split(attributes.get("text", "")):
        cue.words.add(f"{line}\n" if line else "", start, end)
    return cue


def _ended(cue: _Cue, following_ms: int | None) -> _Cue:
    """Return a cue that stays until the next one begins, where it has no end of its own."""
    if cue.end_ms is None and following_ms is not None and (cue.start_ms or 0) <= following_ms:
        cue.end_ms = following_ms
    return cue


def _frames_a_second(stated: str) -> int:
    return int(stated) if stated.isdecimal() and len(stated) < 4 and int(stated) else _USUAL_RATE


def _cinema_ms(attributes: Attributes, name: str, per_second: int) -> int | None:
    text = attributes.get(name, "")
    match = _TICKS.fullmatch(text.strip())
    if match is None:
        return parse_clock(text)
    seconds = parse_clock(match[1])
    return None if seconds is None else seconds + int(match[2]) * 1000 // per_second


def _stream_ms(text: str) -> int | None:
    days = _DAYS.fullmatch(text.strip())
    if days is None:
        return parse_time(text)
    rest = parse_clock(days[2])
    return None if rest is None else int(days[1]) * _DAY_MS + rest
