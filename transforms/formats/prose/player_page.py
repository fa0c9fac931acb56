"""Pages that begin with a player: show, title, clocks, the title once more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.prose.title_facts import episode_number
from transforms.timecode import parse_clock

if TYPE_CHECKING:
    from transforms.parsed import Parsed, ParsedEpisode

_PLAYER = re.compile(
    r"(?:current time:?[ ]*)?-?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[ ]*/[ ]*(?:total time:?[ ]*)?-?(?:\d{1,2}:)?\d{1,2}:\d\d)?",
    re.I,
)
_CLOCKS = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d")


def is_player(line: str) -> bool:
    """Return whether a line is the clock of a player: `0:00 / 45:10`."""
    return _PLAYER.fullmatch(line) is not None


def read_player_page(parsed: Parsed, episode: ParsedEpisode, text: str, lines: list[tuple[int, int]]) -> int | None:
    """Read a page that begins with show, title and a player's clock, the title once more below; or return None."""
    clocks = [index for index, span in enumerate(lines[:20]) if _PLAYER.fullmatch(text[slice(*span)])]
    if not clocks or not 0 < clocks[0] <= 6 or clocks != list(range(clocks[0], clocks[-1] + 1)):
        return None
    above = [text[slice(*span)] for span in lines[: clocks[0]]]
    below = clocks[-1] + 1
    facts = episode.facts
    title = above[-1]
    is_twice = below < len(lines) and title == text[slice(*lines[below])]
    if not is_twice and not any("time" in text[slice(*lines[i])].casefold() for i in clocks):
        return None
    facts.title = facts.title or title
    if len(above) > 1:
        facts.show_title = facts.show_title or above[-2]
    longest = max(
        (parse_clock(clock) or 0 for i in clocks for clock in _CLOCKS.findall(text[slice(*lines[i])])), default=0
    )
    facts.duration_ms = facts.duration_ms or longest or None
    if below < len(lines) and text[slice(*lines[below])] == title:
        below += 1
    if below < len(lines) and facts.episode_number is None:
        subtitle = text[slice(*lines[below])]
        facts.episode_number = episode_number(title) or (episode_number(subtitle) if len(subtitle) < 400 else None)
    stop = lines[below][0] if below < len(lines) else lines[-1][1]
    parsed.account(lines[0][0], lines[below - 1][1], "title")
    return stop
