"""SAMI captions (.smi): HTML whose paragraphs stand at synchronisation points, in one or several languages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import reject_wordless
from transforms.formats.captions.shown_text import Shown, assemble_shown
from transforms.formats.markup.html_tokens import html_tokens
from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.spanned import Spanned
from transforms.formats.markup.tokens import START, TEXT
from transforms.parsed import Facts, Parsed, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document

NAME = "sami"
MEDIA_TYPE = "application/x-sami"
_TIME = re.compile(r"\s*(\d{1,10})")
_TITLE = re.compile(r"<title>([^<]{1,300})</title", re.I)
_UNSEEN = frozenset({"style", "script", "head"})


@dataclass(slots=True)
class _Paragraph:
    """What is shown from a point on, in one language (the paragraph's class)."""

    start_ms: int | None
    language: str
    words: Spanned = field(default_factory=Spanned)
    end_ms: int | None = None
    is_source: bool = False


def sniff(document: Document) -> float:
    """Return how likely the document is a SAMI file, by its root element."""
    return 0.98 if read_prolog(document.head).root == "sami" else 0.0


def parse(document: Document) -> Parsed:
    """Return one episode with a segment for each paragraph that has words, of the language that has most of them.

    A paragraph whose id is `Source` says who speaks from there on, as do names and marks that begin a paragraph. A
    paragraph ends where the next synchronisation point stands. Other languages are accounted for as duplicates.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    paragraphs = [*_paragraphs(document.text)]
    spoken = [paragraph for paragraph in paragraphs if paragraph.words.text.strip()]
    if not spoken:
        return rejected(NAME, "no_segments", "document", document.head[:120], "no paragraph has words")
    counts = Counter(paragraph.language for paragraph in spoken)
    language = max(counts, key=lambda name: counts[name])
    cues: list[Shown] = []
    label: str | None = None
    for paragraph in spoken:
        text, start, end = paragraph.words.tight()
        if paragraph.is_source:
            label = text.rstrip(": ") or None
            parsed.account(start, end, "label")
            continue
        if paragraph.language != language:
            parsed.account(start, end, "duplicate")
            continue
        if paragraph.start_ms is None:
            parsed.warn("time_invalid", f"character {start}", text)
        count = len(text)
        cues.append(Shown(text, [start] * count, [end] * count, paragraph.start_ms, paragraph.end_ms, label))
    _account(parsed, document.text, paragraphs)
    episode = assemble_shown(parsed, document, cues)
    episode.facts = _facts(document.head, language)
    return reject_wordless(parsed, episode)


def _facts(head: str, name: str) -> Facts:
    """Return the title, and the language that the style sheet gives the class of the paragraphs."""
    title = _TITLE.search(head)
    language = (
        re.search(rf"\.{re.escape(name)}\s*\{{[^}}]{{0,200}}?\blang:\s*([A-Za-z-]{{2,12}})", head, re.I)
        if name
        else None
    )
    return Facts(title=title[1].strip() or None if title else None, language=language[1] if language else None)


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    start_ms: int | None = None
    waiting: list[_Paragraph] = []
    unseen = 0
    for kind, value, attributes, start, end in html_tokens(text):
        if kind == TEXT:
            if waiting and not unseen:
                waiting[-1].words.add_folded(value, start, end)
        elif value in _UNSEEN:
            unseen = unseen + 1 if kind == START else max(0, unseen - 1)
        elif kind == START and value == "sync":
            match = _TIME.match(attributes.get("start", ""))
            start_ms = int(match[1]) if match else None
            yield from _ended(waiting, start_ms)
            waiting = [_Paragraph(start_ms, "")]
            unseen = 0
        elif kind == START and value == "p" and waiting:
            is_source = attributes.get("id", "").lower() == "source"
            waiting.append(_Paragraph(start_ms, attributes.get("class", "").lower(), is_source=is_source))
        elif value == "br" and waiting:
            waiting[-1].words.add("\n", start, end)
    yield from _ended(waiting, None)


def _ended(paragraphs: list[_Paragraph], end_ms: int | None) -> Iterator[_Paragraph]:
    for paragraph in paragraphs:
        paragraph.end_ms = end_ms
        yield paragraph


def _account(parsed: Parsed, text: str, paragraphs: list[_Paragraph]) -> None:
    """Account for all that does not stand in a paragraph with words."""
    reached = 0
    for paragraph in paragraphs:
        words, start, end = paragraph.words.tight()
        if words:
            parsed.account(reached, start, "markup")
            reached = end
    parsed.account(reached, len(text), "markup")
