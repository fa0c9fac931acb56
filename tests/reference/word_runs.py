"""Words to runs, one word at a time: the plain version of the records' runs."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.formats.records.runs import LONGEST_RUN, PAUSE_MS, SHORTEST_PIECE

ENDS = re.compile(r"""[.?!…。？！](["'”’)\]」]*)\Z""")
TITLES = {"Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "vs."}
INITIALS = re.compile(r"(?!I\.)[^\W\d_](?:\.[^\W\d_])*\.")
MARKS = re.compile(r"[,.?!…;:。？！、，]+")
SPACELESS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff00-\uff9f]")


class Word(NamedTuple):
    text: str
    start: int | None
    end: int | None
    label: str | None
    block: int


class Run(NamedTuple):
    text: str
    label: str | None
    start: int | None
    end: int | None
    first: int
    last: int


def runs(words: list[Word]) -> list[Run]:
    """Return the runs of the words; `first` and `last` are the places of their words."""
    spoken = [(place, word) for place, word in enumerate(words) if word.text.strip()]
    if not spoken:
        return []
    spaces = _spaces(words, [place for place, _ in spoken])
    labels = _labels([word for _, word in spoken])
    groups = _groups([word for _, word in spoken], spaces, labels)
    return [_run(spoken, group, spaces, labels) for group in groups]


def _has_space(words: list[Word], place: int) -> bool:
    before = words[place - 1].text if place else ""
    return words[place].text[0].isspace() or before[-1:].isspace()


def _spaces(words: list[Word], places: list[int]) -> list[tuple[bool, bool]]:
    """Return for each word whether a space belongs before it, and whether it belongs to the word before it."""
    own = [_has_space(words, place) for place in places]
    inner = [space for place, space in zip(places, own, strict=True) if place]
    if inner and sum(inner) >= 0.3 * len(inner):
        return [(space, not space) for space in own]
    found = []
    for index, place in enumerate(places):
        text = words[place].text.strip()
        before = words[places[index - 1]].text.strip() if index else ""
        is_mark = MARKS.fullmatch(text) is not None
        is_spaceless = SPACELESS.match(text) is not None or SPACELESS.match(before[-1:]) is not None
        found.append((own[index] or (not is_mark and not is_spaceless), is_mark))
    return found


def _labels(words: list[Word]) -> list[str | None]:
    labels = [word.label for word in words]
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        known: str | None = None
        block: int | None = None
        for index in order:
            if words[index].block != block:
                known, block = None, words[index].block
            known = labels[index] if labels[index] is not None else known
            labels[index] = known
    return labels


def _ends_sentence(text: str, following: str) -> bool:
    match = ENDS.search(text)
    if match is None or text in TITLES or INITIALS.fullmatch(text):
        return False
    return match[0][0] not in ".…" or not following[:1].islower()


def _groups(words: list[Word], spaces: list[tuple[bool, bool]], labels: list[str | None]) -> list[list[int]]:
    groups: list[list[int]] = []
    latest_end: int | None = None
    gaps = [0] * len(words)
    for index, word in enumerate(words):
        text, previous = word.text.strip(), words[index - 1]
        gap = word.start - latest_end if index and word.start is not None and latest_end is not None else 0
        gaps[index] = gap
        is_new = index == 0 or previous.block != word.block
        if index and not spaces[index][1]:
            is_new |= gap > PAUSE_MS or labels[index] != labels[index - 1]
            is_new |= _ends_sentence(previous.text.strip(), text)
        if is_new:
            groups.append([])
        groups[-1].append(index)
        end = word.end if word.end is not None else word.start
        latest_end = latest_end if end is None else end
    return [piece for group in groups for piece in _pieces(words, group, gaps, spaces)]


def _pieces(words: list[Word], group: list[int], gaps: list[int], spaces: list[tuple[bool, bool]]) -> list[list[int]]:
    pieces = []
    while len(group) > LONGEST_RUN:
        best, best_worth = 0, -2.0
        for size in range(SHORTEST_PIECE, min(LONGEST_RUN, len(group) - 1) + 1):
            index = group[size]
            is_clause = words[index - 1].text.strip().endswith((",", ";", ":"))
            worth = -1.0 if spaces[index][1] else gaps[index] + 300.0 * is_clause
            if worth >= best_worth:
                best, best_worth = size, worth
        pieces.append(group[:best])
        group = group[best:]
    return [*pieces, group]


def _run(
    spoken: list[tuple[int, Word]], group: list[int], spaces: list[tuple[bool, bool]], labels: list[str | None]
) -> Run:
    text = ""
    for index in group:
        text += (" " if spaces[index][0] and text else "") + spoken[index][1].text.strip()
    words = [spoken[index][1] for index in group]
    starts = [word.start for word in words if word.start is not None]
    ends = [word.end for word in words if word.end is not None]
    start = words[0].start if words[0].start is not None else min(starts, default=None)
    end = words[-1].end if words[-1].end is not None else max(ends, default=None)
    return Run(text, labels[group[0]], start, end, spoken[group[0]][0], spoken[group[-1]][0])
