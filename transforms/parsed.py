"""What a format parser hands back: episodes with columns of speech, and an account of every character.

Parsers fill columns (lists of equal length), not objects per row: a caption file has a row every 60 characters.
All offsets are half-open code points into `Document.text`; all times are integer milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

Edge = Literal["start", "end", "point"]
Role = Literal["host", "guest", "other"]
Status = Literal["parsed", "rejected", "ignored"]
Account = Literal[
    "speech", "label", "mark", "title", "chapter", "notes", "metadata", "markup", "duplicate", "ignored", "rejected"
]
EXCERPT_LENGTH = 120


@dataclass(slots=True)
class Speech:
    """Columns of speech, one entry a segment, in document order.

    `text` is raw: white space and Unicode form are folded later, once for the whole batch; tags, labels and time
    marks are gone already. `label` is as written without delimiters, filled forward over the cues it holds for.
    `voice` numbers voices that are told apart without a label (a `>>` change, a colour); None where unknown.
    `doc_start`/`doc_end` are tight around the words, so that text of the same length as its raw stretch maps one
    to one onto it; where markup lies inside they cover that too.
    """

    text: list[str] = field(default_factory=list)
    doc_start: list[int] = field(default_factory=list)
    doc_end: list[int] = field(default_factory=list)
    label: list[str | None] = field(default_factory=list)
    voice: list[int | None] = field(default_factory=list)
    start_ms: list[int | None] = field(default_factory=list)
    end_ms: list[int | None] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of segments."""
        return len(self.text)

    def add(
        self,
        text: str,
        doc_start: int,
        doc_end: int,
        *,
        label: str | None = None,
        voice: int | None = None,
        start_ms: int | None = None,
        end_ms: int | None = None,
        kind: str = "speech",
    ) -> None:
        """Append one segment."""
        self.text.append(text)
        self.doc_start.append(doc_start)
        self.doc_end.append(doc_end)
        self.label.append(label)
        self.voice.append(voice)
        self.start_ms.append(start_ms)
        self.end_ms.append(end_ms)
        self.kind.append(kind)

    def complete(self) -> Speech:
        """Fill the columns that were left empty with their defaults, and return the same object.

        Raises `ValueError` when a filled column has another length than `text`.
        """
        count = len(self.text)
        for name in ("label", "voice", "start_ms", "end_ms"):
            if not getattr(self, name):
                setattr(self, name, [None] * count)
        if not self.kind:
            self.kind = ["speech"] * count
        for name in self.__slots__:
            if len(getattr(self, name)) != count:
                raise ValueError(f"speech column {name} has {len(getattr(self, name))} entries, text has {count}")
        return self


class Mark(NamedTuple):
    """A time mark in the text; `segment` is the index of the segment of this episode it stands in or beside."""

    time_ms: int
    edge: Edge
    doc_start: int
    doc_end: int
    segment: int | None = None


class Chapter(NamedTuple):
    """A chapter that the source declares; one that is left out of the contents has no title."""

    time_ms: int | None
    title: str | None
    doc_start: int
    doc_end: int


class Link(NamedTuple):
    """A link in the show notes."""

    url: str
    label: str | None
    doc_start: int
    doc_end: int


class Person(NamedTuple):
    """Somebody whom the record itself names: in metadata, in a title, in the notes.

    `label` is the transcript label that the record ties to this name (`Ann Marlow (AM)`), if any.
    `is_present` is False for people who are named but not said to take part (authors of links, people thanked).
    """

    name: str
    role: Role | None
    evidence: str
    doc_start: int
    doc_end: int
    label: str | None = None
    affiliation: str | None = None
    is_present: bool = True


@dataclass(slots=True)
class Facts:
    """What the source says of an episode and its show; None is unknown."""

    title: str | None = None
    show_title: str | None = None
    publisher: str | None = None
    show_description: str | None = None
    feed_url: str | None = None
    site_url: str | None = None
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    episode_number: Decimal | None = None
    season: int | None = None
    published_date: dt.date | None = None
    duration_ms: int | None = None
    language: str | None = None
    description: str | None = None
    guid: str | None = None
    episode_url: str | None = None
    audio_url: str | None = None


@dataclass(slots=True)
class ParsedEpisode:
    """One episode as one document has it; `doc_start`/`doc_end` cover all of it."""

    doc_start: int
    doc_end: int
    facts: Facts = field(default_factory=Facts)
    speech: Speech = field(default_factory=Speech)
    people: list[Person] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class WarningNote:
    """Something that was read but looks wrong (reasons: `reasons.WARNING_REASONS`)."""

    reason: str
    count: int
    locator: str
    detail: str


class Reject(NamedTuple):
    """Something that did not become rows (reasons: `reasons.REJECT_REASONS`)."""

    reason: str
    locator: str
    excerpt: str
    detail: str


@dataclass(slots=True)
class Parsed:
    """A parsed document: its episodes, what was odd, and which characters went where.

    `accounts` holds (start, end, account) for what is not the stretch of a segment, mark, chapter or link: those
    are accounted for by their own offsets. Stretches may overlap and come in any order.
    """

    format: str
    media_type: str = "text/plain"
    status: Status = "parsed"
    reason: str | None = None
    episodes: list[ParsedEpisode] = field(default_factory=list)
    warnings: list[WarningNote] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    accounts: list[tuple[int, int, Account]] = field(default_factory=list)

    def account(self, start: int, end: int, role: Account) -> None:
        """Say what became of a stretch of characters."""
        if end > start:
            self.accounts.append((start, end, role))

    def warn(self, reason: str, locator: str, detail: str = "", count: int = 1) -> None:
        """Note that something looks wrong; further notes of one reason add to the count of the first."""
        for note in self.warnings:
            if note.reason == reason:
                note.count += count
                return
        self.warnings.append(WarningNote(reason, count, locator, detail[:EXCERPT_LENGTH]))

    def reject(self, reason: str, locator: str, excerpt: str = "", detail: str = "") -> None:
        """Note that a part of the document did not become rows."""
        self.rejects.append(Reject(reason, locator, excerpt[:EXCERPT_LENGTH], detail[:EXCERPT_LENGTH]))


def rejected(format_name: str, reason: str, locator: str, excerpt: str = "", detail: str = "") -> Parsed:
    """Return the outcome for a document that is rejected as a whole."""
    parsed = Parsed(format_name, status="rejected", reason=reason)
    parsed.reject(reason, locator, excerpt, detail)
    return parsed


def ignored(format_name: str, reason: str, length: int) -> Parsed:
    """Return the outcome for a document of `length` characters that is not about an episode at all."""
    parsed = Parsed(format_name, status="ignored", reason=reason)
    parsed.account(0, length, "ignored")
    return parsed
