"""Text of a page given to the parsers of plain text, and what they make of it put back in its place in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from transforms.document import Document
from transforms.formats import prose
from transforms.formats.prose import notes as prose_notes
from transforms.parsed import Chapter, Link, Mark, Parsed, ParsedEpisode, Person

if TYPE_CHECKING:
    from transforms.formats.markup.spanned import Spanned

_Row = TypeVar("_Row", Person, Chapter, Mark, Link)


def parse_text(document: Document, text: Spanned) -> Parsed | None:
    """Return what the surest parser of plain text makes of a page's text, None where none takes it.

    All offsets are those of the page. Locators of warnings and rejects count in its text.
    """
    shown = Document(document.document_id, document.name, text.text, document.limits)
    ranked = sorted((-fmt.sniff(shown), place) for place, fmt in enumerate(prose.FORMATS))
    for confidence, place in ranked:
        if confidence < 0 and (parsed := prose.FORMATS[place].parse(shown)) is not None:
            move(parsed, text)
            return parsed
    return None


def read_notes(text: Spanned) -> ParsedEpisode:
    """Return what show notes say of an episode: description, chapters, people, links; offsets as in the document."""
    episode = ParsedEpisode(0, text.length)
    prose_notes.read_notes(Parsed("notes"), episode, text.text, 0, text.length)
    _move_episode(episode, text)
    return episode


def move(parsed: Parsed, text: Spanned) -> None:
    """Turn offsets into a text that was taken from a document into offsets of the document, in place."""
    parsed.accounts[:] = [(*text.span(start, end), role) for start, end, role in parsed.accounts]
    for note in parsed.warnings:
        note.locator = f"text, {note.locator}"
    parsed.rejects[:] = [reject._replace(locator=f"text, {reject.locator}") for reject in parsed.rejects]
    for episode in parsed.episodes:
        _move_episode(episode, text)


def _move_episode(episode: ParsedEpisode, text: Spanned) -> None:
    episode.doc_start, episode.doc_end = text.span(episode.doc_start, episode.doc_end)
    speech = episode.speech
    places = [text.span(start, end) for start, end in zip(speech.doc_start, speech.doc_end, strict=True)]
    speech.doc_start, speech.doc_end = [start for start, _ in places], [end for _, end in places]
    _move_rows(episode.people, text)
    _move_rows(episode.chapters, text)
    _move_rows(episode.marks, text)
    _move_rows(episode.links, text)


def _move_rows(rows: list[_Row], text: Spanned) -> None:
    for place, row in enumerate(rows):
        start, end = text.span(row.doc_start, row.doc_end)
        rows[place] = row._replace(doc_start=start, doc_end=end)
