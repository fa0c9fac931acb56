"""Labels that stand on a line of their own beside a time: after it, above it, below it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from transforms.formats.prose.heads import LABELLED, STAMP_BEFORE
from transforms.labels import closed_labels, is_label_shaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.formats.prose.heads import Heads

_DRESS = " \t\u00a0*_:：-–—|#[]<>()"
_LABEL_LENGTH = 48
_ENOUGH = 0.6
_FEWEST = 3
_SAMPLE = 60
_SPOKEN_TIME = re.compile(r"\s*(?=\d)(?:(\d+) hours?,?[ ]?)?(?:(\d+) minutes?,?[ ]?)?(?:(\d+) seconds?)?[ \t]*(?=\n|$)")


def adopt_line_labels(text: str, heads: Heads, end: int) -> bool:
    """Give the heads that are only a time the label on their own line, on the next or on the one above.

    Done only where most of them have one and the labels repeat; returns whether it was done. `end` of a head moves
    behind its label, `start` before it. Linear time.
    """
    bare = [i for i, shape in enumerate(heads.shape) if shape & (STAMP_BEFORE | LABELLED) == STAMP_BEFORE]
    if len(bare) < _FEWEST or len(bare) * 2 < len(heads):
        return False
    for find in (_same_line, _next_line, _line_above, _line_close_above):
        sample = bare[:_SAMPLE]
        if not _are_most((find(text, heads, i, end) is not None for i in sample), len(sample)):
            continue
        found = {i: span for i in bare if (span := find(text, heads, i, end)) is not None}
        counts = Counter(_bare(text[a:b]) for a, b in found.values())
        labels = closed_labels({label: count for label, count in counts.items() if is_label_shaped(label)})
        kept = sum(counts[label] for label in labels)
        do_repeat = len(labels) * 2 <= kept or (kept == len(bare) > len(labels))
        if kept >= _ENOUGH * len(bare) and do_repeat:
            _adopt(text, heads, {i: span for i, span in found.items() if _bare(text[slice(*span)]) in labels})
            return True
    return False


def _are_most(held: Iterable[bool], count: int) -> bool:
    """Return whether enough of so many hold, as soon as that is known."""
    left = count
    for is_held in held:
        left -= not is_held
        if left < _ENOUGH * count:
            return False
    return True


def _adopt(text: str, heads: Heads, found: dict[int, tuple[int, int]]) -> None:
    for i, (start, end) in found.items():
        heads.label[i] = _bare(text[start:end])
        heads.shape[i] |= LABELLED
        heads.start[i] = min(heads.start[i], start)
        heads.end[i] = max(heads.end[i], end)


def _bare(line: str) -> str:
    """Return a label without its dress; a bracket that opens inside it (`Ann (host)`) is shut again."""
    label = line.strip(_DRESS)
    return f"{label})" if label.rfind("(") > label.rfind(")") and f"{label})" in line else label


def _line_at(text: str, place: int, limit: int) -> tuple[int, int]:
    end = text.find("\n", place, limit)
    return place, limit if end < 0 else end


def _short(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    bare = text[slice(*span)].strip(_DRESS) if span[1] - span[0] <= 2 * _LABEL_LENGTH else ""
    return span if 0 < len(bare) <= _LABEL_LENGTH and bare[-1] not in ".?!," else None


def _next_head(heads: Heads, i: int, end: int) -> int:
    return heads.start[i + 1] if i + 1 < len(heads) else end


def _same_line(text: str, heads: Heads, i: int, end: int) -> tuple[int, int] | None:
    limit = _next_head(heads, i, end)
    line = _line_at(text, heads.end[i], limit)
    return _short(text, line) if text[line[1] : limit].strip() else None


def _next_line(text: str, heads: Heads, i: int, end: int) -> tuple[int, int] | None:
    limit = _next_head(heads, i, end)
    first = _line_at(text, heads.end[i], limit)
    if text[slice(*first)].strip() or first[1] >= limit:
        return None
    line = _line_at(text, first[1] + 1, limit)
    return _short(text, line) if text[line[1] : limit].strip() else None


def _line_close_above(text: str, heads: Heads, i: int, end: int) -> tuple[int, int] | None:
    """Return the line right above a time that stands alone on its line, though words stand right above that."""
    line = _line_at(text, heads.end[i], _next_head(heads, i, end))
    low = heads.end[i - 1] if i else 0
    above = max(low, text.rfind("\n", low, max(low, heads.start[i] - 1)) + 1)
    is_first = i > 0 and above == low
    return None if is_first or text[slice(*line)].strip() else _short(text, (above, heads.start[i] - 1))


def _line_above(text: str, heads: Heads, i: int, end: int) -> tuple[int, int] | None:
    line = _line_at(text, heads.end[i], _next_head(heads, i, end))
    low = heads.end[i - 1] if i else 0
    above = max(low, text.rfind("\n", low, max(low, heads.start[i] - 1)) + 1)
    is_apart = above == low or not text[max(low, above - 2) : above - 1].strip() or i == 0
    return _short(text, (above, heads.start[i] - 1)) if is_apart and not text[slice(*line)].strip() else None


def skip_spoken_time(text: str, place: int, time_ms: int) -> int:
    """Return where a line ends that only repeats a time in words (`1 minute, 5 seconds`), or `place`."""
    match = _SPOKEN_TIME.match(text, place)
    if match is None or not any(match.groups()):
        return place
    hours, minutes, seconds = (int(value or 0) for value in match.groups())
    is_same = ((hours * 60 + minutes) * 60 + seconds) * 1000 == time_ms // 1000 * 1000
    return match.end() if is_same else place
