"""Transcripts whose line ends are lost: labels and bracketed times stand in the middle of long lines.

Which of three things a time says is inferred from the whole text: that the turn before it ends (`text [t]Ann: next`),
that a stretch begins (`[t] Ann: text[t] more`), or when the word beside it was said (`Ann: text [t] more`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.formats.prose.headings import is_heading, is_title_cased
from transforms.formats.prose.stamps import INLINE_MARK, stamps_ms
from transforms.labels import closed_labels, is_label_shaped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from transforms.formats.prose.headings import Titles

MarkSense = Literal["end", "start", "point"]
# A label begins after a sentence (not after an abbreviation), a bracket or a line, and holds no sign that labels never
# have: so a text of nothing but colons offers nothing to look at.
_SHORTENED = r"(?:(?<=[\s.\]](?:Dr|Mr|Ms|St|Jr|Sr)\.)|(?<=[\s.\]]Mrs\.)|(?<=[\s.\]]Prof\.)|(?<=[\s.\]][A-Z]\.))"
_BOUNDARY, _NO_LABEL = r"\].?!…\n\u00a0\"”)", r":：;/\\<>{}|="
# A label is short: that no colon is near is seen at once.
_COLON_NEAR = rf"(?=[ \t]*+[^\]?!…\n\u00a0\"”){_NO_LABEL}]{{1,60}}+\u00a0?[:：])"
_CANDIDATE = re.compile(
    rf"[{_BOUNDARY}]{_COLON_NEAR}(?!{_SHORTENED})[ \t]*+((?:[^{_BOUNDARY}{_NO_LABEL}]|\.{_SHORTENED}){{1,60}}+)"
    r"(?:(?<=[^\s./])\u00a0?|(?<=[^\s./][ ]))[:：](?![/\d:：])"
)
_COLON = re.compile(r"[:：](?!//)")
# Most colons are those of times.
_COLON_BEHIND_NO_DIGIT = re.compile(r"[:：](?<!\d.)(?!//)")
_LETTER = re.compile(r"[^\W\d_]")
_SHORT = 4
_MOST = 0.5


class MarkPlace(NamedTuple):
    """A bracketed time in running text."""

    start: int
    end: int
    ms: int


class LabelPlace(NamedTuple):
    """A label in running text; `end` is after its colon."""

    start: int
    end: int
    label: str


# `MarkPlace._make` without its check of the length: this is called once a time.
_MARK_PLACE = partial(tuple.__new__, MarkPlace)


@dataclass(slots=True)
class Scan:
    """The bracketed times of a stretch of text, and what stands before its colons, each with the colon's place.

    None of it depends on the names that are known: the same stretch is read once more when the notes have told some.
    `places` has where sets of labels were found.
    """

    start: int
    end: int
    marks: list[MarkPlace]
    named: list[tuple[int, str]]
    places: dict[frozenset[str], list[LabelPlace]] = field(default_factory=dict)


@dataclass(slots=True)
class Tokens:
    """The bracketed times and the labels of a stretch of text, each in order of place."""

    start: int
    end: int
    marks: list[MarkPlace]
    labels: list[LabelPlace]


def scan_marks(text: str, start: int, end: int) -> list[MarkPlace]:
    """Return the bracketed times between two offsets."""
    found = list(INLINE_MARK.finditer(text, start, end))
    times = stamps_ms([match["first"] for match in found])
    return [_MARK_PLACE((*match.span(), time_ms)) for match, time_ms in zip(found, times, strict=True)]


def scan_text(text: str, start: int, end: int) -> Scan:
    """Return the marks between two offsets, and what may be a label there. Linear time."""
    base = start - 1
    # What stands between the end of a sentence or a mark and a colon.
    named = [(base + match.end() - 1, match[1].strip()) for match in _CANDIDATE.finditer("\n" + text[start:end])]
    return Scan(start, end, scan_marks(text, start, end), named)


def find_tokens(text: str, scan: Scan, known: Collection[str], titles: Titles) -> Tokens:
    """Return the marks and labels of a scanned stretch, now that names and titles are known. Linear time."""
    start, end, marks = scan.start, scan.end, scan.marks
    headings = [
        (a.end, b.start)
        for a, b in pairwise(marks)
        if a.ms == b.ms and (titles.has(text[a.end : b.start]) or is_title_cased(text[a.end : b.start]))
    ]
    found = Counter(_candidates(scan, headings))
    counts = Counter({label: count for label, count in found.items() if is_label_shaped(label)})
    labels = frozenset(_without_glue(closed_labels(counts, known), counts))
    if labels not in scan.places:
        scan.places[labels] = _find(text, start, end, labels) if labels else []
    return Tokens(start, end, marks, scan.places[labels])


def _without_glue(labels: Collection[str], counts: Counter[str]) -> list[str]:
    """Return the labels without those that are a more frequent one glued to the words before it."""
    ordered = sorted(labels, key=counts.__getitem__, reverse=True)
    return [
        label
        for place, label in enumerate(ordered)
        if not any(label.endswith(other) and counts[other] > counts[label] for other in ordered[:place])
    ]


def _candidates(scan: Scan, headings: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield what may be a label; the title of a chapter can hold a colon: what stands inside a heading is none."""
    end = scan.end
    ahead = iter([*headings, (end, end)])
    heading = next(ahead)
    for colon, name in scan.named:
        while colon >= heading[1] and heading[0] < end:
            heading = next(ahead)
        if not heading[0] <= colon < heading[1]:
            yield name


