"""What looks wrong about single times: unreadable, or in another than the usual form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.captions.cue_times import Times
    from transforms.parsed import Parsed


def warn_of_times(parsed: Parsed, starts: Times, ends: Times, lines: Sequence[str]) -> None:
    """Add `time_invalid` and `time_nonstandard` warnings for cues whose times stand in `lines`."""
    for reason, first, second in (
        ("time_invalid", starts.unreadable, ends.unreadable),
        ("time_nonstandard", starts.odd, ends.odd),
    ):
        places = sorted({*first, *second})
        if places:
            parsed.warn(reason, f"cue {places[0] + 1}", lines[places[0]].strip(), len(places))
