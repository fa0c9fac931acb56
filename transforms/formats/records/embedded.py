"""Transcripts in one string of a record: captions, Markdown, HTML or plain text, read by the formats of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from transforms.document import Document
from transforms.formats import captions, markup, prose
from transforms.formats.records.fields import plain_key, split_names
from transforms.formats.records.shape import Reading, merged
from transforms.parsed import Chapter, Mark, Parsed, Person, Speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from transforms.formats.format import Format
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

_Place = TypeVar("_Place", Chapter, Mark, Person)

NAME = "transcript_text_json"
_KEYS = split_names(
    "transcript transcripttext fulltranscript transcription transcripts captions subtitles vtt srt fulltext text script"
    " result"
)
_SHORTEST = 24
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|.)", re.S)
_PARAGRAPH = re.compile(r"[^\s](?:.*[^\s])?")


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript in the longest string of an object that is named like one."""
    if type(node.value) is not dict:
        return None
    named = [key for key, value in node.value.items() if type(value) is str and plain_key(key) in _KEYS]
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
    """Turn offsets into the string into offsets into the document, escapes counted at their full length."""
    raw = child.outline.text[child.start + 1 : child.end - 1]
    escapes = (
        [(match.start(), match.end() - match.start() - 1) for match in _ESCAPE.finditer(raw)] if "\\" in raw else []
    )
    extra = np.cumsum([0, *(length for _, length in escapes)])
    places = np.array([place for place, _ in escapes], dtype=np.int64) - extra[:-1]

    def moved(offsets: list[int]) -> list[int]:
        at = np.array(offsets, dtype=np.int64)
        shifted: list[int] = (at + child.start + 1 + extra[np.searchsorted(places, at)]).tolist()
        return shifted

    reading.speech.doc_start, reading.speech.doc_end = moved(reading.speech.doc_start), moved(reading.speech.doc_end)
    reading.chapters = _moved_rows(reading.chapters, moved)
    reading.people = _moved_rows(reading.people, moved)
    reading.marks = _moved_rows(reading.marks, moved)


def _moved_rows(rows: list[_Place], moved: Callable[[list[int]], list[int]]) -> list[_Place]:
    pairs = [moved([row.doc_start, row.doc_end]) for row in rows]
    return [row._replace(doc_start=start, doc_end=end) for row, (start, end) in zip(rows, pairs, strict=True)]
