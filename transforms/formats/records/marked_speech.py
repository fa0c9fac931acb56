"""Segments that say in their own text who speaks, or that there is music: read as captions are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.document import Document
from transforms.formats.captions.assemble import assemble
from transforms.formats.captions.cues import Cues
from transforms.formats.captions.json_strings import unescape
from transforms.formats.captions.marked_text import MarkedText
from transforms.parsed import Parsed, Speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.records.context import Context

# `Ann: `, `>> `, `- `, `<v Ann>`, `[Music]`, notes.
_MARK = re.compile(r"\s*(?:>>|[-–—] |<v[ .]|[\[(*]|[♪♫♬🎵🎶])")
_NAME = re.compile(r"\s*[^\W\d_][^:：\n<>\[\]]{0,48}[:：]\s")
_ENTITY = re.compile(r"&(?:#\d|\w{2,8};)")


def has_marks(texts: Sequence[str]) -> bool:
    """Return whether any text begins with what may be a mark of a speaker, a turn or music, or is written for HTML."""
    if any(map(_MARK.match, texts)):
        return True
    named = [text for text in texts if ":" in text or "：" in text]
    return any(map(_NAME.match, named)) or any(map(_ENTITY.search, [text for text in texts if "&" in text]))


def speech_of_marked(
    context: Context,
    places: tuple[Sequence[int], Sequence[int]],
    times: tuple[Sequence[int | None], Sequence[int | None]],
) -> Speech:
    """Return the speech of the string literals at `places` (begins, ends), spoken at `times` (starts, ends; in ms).

    Names before a colon become labels that hold until the next one, marks of turns become voices.
    """
    text, cues = context.outline.text, Cues()
    for begin, close, start, end in zip(*places, *times, strict=True):
        words = MarkedText(begin)
        words.add(unescape(text[begin:close]), begin, close)
        cues.add(words.text(), begin, start, end)
    scratch = Parsed("")
    speech = assemble(scratch, Document("", "", text, context.limits), cues).speech
    context.parsed.accounts += scratch.accounts
    for note in scratch.warnings:
        # Times are looked at once more, with everything else of the episode.
        if not note.reason.startswith("time_"):
            context.parsed.warn(note.reason, note.locator, note.detail, note.count)
    context.parsed.rejects += scratch.rejects
    return speech
