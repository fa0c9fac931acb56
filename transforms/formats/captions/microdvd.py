"""MicroDVD, `{frame}{frame}text`, and MPL2, `[tenth][tenth]text`: one line a cue, `|` between its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import BLANK, Cues
from transforms.formats.captions.line_ends import unify
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "microdvd"
MEDIA_TYPE = "text/x-microdvd"

_LINE = re.compile(r"^[ \t]*(?:\{(\d{1,9})\}\{(\d{0,9})\}|\[(\d{1,9})\]\[(\d{0,9})\])([^\n]*)$", re.M)
_RATE = re.compile(r"\s*(\d{1,3})(?:[.,](\d{1,4}))?\s*(?:fps)?\s*", re.I)
_CODE = re.compile(r"\{[a-zA-Z]:[^{}\n]*\}|(?<=\|)/|^/")
_LEAST_SHARE = 0.8


def sniff(document: Document) -> float:
    """Return 0.9 when nearly all lines of the head begin with two numbers in braces or brackets."""
    head = unify(document.head).strip()
    if head[:1] not in ("{", "[") or ("}{" not in head and "][" not in head):
        return 0.0
    return 0.9 if len(_LINE.findall(head)) >= _LEAST_SHARE * (head.count("\n") + 1) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each line.

    Frames become times only where the first line states the frame rate, as is the custom; else the times are unknown,
    with a `time_invalid` warning. Other lines are rejected as `segment_invalid`.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    text = unify(document.text)
    found = list(_LINE.finditer(text))
    if not found:
        return None
    _reject_between(parsed, text, found)
    rate = _stated_rate(found[0])
    if rate is not None:
        parsed.account(found[0].start(), found[0].end(), "metadata")
        found = found[1:]
    parsed.accounts.extend((match.start(), match.start(5), "mark") for match in found)
    texts = [match[5] for match in found]
    if any("{" in text or "/" in text for text in texts):
        texts = [_CODE.sub(lambda code: BLANK * len(code[0]), text) for text in texts]
    cues = Cues(
        [text.replace("|", "\n") for text in texts],
        [match.start(5) for match in found],
        start_ms=[_ms(match[1] or match[3], rate, match[1]) for match in found],
        end_ms=[_ms(match[2] or match[4], rate, match[1]) for match in found],
    )
    if rate is None and found[0][1] is not None:
        parsed.warn("time_invalid", "cue 1", "frames, and no frame rate stated", len(found))
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _stated_rate(first: re.Match[str]) -> float | None:
    match = _RATE.fullmatch(first[5]) if first[1] in ("0", "1") and first[2] in ("0", "1") else None
    rate = float(f"{match[1]}.{match[2] or 0}") if match else 0.0
    return rate or None


def _ms(count: str | None, rate: float | None, frames: str | None) -> int | None:
    """Return the ms of a count of tenths of a second, or of frames where the line has `frames`."""
    if not count:
        return None
    if frames is None:
        return int(count) * 100
    return round(int(count) * 1000 / rate) if rate else None


def _reject_between(parsed: Parsed, text: str, found: list[re.Match[str]]) -> None:
    """Reject the lines that are in another form."""
    reached = 0
    for start, end in [*(match.span() for match in found), (len(text), len(text))]:
        if text[reached:start].strip("\0 \t\n"):
            parsed.reject("segment_invalid", f"character {reached}", text[reached:start].strip(), "not a cue")
            parsed.account(reached, start, "rejected")
        reached = end
