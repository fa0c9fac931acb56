"""Lines above a text that have no keys: the show, the title, the day, the length, one below the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.prose.fact_keys import field_of, set_fact
from transforms.formats.prose.title_facts import episode_number
from transforms.formats.records.dates import parse_date
from transforms.timecode import parse_clock, parse_duration

if TYPE_CHECKING:
    from transforms.parsed import Facts, Parsed

_DATED = re.compile(
    r"[*_#> \t]*(?:(?:published|posted|released|recorded|aired|updated|date)(?: on)?:?[ ])?(?P<date>[^|•·\n]{6,40}?)"
    r"(?:[ ]*[|•·–—][ ]*(?P<length>[^|•·\n]{2,24}))?[*_ \t]*",
    re.I,
)
_LENGTH = re.compile(r"(?=.*[a-z:])[*_ \t]*(?P<length>\d[\dhms: .minsectourd]{1,20})[*_ \t]*", re.I)
_NUMBERED = re.compile(
    r"[*_ \t]*(?:episode|ep\.?|folge|episodio|épisode|episódio|aflevering|avsnitt|odcinek|выпуск|#)[ ]?#?"
    r"\d{1,5}(?:\.\d)?[ ]*[:.–—|-]",
    re.I,
)
_CLOCK = re.compile(r"[*_\[( \t]*((?:\d{1,2}:)?\d{1,2}:\d\d)[*_\]) \t]*")
# So many lines further on the next time stands.
_FURTHEST = 8
_TITLE_LENGTH = 160
_MOST = 5
_SHORTEST_CLOCK_MS = 60_000


def read_title_block(parsed: Parsed, facts: Facts, text: str, lines: list[tuple[int, int]]) -> int:
    """Add to `facts` what the first lines say, up to the first blank one; return how many lines were read.

    They are read only if one of them is a day, a length or a numbered title: nothing else tells them from speech.
    """
    block = _block(text, lines)
    if any(begins_stamps(text, lines, place) for place in range(len(block))):
        return 0
    words = [text[slice(*span)] for span in block]
    plain = [place for place, line in enumerate(words) if not takes_day_or_length(facts, line, is_trial=True)]
    numbered = [place for place in plain if _NUMBERED.match(words[place])]
    if not plain or len(plain) > 3 or (len(plain) == len(words) and (not numbered or len(words) < 2)):
        return 0
    title = numbered[0] if numbered else plain[min(1, len(plain) - 1)]
    facts.title = facts.title or words[title].strip("*_ \t")
    if title != plain[0]:
        facts.show_title = facts.show_title or words[plain[0]].strip("*_ \t")
    for line in words:
        takes_day_or_length(facts, line, is_trial=False)
    for span in block:
        parsed.account(*span, "title")
    return len(block)


def _block(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first lines up to a blank one, if they are few, short and no sentences; else none."""
    count = 1
    while count < len(lines) and text.count("\n", lines[count - 1][1], lines[count][0]) == 1:
        count += 1
    block = lines[:count]
    if not 2 <= count <= min(_MOST, len(lines) - 1):
        return []
    is_short = all(last - first <= _TITLE_LENGTH and text[last - 1] not in ".,;:" for first, last in block)
    has_keys = is_short and any(field_of(text[slice(*span)].partition(":")[0]) for span in block)
    return block if is_short and not has_keys else []


def begins_stamps(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Return whether a line is the first of the times that stand alone above what is said, and no length."""
    clock = _CLOCK.fullmatch(text, *lines[index])
    if clock is None:
        return False
    own = parse_clock(clock[1])
    later = (_CLOCK.fullmatch(text, *span) for span in lines[index + 1 : index + 1 + _FURTHEST])
    following = next((parse_clock(match[1]) for match in later if match is not None), None)
    return own is not None and following is not None and own < following


def takes_day_or_length(facts: Facts, line: str, *, is_trial: bool) -> bool:
    """Return whether a line is a day or a length and nothing else; set these unless it is but tried."""
    dated, length = _DATED.fullmatch(line), _LENGTH.fullmatch(line)
    day = parse_date(dated["date"].strip()) if dated is not None else None
    found = dated["length"] if dated is not None and day is not None else length["length"] if length else None
    duration = parse_duration(found) if found else None
    # A clock within the first minute is the time that the first words have.
    is_first_time = duration is not None and duration < _SHORTEST_CLOCK_MS and ":" in (found or "")
    if not is_trial and day is not None and facts.published_date is None:
        facts.published_date = day
    if not is_trial and duration is not None and not is_first_time:
        set_fact(facts, "duration_ms", found or "")
    return day is not None or (duration is not None and not is_first_time and episode_number(line) is None)
