"""Titles of chapters in a panel of times and words: lines of their own above the time that they begin at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.prose.anchors import Anchor
from transforms.formats.prose.headings import HEADING_LENGTH, is_one_capital_word, is_title_cased
from transforms.formats.prose.heads import LABELLED, STAMP_BEFORE
from transforms.formats.prose.line_labels import skip_spoken_time
from transforms.formats.prose.lines import iter_lines, tight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.prose.heads import Heads

_FEWEST = 8
_SINGLE = 0.75
_ALONE = 0.95


def panel_titles(text: str, start: int, heads: Heads) -> list[Anchor]:
    """Return the titles above times, if nearly all times stand alone on their lines with one line of words below them.

    A line more than that is a title where it is worded as one. `start` is where the text begins. Linear time.
    """
    shapes = (STAMP_BEFORE | LABELLED, STAMP_BEFORE)
    if len(heads) < _FEWEST or any(shape & shapes[0] != shapes[1] for shape in heads.shape):
        return []
    alone = sum(text[end : end + 1] == "\n" for end in heads.end)
    if alone < _ALONE * len(heads):
        return []
    ends = [skip_spoken_time(text, end, ms or 0) for end, ms in zip(heads.end, heads.ms, strict=True)]
    blocks = list(zip(ends, heads.start[1:], strict=False))
    single = sum("\n" not in text[end:begin].strip() for end, begin in blocks)
    found = [_title(text, end, begin) for end, begin in blocks]
    if not any(found) or single < _SINGLE * len(blocks):
        return []
    first = [*iter_lines(text, start, heads.start[0])]
    lead = first[0] if len(first) == 1 and is_chapter_title(text[slice(*first[0])]) else None
    titles = zip([lead, *found], heads.ms, strict=False)
    return [Anchor(*span, "heading", text[slice(*span)], ms) for span, ms in titles if span is not None]


def is_chapter_title(line: str) -> bool:
    """Return whether a line is worded as the title of a chapter."""
    return len(line) <= HEADING_LENGTH and (is_title_cased(line) or is_one_capital_word(line))


def has_titles(blocks: Sequence[str]) -> bool:
    """Return whether some of the texts below times, and not many, end with a line that is worded as a title."""
    several = [block.rpartition("\n")[2].strip() for block in blocks if "\n" in block]
    return len(several) <= (1 - _SINGLE) * len(blocks) and any(map(is_chapter_title, several))


def _title(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the last of two lines or more between two times, if it is worded as a title."""
    first, last = tight(text, start, end)
    line = text.rfind("\n", first, last) + 1
    if line <= first:
        return None
    span = tight(text, line, last)
    return span if is_chapter_title(text[slice(*span)]) else None
