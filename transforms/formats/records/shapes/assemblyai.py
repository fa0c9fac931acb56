"""AssemblyAI: `words` and `utterances` in milliseconds, chapters, and many analyses that repeat the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import head, objects
from transforms.formats.records.shape import Reading, nested, table
from transforms.formats.records.speakers import read_roster
from transforms.formats.records.times import MILLISECONDS, SECONDS, read_times
from transforms.parsed import Chapter, Speech

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "assemblyai_json"
_MARKS = {"audio_duration", "acoustic_model", "language_model", "speech_model", "iab_categories_result", "webhook_auth"}
_TEXT, _SPEAKER = ("text",), ("speaker",)
_REPEATED = ("text", "words", "utterances", "paragraphs", "sentences", "sentiment_analysis_results",
             "iab_categories_result", "content_safety_labels", "auto_highlights_result")  # fmt: skip


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with AssemblyAI's own fields and its `utterances`, `words` or `sentences`."""
    if type(node.value) is not dict or not _MARKS & node.value.keys():
        return None
    arrays = {key: node.rows(key) for key in ("utterances", "words", "sentences", "paragraphs")}
    used = _used(arrays["utterances"], arrays["words"]) or arrays["sentences"] or arrays["paragraphs"]
    if used is None or "text" not in head(used.value)[0]:
        return None
    roster = read_roster(node.get("speech_understanding", "response", "speaker_identification", "mapping"))
    if (length := node.value.get("audio_duration")) is not None:
        context.length_ms = float(read_times([length]).in_ms(SECONDS)[0])
    reading = Reading(NAME, roster=roster, facts_from=[node], chapters=_chapters(node))
    speech = _speech(used, context, is_words=used is arrays["words"])
    reading.speech = speech if not roster.labels else _relabelled(speech, roster.labels)
    reading.use("markup", used).use("chapter", node.rows("chapters")).use("notes", node.get("summary"))
    return reading.use("duplicate", *(node.get(key) for key in _REPEATED if node.get(key) is not used))


def _used(utterances: Node | None, words: Node | None) -> Node | None:
    """Return what tells most: utterances with their words, words with speakers, utterances, words."""
    if utterances is not None and _has_words(utterances):
        return utterances
    if words is not None and any(row.get("speaker") is not None for row in head(words.value, 500)):
        return words
    return utterances or words


def _has_words(utterances: Node) -> bool:
    return all(row.get("words") for row in objects(utterances.value) if row.get("text"))


def _speech(used: Node, context: Context, *, is_words: bool) -> Speech:
    if is_words:
        columns = table(used, _TEXT, start=("start",), end=("end",), speaker=_SPEAKER, unit=MILLISECONDS)
        return context.words(columns)
    if _has_words(used):
        columns = nested(used, "words", _TEXT, start=("start",), end=("end",), speaker=_SPEAKER, unit=MILLISECONDS)
        return context.words(columns)
    return context.segments(table(used, _TEXT, start=("start",), end=("end",), speaker=_SPEAKER, unit=MILLISECONDS))


def _relabelled(speech: Speech, names: dict[str, str]) -> Speech:
    speech.label = [names.get(label, label) if label is not None else None for label in speech.label]
    return speech


def _chapters(node: Node) -> list[Chapter]:
    array = node.rows("chapters")
    if array is None:
        return []
    found = []
    for chapter in array.children():
        title = chapter.text("headline") or chapter.text("gist")
        start = float(read_times([chapter.value.get("start") if type(chapter.value) is dict else None]).numbers[0])
        if title:
            found.append(Chapter(None if start != start else round(start), title, chapter.start, chapter.end))  # noqa: PLR0124
    return found
