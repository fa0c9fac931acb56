"""JSON formats: transcripts, chapters and episode records of recognisers and hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.formats.format import Format

FORMATS: tuple[Format, ...] = ()
