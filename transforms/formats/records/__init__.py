"""Structured data: JSON transcripts, chapters and episode records, read by the shape that knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records import json_document, python_literal, script_data

if TYPE_CHECKING:
    from transforms.formats.format import Format

FORMATS: tuple[Format, ...] = (json_document, python_literal, script_data)
