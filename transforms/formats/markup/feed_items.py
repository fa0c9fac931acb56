"""One item of a feed as an episode: RSS and Atom, with the tags of iTunes, Podcasting 2.0 and Podlove."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.markup.feed_fields import NOTES, Fields
from transforms.formats.markup.feed_notes import add_notes
from transforms.formats.markup.feed_people import people_of
from transforms.formats.markup.title_facts import add_title_facts
from transforms.formats.markup.xml_times import parse_time
from transforms.parsed import Chapter, Facts, Link, ParsedEpisode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document
    from transforms.formats.markup.tree import Node
    from transforms.parsed import Parsed

_DATES = ("pubdate", "published", "dc:date", "date", "updated", "atom:published", "atom:updated")
_TITLES = ("title", "itunes:title", "media:title", "atom:title")
_TAGS = re.compile(r"\s*,\s*")
_FILES = {"podcast:transcript": "transcript", "podcast:chapters": "chapters"}


def read_item(parsed: Parsed, item: Node, document: Document) -> ParsedEpisode:
    """Return the episode that a feed's item describes, as far as the item itself says; accounts for its characters.

    Warns `metadata_invalid` where a date, duration or number is none.
    """
    fields = Fields(item)
    episode = ParsedEpisode(item.start, item.end, _facts(parsed, fields))
    episode.chapters += _chapters(parsed, fields)
    episode.people += people_of(fields)
    if (notes := fields.first(*NOTES)) is not None:
        add_notes(parsed, episode, notes, document)
    episode.links += _files(fields)
    if (title := fields.first(*_TITLES)) is not None:
        add_title_facts(episode, title.spanned().span)
    fields.account(parsed)
    return episode


def _facts(parsed: Parsed, fields: Fields) -> Facts:
    season = fields.number(parsed, "podcast:season", "itunes:season", "season")
    return Facts(
        title=fields.text(*_TITLES),
        episode_number=fields.number(parsed, "podcast:episode", "itunes:episode", "episode"),
        season=int(season) if season is not None else None,
        published_date=fields.date(parsed, *_DATES),
        duration_ms=fields.duration(parsed, "itunes:duration", "duration"),
        language=fields.text("dc:language", "language"),
        guid=fields.text("guid", "id", "atom:id"),
        episode_url=_page(fields),
        audio_url=_audio(fields),
        tags=[tag for text in _tag_texts(fields) for tag in _TAGS.split(text) if tag][:50],
    )


def _page(fields: Fields) -> str | None:
    for node in fields.all("link", "atom:link"):
        address = node.get("href") if node.get("rel") in {None, "alternate"} else None
        if address := address or node.text():
            return address
    guid = next(fields.all("guid"), None)
    is_page = guid is not None and (guid.get("ispermalink") or "true") == "true"
    return guid.text() if is_page and guid is not None and guid.text().startswith("http") else None


def _audio(fields: Fields) -> str | None:
    enclosures = [*fields.all("enclosure")]
    enclosures += [node for node in fields.all("link", "atom:link") if node.get("rel") == "enclosure"]
    enclosures += fields.all("media:content")
    sounding = [node for node in enclosures if (node.get("type") or "audio/").startswith(("audio/", "video/"))]
    return next((address for node in sounding if (address := node.get("url", "href"))), None)


def _tag_texts(fields: Fields) -> Iterator[str]:
    yield from (node.text() for node in fields.all("itunes:keywords", "media:keywords"))
    yield from (node.get("term", "text") or node.text() for node in fields.all("category"))


def _files(fields: Fields) -> Iterator[Link]:
    """Yield the addresses of transcripts and chapters, named by what they are and in which media type."""
    for node in fields.all(*_FILES):
        if (address := node.get("url", "href")) is not None:
            kind = node.get("type")
            yield Link(address, f"{_FILES[node.name]} ({kind})" if kind else _FILES[node.name], node.start, node.end)


def _chapters(parsed: Parsed, fields: Fields) -> Iterator[Chapter]:
    for group in fields.all("psc:chapters"):
        for node in group.descendants("chapter"):
            time, title = parse_time(node.get("start") or ""), node.get("title") or node.text()
            if time is None:
                parsed.warn("time_invalid", f"character {node.start}", f"psc:chapter: {node.get('start')}")
            if title:
                yield Chapter(time, title, node.start, node.end)
