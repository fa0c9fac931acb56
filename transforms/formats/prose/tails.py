"""Where what follows a transcript begins: parts of another name, notices, what a page asks of its readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.prose.furniture import calls_readers, ends_text, is_shared_to, opens_sharing
from transforms.formats.prose.lines import is_rule, last_lines
from transforms.formats.prose.notes import is_note_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.prose.sections import Section

_COPYRIGHT = re.compile(r"[\s*_]*(?:copyright\b|©|\(c\) ?\d{4})", re.I)
_LINES = 60
# As much as this under a rule may be what a page asks of its readers.
_MOST_WORDS = 150


def tail_start(text: str, start: int, end: int, last: int, sections: Sequence[Section]) -> int:
    """Return where what follows a transcript begins.

    That is a part of another name, a copyright notice, links or credits under a rule, buttons for sharing, a line that
    says that the text ends. `last` is where the last label or time ends; a part that names notes is a tail only in the
    second half.
    """
    half = start + (end - start) // 2
    tails = (section.start for section in sections if last <= section.start < end and _is_tail(section, half))
    end = next(tails, end)
    spans = last_lines(text, last, end, _LINES)
    lines = [text[slice(*span)] for span in spans]
    index = next((i for i in range(1, len(lines)) if _begins_tail(lines, i)), len(lines))
    while index > 1 and _is_tail_line(lines[index - 1]):
        index -= 1
    return spans[index][0] if index < len(spans) else end


def _begins_tail(lines: Sequence[str], index: int) -> bool:
    """Return whether all lines from here on are no speech: below a notice, a rule with calls, or above buttons."""
    line, rest = lines[index], lines[index + 1 :]
    if _COPYRIGHT.match(line):
        return True
    if is_rule(line):
        return any(map(calls_readers, rest)) and sum(len(other.split()) for other in rest) <= _MOST_WORDS
    return opens_sharing(line) and all(map(is_shared_to, rest))


def _is_tail(section: Section, half: int) -> bool:
    return section.kind == "tail" or (section.kind == "notes" and section.start > half)


def _is_tail_line(line: str) -> bool:
    if is_rule(line) or ends_text(line):
        return True
    return is_note_line(line) and "://" in line and len(line.split()) <= 6
