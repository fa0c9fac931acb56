"""Show notes of a feed's item: text and links, and where they hold them chapters, people and whole transcripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.markup.feed_fields import shown_notes
from transforms.formats.markup.page_prose import parse_text, read_notes
from transforms.formats.markup.page_reader import read_page
from transforms.formats.markup.page_text import notes_text, page_text
from transforms.parsed import Link

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.formats.markup.tree import Node
    from transforms.parsed import Parsed, ParsedEpisode

# What makes notes worth a closer look: times, names of parts or people before a colon.
_PROMISING = re.compile(
    r"\d{1,3}:[0-5]\d|^\W*(?:hosts?|guests?|transcript|with|featuring)\b.{0,40}$|^.{2,40}:\s*$", re.I | re.M
)
_MOST_DEPTH = 1_000
_FEWEST_SEGMENTS = 6


def add_notes(parsed: Parsed, episode: ParsedEpisode, node: Node, document: Document) -> None:
    """Add what the show notes in an element say of an episode.

    Times in a list become chapters, unless the feed declares chapters. Turns of a transcript that stands in the
    notes become the episode's speech; a few labelled lines do not.
    """
    read, place = shown_notes(node)
    episode.facts.description = read.text or None
    episode.links += [
        Link(anchor.url, anchor.label or None, *place(anchor.start, anchor.end)) for anchor in read.anchors
    ]
    if not _PROMISING.search(read.text) or any(True for _ in node.children()):
        return
    outer = node.spanned()
    page = read_page(outer.text, _MOST_DEPTH)
    if page is None:
        return
    told = parse_text(document, page_text(page.blocks).moved(outer.span))
    if not _take_transcript(parsed, episode, told):
        notes = read_notes(notes_text(page.blocks).moved(outer.span))
        episode.chapters = episode.chapters or notes.chapters
        episode.people += notes.people


def _take_transcript(parsed: Parsed, episode: ParsedEpisode, told: Parsed | None) -> bool:
    """Take over the one labelled transcript that a text holds; return whether there is one."""
    if told is None or told.status != "parsed" or len(told.episodes) != 1:
        return False
    (found,) = told.episodes
    if sum(label is not None for label in found.speech.label) < _FEWEST_SEGMENTS:
        return False
    episode.speech, episode.marks = found.speech, found.marks
    episode.chapters = episode.chapters or found.chapters
    episode.people += found.people
    episode.facts.description = found.facts.description
    parsed.accounts += told.accounts
    return True
