"""Azure Speech: batch results (`recognizedPhrases`, once `SegmentResults`, in ticks) and fast ones (`phrases`, ms)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import Columns, Place, Row, first_objects, objects, pick
from transforms.formats.records.shape import Reading, merged, table
from transforms.formats.records.times import MILLISECONDS, TICKS
from transforms.parsed import Speech

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "azure_speech_json"
_TICKS = ("offsetInTicks", "durationInTicks")
_MILLISECONDS = ("offsetMilliseconds", "durationMilliseconds")
_ISO = ("offset", "duration")
_FIRST = ("Offset", "Duration")


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with `recognizedPhrases` or `phrases`; channels are voices."""
    phrases = node.rows("recognizedPhrases") or node.rows("phrases") or _of_only_file(node)
    if phrases is None:
        return None
    rows = objects(phrases.value)
    is_batch = any("nBest" in row or "NBest" in row for row in rows[:50])
    if not is_batch and not any("text" in row and _MILLISECONDS[0] in row for row in rows[:50]):
        return None
    columns = _best(phrases) if is_batch else table(phrases, ("text",), speaker=("speaker",))
    _add_times(columns, rows)
    columns.voices = _channels(rows)
    speech = merged([context.segments(columns), Speech()], by_time=columns.voices is not None)
    reading = Reading(NAME, speech, facts_from=[node]).use("markup", phrases)
    return reading.use("duplicate", node.get("combinedRecognizedPhrases"), node.get("combinedPhrases"))


def _of_only_file(node: Node) -> Node | None:
    files = node.rows("AudioFileResults")
    children = list(files.children()) if files is not None and len(files.value) == 1 else []
    return children[0].rows("SegmentResults") if children else None


def _best(phrases: Node) -> Columns:
    rows = objects(phrases.value)
    guesses = "nBest" if any("nBest" in row for row in rows[:50]) else "NBest"
    texts, keys = pick(first_objects(rows, guesses), "display", "itn", "lexical", "Display", "ITN", "Lexical")
    speakers: list[Any] = pick(rows, "speaker", "SpeakerId")[0]
    return Columns(
        texts=texts,
        place=Place(keys, phrases.depth + 3, phrases.start, phrases.end),
        path=lambda index: f"{phrases.path}[{index}].{guesses}[0]",
        speakers=speakers,
        stretches=phrases.stretches,
    )


def _add_times(columns: Columns, rows: list[Row]) -> None:
    pairs = ((_MILLISECONDS, MILLISECONDS), (_TICKS, TICKS), (_ISO, TICKS), (_FIRST, TICKS))
    (start, length), columns.unit = next(
        (pair for pair in pairs if any(pair[0][0] in row for row in rows[:50])), (_ISO, TICKS)
    )
    columns.starts, columns.ends, columns.has_lengths = pick(rows, start)[0], pick(rows, length)[0], True


def _channels(rows: list[Row]) -> list[int | None] | None:
    """Return the channel of each phrase, if there are several and nobody has told the speakers apart."""
    channels = [channel if type(channel := row.get("channel")) is int else None for row in rows]
    is_told = any(row.get("speaker") is not None for row in rows)
    return None if is_told or len({*channels} - {None}) < 2 else channels
