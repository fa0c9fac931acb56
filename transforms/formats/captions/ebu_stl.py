"""EBU STL subtitles, as the text that is made of these binary files: facts under their code, and numbered cues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.arrow_cues import read_arrow_cues
from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.voices import take_colours
from transforms.parsed import Facts, Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "ebu_stl"
MEDIA_TYPE = "application/x-ebu-stl"

_HEAD = re.compile(r"STL\d\d\.\d\d\n(?:[A-Z][a-z ]{1,30}: [^\n]{1,200}\n){0,8}")
_FACT = re.compile(r"^(\w+): (.+)$", re.M)
_START = re.compile(r"^Start of programme: .+$", re.M)


def sniff(document: Document) -> float:
    """Return 1 for the code that such files begin with."""
    return 1.0 if _HEAD.match(document.head) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each subtitle; colours tell voices apart.

    Times are as marked; where the programme is stated to begin later than zero, a `time_offset_stated` warning says so.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    head = _HEAD.match(document.text)
    if head is None:
        return None
    read = read_arrow_cues(parsed, document.text, is_webvtt=False)
    if read is None:
        parsed.status, parsed.reason = "rejected", "no_segments"
        parsed.reject("no_segments", "document", detail="no subtitle in it")
        return parsed
    parsed.account(0, read.blocks.block_start[0], "metadata")
    episode = assemble(parsed, document, take_colours(parsed, read.cues, read.raw))
    facts = dict(_FACT.findall(head[0]))
    episode.facts = Facts(
        title=facts.get("Episode") or facts.get("Programme"),
        show_title=facts.get("Programme") if "Episode" in facts else None,
        language=facts.get("Language"),
    )
    if (start := _START.search(head[0])) is not None:
        parsed.warn("time_offset_stated", f"character {start.start()}", start[0], len(episode.speech))
    return reject_wordless(parsed, episode)
