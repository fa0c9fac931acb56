"""Whisper and its kin (OpenAI, Groq, faster-whisper, Mistral): `segments` with `text`, `start` and `end` in seconds.

WhisperX adds speakers to segments and words. Some leave the segments out and give `words` alone; the segments of
others hold so much text that their words tell more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import Columns, head, objects
from transforms.formats.records.shape import Reading, has_all_words, has_long_texts, nested, table
from transforms.formats.records.speakers import read_roster
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "whisper_json"
WHISPERX = "whisperx_json"
_TEXT = ("text",)
_WORD = ("word", "text", "punctuated_word")
_SPEAKER = ("speaker", "speaker_label", "speakerLabel", "speaker_id", "speaker_name")
_MARKS = {"language", "text", "word_segments", "words", "x_groq", "task", "duration", "segments"}


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with `segments` that have `text` and `start`, or else with `words`."""
    segments = node.rows("segments")
    roster = read_roster(node.get("speakers"), node.get("speaker_names"))
    if segments is not None and any("text" in row and "start" in row for row in head(segments.value)):
        rows = objects(segments.value)
        is_diarized = any(row.get("speaker") is not None for row in rows)
        name = WHISPERX if is_diarized or "word_segments" in node.value else NAME
        reading = Reading(name, roster=roster, facts_from=[node]).use("markup", segments)
        if _has_words(segments) and has_long_texts(segments, "text") and has_all_words(segments, "text", "words"):
            reading.speech = context.words(_words(segments), roster)
        else:
            columns = table(segments, _TEXT, start=("start",), end=("end",), speaker=_SPEAKER, unit=SECONDS)
            if not is_diarized and _has_words(segments):
                columns.speakers = _speakers_of_words(segments)
            reading.speech = context.segments(columns, roster)
        return reading.use("duplicate", node.rows("words"), node.rows("word_segments"))
    words = node.rows("words") or node.rows("word_segments")
    if (
        words is None
        or not (node.value.keys() <= _MARKS and "text" in node.value)
        or "word" not in head(words.value)[0]
    ):
        return None
    columns = table(words, _WORD, start=("start",), end=("end",), speaker=_SPEAKER, unit=SECONDS)
    return Reading(NAME, context.words(columns, roster), roster=roster, facts_from=[node]).use("markup", words)


def _has_words(segments: Node) -> bool:
    held = [row.get("words") for row in objects(segments.value)]
    known = [words for words in held if type(words) is list and words and type(words[0]) is dict]
    return bool(known) and len(known) >= 0.5 * len(held) and "start" in known[0][0]


def _words(segments: Node) -> Columns:
    return nested(segments, "words", _WORD, start=("start",), end=("end",), speaker=_SPEAKER, unit=SECONDS)


def _speakers_of_words(segments: Node) -> list[object]:
    """Return the speaker of most words of each segment."""
    found: list[object] = []
    for row in objects(segments.value):
        names = [str(name) for word in objects(row.get("words")) if (name := word.get("speaker")) is not None]
        found.append(max(names, key=names.count) if names else None)
    return found
