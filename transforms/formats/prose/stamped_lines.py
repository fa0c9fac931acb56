"""Text that is nothing but times and the words below or beside them: read by columns, several times faster."""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate, chain, pairwise, repeat
from typing import TYPE_CHECKING

from transforms.formats.prose.anchors import Region
from transforms.formats.prose.headings import is_title_cased
from transforms.formats.prose.panel_titles import has_titles
from transforms.formats.prose.spoken import is_spoken_pace
from transforms.formats.prose.stamps import INLINE_MARK, stamps_ms
from transforms.parsed import Mark, Speech

if TYPE_CHECKING:
    from collections.abc import Sequence

_STAMP = r"[0-9]{1,4}:[0-5][0-9](?::[0-5][0-9])?(?:[.,][0-9]{1,3})?"
_BESIDE = re.compile(rf"(\n[ \t]*[\[(]?({_STAMP})[\])]?[ \t]+(?=[^\s\-–—>|:]))")
_ABOVE = re.compile(rf"(\n[ \t]*[\[(]?({_STAMP})[\])]?[ \t]*\n\s*(?=[^\s\-–—>|:0-9\[(]))")
# What only the slower way can read: a label, a change of voice, notes of music and silence, times in the text.
_LABEL = re.compile(r"[^\n:：]{1,60}[:：](?![0-9/])")
_LABEL_BESIDE = re.compile(rf"\n[ \t]*[\[(]?{_STAMP}[\])]?\s+[^\n:：]{{1,60}}[:：](?![0-9/])")
_NOTES = re.compile(r"\[[^\[\]\n]{0,40}(?:usic|UDIO|ilence)")
_ODD_LINE = re.compile(rf"\n[ \t]*[\[(]?{_STAMP}[\])]?[ \t]+\S|\n[0-9]+ (?:second|minute|hour)s?\b")
# `Mark._make` without its check of the length: this is called once a line.
_MARK = partial(tuple.__new__, Mark)
_FEWEST = 20
_PACE = 500


def read_stamped_lines(text: str, start: int, end: int) -> Region | None:
    """Return the speech between two offsets if there are only times and words, each time before its words; else None.

    Gives what `region.parse_region` gives for such a text. Linear time.
    """
    body = "\n" + text[start:end]
    first = _BESIDE.match(body) or _ABOVE.match(body) or _BESIDE.match(body, 1) or _ABOVE.match(body, 1)
    if first is None or any(sign in body for sign in (">>", "»", "♪", "♫")):
        return None
    pieces = first.re.split(body)
    heads, words = pieces[1::3], list(map(str.strip, pieces[3::3]))
    is_bracketed = first[0].strip()[0] in "[("
    if len(words) < _FEWEST or pieces[0].strip() or not _are_words(body, words, is_bracketed=is_bracketed):
        return None
    if (_are_mixed(body, words) or has_titles(words)) if first.re is _ABOVE else any("\n" in line for line in words):
        return None
    times = stamps_ms(pieces[2::3])
    lengths = map(len, chain.from_iterable(zip(pieces[::3], heads, strict=False)))
    places = list(accumulate(lengths, initial=start - 1))
    begins, ends = places[1::2], places[2::2]
    if any(a == b and is_title_cased(line) for (a, b), line in zip(pairwise(times), words, strict=False)):
        return None
    if not is_spoken_pace(text, start, end, list(zip(ends[:_PACE], times, strict=False))):
        return None
    return _region(begins, ends, heads, words, times)


def _are_words(body: str, words: Sequence[str], *, is_bracketed: bool) -> bool:
    """Return whether the words are only words: no labels before them, no marks of time, music or silence in them."""
    if not all(words) or _LABEL_BESIDE.search(body) is not None or ("[" in body and _NOTES.search(body) is not None):
        return False
    marks = sum(1 for _ in INLINE_MARK.finditer(body)) if "[" in body or "(" in body else 0
    return marks == (len(words) if is_bracketed else 0)


def _are_mixed(body: str, words: Sequence[str]) -> bool:
    """Return whether lines below the times have labels, times or are the time in words."""
    if _ODD_LINE.search(body) is not None:
        return True
    return any("\n" in block and any(map(_LABEL.match, block.split("\n"))) for block in words)


def _region(
    begins: Sequence[int], ends: Sequence[int], heads: Sequence[str], words: list[str], times: list[int]
) -> Region:
    speech = Speech(
        text=words,
        doc_start=list(ends),
        doc_end=list(map(int.__add__, ends, map(len, words))),
        start_ms=[*times],
    ).complete()
    # The line feeds around a mark are not of it.
    stamped = [place + len(head.rstrip()) for place, head in zip(begins, heads, strict=True)]
    marks = zip(times, repeat("start"), (place + 1 for place in begins), stamped, range(len(words)), strict=False)
    return Region(speech=speech, marks=list(map(_MARK, marks)))
