"""JSON and JSON Lines: transcripts, chapters and episode records of every known shape, and of most unknown ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.records import find
from transforms.formats.records.assemble import Made, make_episode
from transforms.formats.records.chapter_list import chapters_in
from transforms.formats.records.collection import collection_paused
from transforms.formats.records.columns import head, objects
from transforms.formats.records.context import Context
from transforms.formats.records.episode_record import episode_lists, is_episode, is_person
from transforms.formats.records.json_text import Loaded, load
from transforms.formats.records.node import Node, is_rows, root_of
from transforms.formats.records.roles import account_all
from transforms.formats.records.row_groups import Part, parts_of
from transforms.formats.records.shape import Reading, merged
from transforms.formats.records.shapes import arrays, loose
from transforms.parsed import Parsed, Reject, ignored, rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.document import Document

NAME = "json"
MEDIA_TYPE = "application/json"
CHAPTERS, EPISODE, EPISODES = "chapters_json", "episode_json", "episode_list_json"
_SURELY = re.compile(r'\s*(?:\{\s*(?:"|\}\s*\Z)|\[\s*\{\s*")')
_PERHAPS = re.compile(r"\s*\[\s*(?:[\[\]\"{]|-?\d{1,18}(?:\.\d{1,18})?\s*[,\]]|null\b|true\b|false\b)")
# YouTube's captions are JSON too, but captions first.
_CAPTIONS = re.compile(r'"(?:wireMagic|tStartMs)"\s*:')
_TAG = re.compile(r"<(?:p|br|span|div)\b")
_TRANSCRIPT_LISTS = ("segments", "utterances", "words", "monologues", "transcription", "transcript", "transcripts",
                     "results", "items", "chunks", "recognizedPhrases", "phrases", "channels")  # fmt: skip
# How much earlier than the end of one part the next may begin.
_OVERLAP_MS = 250
_MOST_BOXES = 2_000


def sniff(document: Document) -> float:
    """Return how likely the document is JSON (0 to 0.98), by how it begins.

    With tags in its head it may be a page in JSON's clothes, and is left to those who know such pages.
    """
    head = document.head
    if _SURELY.match(head):
        return 0.4 if _CAPTIONS.search(head) else 0.95 if _TAG.search(head) else 0.98
    return 0.6 if _PERHAPS.match(head) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return what the JSON document holds, or None where it is none after all, or the beginning of another format."""
    with collection_paused():
        return _parse(document)


def _parse(document: Document) -> Parsed | None:
    loaded = load(document.text, document.limits)
    if isinstance(loaded, Reject):
        return _refused(document, loaded)
    parsed = Parsed(NAME, MEDIA_TYPE, warnings=loaded.warnings, rejects=loaded.rejects)
    root = root_of(loaded.values, loaded.outline)
    if type(root.value) not in (dict, list):
        return None
    context = Context(parsed, loaded.outline, document.limits)
    made = _episodes(root, context, loaded)
    if not made:
        return _without_episodes(root, parsed, document)
    parsed.episodes = [each.episode for each in made]
    for start, end in loaded.lost:
        parsed.account(start, end, "rejected")
    speeches = [episode.speech for episode in parsed.episodes]
    account_all(parsed, root, [role for each in made for role in each.roles], speeches)
    return parsed


def _refused(document: Document, reject: Reject) -> Parsed | None:
    """Return the rejected document; None where it only begins like JSON, or is front matter before other text."""
    if not _SURELY.match(document.head) and reject.reason != "json_too_deep":
        return None
    if reject.reason == "json_trailing_data" and re.match(r"[^\W\d_]|[#*>_(-]", reject.excerpt):
        return None
    parsed = rejected(NAME, *reject)
    parsed.media_type = MEDIA_TYPE
    return parsed


def _episodes(root: Node, context: Context, loaded: Loaded) -> list[Made]:
    if type(root.value) is list:
        return _of_list(root, context, loaded)
    reading = find.read_shape(root, context)
    if reading is None:
        lists = list(episode_lists(root))
        if lists:
            context.parsed.format = EPISODES
            return [made for array, around in lists for made in _records(array, around, context)]
        if parts := parts_of(root, context):
            return _of_parts(parts, context)
        reading = find.read_any(root, context)
    if reading is not None:
        context.parsed.format = reading.name
        return [make_episode(root, reading, (), context)] if _says_anything(reading) else []
    return _without_speech(root, context)


def _of_parts(parts: Sequence[Part], context: Context) -> list[Made]:
    context.parsed.format = parts[0].reading.name
    made = [make_episode(part.about, part.reading, (), context) for part in parts if _says_anything(part.reading)]
    for part, each in zip(parts, made, strict=False):
        each.episode.facts.title = each.episode.facts.title or part.title
    return made


