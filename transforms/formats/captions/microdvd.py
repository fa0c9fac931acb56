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
_TENTH_MS = 100.0
_LEAST_SHARE = 0.8


def sniff(document: Document) -> float:
    """Return 0.9 when nearly all lines of the head begin with two numbers in braces or brackets."""
    head = unify(document.head).strip()
    if head[:1] not in ("{", "["):
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
    cues = Cues()
    for match in found:
        parsed.account(match.start(), match.start(5), "mark")
        words = _CODE.sub(lambda code: BLANK * len(code[0]), match[5]).replace("|", "\n")
        unit_ms = _TENTH_MS if match[1] is None else rate and 1000 / rate
        cues.add(words, match.start(5), _ms(match[1] or match[3], unit_ms), _ms(match[2] or match[4], unit_ms))
    if rate is None and found[0][1] is not None:
        parsed.warn("time_invalid", "cue 1", "frames, and no frame rate stated", len(found))
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _stated_rate(first: re.Match[str]) -> float | None:
    match = _RATE.fullmatch(first[5]) if first[1] in ("0", "1") and first[2] in ("0", "1") else None
    rate = float(f"{match[1]}.{match[2] or 0}") if match else 0.0
    return rate or None


def _ms(count: str | None, unit_ms: float | None) -> int | None:
    return round(int(count) * unit_ms) if count and unit_ms else None


def _reject_between(parsed: Parsed, text: str, found: list[re.Match[str]]) -> None:
    """Reject the lines that are in another form."""
    reached = 0
    for start, end in [*(match.span() for match in found), (len(text), len(text))]:
        if text[reached:start].strip("\0 \t\n"):
            parsed.reject("segment_invalid", f"character {reached}", text[reached:start].strip(), "not a cue")
            parsed.account(reached, start, "rejected")
        reached = end
