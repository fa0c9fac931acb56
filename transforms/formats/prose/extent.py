"""Where the transcript of an episode begins and ends in the text around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.chapters import are_chapters, find_chapters
from transforms.formats.prose.lines import iter_lines
from transforms.formats.prose.notes import is_note_line
from transforms.formats.prose.page_marks import page_marks
from transforms.formats.prose.region import find_anchors
from transforms.formats.prose.sections import line_sections, section_of_line, transcript_names
from transforms.formats.prose.spoken import has_words, is_marked_up, sounds_spoken, talk_share, tells_of_episode
from transforms.formats.prose.tails import tail_start

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from transforms.formats.prose.anchors import Anchor
    from transforms.formats.prose.glued import Scan
    from transforms.formats.prose.sections import Section
    from transforms.parsed import Chapter

# What is said about a transcript above it, and not by anybody in it.
_EDITORS_NOTE = re.compile(
    r"\s*[\[(*_>#]*(?:(?:editor|transcriber|publisher)[’']?s?[ ]note\b|disclaimer\b"
    r"|(?:please )?note[:,]? (?:that )?(?:(?:the|this|these|our) )?(?:time ?(?:stamps|codes)|\w{0,10} ?transcripts?\b)"
    r"|(?:this|the following|the|our) (?:is an? |text is an? |is the )?(?:[\w-]+ ){0,3}transcripts?(?:ion)? "
    r"(?:below )?(?:was|were|is|are|has been|may|might|of|from|generated|produced|created|provided)\b)",
    re.I,
)
_ADDRESSED = re.compile(
    r"\b(?:welcome|thanks?|thank you|hello|hi|hey|i|i'm|we|we're|you|your|my|me|us|let's|hola|bienvenid\w+|bonjour"
    r"|hallo|willkommen|ciao|olá)\b",
    re.I,
)
_SHORT_LEAD_WORDS = 80
# How much of a text must be words of talk: in a record of an episode, in any other text, in plain prose of a record.
_TALK_IN_CONTEXT = 0.04
_TALK_ALONE = 0.09
_TALK_KNOWN = 0.06
_FEWEST_WORDS = 12
# Of a record whose notes could be plain prose too, that is a transcript only if it is long.
_FEWEST_KNOWN = 250
_SAMPLE = 20_000
_MOST_NAMES = 8
_SPOKEN = ("turn", "block", "voice")


class Source(NamedTuple):
    """A text to find speech in.

    `is_known`: it is known to be about an episode (by its metadata, by the page it stands in), so that plain prose
    may be its transcript or its notes. With more than `label_limit` labels at line starts most of them are text.
    """

    text: str
    is_markdown: bool
    is_known: bool
    label_limit: int


class Extent(NamedTuple):
    """Where a transcript stands: its heading (where notes end), its first and last character, its cuts.

    `scan` is what was found in it on the way.
    """

    outer: int
    start: int
    end: int
    anchors: list[Anchor]
    label_count: int
    scan: Scan | None = None


def find_extent(
    source: Source, start: int, end: int, known: Collection[str], chapters: Collection[Chapter]
) -> Extent | None:
    """Return the extent of the transcript between two offsets, or None where nothing there is speech.

    It stands where a page names it, else where labels or times begin lines, else it is all of a text that sounds
    like talk. `known` are names and `chapters` those that the record gives.
    """
    sections = line_sections(source.text, start, end)
    for outer, inner in _named_places(source.text, start, end, sections):
        extent = _named_extent(source, outer, inner, end, sections, known, chapters)
        if extent is not None:
            return extent
    return _marked_extent(source, start, end, sections, known, chapters) or _plain_extent(source, start, end, sections)


def _named_places(text: str, start: int, end: int, sections: Sequence[Section]) -> Iterator[tuple[int, int]]:
    """Yield where a transcript is named: the start of the name, and the start of what it names; only the first few."""
    found = []
    for index, section in enumerate(sections):
        if section.kind == "transcript":
            inner = section.end
            for following in sections[index + 1 :]:
                if text[inner : following.start].strip():
                    break
                inner = following.end
            found.append((section.start, inner))
            if len(found) == _MOST_NAMES:
                break
    yield from found
    yield from transcript_names(text, start, end)[:_MOST_NAMES]


def _named_extent(
    source: Source,
    outer: int,
    inner: int,
    end: int,
    sections: Sequence[Section],
    known: Collection[str],
    chapters: Collection[Chapter],
) -> Extent | None:
    text, is_markdown, _, label_limit = source
    stop = tail_start(text, inner, end, inner, sections)
    found = find_anchors(text, inner, stop, known, chapters, is_markdown=is_markdown, label_limit=label_limit)
    if found is None:
        body = text[inner:stop]
        is_speech = has_words(body[:_SAMPLE], _FEWEST_WORDS) and _is_plain_talk(body, _TALK_IN_CONTEXT)
        return Extent(outer, inner, stop, [], 0) if is_speech else None
    lead = _lead_start(text, inner, _first_speech(text, found.anchors, stop), least=0.0)
    stop = tail_start(text, lead, end, _last_speech(found.anchors, lead), sections)
    return Extent(outer, lead, stop, _within(found.anchors, lead, stop), found.label_count, found.scan)


def _marked_extent(
    source: Source,
    start: int,
    end: int,
    sections: Sequence[Section],
    known: Collection[str],
    chapters: Collection[Chapter],
) -> Extent | None:
    text, is_markdown, is_known, label_limit = source
    found = find_anchors(text, start, end, known, chapters, is_markdown=is_markdown, label_limit=label_limit)
    if found is None:
        return None
    least = _TALK_IN_CONTEXT if is_known else _TALK_ALONE
    lead = _lead_start(text, start, _first_speech(text, found.anchors, end), least=least)
    stop = tail_start(text, lead, end, _last_speech(found.anchors, lead), sections)
    return Extent(lead, lead, stop, _within(found.anchors, lead, stop), found.label_count, found.scan)


def _plain_extent(source: Source, start: int, end: int, sections: Sequence[Section]) -> Extent | None:
    """Return the extent of a transcript without labels and times: all of the text, if it sounds like talk."""
    text, is_markdown, is_known, _ = source
    if are_chapters(listed := find_chapters(text, start, end)):
        # Notes, and a transcript only if as much follows as only a transcript has.
        start, is_known = max(chapter.doc_end for chapter in listed), True
    lead = _skip_notes(text, start, end)
    stop = tail_start(text, lead, end, lead, sections)
    body = text[lead:stop]
    if is_marked_up(text[start:end]) or not has_words(body[:_SAMPLE], _FEWEST_KNOWN if is_known else _FEWEST_WORDS):
        return None
    if not _is_plain_talk(body, _TALK_KNOWN if is_known else _TALK_ALONE) or tells_of_episode(body):
        return None
    return Extent(lead, lead, stop, sorted(page_marks(text, lead, stop, is_markdown=is_markdown)), 0)


def _is_plain_talk(body: str, least: float) -> bool:
    share = talk_share(body)
    return share >= least or (share == 0 and sounds_spoken(body))


def _first_speech(text: str, anchors: list[Anchor], end: int) -> int:
    """Return where the first label or time stands, or the title of a chapter right above it that has its time."""
    place = next((place for place, anchor in enumerate(anchors) if anchor.kind in _SPOKEN), None)
    if place is None:
        return end
    above = anchors[place - 1] if place else None
    is_title = above is not None and above.kind == "heading" and above.start_ms is not None
    if above is not None and is_title and not text[above.end : anchors[place].start].strip():
        return above.start
    return anchors[place].start


def _last_speech(anchors: list[Anchor], start: int) -> int:
    return next((anchor.end for anchor in reversed(anchors) if anchor.kind in _SPOKEN or anchor.kind == "end"), start)


def _within(anchors: list[Anchor], start: int, end: int) -> list[Anchor]:
    if not anchors or (anchors[0].start >= start and anchors[-1].end <= end):
        return anchors
    return [anchor for anchor in anchors if anchor.start >= start and anchor.end <= end]


def _lead_start(text: str, start: int, first: int, *, least: float) -> int:
    """Return where speech begins before the first label or time: what stands above may be said already, or be notes.

    `least` is the share of words of talk that longer text there must have; headings alone belong to what they head.
    """
    at = _skip_notes(text, start, first)
    lead = text[at:first]
    if not lead.strip() or _EDITORS_NOTE.match(lead):
        return first
    said = " ".join(line for line in lead.split("\n") if not line.lstrip().startswith("#"))
    if not said.strip() or not least:
        return at
    if is_marked_up(lead):
        return first
    if len(said.split()) <= _SHORT_LEAD_WORDS:
        return at if _ADDRESSED.search(said) and said.rstrip()[-1] in '.?!…"”' else first
    return at if talk_share(said) >= least else first


def _skip_notes(text: str, start: int, end: int) -> int:
    """Return where the first line begins that is not a link, an item, a heading or the name of a part."""
    for first, last in iter_lines(text, start, end):
        line = text[first:last]
        if not is_note_line(line) or (line.startswith("#") and section_of_line(line) is None):
            return first
    return end