def _find(text: str, start: int, end: int, labels: Collection[str]) -> list[LabelPlace]:
    """Return every place where one of the labels stands before a colon, also glued to the word before it."""
    # What stands before the stretch must not be seen: it may be glued to its first label.
    body, known, last_signs = text[start:end], frozenset(labels), {label[-1] for label in labels}
    lengths, found = sorted(set(map(len, labels)), reverse=True), []
    has_digit = any(map(str.isdecimal, last_signs))
    for match in (_COLON if has_digit else _COLON_BEHIND_NO_DIGIT).finditer(body):
        stop = match.start()
        stop -= body[stop - 1 : stop] in (" ", "\u00a0")
        if body[stop - 1 : stop] not in last_signs:
            continue
        ends = (stop - length for length in lengths if length <= stop)
        place = next((place for place in ends if body[place:stop] in known and _is_apart(body, place, stop)), None)
        if place is not None:
            found.append(LabelPlace(start + place, start + match.end(), body[place:stop]))
    return found


def _is_apart(body: str, place: int, stop: int) -> bool:
    """Return whether what stands there can be a label: one of a few letters must not be the end of a word."""
    return stop - place >= _SHORT or not place or _LETTER.match(body, place - 1) is None


def judge_marks(text: str, tokens: Tokens) -> MarkSense:
    """Return what the times of a text say of their neighbourhood, by where they stand beside the labels.

    Times before most labels open stretches if the first label has one too, and close them if only the others have;
    where a time stands after most labels, or apart from them, it says when the word beside it was spoken. Times
    before the labels are checked against the number of words: a turn is as long as its words take to speak.
    """
    marks, labels = tokens.marks, tokens.labels
    if not labels:
        return "start"
    ends = {_skip_back(text, label.start): index for index, label in enumerate(labels)}
    led = {ends[mark.end] for mark in marks if mark.end in ends}
    if len(led) < _MOST * len(labels):
        return "point"
    if 0 not in led:
        return "end"
    last = marks[-1]
    is_trailing = not text[last.end : tokens.end].strip()
    return "end" if is_trailing and not _led_first(text, tokens) else "start"


def _led_first(text: str, tokens: Tokens) -> bool:
    """Return whether a time stands before anything else."""
    return not text[tokens.start : tokens.marks[0].start].strip()


def _skip_back(text: str, place: int) -> int:
    """Return where the white space before a place begins."""
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place


def heading_spans(text: str, tokens: Tokens, titles: Titles) -> list[tuple[MarkPlace, int]]:
    """Return the headings `[t] Title[t]`: the mark that opens each and where its title ends."""
    label_starts = {label.start for label in tokens.labels}
    found = []
    for mark, following in pairwise(tokens.marks):
        if mark.ms != following.ms:
            continue
        title = text[mark.end : following.start]
        place = mark.end + len(title) - len(title.lstrip())
        if title.strip() and place not in label_starts and is_heading(title.strip(), titles, mark.ms):
            found.append((mark, following.start))
    return found
