"""Caption formats: cues with a start and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.captions import subrip, webvtt

if TYPE_CHECKING:
    from transforms.formats.format import Format

FORMATS: tuple[Format, ...] = (webvtt, subrip)
