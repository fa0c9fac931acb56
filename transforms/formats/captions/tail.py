"""Documents that are cut off in the middle of a cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.parsed import Parsed


def reject_tail(parsed: Parsed, text: str, tail: int) -> None:
    """Warn that `text` is cut off, and keep what stands from `tail` on as a `truncated` reject."""
    place = f"byte {len(text[:tail].encode('utf-8', 'replace'))} of the text as UTF-8"
    parsed.warn("truncated", f"character {tail}", f"cut off in the middle of a cue, {place}")
    parsed.reject("truncated", f"character {tail}", text[tail:].strip("\0 \n"), place)
    parsed.account(tail, len(text), "rejected")
