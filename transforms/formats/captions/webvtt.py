"""WebVTT, with or without its header: captions, transcripts with voices, chapter tracks, YouTube's rolling captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.arrow_cues import read_arrow_cues
from transforms.formats.captions.arrow_sniff import has_webvtt_header, sniff_arrows
from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.chapter_track import chapter_episode, is_chapter_track
from transforms.formats.captions.rollup import take_repeats
from transforms.formats.captions.voices import take_colours
from transforms.formats.captions.vtt_header import read_header
from transforms.parsed import Parsed, ignored, rejected

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.formats.captions.arrow_cues import ArrowCues
    from transforms.formats.captions.cues import Cues

NAME = "webvtt"
MEDIA_TYPE = "text/vtt"

# Webex writes who speaks into the cue's name.
_NAMED_CUE = re.compile(r"\d{1,9} \"([^\"\n]{1,80})\" \(\d{1,20}\)")
_PICTURE = re.compile(r"\S{1,400}\.(?:jpe?g|png|webp|gif)\S{0,100}", re.I)


def sniff(document: Document) -> float:
    """Return 1 for the header; without one, how sure it is that there are unnumbered times with points."""
    if has_webvtt_header(document.head):
        return 1.0
    found = sniff_arrows(document.head)
    return 0.0 if found.is_numbered or found.has_commas else found.confidence


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: one episode, with speech or with chapters.

    A header without cues is rejected as `no_segments`; tracks of pictures or data are ignored as `data_file`.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    has_header = has_webvtt_header(document.head)
    read = read_arrow_cues(parsed, document.text, is_webvtt=True)
    if read is None:
        return rejected(NAME, "no_segments", "document", document.head, "a header without cues") if has_header else None
    if _is_data(read.cues):
        return ignored(NAME, "data_file", len(document.text))
    header = read_header(parsed, read.raw[: read.blocks.block_start[0]])
    if is_chapter_track(read.cues, header.kind):
        episode = chapter_episode(parsed, read.cues, len(document.text))
    else:
        episode = assemble(parsed, document, _speaking_cues(parsed, read))
    episode.facts = header.facts
    return reject_wordless(parsed, episode)


def _speaking_cues(parsed: Parsed, read: ArrowCues) -> Cues:
    cues = read.cues
    named = [_NAMED_CUE.fullmatch(name) if name and '"' in name else None for name in read.blocks.name[: len(cues)]]
    if any(named):
        cues.label = [match[1] if match else None for match in named]
    cues = take_repeats(parsed, cues, read.raw)
    return take_colours(parsed, cues, read.raw)


def _is_data(cues: Cues) -> bool:
    """Return whether the cues are addresses of pictures (previews for seeking) or JSON, not text."""
    return bool(cues) and all(
        (text[:1] in "{[" and text[-1:] in "}]" and '"' in text) or _PICTURE.fullmatch(text) is not None
        for text in cues.text
    )
