"""Transcripts that a page holds as data: the `transcript` in its JSON-LD, what its scripts make the page of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.document import Document
from transforms.formats.markup.spanned import Spanned
from transforms.formats.records import json_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.markup.page_blocks import Page
    from transforms.parsed import Parsed

_HOLDS_SPEECH = re.compile(r'"(?:\w{0,20}[tT]ranscript\w{0,20}|segments|utterances|captions|cues|monologues)"\s{0,20}:')
_TRANSCRIPT = re.compile(r'"transcript"\s{0,20}:\s{0,20}"(?:[^"\\]++|\\.)*+"', re.S)


def linked_transcripts(document: Document, page: Page) -> Iterator[tuple[Parsed, Spanned]]:
    """Yield what the page's JSON says was spoken, each with the place of its characters in the document."""
    scripts = [kept for kept in page.kept if kept.name == "script"]
    for kept in scripts:
        kind = kept.attributes.get("type", "")
        record = _in_linked_data(document, kept.text) if "ld+json" in kind else None
        if kind == "application/json" and _HOLDS_SPEECH.search(kept.text):
            at = document.text.find(kept.text)
            record = Spanned([(kept.text, at, at + len(kept.text))]) if at >= 0 else None
        if record is None:
            continue
        parsed = json_document.parse(Document(document.document_id, document.name, record.text, document.limits))
        if parsed is not None and any(len(episode.speech) for episode in parsed.episodes):
            yield parsed, record


def _in_linked_data(document: Document, text: str) -> Spanned | None:
    match = _TRANSCRIPT.search(text)
    at = document.text.find(match[0]) if match is not None else -1
    if match is None or at < 0:
        return None
    end = at + len(match[0])
    return Spanned([("{", at, at), (match[0], at, end), ("}", end, end)])