def _of_list(root: Node, context: Context, loaded: Loaded) -> list[Made]:
    """Return the episodes of an array: of records of episodes, of rows of one transcript, or of whole transcripts."""
    if any(episode_lists(root)):
        context.parsed.format = EPISODES
        return _records(root, (), context)
    reading = find.read_shape(root, context)
    if reading is None and _holds_documents(root, context):
        return _whole_documents(root, context, loaded)
    if reading is None and (parts := parts_of(root, context)):
        return _of_parts(parts, context)
    reading = reading or loose.read(root, context) or arrays.read(root, context)
    if reading is not None:
        context.parsed.format = reading.name
        return [make_episode(root, reading, (), context)] if _says_anything(reading) else []
    return _without_speech(root, context)


def _whole_documents(root: Node, context: Context, loaded: Loaded) -> list[Made]:
    made = _documents(root, context)
    if made and len(loaded.values) > 1:
        detail = f"{len(loaded.values)} documents, all read"
        context.parsed.warn("json_trailing_data", f"character {context.outline.roots()[1][0]}", detail)
    return made


def _says_anything(reading: Reading) -> bool:
    return bool(len(reading.speech) or reading.chapters)


def _records(array: Node, around: Sequence[Node], context: Context) -> list[Made]:
    made = []
    for node in array.children():
        if type(node.value) is not dict:
            context.parsed.warn("segment_invalid", node.path, "an episode that is no object")
            shown = node.outline.text[node.start : node.end]
            context.parsed.reject("segment_invalid", node.path, shown, "an episode that is no object")
            context.parsed.account(node.start, node.end, "rejected")
            continue
        context.length_ms = None
        made.append(make_episode(node, find.read_any(node, context), around, context))
    return made


def _holds_documents(root: Node, context: Context) -> bool:
    """Return whether the first object of an array is a whole transcript of a known shape."""
    if not any(type(value) in (dict, list) for row in head(root.value, 3) for value in row.values()):
        return False
    first = next((node for node in root.children() if type(node.value) is dict), None)
    trial = Context(Parsed(NAME), context.outline, context.limits)
    return first is not None and find.read_shape(first, trial) is not None


def _documents(root: Node, context: Context) -> list[Made]:
    """Return the episodes of transcripts one after the other: parts of one, where their times go on."""
    readings = [(node, reading) for node in root.children() if (reading := find.read_shape(node, context)) is not None]
    if not readings:
        return []
    context.parsed.format = readings[0][1].name
    if _go_on([reading for _, reading in readings]):
        whole = Reading(readings[0][1].name, merged([reading.speech for _, reading in readings], by_time=False))
        whole.roles = [role for _, reading in readings for role in reading.roles]
        return [make_episode(root, whole, (), context)]
    return [make_episode(node, reading, (), context) for node, reading in readings]


def _go_on(readings: Sequence[Reading]) -> bool:
    """Return whether each transcript begins after the one before it has ended."""
    latest = 0
    for reading in readings:
        times = [time for time in (*reading.speech.start_ms, *reading.speech.end_ms) if time is not None]
        if not times or min(times) < latest - _OVERLAP_MS:
            return False
        latest = max(times)
    return len(readings) > 1


def _without_speech(root: Node, context: Context) -> list[Made]:
    """Return the episode that chapters or metadata alone are about."""
    chapters, _ = chapters_in(root, Parsed(NAME))
    if chapters:
        context.parsed.format = CHAPTERS
    elif is_episode(root.value) or any(is_episode(root.value.get(key)) for key in ("episode", "item", "data")
                                       if type(root.value) is dict):  # fmt: skip
        context.parsed.format = EPISODE
    else:
        return []
    return [make_episode(root, None, (), context)]


def _without_episodes(root: Node, parsed: Parsed, document: Document) -> Parsed:
    """Return the outcome for JSON without any speech, chapters or episode: rejected if it should have had some."""
    if _is_empty_transcript(root) or parsed.rejects:
        parsed.status, parsed.reason = "rejected", "no_segments"
        parsed.reject("no_segments", root.path, document.head[:120], "no speech in it")
        return parsed
    records = objects(root.value) if is_rows(root.value) else [root.value]
    reason = "person_record" if all(map(is_person, records)) else "data_file"
    outcome = ignored(NAME, reason, len(document.text))
    outcome.media_type, outcome.warnings = MEDIA_TYPE, parsed.warnings
    return outcome


def _is_empty_transcript(root: Node) -> bool:
    """Return whether a document has the place for speech and nothing in it."""
    if type(root.value) is list:
        return not root.value
    found: list[object] = [root.value]
    for _ in range(3):
        boxes = [box for box in found if type(box) is dict]
        if any(box.get(key) == [] for box in boxes for key in _TRANSCRIPT_LISTS):
            return True
        found = [value for box in boxes[:_MOST_BOXES] for value in box.values()]
    return False
