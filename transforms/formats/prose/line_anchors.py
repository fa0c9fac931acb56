"""Where a transcript is cut whose labels and times begin its lines."""

from __future__ import annotations

import re
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from transforms.formats.prose.anchors import Anchor
from transforms.formats.prose.headings import is_heading
from transforms.formats.prose.heads import DRESSED_BIT, LABELLED, STAMP_AFTER, STAMP_BEFORE
from transforms.formats.prose.label_choice import choose_labels
from transforms.formats.prose.line_labels import adopt_line_labels, skip_spoken_time
from transforms.formats.prose.lone_labels import lone_label_anchors
from transforms.formats.prose.page_marks import page_marks
from transforms.formats.prose.panel_titles import panel_titles
from transforms.formats.prose.spoken import is_spoken_pace, sounds_spoken
from transforms.labels import is_generic, is_remark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from transforms.formats.prose.headings import Titles
    from transforms.formats.prose.heads import Heads

_VOICE = re.compile(r"(?:>(?<!\S>)>{1,2}|»(?<!\S»))[ \t]*")
_ONLY_MARKS = re.compile(r"(?:[\s–—-]|to|(?:\\?[\[(]\d{1,3}:\d\d(?::\d\d)?(?:\.\d+)?\\?[\])]))*")
_SPOKEN_DASH = re.compile(r"\n[ \t]*([–—]|--)[ \t\u00a0]*(?=[^\W\d_]|[¿¡\"“«(\[])")
_HYPHEN = re.compile(r"\n[ \t]*(-)[ \t\u00a0]+(?=[^\W\d_]|[¿¡\"“«(])")
_HYPHENED = 0.7
_ALONE = 0.5
_FEWEST_VOICES = 3
_VOICED = 0.4
_SPARSE = 0.05
_DASHED = (0.02, 0.9)


def line_anchors(
    text: str,
    start: int,
    end: int,
    heads: Heads,
    known: Collection[str],
    titles: Titles,
    *,
    is_markdown: bool,
    is_crowd: bool = False,
) -> list[Anchor] | None:
    """Return where a text is cut whose labels and times begin its lines, or None where nothing begins them.

    In a crowd (more labels than a conversation can have) the lines with labels that are none are cut off as text.
    """
    adopt_line_labels(text, heads, end)
    is_turn = choose_labels(text, heads, known, is_crowd=is_crowd)
    if any(is_turn) and not is_crowd and not _are_turns(text, start, end, heads, is_turn):
        is_turn = [False] * len(heads)
    if not any(is_turn) and not _are_times(text, start, end, heads):
        lone = lone_label_anchors(text, start, end, known) or _only_voices(text, start, end)
        return lone and _merge(lone, list(page_marks(text, start, end, is_markdown=is_markdown)))
    anchors = _uniform_anchors(text, heads, is_turn)
    if anchors is None:
        anchors = list(_head_anchors(text, end, heads, is_turn, titles, is_crowd=is_crowd))
    if not anchors:
        return None
    marks = page_marks(text, start, end, is_markdown=is_markdown)
    return _merge(anchors, [*panel_titles(text, start, heads), *marks, *_voices(text, start, end)])


def _are_times(text: str, start: int, end: int, heads: Heads) -> bool:
    """Return whether the times at the beginnings of lines are those of speech, not of chapters."""
    stamped = zip(heads.end, heads.ms, heads.shape, strict=True)
    times = [(place, ms) for place, ms, shape in stamped if ms is not None and shape & STAMP_BEFORE]
    return len(times) > 1 and is_spoken_pace(text, start, end, times)


def _are_turns(text: str, start: int, end: int, heads: Heads, is_turn: list[bool]) -> bool:
    """Return whether labels make a transcript of a text, and are not just a few lines of it that begin so.

    They do when they are set apart or generic; plain ones when there are two voices or more, or they begin most
    paragraphs; and never when they begin fewer than one paragraph in twenty.
    """
    turns = [i for i, turn in enumerate(is_turn) if turn]
    labels = {heads.label[i] for i in turns}
    apart = sum(1 for i in turns if heads.shape[i] & (DRESSED_BIT | STAMP_BEFORE | STAMP_AFTER))
    paragraphs = text.count("\n\n", start, end) or text.count("\n", start, end)
    share = len(turns) / (paragraphs + 1)
    if apart * 2 > len(turns):
        return True
    if len(labels) == 1:
        return share >= _ALONE or is_generic(next(iter(labels)) or "")
    return share >= _SPARSE


def _uniform_anchors(text: str, heads: Heads, is_turn: list[bool]) -> list[Anchor] | None:
    """Return the anchors where all heads are turns, or all are times on the lines of what is said; else None."""
    marks = (mark if ms is not None else None for mark, ms in zip(heads.mark, heads.ms, strict=True))
    columns = (heads.start, heads.end)
    if all(is_turn):
        rows = zip(*columns, repeat("turn"), heads.label, heads.ms, heads.end_ms, marks, strict=False)
        return list(map(Anchor._make, rows))
    shapes = set(heads.shape)
    if any(is_turn) or not shapes <= {STAMP_BEFORE, STAMP_BEFORE | DRESSED_BIT}:
        return None
    is_repeating = any(ms == following for ms, following in pairwise(heads.ms))
    if is_repeating or _dashed_voices(text, heads) or text[heads.end[0] : heads.end[0] + 1] == "\n":
        return None
    rows = zip(*columns, repeat("block"), repeat(None), heads.ms, heads.end_ms, marks, strict=False)
    return list(map(Anchor._make, rows))


