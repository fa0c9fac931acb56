"""Text and Markdown: labelled turns, stamped lines, page dumps, show notes and plain speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.prose import prose_text

if TYPE_CHECKING:
    from transforms.formats.format import Format

FORMATS: tuple[Format, ...] = (prose_text,)
