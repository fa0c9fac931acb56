"""What stands above the first cue of a WebVTT file: its kind and language, and what notes say of the episode."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.parsed import Facts
from transforms.timecode import parse_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transforms.parsed import Parsed

_LINE = re.compile(r"^[ \t]*(?:NOTE[ \t]+)?([A-Za-z][A-Za-z _-]{0,30}?)[ \t]*:[ \t]*(\S[^\n]{0,500})", re.M)
_LONGEST, _LONGEST_TITLE = 20_000, 200
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")


class VttHeader(NamedTuple):
    """The header: `kind` of the track (`captions`, `chapters`, ...), if it says so, and the facts in it."""

    kind: str | None
    facts: Facts


def read_header(parsed: Parsed, text: str) -> VttHeader:
    """Return what the header says, and account for it; `text` is all that stands above the first cue.

    A date or duration that cannot be read becomes a `metadata_invalid` warning.
    """
    parsed.account(0, len(text), "metadata")
    first, _, rest = text[:_LONGEST].partition("\n")
    # YouTube's older files have it all on the first line.
    lines = first.lstrip().removeprefix("WEBVTT").replace(";", "\n") + "\n" + rest
    values = {match[1].casefold(): match[2].strip() for match in _LINE.finditer(lines)}
    facts = Facts(
        title=values.get("episode") or values.get("title") or _headline(text),
        show_title=values.get("podcast") or values.get("show"),
        site_url=_url(values.get("podcast url")),
        episode_url=_url(values.get("episode url")),
        language=_language(values),
        published_date=_date(parsed, values.get("publishing date") or values.get("date")),
        duration_ms=_duration(parsed, values.get("duration")),
    )
    kind = values.get("kind")
    return VttHeader(kind.casefold() if kind else None, facts)


def _headline(text: str) -> str | None:
    """Return the first line above cues that have no header of their own, if it is no sentence and no line of keys."""
    line = text[:_LONGEST].strip().partition("\n")[0].strip()
    is_line = 0 < len(line) <= _LONGEST_TITLE and line[-1] not in ".?!,;:" and any(map(str.isalpha, line))
    return line if is_line and not line.startswith("WEBVTT") and _LINE.match(line) is None else None


def _url(value: str | None) -> str | None:
    return value if value and value.startswith(("http://", "https://")) else None


def _language(values: Mapping[str, str]) -> str | None:
    value = values.get("language") or values.get("lang") or ""
    return value if _LANGUAGE.fullmatch(value) else None


def _date(parsed: Parsed, value: str | None) -> dt.date | None:
    found = _DATE.search(value) if value else None
    if found is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        parsed.warn("metadata_invalid", "header", f"date: {value}")
        return None


def _duration(parsed: Parsed, value: str | None) -> int | None:
    if value is None:
        return None
    ms = parse_duration(value.strip("\"'"))
    if ms is None:
        parsed.warn("metadata_invalid", "header", f"duration: {value}")
    return ms
