"""Marks that somebody else speaks now, without saying who: `>>` anywhere, a dash at the start of a line."""

from __future__ import annotations

import re
from itertools import islice, repeat
from typing import TYPE_CHECKING

from transforms.formats.captions.cue_cuts import MOST_MARKS, Cut, apply_cuts
from transforms.formats.captions.cues import BLANK, FILL, MARGIN

if TYPE_CHECKING:
    from transforms.formats.captions.cues import Cues
    from transforms.parsed import Parsed

_B = f"{BLANK}{FILL}"
_CHEVRONS = re.compile(rf"(?<![^\s{_B}])>[{_B}]*>(?:[{_B}]*>)?[ \t{_B}]*(?=[^\s>={_B}])")
# A dash that opens a line: not a minus, not the two dashes of a broken-off sentence; an en dash before a capital.
_LINE_DASH = re.compile(r"(?:\A|(?<=\n))[ \t\0]*(?:[-‐‑](?![-\d–—])|–(?=[ \t\0]*[^\W\d_a-zß-öø-ÿ]))[ \t\0]*(?=[^\s\0])")
# A second speaker on the same line, as in `- Yeah. - Yeah.`
_INNER_DASH = re.compile(r"(?<=[.?!…\"”])[ \t]+[-–][ \t]+(?=[^\W\d_a-z])")
# Stands behind the last words of a speaker, as whisper.cpp writes it.
_TURN = "[SPEAKER_TURN]"
# What a cue can begin with that begins with a dash.
_OPENERS = frozenset("-–‐‑ \t\0")


def take_turn_marks(parsed: Parsed, cues: Cues) -> Cues:
    """Return the cues without the marks, cut at each, the words behind each marked as another speaker's.

    A dash inside a cue counts only where the cue begins with one: there it is no list and no broken-off sentence.
    """
    if any(map(str.__contains__, cues.text, repeat(_TURN))):
        _take_ends(cues)
    heads: dict[int, Cut] = {}
    inner: dict[int, list[Cut]] = {}
    for place in [place for place, text in enumerate(cues.text) if ">" in text or text[:1] in _OPENERS]:
        text = cues.text[place]
        found = sorted([*_chevrons(text), *_dashes(text)])
        if found and not text[: found[0].start].strip(MARGIN):
            heads[place] = found.pop(0)
        if found:
            inner[place] = found
    return apply_cuts(parsed, cues, heads, inner)


def _take_ends(cues: Cues) -> None:
    """Blank out the marks behind the last words of speakers: with the cue that follows somebody else speaks."""
    for place, text in enumerate(cues.text):
        if not text.rstrip(MARGIN).endswith(_TURN):
            continue
        cues.text[place] = (BLANK * len(_TURN)).join(text.rsplit(_TURN, 1))
        if place + 1 < len(cues):
            cues.is_change[place + 1] = True


def _chevrons(text: str) -> list[Cut]:
    return [Cut(match.start(), match.end(), is_change=True) for match in islice(_CHEVRONS.finditer(text), MOST_MARKS)]


def _dashes(text: str) -> list[Cut]:
    first = _LINE_DASH.match(text)
    if first is None:
        return []
    lines, inner = _LINE_DASH.finditer(text, first.end()), _INNER_DASH.finditer(text, first.end())
    marks = [first, *islice(lines, MOST_MARKS), *islice(inner, MOST_MARKS)]
    return [Cut(match.start(), match.end(), is_change=True) for match in marks]
