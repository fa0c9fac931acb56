"""HTML pages: transcripts with their turns marked up or in plain paragraphs, show notes, and error pages."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from transforms.formats.markup.page_cues import add_turns, find_region
from transforms.formats.markup.page_errors import error_words
from transforms.formats.markup.page_facts import is_episode_page, page_facts
from transforms.formats.markup.page_items import read_times
from transforms.formats.markup.page_linked_data import linked_transcripts
from transforms.formats.markup.page_prose import move, parse_text, read_notes
from transforms.formats.markup.page_reader import read_page
from transforms.formats.markup.page_text import notes_text, page_text
from transforms.formats.markup.prolog import HTML_ROOTS, read_prolog
from transforms.formats.markup.title_facts import add_title_facts
from transforms.formats.markup.xml_document import refused
from transforms.parsed import Facts, Link, Parsed, ParsedEpisode, ignored, rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.document import Document
    from transforms.formats.markup.page_blocks import Block, Page
    from transforms.formats.markup.page_cues import Region

NAME = "html"
MEDIA_TYPE = "text/html"
# Elements nested this deep are no page; what is less deep, and deeper than usual, is read and reported.
_MOST_DEPTH = 400_000
_LEAST_CONTENT = 0.5
_HEAD_TAGS = ("</", "<br", "<p>", "<div")


def sniff(document: Document) -> float:
    """Return how likely the document is a page, or a piece of one: how it begins, and how much of it are tags."""
    prolog, head = read_prolog(document.head), document.head
    if prolog.doctype == "html" or prolog.root in {"html", "head", "body"}:
        return 0.95
    if prolog.root not in HTML_ROOTS:
        return 0.0
    tags = sum(map(head.count, _HEAD_TAGS))
    is_dense = tags >= 2 and (tags * 3 > head.count("\n") or prolog.root == "pre")
    return 0.75 if is_dense else 0.1


def parse(document: Document) -> Parsed:
    """Return the episodes of a page.

    Turns that the markup tells apart (elements for speakers and times, tables) become segments at once; any other
    text goes to the parsers of plain text. Menus, footers and the like are left out. Error pages, log-ins and pages
    without text are rejected as `not_a_transcript`, entity declarations as `xml_entities_forbidden`.
    """
    if (refusal := refused(NAME, document)) is not None:
        return refusal
    page = read_page(document.text, _MOST_DEPTH)
    if page is None:
        return rejected(NAME, "html_too_deep", "elements", document.head[:120], f"more than {_MOST_DEPTH} deep")
    blocks = _content(page)
    if not blocks and next(linked_transcripts(document, page), None) is None:
        return rejected(NAME, "not_a_transcript", "page", document.head[:120], "the page shows no text")
    if (words := error_words(page)) is not None:
        return rejected(NAME, "not_a_transcript", "page", words, "an error page, a log-in or a check for robots")
    region = find_region(blocks)
    parsed = _from_turns(document, page, region) if region else _from_text(document, page, blocks)
    if not any(len(episode.speech) for episode in parsed.episodes):
        parsed = _from_linked_data(document, page, blocks, parsed)
    if len(parsed.episodes) == 1:
        _read_title(parsed.episodes[0], document.text)
    if page.unclosed:
        parsed.warn("markup_unclosed", "elements", ", ".join(page.unclosed), len(page.unclosed))
    if page.depth > document.limits.depth:
        parsed.warn("html_too_deep", "elements", f"{page.depth} elements deep")
    return parsed


def _read_title(episode: ParsedEpisode, text: str) -> None:
    start = max(0, text.find(episode.facts.title or ""))
    add_title_facts(episode, lambda first, last: (start + first, start + last))


def _content(page: Page) -> list[Block]:
    """Return the blocks of what the page is about: those of its main element, if that holds the better part."""
    shown = [block for block in page.blocks if not block.is_furniture]
    inside = [block for block in shown if block.is_content]
    share = sum(block.words.length for block in inside) / (sum(block.words.length for block in shown) or 1)
    return inside if share >= _LEAST_CONTENT else shown


def _from_turns(document: Document, page: Page, region: Region) -> Parsed:
    parsed = Parsed(NAME, MEDIA_TYPE)
    episode = ParsedEpisode(0, len(document.text), page_facts(page))
    add_turns(parsed, episode, region.items)
    if region.before:
        _take_notes(episode, read_notes(notes_text(region.before)))
    for block in (*region.before, *region.after):
        parsed.account(block.start, block.end, "title" if block.name == "h1" else "notes")
    episode.links += _links((*region.before, *region.after))
    parsed.episodes.append(episode)
    _account(parsed, page, [*region.before, *(item.block for item in region.items), *region.after], document)
    return parsed


def _take_notes(episode: ParsedEpisode, notes: ParsedEpisode) -> None:
    """Take over what text that is no speech says of the episode; declared chapters stay."""
    episode.facts.description = notes.facts.description or episode.facts.description
    episode.people += notes.people
    episode.chapters = episode.chapters or notes.chapters


def _from_text(document: Document, page: Page, blocks: list[Block]) -> Parsed:
    text = page_text(blocks)
    found = parse_text(document, text)
    stated = page_facts(page)
    notes = read_notes(notes_text(blocks)) if found is None or found.status != "parsed" else None
    if notes is not None and (found is None or is_episode_page(page) or _names_cast(notes)):
        found = Parsed(NAME, MEDIA_TYPE, episodes=[ParsedEpisode(0, len(document.text), stated)])
        _take_notes(found.episodes[0], notes)
        found.accounts += [(block.start, block.end, "notes") for block in blocks]
    if found is None or found.status == "ignored":
        return ignored(NAME, (found and found.reason) or "article", len(document.text))
    return _finished(document, page, blocks, found, stated)


def _from_linked_data(document: Document, page: Page, blocks: list[Block], shown: Parsed) -> Parsed:
    """Return the transcript in the page's linked data with the notes that it shows, or what it shows without one."""
    found = next(linked_transcripts(document, page), None)
    if found is None:
        return shown
    parsed, place = found
    move(parsed, place)
    parsed.episodes[1:] = []
    (episode,) = parsed.episodes
    for notes in shown.episodes[:1]:
        _take_notes(episode, notes)
    parsed.accounts += [(block.start, block.end, "notes") for block in blocks]
    return _finished(document, page, blocks, parsed, page_facts(page))


