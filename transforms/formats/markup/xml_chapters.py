"""Chapter files in XML: Podlove simple chapters, Matroska chapters, and others of their shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.xml_document import account_markup, account_texts, read_tree
from transforms.formats.markup.xml_times import parse_time
from transforms.parsed import Chapter, Facts, Parsed, ParsedEpisode, ignored

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.formats.markup.tree import Node

NAME = "xml_chapters"
MEDIA_TYPE = "application/xml"
_ELEMENTS = ("chapter", "chapteratom")
_STARTS = ("start", "starttime", "begin", "time", "chaptertimestart")
_TITLES = ("title", "name", "chapterstring", "text")


def sniff(document: Document) -> float:
    """Return how likely the document holds chapters, by its root element."""
    return 0.95 if read_prolog(document.head).local == "chapters" else 0.0


def parse(document: Document) -> Parsed:
    """Return one episode without speech that has the chapters; without any it is ignored as a `data_file`."""
    parsed = Parsed(NAME, MEDIA_TYPE)
    root = read_tree(NAME, document, parsed)
    if isinstance(root, Parsed):
        return root
    episode = ParsedEpisode(0, len(document.text), Facts())
    for node in root.descendants(*_ELEMENTS):
        _add_chapter(parsed, episode, node)
    if not episode.chapters:
        return ignored(NAME, "data_file", len(document.text))
    account_markup(parsed, root, len(document.text))
    account_texts(parsed, root, "metadata")
    parsed.episodes.append(episode)
    return parsed


def _add_chapter(parsed: Parsed, episode: ParsedEpisode, node: Node) -> None:
    title = _value(node, _TITLES) or node.text()
    stated = _value(node, _STARTS) or ""
    # Matroska writes nanoseconds: nine digits after the point.
    time = parse_time(stated)
    if time is None:
        parsed.warn("time_invalid", f"character {node.start}", f"{node.name}: {stated}")
    if title:
        episode.chapters.append(Chapter(time, " ".join(title.split()), node.start, node.end))


def _value(node: Node, names: tuple[str, ...]) -> str | None:
    if (value := node.get(*names)) is not None:
        return value
    return next((child.text() for child in node.descendants(*names) if child.text()), None)
