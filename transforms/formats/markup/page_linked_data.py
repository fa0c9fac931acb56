"""Transcripts that a page hands to search engines: the `transcript` of an episode or a video in its linked data."""

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

_TRANSCRIPT = re.compile(r'"transcript"\s{0,20}:\s{0,20}"(?:[^"\\]++|\\.)*+"', re.S)


def linked_transcripts(document: Document, page: Page) -> Iterator[tuple[Parsed, Spanned]]:
    """Yield what the page's JSON-LD says was spoken, each with the place of its characters in the document."""
    for kept in page.kept:
        if kept.name != "script" or "ld+json" not in kept.attributes.get("type", ""):
            continue
        match = _TRANSCRIPT.search(kept.text)
        at = document.text.find(match[0]) if match is not None else -1
        if match is None or at < 0:
            continue
        end = at + len(match[0])
        record = Spanned([("{", at, at), (match[0], at, end), ("}", end, end)])
        parsed = json_document.parse(Document(document.document_id, document.name, record.text, document.limits))
        if parsed is not None and any(len(episode.speech) for episode in parsed.episodes):
            yield parsed, record
