"""Whether a document without a header is a caption file of the `start --> end` kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.formats.captions.line_ends import unify
from transforms.formats.captions.timing_lines import find_timing_lines

_WEBVTT = re.compile(r"[\s\ufeff]{0,64}WEBVTT(?=[\s\-]|\Z)")
_INDEX = re.compile(r"(?:^|\n)[ \t]*#?\d{1,9}\.?[ \t]*\n\s{0,8}\Z")
_LONGEST_PREAMBLE = 600
_OTHER_OPENINGS = ("{", "<", "---", "#", "|")


class ArrowSniff(NamedTuple):
    """How sure it is that these are captions, whether cues are numbered, and whether times have commas."""

    confidence: float
    is_numbered: bool
    has_commas: bool


NOTHING = ArrowSniff(0.0, is_numbered=False, has_commas=False)


def has_webvtt_header(head: str) -> bool:
    """Return whether the document begins as WebVTT must."""
    return _WEBVTT.match(head) is not None


@lru_cache(maxsize=4)
def sniff_arrows(head: str) -> ArrowSniff:
    """Return what the head of a document looks like as captions without a header.

    Sure when it begins with a timing line or a number and a timing line; less so behind a few lines of anything else.
    """
    if "->" not in head and "→" not in head and "–>" not in head and "—>" not in head and "=>" not in head:
        return NOTHING
    text = unify(head)
    lines = find_timing_lines(text)
    if not lines:
        return NOTHING
    first = lines.line_start[0]
    preamble = text[:first]
    index = _INDEX.search(preamble[-32:])
    before = preamble[: len(preamble) - len(index[0])].strip() if index else preamble.strip()
    if index is None and all(start is None for start in lines.start_ms):
        return NOTHING
    shape = {"is_numbered": index is not None, "has_commas": lines.commas > lines.points}
    if not before:
        return ArrowSniff(0.95, **shape)
    if len(before) > _LONGEST_PREAMBLE or before.startswith(_OTHER_OPENINGS):
        return NOTHING
    # Prose that quotes a cue has one; captions behind a line of preamble have one every few lines.
    share = len(lines) * 8 / max(1, text.count("\n", first))
    return ArrowSniff(0.7 if share >= 1 else 0.0, **shape)
