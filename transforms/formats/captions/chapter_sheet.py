"""Chapter files in text: FFmpeg's metadata, `CHAPTER01=` lists, cue sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.line_ends import unify
from transforms.formats.records.dates import parse_date
from transforms.parsed import Chapter, Facts, Parsed, ParsedEpisode
from transforms.timecode import parse_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document

NAME = "chapter_sheet"
MEDIA_TYPE = "text/plain"

_KEY = re.compile(r"^([A-Za-z_][\w-]{0,40})=(.*(?:\\\n.*){0,50})$", re.M)
_LISTED = re.compile(
    r"^CHAPTER(?P<number>\d{1,4})=(?P<time>[\d:.]{4,20})[ \t]*\n+CHAPTER(?P=number)NAME(?:[^=\n]{0,20})=(?P<title>.*)$",
    re.M | re.I,
)
_TRACK = re.compile(
    r"^[ \t]*TRACK[ \t]+\d{1,3}[ \t]+AUDIO[ \t]*$(?P<inner>(?:\n(?![ \t]*TRACK[ \t]).*){1,12})", re.M | re.I
)
_QUOTED = r"[ \t]+\"?(?P<text>[^\"\n]*)\"?[ \t]*$"
_TITLE, _PERFORMER = (re.compile(rf"^[ \t]*{word}{_QUOTED}", re.M | re.I) for word in ("TITLE", "PERFORMER"))
_INDEX = re.compile(r"^[ \t]*INDEX[ \t]+01[ \t]+(\d{1,4}):([0-5]\d):(\d\d)[ \t]*$", re.M | re.I)
_ESCAPED = re.compile(r"\\(.)", re.S)
_FRAMES_A_SECOND = 75
_LONGEST_NUMBER = 18


class _Sheet(NamedTuple):
    facts: Facts
    chapters: list[Chapter]


def sniff(document: Document) -> float:
    """Return 0.97 for FFmpeg's first line, for two listed chapters, and for a cue sheet with a track."""
    head = unify(document.head).lstrip("\ufeff \n")
    if head.startswith(";FFMETADATA"):
        return 0.97
    if head[:7].upper() == "CHAPTER" and _LISTED.match(head) is not None:
        return 0.97
    has_track = "TRACK" in head and "INDEX" in head and _TRACK.search(head) is not None
    return 0.97 if has_track and _INDEX.search(head) is not None else 0.0


def parse(document: Document) -> Parsed | None:
    """Return one episode without speech: its chapters and what the file says of it; None where it has no chapter."""
    text = unify(document.text)
    read = _metadata if ";FFMETADATA" in text[:100] else _listed if _LISTED.search(text) is not None else _tracks
    facts, chapters = read(text)
    if not chapters:
        return None
    parsed = Parsed(NAME, MEDIA_TYPE)
    parsed.account(0, len(document.text), "metadata")
    parsed.episodes.append(ParsedEpisode(0, len(document.text), facts, chapters=chapters))
    return parsed


def _metadata(text: str) -> _Sheet:
    """Read FFmpeg's metadata: keys of the file, then of each `[CHAPTER]`, whose times count units of its `TIMEBASE`."""
    head, *parts = re.split(r"^\[CHAPTER\][ \t]*$", text, flags=re.M)
    about = {key.lower(): value for key, value, _, _ in _keys(head, 0)}
    facts = Facts(
        title=about.get("title") or None,
        show_title=about.get("album") or about.get("artist") or None,
        published_date=parse_date(about.get("date", "")),
        description=about.get("description") or about.get("comment") or None,
    )
    chapters, at = [], len(head)
    for part in parts:
        at = text.index("[CHAPTER]", at)
        values = {key.upper(): (value, end) for key, value, _, end in _keys(part, at + len("[CHAPTER]"))}
        title = values.get("TITLE", ("", at))[0].strip()
        end = max((end for _, end in values.values()), default=at)
        chapters.append(Chapter(_units(values), title or None, at, end))
        at += len("[CHAPTER]")
    return _Sheet(facts, chapters)


def _keys(text: str, at: int) -> Iterator[tuple[str, str, int, int]]:
    for match in _KEY.finditer(text):
        yield match[1], _ESCAPED.sub(r"\1", match[2]), at + match.start(), at + match.end()


def _units(values: dict[str, tuple[str, int]]) -> int | None:
    over, _, under = values.get("TIMEBASE", ("1/1000000000", 0))[0].partition("/")
    numbers = (values.get("START", ("", 0))[0].strip(), over.strip(), under.strip() or "1")
    if not all(number.isdecimal() and len(number) <= _LONGEST_NUMBER for number in numbers) or not int(numbers[2]):
        return None
    return int(numbers[0]) * int(numbers[1]) * 1000 // int(numbers[2])


def _listed(text: str) -> _Sheet:
    return _Sheet(
        Facts(),
        [
            Chapter(parse_clock(match["time"]), match["title"].strip() or None, *match.span())
            for match in _LISTED.finditer(text)
        ],
    )


def _tracks(text: str) -> _Sheet:
    """Read a cue sheet, whose times are minutes, seconds and frames of a 75th of a second."""
    tracks = list(_TRACK.finditer(text))
    head = text[: tracks[0].start()] if tracks else ""
    title, show = _TITLE.search(head), _PERFORMER.search(head)
    chapters = []
    for track in tracks:
        name, index = _TITLE.search(track["inner"]), _INDEX.search(track["inner"])
        if index is not None:
            minutes, seconds, frames = map(int, index.groups())
            time_ms = (minutes * 60 + seconds) * 1000 + frames * 1000 // _FRAMES_A_SECOND
            chapters.append(Chapter(time_ms, (name["text"].strip() or None) if name else None, *track.span()))
    facts = Facts(title=(title and title["text"]) or None, show_title=(show and show["text"]) or None)
    return _Sheet(facts, chapters)
