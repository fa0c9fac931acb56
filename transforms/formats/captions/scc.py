"""Scenarist closed captions (.scc): time codes, and the pairs of bytes that are sent from then on, in hexadecimal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import reject_wordless
from transforms.formats.captions.cea608 import Caption, Decoder, Screen
from transforms.formats.captions.line_ends import unify
from transforms.formats.captions.shown_text import Shown, assemble_shown
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.document import Document

NAME = "scc"
MEDIA_TYPE = "text/x-scc"

_HEADER = re.compile(r"\s{0,64}Scenarist_SCC\b[^\n]{0,80}", re.I)
_LINE = re.compile(
    r"^[ \t]*(\d{1,3}):([0-5]\d):([0-5]\d)([:;.,])(\d\d)[ \t]+([0-9a-fA-F]{4}(?:[ \t]+[0-9a-fA-F]{4})*+)[ \t]*$", re.M
)
_PAIR = re.compile(r"[0-9a-fA-F]{4}")
_PAIR_LENGTH = 5
_MOST_LATE = 0.1
_FRAMES = 30
# The rate is 30000/1001 whether time codes drop frames or not.
_FRAME_MS = 1001 / 30


def sniff(document: Document) -> float:
    """Return 1 for the header, 0.95 where the first line is a time code and pairs of bytes."""
    if _HEADER.match(document.head):
        return 1.0
    first = unify(document.head).lstrip().partition("\n")[0]
    return 0.95 if _LINE.match(first) and first.count(" ") >= 2 else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each caption that was shown, in the channel that says most.

    A caption begins when it is shown, which is as many frames after its line's time code as pairs are sent before.
    Other lines are rejected as `segment_invalid`.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    text = unify(document.text)
    header = _HEADER.match(text)
    found = list(_LINE.finditer(text))
    if header is None and not found:
        return None
    parsed.account(0, header.end() if header else 0, "metadata")
    _reject_between(parsed, text, found, header.end() if header else 0)
    parsed.accounts.extend((line.start(), line.end(), "mark") for line in found)
    screens = _decode(found)
    captions = max((screen.captions for screen in screens), key=_size)
    return reject_wordless(parsed, assemble_shown(parsed, document, [*map(_shown, captions)]))


def _decode(lines: list[re.Match[str]]) -> Sequence[Screen]:
    """Return the screens of both channels after all lines."""
    decoder, frame = Decoder(), 0
    step = _step(lines)
    for line in lines:
        frame, offset = _frame(line), line.start(6)
        for pair in _PAIR.finditer(line[6]):
            decoder.feed(int(pair[0], 16), frame, offset + pair.start(), offset + pair.end())
            frame += step
    for screen in decoder.screens:
        screen.finish(frame)
    return decoder.screens


def _step(lines: list[re.Match[str]]) -> int:
    """Return how many frames a pair takes: one, or none where lines are too long to be sent before the next is due.

    Such a file was not timed for sending: its time codes are those of the captions.
    """
    frames = [_frame(line) for line in lines]
    late = sum(
        frame <= following < frame + len(line[6]) // _PAIR_LENGTH
        for line, frame, following in zip(lines, frames, frames[1:], strict=False)
    )
    return 0 if late > _MOST_LATE * len(lines) else 1


def _frame(line: re.Match[str]) -> int:
    """Return how many frames there are before a time code; behind a semicolon two are dropped in most minutes."""
    minutes = int(line[1]) * 60 + int(line[2])
    dropped = 2 * (minutes - minutes // 10) if line[4] in ";," else 0
    return (minutes * 60 + int(line[3])) * _FRAMES + int(line[5]) - dropped


def _size(captions: list[Caption]) -> int:
    return sum(len(caption.letters) for caption in captions)


def _shown(caption: Caption) -> Shown:
    """Return a caption as a cue; its last letters may be marks that end a line."""
    letters = caption.letters
    return Shown(
        "".join(letter.text for letter in letters),
        [letter.start for letter in letters],
        [letter.end for letter in letters],
        _ms(caption.start),
        _ms(caption.end),
    )


def _ms(frame: int | None) -> int | None:
    return None if frame is None else round(frame * _FRAME_MS)


def _reject_between(parsed: Parsed, text: str, found: list[re.Match[str]], reached: int) -> None:
    for start, end in [*(match.span() for match in found), (len(text), len(text))]:
        if text[reached:start].strip("\0 \t\n"):
            parsed.reject("segment_invalid", f"character {reached}", text[reached:start].strip(), "no pairs of bytes")
            parsed.account(reached, start, "rejected")
        reached = end
