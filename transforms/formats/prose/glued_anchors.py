"""Where a transcript with labels and times inside its lines is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.prose.anchors import Anchor
from transforms.formats.prose.glued import heading_spans, judge_marks
from transforms.formats.prose.headings import heading_after, heading_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.prose.glued import LabelPlace, MarkPlace, Tokens
    from transforms.formats.prose.headings import Titles

_FEW_MARKS = 0.5


def glued_anchors(text: str, tokens: Tokens, titles: Titles) -> list[Anchor]:
    """Return the anchors of a stretch of text, in order; times that only point at a word are left in the text."""
    sense = judge_marks(text, tokens)
    if sense == "start":
        return sorted(_starting(text, tokens, titles))
    if sense == "end":
        return sorted(_ending(text, tokens))
    return sorted(_pointing(text, tokens, titles))


def _led_labels(text: str, tokens: Tokens) -> dict[int, LabelPlace]:
    """Return the label that directly follows a mark, by the end of the mark."""
    ends = {mark.end for mark in tokens.marks}
    led = {}
    for label in tokens.labels:
        place = label.start
        while place not in ends and place > tokens.start and text[place - 1].isspace():
            place -= 1
        if place in ends:
            led[place] = label
    return led


def _starting(text: str, tokens: Tokens, titles: Titles) -> Iterator[Anchor]:
    led = _led_labels(text, tokens)
    headings = dict(heading_spans(text, tokens, titles))
    inside = sorted((mark.end, end) for mark, end in headings.items())
    taken = {label.start for label in led.values()} | set(_labels_inside(tokens.labels, inside))
    for mark in tokens.marks:
        span = (mark.start, mark.end)
        if mark in headings:
            title = text[mark.end : headings[mark]].strip()
            yield Anchor(mark.start, headings[mark], "heading", title, mark.ms, None, span)
        elif mark.end in led:
            label = led[mark.end]
            yield Anchor(mark.start, label.end, "turn", label.label, mark.ms, None, span)
        else:
            yield Anchor(mark.start, mark.end, "block", None, mark.ms, None, span)
    for label in tokens.labels:
        if label.start not in taken:
            yield Anchor(label.start, label.end, "turn", label.label)


def _labels_inside(labels: list[LabelPlace], spans: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the starts of the labels that stand within one of the spans; both are in order."""
    at = 0
    for label in labels:
        while at < len(spans) and spans[at][1] <= label.start:
            at += 1
        if at < len(spans) and spans[at][0] <= label.start:
            yield label.start


def _ending(text: str, tokens: Tokens) -> Iterator[Anchor]:
    """Yield turns and the times that close them: those directly before a label, and the last one of all."""
    led = _led_labels(text, tokens)
    for index, label in enumerate(tokens.labels):
        # What is measured by its ends begins at the beginning.
        yield Anchor(label.start, label.end, "turn", label.label, None if index else 0)
    for mark in tokens.marks:
        if mark.end in led or not text[mark.end : tokens.end].strip():
            yield Anchor(mark.start, mark.end, "end", None, mark.ms, None, (mark.start, mark.end))


def _pointing(text: str, tokens: Tokens, titles: Titles) -> Iterator[Anchor]:
    """Yield turns, and the headings that stand beside a time: `[t] Title` or `TITLE [t]`, glued to what follows."""
    for label in tokens.labels:
        yield Anchor(label.start, label.end, "turn", label.label)
    starts = [label.start for label in tokens.labels] + [tokens.end]
    at = 0
    titled = list(_titles_after(text, tokens, starts, titles))
    if len(titled) >= _FEW_MARKS * len(tokens.marks):
        yield from titled
        return
    for mark in tokens.marks:
        while starts[at] < mark.start:
            at += 1
        low = tokens.labels[at - 1].end if at else tokens.start
        place = heading_before(text, low, mark.start)
        if place is not None:
            title = text[place : mark.start].strip()
            yield Anchor(place, mark.end, "heading", title, mark.ms, None, (mark.start, mark.end))


def _titles_after(text: str, tokens: Tokens, label_starts: list[int], titles: Titles) -> Iterator[Anchor]:
    following = iter([*tokens.marks[1:], None])
    at = 0
    for mark in tokens.marks:
        after: MarkPlace | None = next(following)
        while label_starts[at] < mark.end:
            at += 1
        limit = min(label_starts[at], after.start if after else tokens.end)
        end = heading_after(text, mark.end, limit, titles)
        if end is not None:
            title = text[mark.end : end].strip()
            yield Anchor(mark.start, end, "heading", title, mark.ms, None, (mark.start, mark.end))