def _finished(document: Document, page: Page, blocks: list[Block], parsed: Parsed, stated: Facts) -> Parsed:
    """Return what the text of a page was read as with what the page states, its links and its accounts."""
    parsed.format, parsed.media_type = NAME, MEDIA_TYPE
    _add_stated(parsed, stated)
    if len(parsed.episodes) == 1:
        (episode,) = parsed.episodes
        spans = sorted(zip(episode.speech.doc_start, episode.speech.doc_end, strict=True))
        episode.links += [link for link in _links(blocks) if not _is_inside(link.doc_start, spans)]
    _account(parsed, page, blocks, document)
    return parsed


def _names_cast(notes: ParsedEpisode) -> bool:
    """Return whether notes name both who hosts and who is a guest: only an episode has these."""
    return {person.role for person in notes.people} >= {"host", "guest"}


def _add_stated(parsed: Parsed, stated: Facts) -> None:
    """Add what the page states in its head; on a page of several episodes only what is true of all of them."""
    for episode in parsed.episodes:
        facts = episode.facts
        if len(parsed.episodes) == 1:
            facts.title = stated.title or facts.title
            _fill(facts, stated)
        else:
            facts.show_title = facts.show_title or stated.show_title
            facts.language = facts.language or stated.language


def _fill(facts: Facts, others: Facts) -> None:
    for name in Facts.__slots__:
        if getattr(facts, name) in (None, []):
            setattr(facts, name, getattr(others, name))


def _links(blocks: Iterable[Block]) -> Iterator[Link]:
    for block in blocks:
        for inline in block.inlines:
            address = inline.attributes.get("href", "").strip()
            if inline.name != "a" or not address.startswith(("http://", "https://")):
                continue
            text, start, end = block.words.tight(inline.first, inline.last)
            if read_times(text) is None:
                yield Link(address, text or None, start, end)


def _is_inside(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, len(spans) and spans[-1][1])) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]


def _account(parsed: Parsed, page: Page, read: Iterable[Block], document: Document) -> None:
    """Account for the tags, for furniture, and for blocks that stand outside of what was read."""
    reached = 0
    for start, end in page.seen:
        parsed.account(reached, start, "markup")
        reached = max(reached, end)
    parsed.account(reached, len(document.text), "markup")
    for start, end in page.furniture:
        parsed.account(start, end, "ignored")
    known = {id(block) for block in read}
    for block in page.blocks:
        if id(block) not in known and not block.is_furniture:
            parsed.account(block.start, block.end, "ignored")
