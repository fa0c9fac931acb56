"""Which objects are records of an episode, and which arrays are lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.formats.records.fields import EPISODE_FIELDS, plain_key, split_names
from transforms.formats.records.node import Node, is_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS = ("episodes", "items", "item", "results", "entries", "data", "collection", "records", "rows", "list")
_WRAPPERS = (*_LISTS, "rss", "channel", "feed", "podcast", "show", "response", "result")
# What only recordings have, and what every page on the web has as well.
_OF_RECORDINGS = {"audio_url", "duration", "duration_s", "duration_ms", "episode_number", "season", "show_title"}
_OF_PAGES = {"guid", "published_date", "description", "episode_url"}
_AUDIO = (".mp3", ".m4a", ".ogg", ".opus", ".wav", ".aac", "audio/", "podcast", "/episode")
_SPOKEN = set(
    split_names(
        "transcript transcripts transcription segments utterances chapters chaptermarks guest guests hosts shownotes"
        " episodetitle episodeguid episodeid trackname"
    )
)
_MANY = 60
# An object with more keys than this is a table, not a record.
_MOST_KEYS = 500


def is_episode(record: Any) -> bool:
    """Return whether an object says of a recording what feeds and catalogues say of episodes.

    It needs a title, something that only recordings have, and a second statement of any kind.
    """
    if type(record) is not dict or len(record) > _MOST_KEYS:
        return False
    plain = {plain_key(key): key for key, value in record.items() if value not in (None, "", [], {})}
    fields = {EPISODE_FIELDS[name][0] for name in plain if name in EPISODE_FIELDS}
    if not fields & {"title", "weak_title"}:
        return False
    sure = len(fields & _OF_RECORDINGS) + len(plain.keys() & _SPOKEN)
    sure += _mentions_audio(record) if sure < 2 else 0
    return sure >= 1 and sure + len(fields & _OF_PAGES) >= 2


def _mentions_audio(record: dict[str, Any]) -> int:
    texts = [value for value in record.values() if type(value) is str and len(value) < 1000 and "://" in value]
    return int(any(mark in text.lower() for text in texts for mark in _AUDIO))


def are_episodes(value: Any) -> bool:
    """Return whether most of an array's objects are records of episodes."""
    if not is_rows(value):
        return False
    sample = [row for row in value[:: max(1, len(value) // _MANY)] if type(row) is dict]
    return sum(map(is_episode, sample)) >= 0.6 * len(sample)


def episode_lists(node: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Yield the arrays of episode records in the document, each with the objects around it, the nearest first."""
    yield from _lists(node, [])


def _lists(node: Node, around: list[Node]) -> Iterator[tuple[Node, list[Node]]]:
    if type(node.value) is list:
        if are_episodes(node.value):
            yield node, around
        return
    if type(node.value) is not dict or len(around) > 3:
        return
    for key, value in node.value.items():
        if type(value) in (list, dict) and plain_key(key) in _WRAPPERS and (inner := node.get(key)) is not None:
            yield from _lists(inner, [node, *around])


def is_person(record: Any) -> bool:
    """Return whether an object is a record about a person: a name and what one says of people."""
    if type(record) is not dict or len(record) > _MOST_KEYS:
        return False
    keys = {plain_key(key) for key in record}
    told = keys & {"bio", "biography", "twitter", "github", "linkedin", "avatar", "mastodon", "jobtitle", "occupation",
                   "pronouns", "bluesky", "headshot"}  # fmt: skip
    return "name" in keys and bool(told)
