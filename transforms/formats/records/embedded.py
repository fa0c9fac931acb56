"""Transcripts in one string of a record: captions, Markdown, HTML or plain text, read by the formats of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.document import Document
from transforms.formats import captions, markup, prose
from transforms.formats.records.fields import plain_key, split_names
from transforms.formats.records.shape import Reading, merged
from transforms.formats.records.string_places import StringPlaces
from transforms.parsed import Parsed, Speech

if TYPE_CHECKING:
    from transforms.formats.format import Format
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "transcript_text_json"
_KEYS = split_names(
    "transcript transcripttext fulltranscript transcription transcripts captions subtitles vtt webvtt srt fulltext text"
    " script result"
)
_SHORTEST = 24
_PARAGRAPH = re.compile(r"[^\s](?:.*[^\s])?")


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript in the longest string of an object that is named like one."""
    if type(node.value) is not dict:
        return None
    named = [key for key, value in node.value.items() if type(value) is str and _is_named(plain_key(key))]
    key = max(
        filter(lambda key: _may_be_speech(node.value[key]), named), key=lambda key: len(node.value[key]), default=None
    )
    child = node.get(key) if key is not None else None
    if child is None:
        return None
    reading = Reading(NAME, facts_from=[node]).use("markup", child)
    parsed = _parse(Document("", "", child.value, context.limits))
    if parsed is not None and any(len(episode.speech) for episode in parsed.episodes):
        _take_over(reading, parsed, child, context)
    else:
        reading.speech = _paragraphs(child.value)
    _move(reading, child)
    return reading


def _is_named(key: str) -> bool:
    return key in _KEYS or key.startswith(("transcript", "fulltranscript"))


def _may_be_speech(text: str) -> bool:
    return len(text) >= _SHORTEST and any(map(str.isspace, text[:400])) and "://" not in text[:12]


def _parse(document: Document) -> Parsed | None:
    formats: tuple[Format, ...] = (*markup.FORMATS, *captions.FORMATS, *prose.FORMATS)
    ranked = sorted(((-form.sniff(document), place) for place, form in enumerate(formats)))
    for confidence, place in ranked:
        parsed = formats[place].parse(document) if confidence < 0 else None
        if parsed is not None and parsed.status == "parsed":
            return parsed
    return None


def _take_over(reading: Reading, parsed: Parsed, child: Node, context: Context) -> None:
    reading.speech = merged([episode.speech.complete() for episode in parsed.episodes], by_time=False)
    first = 0
    for episode in parsed.episodes:
        reading.chapters += episode.chapters
        reading.people += episode.people
        reading.marks += [mark if mark.segment is None else mark._replace(segment=mark.segment + first)
                          for mark in episode.marks]  # fmt: skip
        first += len(episode.speech)
    for note in parsed.warnings:
        context.parsed.warn(note.reason, f"{child.path}: {note.locator}", note.detail, note.count)
    context.parsed.rejects += [reject._replace(locator=f"{child.path}: {reject.locator}") for reject in parsed.rejects]


def _paragraphs(text: str) -> Speech:
    """Return a segment a line of running text that no format knows."""
    speech = Speech()
    for match in _PARAGRAPH.finditer(text):
        speech.add(match[0], match.start(), match.end())
    return speech.complete()


def _move(reading: Reading, child: Node) -> None:
    """Turn offsets into the string into offsets into the document."""
    places = StringPlaces(child)
    speech = reading.speech
    speech.doc_start, speech.doc_end = places.of(speech.doc_start), places.of(speech.doc_end)
    reading.chapters = places.moved(reading.chapters)
    reading.people = places.moved(reading.people)
    reading.marks = places.moved(reading.marks)
