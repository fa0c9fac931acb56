"""The engine: what a stretch of text is as a transcript, whatever its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.emit import emit
from transforms.formats.prose.glued import Scan, find_tokens, scan_text
from transforms.formats.prose.glued_anchors import glued_anchors
from transforms.formats.prose.headings import Titles
from transforms.formats.prose.heads import LABELLED, STAMP_AFTER, STAMP_BEFORE, scan_heads
from transforms.formats.prose.line_anchors import line_anchors
from transforms.formats.prose.spoken import is_spoken_pace
from transforms.formats.prose.stamps import INLINE_MARK

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from transforms.formats.prose.anchors import Anchor, Region
    from transforms.formats.prose.heads import Heads
    from transforms.parsed import Chapter

LABEL_LIMIT = 500
_LONG_LINE = 2_000
_FEW_LINES = 3


class Found(NamedTuple):
    """Where a transcript is cut, and how many different labels its lines seem to have (a sign of false ones).

    `scan` is what need not be looked for again when more names are known.
    """

    anchors: list[Anchor]
    label_count: int
    scan: Scan | None


def parse_region(
    text: str,
    start: int,
    end: int,
    *,
    known: Collection[str] = (),
    chapters: Collection[Chapter] = (),
    is_markdown: bool = False,
    label_limit: int = LABEL_LIMIT,
) -> Region | None:
    """Return the transcript between two offsets, or None where there are neither speakers' labels nor times in it.

    `text` must have been through `unify`, so that a line feed alone ends lines; offsets count in it. `known` are
    names that the record gives, `chapters` those that its notes declare (a transcript may repeat them as headings).
    Where lines begin with more than `label_limit` different labels, those that are neither repeated nor parts (`Q`,
    `Speaker 1`) are text.
    Linear time, never raises.
    """
    found = find_anchors(text, start, end, known, chapters, is_markdown=is_markdown, label_limit=label_limit)
    return None if found is None else emit(text, start, end, found.anchors, is_markdown=is_markdown)


def find_anchors(
    text: str,
    start: int,
    end: int,
    known: Collection[str] = (),
    chapters: Collection[Chapter] = (),
    *,
    is_markdown: bool = False,
    label_limit: int = LABEL_LIMIT,
    scan: Scan | None = None,
) -> Found | None:
    """Return where the transcript between two offsets is cut, or None where there is nothing to cut it at.

    `scan` is what was found in this text before; it counts if it is of the same stretch.
    """
    declared = Titles(chapters)
    heads = scan_heads(text, start, end)
    count = len({label for label in heads.label if label is not None})
    if _is_glued(text, start, end, heads):
        if scan is None or (scan.start, scan.end) != (start, end):
            scan = scan_text(text, start, end)
        tokens = find_tokens(text, scan, known, declared)
        is_inner = len(tokens.labels) + len(tokens.marks) > 2 * len(heads) or _has_inner_marks(heads, tokens.marks)
        times = [(mark.end, mark.ms) for mark in tokens.marks]
        has_turns = len(tokens.labels) >= max(2, 2 * len(times))
        if is_inner and (has_turns or (len(times) > 1 and is_spoken_pace(text, start, end, times))):
            return Found(glued_anchors(text, tokens, declared), count, scan)
    is_crowd = count > label_limit
    anchors = line_anchors(text, start, end, heads, known, declared, is_markdown=is_markdown, is_crowd=is_crowd)
    return None if anchors is None else Found(anchors, count, scan)


def _is_glued(text: str, start: int, end: int, heads: Heads) -> bool:
    """Return whether most of the text stands in lines so long that paragraphs must have been joined in them."""
    body = text[start:end]
    lengths = list(map(len, body.split("\n")))
    if len(lengths) <= 2 * _FEW_LINES and sum(1 for line in body.split("\n") if line.strip()) <= _FEW_LINES:
        return True
    if max(lengths) > _LONG_LINE and sum(length for length in lengths if length > _LONG_LINE) * 2 > len(body):
        return True
    plain = sum(1 for shape in heads.shape if shape & LABELLED and not shape & (STAMP_BEFORE | STAMP_AFTER))
    return plain > 2 and sum(1 for _ in INLINE_MARK.finditer(body)) * 2 >= plain + len(heads)


def _has_inner_marks(heads: Heads, marks: Sequence[object]) -> bool:
    stamped = sum(1 for shape in heads.shape if shape & (STAMP_BEFORE | STAMP_AFTER))
    return len(marks) * 2 > len(heads) and stamped * 2 < len(marks)
