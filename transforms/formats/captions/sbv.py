"""SBV, YouTube's own, and SubViewer: a line `start,end`, then the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cue_markup import blank_markup
from transforms.formats.captions.cue_times import read_times
from transforms.formats.captions.cues import BLANK, Cues
from transforms.formats.captions.line_ends import unify
from transforms.formats.captions.rollup import take_repeats
from transforms.formats.captions.tail import reject_tail
from transforms.formats.captions.time_warnings import warn_of_times
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "sbv"
MEDIA_TYPE = "text/x-sbv"

_TIME = r"\d{1,4}:\d{1,2}:\d{1,2}\.\d{1,6}"
_TIMING = re.compile(rf"^[ \t]*({_TIME}),[ \t]*({_TIME})[ \t]*$\n?", re.M)
_FIELD = re.compile(r"^\[(TITLE)\][ \t]*([^\n\[]*)", re.M | re.I)
_SETTING = re.compile(r"^\[(?:COLF|STYLE|SIZE|FONT|END SUBTITLE|SUBTITLE)\][^\n]*$", re.M | re.I)
_BREAK = re.compile(r"\[br\]", re.I)
_CUT = re.compile(r"\n[ \t]*\d{1,4}:\d[\d:.,]{0,24}\Z")
_LONGEST_PREAMBLE = 1_000


def sniff(document: Document) -> float:
    """Return 0.95 when the head begins with such a line, 0.8 when a header of SubViewer stands above the first."""
    head = unify(document.head)
    words = head.lstrip()
    if not words.startswith("["):
        return 0.95 if _TIMING.match(head, head.rfind("\n", 0, len(head) - len(words)) + 1) else 0.0
    first = _TIMING.search(head)
    if first is None:
        return 0.0
    return 0.8 if first.start() <= _LONGEST_PREAMBLE else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each cue, or for each speaker in it."""
    parsed = Parsed(NAME, MEDIA_TYPE)
    text = unify(document.text)
    found = list(_TIMING.finditer(text))
    if not found:
        return None
    cut = _CUT.search(text, max(found[-1].end() - 1, len(text) - 64))
    end = cut.start() + 1 if cut else len(text)
    if cut is None and not text.endswith("\n") and found[-1].end() == len(text):
        end = found.pop().start()
    if end < len(text):
        reject_tail(parsed, text, end)
    parsed.account(0, found[0].start() if found else end, "metadata")
    episode = assemble(parsed, document, take_repeats(parsed, _cues(parsed, text[:end], found), text))
    title = _FIELD.search(text, 0, found[0].start()) if found else None
    episode.facts.title = (title[2].strip() or None) if title else None
    return reject_wordless(parsed, episode)


def _cues(parsed: Parsed, text: str, found: list[re.Match[str]]) -> Cues:
    """Return the words between the timing lines, with their times."""
    parsed.accounts.extend((match.start(), match.end(), "mark") for match in found)
    digits = 2 if found and len(found[0][1].rpartition(".")[2]) == 2 else 3
    starts = read_times([match[1] for match in found], digits)
    ends = read_times([match[2] for match in found], digits)
    warn_of_times(parsed, starts, ends, [match[0] for match in found])
    blank = blank_markup(text)
    if "[" in text:
        blank = _BREAK.sub("\n" + 3 * BLANK, blank)
        blank = _SETTING.sub(lambda match: BLANK * len(match[0]), blank)
    first = [match.end() for match in found]
    last = [match.start() for match in found[1:]] + [len(text)] * bool(found)
    words = [blank[start:end] for start, end in zip(first, last, strict=True)]
    return Cues(words, first, start_ms=starts.ms, end_ms=ends.ms).complete()