def _head_anchors(
    text: str, end: int, heads: Heads, is_turn: list[bool], titles: Titles, *, is_crowd: bool
) -> Iterator[Anchor]:
    has_blocks = not any(is_turn) or any(
        turn and shape & STAMP_BEFORE for turn, shape in zip(is_turn, heads.shape, strict=True)
    )
    dashed = _dashed_voices(text, heads)
    for i, (begin, after, ms, shape) in enumerate(zip(heads.start, heads.end, heads.ms, heads.shape, strict=True)):
        if is_turn[i]:
            mark = heads.mark[i] if ms is not None else None
            yield Anchor(begin, after, "turn", heads.label[i], ms, heads.end_ms[i], mark)
        elif ms is not None and shape & STAMP_BEFORE and (has_blocks or _is_bare(text, heads, i)):
            yield _block(text, end, heads, i, ms, titles, is_voice=i in dashed)
        elif is_crowd:
            yield Anchor(begin, begin, "turn")
        elif _is_page_label(text, heads, i, stop := _line_end(text, after, end)):
            yield Anchor(begin, stop, "section")


def _is_bare(text: str, heads: Heads, i: int) -> bool:
    """Return whether a time stands without brackets, or alone on its line: then it cannot be left in the text."""
    return text[heads.mark[i][0]].isdigit() or text[heads.end[i] : heads.end[i] + 1] in ("\n", "")


def _block(text: str, end: int, heads: Heads, i: int, ms: int, titles: Titles, *, is_voice: bool) -> Anchor:
    begin, after, mark = heads.start[i], heads.end[i], heads.mark[i]
    if _is_line_heading(text, end, heads, i, titles):
        stop = _line_end(text, after, end)
        return Anchor(begin, stop, "heading", text[after:stop].strip(" *_#\t"), ms, None, mark)
    after = mark[1] if heads.shape[i] & LABELLED else skip_spoken_time(text, after, ms)
    return Anchor(begin, after, "voice" if is_voice else "block", None, ms, heads.end_ms[i], mark)


def _is_page_label(text: str, heads: Heads, i: int, stop: int) -> bool:
    """Return whether a line is the page's own (`**Break:** [12:30]`): a remark's label and nothing that is said."""
    label = heads.label[i]
    is_set_apart = bool(heads.shape[i] & DRESSED_BIT)
    return (
        label is not None
        and (is_set_apart or is_remark(label))
        and _ONLY_MARKS.fullmatch(text, heads.end[i], stop) is not None
    )


def _line_end(text: str, place: int, end: int) -> int:
    stop = text.find("\n", place, end)
    return end if stop < 0 else stop


def _is_line_heading(text: str, end: int, heads: Heads, i: int, titles: Titles) -> bool:
    """Return whether a stamped line is only a title: the next line has the same time, and it is worded as one."""
    if i + 1 >= len(heads) or heads.ms[i + 1] != heads.ms[i]:
        return False
    title = text[heads.end[i] : heads.start[i + 1]].strip()
    is_line = bool(title) and "\n" not in title and heads.start[i + 1] < end
    return is_line and is_heading(title, titles, heads.ms[i])


def _dashed_voices(text: str, heads: Heads) -> frozenset[int]:
    """Return the stamped heads whose dash tells of a change of speaker: some have one, and not nearly all."""
    dashed = [
        i
        for i, (shape, mark, end) in enumerate(zip(heads.shape, heads.mark, heads.end, strict=True))
        if end - mark[1] > 1 and shape & (STAMP_BEFORE | LABELLED) == STAMP_BEFORE and "-" in text[mark[1] : end]
    ]
    low, high = _DASHED
    return frozenset(dashed) if low * len(heads) < len(dashed) < high * len(heads) else frozenset()


def _voices(text: str, start: int, end: int) -> Iterator[Anchor]:
    if text.find(">>", start, end) < 0 and text.find("»", start, end) < 0:
        return
    found = [match.span() for match in _VOICE.finditer(text, start, end)]
    if len(found) > 1:
        for place in found:
            yield Anchor(*place, "voice")


def _only_voices(text: str, start: int, end: int) -> list[Anchor] | None:
    """Return the changes of voice of a text that has nothing but these (`>>`, or a dash), if most paragraphs do."""
    paragraphs = text.count("\n\n", start, end) or text.count("\n", start, end)
    for found in (list(_voices(text, start, end)), _dashes(_SPOKEN_DASH, text, start, end)):
        if len(found) >= _FEWEST_VOICES and len(found) >= _VOICED * paragraphs:
            return found
    # Hyphens begin the items of lists too.
    found = _dashes(_HYPHEN, text, start, end)
    is_talk = len(found) >= max(_FEWEST_VOICES, _HYPHENED * paragraphs) and sounds_spoken(text[start:end])
    return found if is_talk else None


def _dashes(dash: re.Pattern[str], text: str, start: int, end: int) -> list[Anchor]:
    """Return the dashes that begin lines, as they begin what somebody says in the print of many languages."""
    base = start - 1
    matches = dash.finditer("\n" + text[start:end])
    return [Anchor(base + match.start(1), base + match.end(), "voice") for match in matches]


def _merge(anchors: list[Anchor], others: list[Anchor]) -> list[Anchor]:
    """Return all anchors in order; of two that overlap the one that begins first stays, or the head's."""
    if not others:
        return anchors
    merged: list[Anchor] = []
    for anchor in sorted([*anchors, *others], key=lambda one: (one.start, one.kind in ("voice", "section", "heading"))):
        if not merged or anchor.start >= merged[-1].end:
            merged.append(anchor)
    return merged
