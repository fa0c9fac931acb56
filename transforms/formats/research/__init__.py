"""Formats of speech research: annotations on time lines, and what evaluations of recognisers read and write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.research import chat, htk, scoring, textgrid, utterances

if TYPE_CHECKING:
    from transforms.formats.format import Format

FORMATS: tuple[Format, ...] = (textgrid, chat, scoring, htk, utterances)
