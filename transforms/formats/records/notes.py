"""Show notes in a string of a record: links, chapters and people, as the formats of text and HTML find them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.markup.html_text import read_html
from transforms.formats.prose.notes import read_notes
from transforms.formats.records.string_places import StringPlaces
from transforms.parsed import Link, Parsed, ParsedEpisode

if TYPE_CHECKING:
    from transforms.formats.records.node import Node

_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>")
# What notes without any of these have nothing to give.
_TELLING = re.compile(r"://|www\.|\d:\d\d|\b(?:co-?)?(?:hosts?|guests?|featuring)\b", re.I)


def plain_notes(text: str) -> str:
    r"""Return show notes as text: tags of HTML left out, blocks on lines of their own.

    >>> plain_notes("<p>Bees &amp; <a href='x'>hives</a></p><p>a < b</p>"), plain_notes("a < b")
    ('Bees & hives\na < b', 'a < b')
    """
    return read_html(text).text if _HTML.search(text) else text.strip()


def add_notes(episode: ParsedEpisode, node: Node) -> None:
    """Add to an episode the links, people and (if it has none yet) chapters that a string of show notes names."""
    raw: str = node.value
    if not _TELLING.search(raw):
        return
    found, is_html = ParsedEpisode(0, 0), _HTML.search(raw) is not None
    html = read_html(raw) if is_html else None
    text = html.text if html is not None else raw
    read_notes(Parsed(""), found, text, 0, len(text))
    places = StringPlaces(node)
    if html is not None:
        anchors = [Link(anchor.url, anchor.label or None, anchor.start, anchor.end) for anchor in html.anchors]
        episode.links += places.moved(anchors)
        start, end = node.start, node.end
        episode.people += [person._replace(doc_start=start, doc_end=end) for person in found.people]
        chapters = [chapter._replace(doc_start=start, doc_end=end) for chapter in found.chapters]
        episode.chapters = episode.chapters or chapters
    else:
        episode.links += places.moved(found.links)
        episode.people += places.moved(found.people)
        episode.chapters = episode.chapters or places.moved(found.chapters)
