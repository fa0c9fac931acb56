"""Captions whose words stand in another form in the document: read as they are shown, placed where they are written."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from transforms.document import Document
from transforms.formats.captions.assemble import assemble
from transforms.formats.captions.cues import Cues
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.parsed import ParsedEpisode


class Shown(NamedTuple):
    """The words of a cue; `begins`/`ends` are the places in the document of each of their characters."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]
    start_ms: int | None
    end_ms: int | None
    label: str | None = None


def assemble_shown(parsed: Parsed, document: Document, shown: Sequence[Shown]) -> ParsedEpisode:
    """Return the episode that cues make, with the places of their words in the document, as `assemble` does."""
    places = list(accumulate((len(cue.text) + 1 for cue in shown), initial=0))
    texts = [cue.text for cue in shown]
    cues = Cues(
        texts,
        places[:-1],
        start_ms=[cue.start_ms for cue in shown],
        end_ms=[cue.end_ms for cue in shown],
        label=[cue.label for cue in shown],
    )
    scratch = Parsed(parsed.format)
    episode = assemble(scratch, Document(document.document_id, document.name, "\n".join(texts), document.limits), cues)
    begins: list[int] = []
    ends: list[int] = []
    for cue in shown:
        begins += [*cue.begins, 0]
        ends += [*cue.ends, 0]
    episode.speech.doc_start = [begins[start] for start in episode.speech.doc_start]
    episode.speech.doc_end = [ends[end - 1] for end in episode.speech.doc_end]
    episode.doc_end = len(document.text)
    for note in scratch.warnings:
        parsed.warn(note.reason, note.locator, note.detail, note.count)
    parsed.rejects += scratch.rejects
    for start, end, role in scratch.accounts:
        parsed.account(begins[start], ends[end - 1], role)
    return episode
