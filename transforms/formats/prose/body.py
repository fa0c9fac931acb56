"""The text of one episode made into its transcript and its notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.prose.chapters import are_chapters, find_chapters
from transforms.formats.prose.emit import emit
from transforms.formats.prose.extent import find_extent
from transforms.formats.prose.notes import read_notes
from transforms.formats.prose.region import find_anchors
from transforms.formats.prose.sections import footer_start
from transforms.formats.prose.stamped_lines import read_stamped_lines
from transforms.formats.prose.table_speech import find_table_speech
from transforms.parsed import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.prose.anchors import Region
    from transforms.formats.prose.extent import Extent, Source
    from transforms.parsed import Parsed, ParsedEpisode

_OFFSET_STATED = re.compile(r"time ?(?:stamps|codes)\b[^.]{0,60}\b(?:behind|ahead|off|early|late|shifted)\b", re.I)
_SPELT_OUT = re.compile(r"(?P<name>[^()]{2,50}?) \((?P<short>[^()]{1,20})\)")


def read_body(parsed: Parsed, episode: ParsedEpisode, source: Source, start: int, end: int) -> bool:
    """Add the transcript and the notes between two offsets to `episode`; return whether there is speech in them.

    Every character is accounted for, unless there is neither speech nor a known episode.
    """
    text = source.text
    stop = footer_start(text, start, end)
    parsed.account(stop, end, "markup")
    stamped = read_stamped_lines(text, start, stop)
    if stamped is not None:
        take_region(parsed, episode, text, stamped)
        return True
    table = find_table_speech(text, start, stop)
    if table is not None:
        read_notes(parsed, episode, text, start, table.start)
        take_region(parsed, episode, text, table.region)
        read_notes(parsed, episode, text, table.end, stop)
        return True
    known, chapters = known_names(episode), list(episode.chapters)
    extent = find_extent(source, start, stop, known, chapters)
    if extent is None:
        if source.is_known or are_chapters(find_chapters(text, start, stop)):
            read_notes(parsed, episode, text, start, stop)
        return False
    read_notes(parsed, episode, text, start, extent.outer)
    parsed.account(extent.outer, extent.start, "markup")
    has_notes = extent.outer < extent.start or bool(episode.chapters)
    if has_notes and (known, chapters) != (known_names(episode), episode.chapters):
        extent = _again(source, extent, episode)
    _warn_of_offset(parsed, text, extent.outer, extent.start)
    if extent.label_count > source.label_limit:
        parsed.warn("label_explosion", f"character {extent.start}", f"{extent.label_count} labels", extent.label_count)
    region = emit(text, extent.start, extent.end, extent.anchors, is_markdown=source.is_markdown)
    read_notes(parsed, episode, text, extent.end, stop)
    take_region(parsed, episode, text, region)
    return bool(region.speech.text)


def _again(source: Source, extent: Extent, episode: ParsedEpisode) -> Extent:
    """Return the cuts of a transcript once more, now that the chapters and people of its notes are known."""
    text, is_markdown, _, label_limit = source
    if not extent.anchors:
        return extent
    known = known_names(episode)
    found = find_anchors(
        text,
        extent.start,
        extent.end,
        known,
        episode.chapters,
        is_markdown=is_markdown,
        label_limit=label_limit,
        scan=extent.scan,
    )
    return extent if found is None else extent._replace(anchors=found.anchors, label_count=found.label_count)


def take_region(parsed: Parsed, episode: ParsedEpisode, text: str, region: Region) -> None:
    """Make a region the transcript of an episode: its speech, marks, chapters that the notes do not have, accounts."""
    episode.speech = region.speech
    episode.marks += region.marks
    episode.links += region.links
    episode.people += list(_alias_people(text, region))
    known = {(chapter.title or "").casefold() for chapter in episode.chapters}
    for chapter in region.chapters:
        title = (chapter.title or "").casefold()
        if title.strip() and title not in known:
            episode.chapters.append(chapter)
        else:
            parsed.account(chapter.doc_start, chapter.doc_end, "duplicate" if title in known else "markup")
    parsed.accounts += region.accounts


def _alias_people(text: str, region: Region) -> Iterator[Person]:
    """Yield those whose first label spells out what their later labels abbreviate: `Ann Marlow (AM)`, then `AM`."""
    labels = dict.fromkeys(label for label in region.speech.label if label is not None)
    for label in labels:
        spelt = _SPELT_OUT.fullmatch(label)
        if spelt is not None and spelt["short"] in labels:
            place = max(0, text.find(label))
            yield Person(spelt["name"], None, label, place, place + len(label), spelt["short"])


def known_names(episode: ParsedEpisode) -> list[str]:
    """Return the names that the record gives, and their first names, last names and initials."""
    names = []
    for person in episode.people:
        words = person.name.split()
        names += [person.name, *(words if len(words) > 1 else ()), "".join(word[0] for word in words if word)]
    return [name for name in names if len(name) > 1]


def _warn_of_offset(parsed: Parsed, text: str, start: int, end: int) -> None:
    if (stated := _OFFSET_STATED.search(text, start, end)) is not None:
        parsed.warn("time_offset_stated", f"character {stated.start()}", " ".join(text[start:end].split()))
