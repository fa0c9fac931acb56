"""What front matter says of an episode: facts, people, chapters, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.prose.fact_keys import ROLE_OF_FIELD, field_of, is_media, normal_key, set_fact
from transforms.formats.prose.guests import people_in_list
from transforms.formats.prose.values import Scalar, scalars
from transforms.parsed import Chapter, Link, Person
from transforms.timecode import parse_clock
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.prose.values import Value
    from transforms.parsed import Parsed, ParsedEpisode, Role

_CHAPTER_KEYS = ("podcastchapters", "chapters", "timestamps", "quotableclips", "toc", "sections")
_LINK_KEYS = word_set("links resources additionalresources references shownoteslinks")
# What site builders and podcast hosts put a record's own fields under.
_NESTING_KEYS = word_set("extra params metadata meta episode podcast custom data itunes")
_NAME_KEYS = ("name", "title", "label", "text", "fullname")
_URL_KEYS = ("url", "link", "href", "homepage")
_TIME_KEYS = ("starttime", "start", "startoffset", "time", "timestamp", "seconds", "sec", "offset")
_LIST_SIGN = re.compile(r",|;|\band\b|&")
_ADDRESS = re.compile(r"https?://\S+")


def apply_front_matter(parsed: Parsed, episode: ParsedEpisode, values: dict[str, Value]) -> None:
    """Add what the values say to `episode`; a value that its key cannot have is warned of as `metadata_invalid`."""
    for key, value in values.items():
        field = field_of(key)
        if isinstance(value, dict) and normal_key(key) in _NESTING_KEYS:
            apply_front_matter(parsed, episode, value)
        elif field in ROLE_OF_FIELD:
            episode.people += _people(value, ROLE_OF_FIELD[field], is_present=field != "helpers")
        elif field in ("categories", "tags"):
            getattr(episode.facts, field).extend(_words(value))
        elif field is not None and isinstance(value, Scalar):
            _set(parsed, episode, field, key, value)
        elif normal_key(key) in _LINK_KEYS:
            episode.links += _links(value)
    for wanted in _CHAPTER_KEYS:
        found = next((value for key, value in values.items() if normal_key(key) == wanted), None)
        if found is not None and not episode.chapters:
            episode.chapters += _chapters(found)


def _set(parsed: Parsed, episode: ParsedEpisode, field: str, key: str, value: Scalar) -> None:
    if field == "episode_url" and is_media(value.text):
        field = "audio_url"
    if field in ("audio_url", "episode_url") and value.text.startswith("/"):
        return
    if not set_fact(episode.facts, field, value.text) and field in ("published_date", "duration_ms"):
        parsed.warn("metadata_invalid", f"front matter {key}", value.text)


def _words(value: Value) -> list[str]:
    found = list(scalars(value))
    if isinstance(value, Scalar):
        return [part.strip() for part in value.text.split(",") if part.strip()]
    return [scalar.text for scalar in found if scalar.text.strip()]


def _people(value: Value, role: Role | None, *, is_present: bool) -> Iterator[Person]:
    """Yield the people of a text, a list of texts or a list of mappings with a name (and a role, a company)."""
    if isinstance(value, Scalar):
        if _LIST_SIGN.search(value.text):
            yield from people_in_list(value.text, value.start, role, is_present=is_present)
        elif value.text.strip():
            name = value.text.strip(" \t[]\"'")
            yield Person(name, role, name, value.start, value.end, is_present=is_present)
    elif isinstance(value, list):
        for item in value:
            yield from (
                _people(item, role, is_present=is_present)
                if not isinstance(item, Scalar)
                else _person(item, role, is_present=is_present)
            )
    elif (name_value := _first(value, _NAME_KEYS)) is not None:
        company = _first(value, ("company", "organization", "affiliation", "employer"))
        said = _role(_first(value, ("role", "type"))) or role
        yield Person(
            name_value.text.strip(), said, name_value.text, name_value.start, name_value.end,
            affiliation=company.text if company else None, is_present=is_present,
        )  # fmt: skip
    else:
        for inner in value.values():
            yield from _people(inner, role, is_present=is_present)


def _person(item: Scalar, role: Role | None, *, is_present: bool) -> Iterator[Person]:
    if item.text.strip():
        yield Person(item.text.strip(" \t[]\"'"), role, item.text.strip(), item.start, item.end, is_present=is_present)


def _role(value: Scalar | None) -> Role | None:
    text = value.text.casefold() if value is not None else ""
    return "host" if "host" in text else "guest" if "guest" in text else None


def _first(mapping: dict[str, Value], names: tuple[str, ...]) -> Scalar | None:
    normal = {normal_key(key): value for key, value in mapping.items()}
    found = (normal.get(name) for name in names)
    return next((value for value in found if isinstance(value, Scalar) and value.text.strip()), None)


def _links(value: Value) -> Iterator[Link]:
    if isinstance(value, dict):
        address = _first(value, _URL_KEYS)
        if address is not None:
            name = _first(value, _NAME_KEYS)
            yield Link(address.text, name.text if name else None, address.start, address.end)
            return
        for key, inner in value.items():
            if isinstance(inner, Scalar) and _ADDRESS.match(inner.text):
                yield Link(inner.text, key, inner.start, inner.end)
            elif (name := _first(value, _NAME_KEYS)) is not None and (found := _ADDRESS.search(name.text)):
                yield Link(found[0], name.text[: found.start()].strip(" —–-:") or None, name.start, name.end)
                return
    elif isinstance(value, list):
        for item in value:
            yield from _links(item)
    elif (found := _ADDRESS.search(value.text)) is not None:
        yield Link(found[0], value.text[: found.start()].strip(" —–-:") or None, value.start, value.end)


def _chapters(value: Value) -> Iterator[Chapter]:
    if isinstance(value, dict):
        inner = next((item for key, item in value.items() if isinstance(item, list)), None)
        if inner is not None:
            yield from _chapters(inner)
            return
        name, time = _first(value, _NAME_KEYS), _first(value, _TIME_KEYS)
        if name is not None and time is not None and (time_ms := clock_or_seconds(time.text)) is not None:
            yield Chapter(time_ms, name.text.strip(), min(name.start, time.start), max(name.end, time.end))
    elif isinstance(value, list):
        for item in value:
            yield from _chapters(item)


def clock_or_seconds(text: str) -> int | None:
    """Return the ms of a clock time (`1:02`) or of plain seconds (`62`, `62.5`), or None.

    >>> clock_or_seconds("1:02"), clock_or_seconds("62.5"), clock_or_seconds("soon")
    (62000, 62500, None)
    """
    if (clock := parse_clock(text)) is not None:
        return clock
    return round(float(text) * 1000) if re.fullmatch(r"\s*\d{1,6}(?:\.\d{1,6})?\s*", text) else None
