"""Caption formats: cues with a start and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.captions import (
    ass,
    bracket_blocks,
    chapter_sheet,
    ebu_stl,
    lrc,
    microdvd,
    sbv,
    scc,
    subrip,
    table,
    timed_lines,
    ttml,
    webvtt,
    youtube_json,
    youtube_xml,
)

if TYPE_CHECKING:
    from transforms.formats.format import Format

FORMATS: tuple[Format, ...] = (
    webvtt, subrip, chapter_sheet, ass, sbv, ttml, youtube_json, youtube_xml, lrc, microdvd, scc, ebu_stl,
    bracket_blocks, table, timed_lines,
)  # fmt: skip
