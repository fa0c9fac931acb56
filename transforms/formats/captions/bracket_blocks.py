"""QuickTime text, SubViewer 1, DVD text: times in brackets on lines of their own, before and behind blocks of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import BLANK, Cues
from transforms.formats.captions.line_ends import unify
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "bracket_blocks"
MEDIA_TYPE = "text/plain"

_QUICKTIME = re.compile(r"\s{0,64}\{QTtext\}", re.I)
_SUBVIEWER = re.compile(r"\s{0,64}\[TITLE\](?:[^\n]{0,200}\n){1,30}?\s{0,8}\[BEGIN\]", re.I)
_DVD = re.compile(r"\s{0,64}\{(?:HEAD[ \t]{0,8}\n|T \d\d:\d\d:\d\d:\d\d[ \t]{0,8}\n)")
_STAMP = re.compile(
    r"^[ \t]*(?:\[(?=[^\]\n]{1,20}\])|\{T (?=[\d:]{1,20}[ \t]*\n))(\d{1,3}):(\d\d):(\d\d)(?:[.:](\d{1,4}))?\]?[ \t]*",
    re.M,
)
_SCALE = re.compile(r"\{timescale:[ ]?(\d{1,6})\}", re.I)
_TAG = re.compile(r"\{[^{}\n]{0,200}\}")
_TITLE = re.compile(r"\[TITLE\][ \t]*\n?([^\n\[]{1,300})", re.I)
_END = re.compile(r"^[ \t]*(?:\[END\]|\}|\*{4,}[^\n*]{1,40}\*{4,})[ \t]*$", re.M | re.I)
_QUICKTIME_SCALE = 600


def sniff(document: Document) -> float:
    """Return 1 for QuickTime's header, less for those of DVD text and SubViewer."""
    if _QUICKTIME.match(document.head):
        return 1.0
    if _DVD.match(document.head) and _STAMP.search(document.head):
        return 0.98
    return 0.95 if _SUBVIEWER.match(unify(document.head[:4_000])) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each time with words below it, which the next time ends.

    The digits behind a time's seconds count in parts of a second that QuickTime's header states (600 where it does
    not), SubViewer's in hundredths.
    """
    text = unify(document.text)
    found = list(_STAMP.finditer(text))
    if not found:
        return None
    parsed = Parsed(NAME, MEDIA_TYPE)
    scale = _scale(text[: found[0].start()], found)
    blank = _TAG.sub(lambda tag: BLANK * len(tag[0]), text) if "{" in text else text
    blank = _END.sub(lambda line: BLANK * len(line[0]), blank) if any(sign in text for sign in "*[}") else blank
    parsed.account(0, found[0].start(), "metadata")
    parsed.accounts.extend((match.start(), match.end(), "mark") for match in found)
    parsed.accounts.extend((match.start(), match.end(), "markup") for match in _END.finditer(text))
    cues = Cues()
    times = [_ms(match, scale) for match in found]
    for place, (match, end) in enumerate(zip(found, [*(m.start() for m in found[1:]), len(text)], strict=True)):
        if blank[match.end() : end].strip(BLANK + " \t\n"):
            cues.add(blank[match.end() : end], match.end(), times[place], times[place + 1] if end < len(text) else None)
        elif _TAG.search(text, match.end(), end):
            parsed.account(match.end(), end, "markup")
    episode = assemble(parsed, document, cues)
    title = _TITLE.search(text, 0, found[0].start())
    episode.facts.title = (title[1].strip() or None) if title else None
    return reject_wordless(parsed, episode)


def _scale(head: str, found: list[re.Match[str]]) -> int:
    """Return how many parts of a second the fractions count."""
    if _QUICKTIME.match(head) is None:
        return int(10 ** max((len(match[4] or "") for match in found), default=2))
    stated = _SCALE.search(head)
    return max(1, int(stated[1])) if stated else _QUICKTIME_SCALE


def _ms(match: re.Match[str], scale: int) -> int:
    whole = (int(match[1]) * 60 + int(match[2])) * 60 + int(match[3])
    return whole * 1000 + int(match[4] or 0) * 1000 // scale
