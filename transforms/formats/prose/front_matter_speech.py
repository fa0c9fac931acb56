"""Transcripts that stand in the values of front matter: lists of who said which line when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.anchors import Region
from transforms.formats.prose.fact_keys import normal_key
from transforms.formats.prose.front_matter_facts import clock_or_seconds
from transforms.formats.prose.inline_markup import clean
from transforms.formats.prose.values import Scalar
from transforms.labels import LABEL_LENGTH
from transforms.parsed import Chapter
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.formats.prose.values import Value

_TRANSCRIPT_KEYS = word_set(
    "transcript transcription transcripts dialogue dialog conversation captions lines utterances segments turns cues"
)
_TEXT_KEYS = word_set("line text body content dialogue quote speech message words said utterance")
_WHO_KEYS = word_set("who speaker name person label role by speakername")
_START_KEYS = ("sec", "seconds", "start", "starttime", "begin", "from", "time", "timestamp", "ts", "t", "at", "offset")
_END_KEYS = ("end", "endtime", "stop", "to", "until")
_HEADER_KEYS = word_set("header heading title chapter section topic")


class Entry(NamedTuple):
    """One entry of a listed transcript: what is said, by whom, when."""

    words: Scalar
    who: Scalar | None
    start_ms: int | None
    end_ms: int | None


def transcript_value(values: dict[str, Value]) -> Value | None:
    """Return the value that holds a transcript, or None."""
    return next((value for key, value in values.items() if normal_key(key) in _TRANSCRIPT_KEYS and value), None)


def read_entries(value: Value) -> Region | None:
    """Return the speech of a list of mappings with a line each, or None where it is no such list.

    Headers become chapters with the time of the next line. A line without speaker and time that the next entry
    repeats word for word is a copy and not said twice. A name too long to be one is speech of the speaker before.
    """
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        return None
    region = Region()
    headers: list[Scalar] = []
    pending: Entry | None = None
    for item in value:
        if not isinstance(item, dict):
            continue
        normal = {normal_key(key): inner for key, inner in item.items()}
        words, header = _pick(normal, _TEXT_KEYS), _pick(normal, _HEADER_KEYS)
        if header is not None and words is None:
            headers.append(header)
        if words is None:
            continue
        entry = Entry(words, _pick(normal, _WHO_KEYS), _time(normal, _START_KEYS), _time(normal, _END_KEYS))
        pending = _pass(region, pending, entry)
        _add_headers(region, headers, entry.start_ms)
    if pending is not None:
        _add(region, pending)
    _add_headers(region, headers, None)
    return region if region.speech.text else None


def _pick(item: dict[str, Value], keys: Iterable[str]) -> Scalar | None:
    found = (item.get(key) for key in keys)
    return next((value for value in found if isinstance(value, Scalar) and value.text.strip()), None)


def _time(item: dict[str, Value], keys: Iterable[str]) -> int | None:
    value = _pick(item, keys)
    return clock_or_seconds(value.text) if value is not None else None


def _pass(region: Region, pending: Entry | None, entry: Entry) -> Entry:
    """Add the entry before this one unless it is a bare copy of it; return this one, to be added next."""
    if pending is None:
        return entry
    is_bare = pending.who is None and pending.start_ms is None
    if is_bare and pending.words.text == entry.words.text:
        region.account(pending.words.start, pending.words.end, "duplicate")
    else:
        _add(region, pending)
    return entry


def _add(region: Region, entry: Entry) -> None:
    who = entry.who
    label = who.text.strip() if who is not None else None
    previous = region.speech.label[-1] if region.speech.label else None
    if who is not None and label is not None and len(label) > LABEL_LENGTH:
        _speak(region, who, previous, entry.start_ms, None)
        label = previous
    _speak(region, entry.words, label or previous, entry.start_ms, entry.end_ms)


def _speak(region: Region, words: Scalar, label: str | None, start_ms: int | None, end_ms: int | None) -> None:
    cleaned = clean(words.text, words.start, is_markdown=True)
    if cleaned.text.strip():
        region.speech.add(cleaned.text.strip(), words.start, words.end, label=label, start_ms=start_ms, end_ms=end_ms)
        region.links += cleaned.links


def _add_headers(region: Region, headers: list[Scalar], time_ms: int | None) -> None:
    for header in headers:
        if not region.chapters or region.chapters[-1].title != header.text.strip():
            region.chapters.append(Chapter(time_ms, header.text.strip(), header.start, header.end))
        else:
            region.account(header.start, header.end, "duplicate")
    headers.clear()
