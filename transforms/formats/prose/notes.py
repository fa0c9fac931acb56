"""Show notes: the description, the chapters and the links in the text that stands around a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from transforms.formats.prose.chapters import find_chapters
from transforms.formats.prose.furniture import is_furniture
from transforms.formats.prose.guests import people_in_list
from transforms.formats.prose.inline_markup import clean
from transforms.formats.prose.lines import is_rule, line_spans
from transforms.formats.prose.sections import glued_sections, section_of_line
from transforms.parsed import Link, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.parsed import Chapter, Parsed, ParsedEpisode, Role

_ADDRESS = re.compile(r"(?:https?://|www\.(?<![\w@./-]www\.))[^\s<>\"“”*\])|]{3,2000}")
_URL_END = ".,;:!?'’)"
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\(<?([^()<>\s]{1,2000})>?(?:[ ]+\"[^\"\n]{0,400}\")?\)")
_LABEL_LENGTH = 100
_PEOPLE_HEADING = re.compile(
    r"(?:#{1,6}[ ]|[*_]{2})[ ]*((?:co-?)?hosts?|(?:special )?guests?|featuring|panel(?:ists)?)[ :]*[*_]*:?", re.I
)
_PEOPLE_ITEM = re.compile(
    r"[-+*•][ \t]+(?:[*_]{2}\[?(?P<bold>[^*_\n\[\]]{2,60})|\[(?P<link>[^\[\]\n]{2,60})\]"
    r"|(?P<plain>[^\W\d_][^,:;()\[\]–—\n]{1,60}?)(?=[ ]?[,:;(–—]|[ ]-[ ]|$))"
)
_ITEM_START = re.compile(r"[*•·\n]")
_LIST_NAME = re.compile(r"[\s#*_•-]*(?:(?:audio version )?time ?stamps|chapters|sections)[\s:*_]*(?:\n|$)", re.I)
_PAGE_MARK = re.compile(r"\\?\[[A-Z][A-Z0-9 ,.:’'&/–—-]{2,60}\\?\]")
_HOST = re.compile(
    r"^[ \t*_#-]{0,8}(?:your |the )?(?P<role>(?:co-?)?hosts?|hosted by|(?:special )?guests?|featuring|with guests?)"
    r"[*_]*[ ]?[:–—-][*_]*[ ]*(?P<names>[^\n]{2,200})$",
    re.I | re.M,
)


def read_notes(parsed: Parsed, episode: ParsedEpisode, text: str, start: int, end: int) -> None:
    """Add to `episode` what the show notes between two offsets say; every character of them is accounted for."""
    if not text[start:end].strip():
        return
    chapters = find_chapters(text, start, end)
    if not episode.chapters:
        episode.chapters += chapters
    spans = {(chapter.doc_start, chapter.doc_end) for chapter in chapters}
    links = find_links(text, start, end)
    episode.links += [link for link in links if not any(a <= link.doc_start < b for a, b in spans)]
    episode.people += list(_people(text, start, end))
    rest = list(_without(text, start, end, chapters))
    if episode.facts.description is None and any(not is_note_line(line) for line in rest):
        episode.facts.description = "\n".join(rest)
    parsed.account(start, end, "notes")


def _without(text: str, start: int, end: int, chapters: Iterable[Chapter]) -> Iterator[str]:
    """Yield the pieces of the notes that are not chapters, nor the name of their list, nor mere rules."""
    at = start
    spans = [(chapter.doc_start, chapter.doc_end) for chapter in chapters]
    for first, last in [*spans, (end, end)]:
        piece = text[at:first]
        if spans and first == spans[0][0]:
            glued = glued_sections(text, at, first)
            piece = text[at : glued[-1]] if glued and first - glued[-1] < 120 else piece
        for a, b in line_spans(piece, 0, len(piece)):
            line = piece[a:b].strip("*•· \t")
            if any(map(str.isalnum, line)) and not _LIST_NAME.fullmatch(line) and not _PAGE_MARK.fullmatch(line):
                yield line
        at = max(at, last)


def find_links(text: str, start: int, end: int) -> Iterator[Link]:
    """Yield the links between two offsets, with the words they stand under: Markdown links and bare addresses."""
    at = start
    cuts = glued_sections(text, start, end)
    for match in _MARKDOWN_LINK.finditer(text, start, end):
        yield from _bare(text, at, match.start(), cuts)
        if not match[0].startswith("!"):
            label = clean(match[1], 0, is_markdown=True).text.strip()
            yield Link(match[2], label or None, match.start(), match.end())
        at = match.end()
    yield from _bare(text, at, end, cuts)


def _bare(text: str, start: int, end: int, cuts: list[int]) -> Iterator[Link]:
    for match in _ADDRESS.finditer(text, start, end):
        stop = min([match.end(), *cuts[(after := bisect_right(cuts, match.start())) : after + 1]])
        url = text[match.start() : stop].rstrip(_URL_END)
        yield Link(url, _label(text, start, match.start()), match.start(), match.start() + len(url))


def _label(text: str, start: int, place: int) -> str | None:
    """Return the words between the beginning of a list item and an address in it, if they are few."""
    window = text[max(start, place - _LABEL_LENGTH) : place]
    items = list(_ITEM_START.finditer(window))
    if not items and place - start > _LABEL_LENGTH:
        return None
    label = (window[items[-1].end() :] if items else window).strip(" \t\u00a0:–—-<([*_#")
    return label if any(map(str.isalnum, label)) else None


def _people(text: str, start: int, end: int) -> Iterator[Person]:
    yield from _people_under(text, start, end)
    for match in _HOST.finditer(text[start:end]):
        role = "host" if "host" in match["role"].casefold() else "guest"
        names = clean(match["names"], 0, is_markdown=True)
        if len(names.text.split()) <= 16 and names.text.strip()[-1:] not in ".?!":
            raw = match["names"] if names.text == match["names"] else names.text
            for person in people_in_list(raw, start + match.start("names"), role):  # type: ignore[arg-type]
                yield (
                    person
                    if raw == match["names"]
                    else person._replace(doc_start=start + match.start(), doc_end=start + match.end())
                )


def _people_under(text: str, start: int, end: int) -> Iterator[Person]:
    """Yield the people of the list under a heading `Guests` or `Hosts`: the bold, linked or first words of an item."""
    role: Role | None = None
    for first, last in line_spans(text, start, end):
        line = text[first:last]
        if (heading := _PEOPLE_HEADING.fullmatch(line)) is not None:
            role = "host" if "host" in heading[1].casefold() else "guest"
        elif role is not None and (item := _PEOPLE_ITEM.match(line)) is not None:
            name = (item["bold"] or item["link"] or item["plain"]).strip()
            place = first + line.index(name)
            if name[0].isupper() and len(name.split()) <= 5:
                yield Person(name, role, line, place, place + len(name))
        else:
            role = None


def is_note_line(line: str) -> bool:
    """Return whether a line is a link, an item, a heading, a name of a part: not something that is said."""
    bare = line.strip()
    if section_of_line(bare) is not None or is_rule(bare) or is_furniture(bare):
        return True
    if re.match(r"(?:[-+•◦▪●‣·]|\*(?!\*)|#{1,6}|!\[|\||\d{1,2}[.)])\s?\S", bare):
        return True
    if "://" not in bare and "www." not in bare and "](" not in bare:
        return False
    without = _ADDRESS.sub("", _MARKDOWN_LINK.sub("", bare)).strip(" <>()[]:–—-*_")
    return without != bare.strip(" <>()[]:–—-*_") and len(without.split()) <= 14
