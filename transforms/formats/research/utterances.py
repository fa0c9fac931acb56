"""Kaldi's `text`: a line for each utterance, whose id has the speaker, the recording and the times in it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import Cues
from transforms.formats.captions.line_ends import unify
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "kaldi_text"
MEDIA_TYPE = "text/plain"

_LINE = re.compile(r"^([^\s-][^\s]{0,120}?)[-_](\d{5,9})[-_](\d{5,9})[ \t]+(\S[^\n]*)$", re.M)
_SHORTEST_ID = re.compile(r"\S{13}")
_SPEAKER = re.compile(r"[^-]{1,60}?(?=[-_])|[^-]{1,60}")
_FEWEST = 3
_SAMPLE = 40
_SHARE = 0.75
# Fewer words a second than this, as hundredths of a second, and times are thousandths.
_LEAST_PACE = 0.8


def sniff(document: Document) -> float:
    """Return 0.9 when most lines of the head begin with an id that ends in two times."""
    whole, _, cut = unify(document.head).rpartition("\n")
    lines = list(islice(filter(str.strip, (whole or cut).split("\n")), _SAMPLE))
    found = [match for line in lines if _SHORTEST_ID.match(line) and (match := _LINE.match(line))]
    is_most = len(found) >= max(_FEWEST, _SHARE * len(lines))
    return 0.9 if is_most and all(int(match[2]) <= int(match[3]) for match in found) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each utterance in the order of their times.

    Times are hundredths of a second, or thousandths where the words would else be too few for them; the label is the
    part of the id before its first dash, where ids have one. Other lines are rejected as `segment_invalid`.
    """
    text = unify(document.text)
    found = list(_LINE.finditer(text))
    if not found:
        return None
    parsed = Parsed(NAME, MEDIA_TYPE)
    reached = 0
    for start, end in [*(match.span() for match in found), (len(text), len(text))]:
        if text[reached:start].strip("\0 \t\n"):
            parsed.reject("segment_invalid", f"character {reached}", text[reached:start].strip(), "no id with times")
            parsed.account(reached, start, "rejected")
        reached = end
    unit = _unit(found)
    cues = Cues()
    for match in sorted(found, key=lambda match: int(match[2])):
        parsed.account(match.start(), match.start(4), "mark")
        speaker = _SPEAKER.match(match[1])
        label = speaker[0] if speaker and len(speaker[0]) < len(match[1]) else None
        cues.add(match[4], match.start(4), int(match[2]) * unit, int(match[3]) * unit, label)
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _unit(found: list[re.Match[str]]) -> int:
    """Return how many ms a unit of the times has."""
    words = sum(match[4].count(" ") + 1 for match in found)
    spoken = sum(int(match[3]) - int(match[2]) for match in found)
    return 1 if spoken and words * 100 / spoken < _LEAST_PACE else 10
