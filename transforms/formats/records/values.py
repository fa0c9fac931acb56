"""Metadata values of JSON records, read as what their key says they are."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

from transforms.formats.records.notes import plain_notes
from transforms.formats.records.times import read_time
from transforms.timecode import parse_duration

_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?:[-_].{1,20})?")
_PLAIN_NUMBER = re.compile(r"#?\s*(\d{1,6}(?:\.\d{1,3})?)")
_MEDIA_ENDING = re.compile(r"\.(?:mp3|m4a|wav|mp4|ogg|opus|flac|aac|webm|mov|mkv)$", re.I)
# A bare number this large is no length in seconds (half a day): it counts milliseconds.
_MOST_SECONDS = 50_000
_LONGEST_DURATION_MS = 10**12

# The languages that recognisers name in words, by the number of podcasts in them.
_LANGUAGE_NAMES = {
    "english": "en", "spanish": "es", "portuguese": "pt", "german": "de", "french": "fr", "indonesian": "id",
    "swedish": "sv", "italian": "it", "dutch": "nl", "chinese": "zh", "japanese": "ja", "polish": "pl", "arabic": "ar",
    "danish": "da", "norwegian": "no", "finnish": "fi", "russian": "ru", "turkish": "tr", "hindi": "hi", "korean": "ko",
    "czech": "cs", "hebrew": "he", "greek": "el", "hungarian": "hu", "romanian": "ro", "ukrainian": "uk", "thai": "th",
    "vietnamese": "vi", "catalan": "ca", "persian": "fa", "bulgarian": "bg", "croatian": "hr", "slovak": "sk",
}  # fmt: skip
_THREE_LETTERS = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl",
    "dut": "nl", "jpn": "ja", "zho": "zh", "chi": "zh", "cmn": "zh", "kor": "ko", "rus": "ru", "pol": "pl", "ara": "ar",
    "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "tur": "tr", "hin": "hi", "ukr": "uk", "ces": "cs", "cze": "cs",
}  # fmt: skip


def read_text(value: Any) -> str | None:
    """Return a string without outer white space, or a number as text; None for all else and for nothing."""
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if type(value) in (int, float) else None


def read_title(value: Any) -> str | None:
    """Return a title; the ending of an audio file's name is no part of it.

    >>> read_title(" Bees.mp3 "), read_title({"main": 1})
    ('Bees', None)
    """
    text = value.strip() if isinstance(value, str) else ""
    return _MEDIA_ENDING.sub("", text) or None


def read_recording_name(value: Any) -> str | None:
    """Return the name of a recording as a title; ids, paths and addresses are none.

    >>> read_recording_name("winter_bees.mp3"), read_recording_name("Winter bees"), read_recording_name("job-17")
    ('winter_bees', 'Winter bees', None)
    """
    title = read_title(value)
    if title is None or "/" in title:
        return None
    return title if " " in title or title != value.strip() else None


def read_description(value: Any) -> str | None:
    """Return show notes as text, without tags."""
    return plain_notes(value) or None if isinstance(value, str) else None


def read_url(value: Any) -> str | None:
    """Return an address: a string, or that of the first object with one (`url`, `href`, `src`)."""
    if isinstance(value, list):
        return next(filter(None, map(read_url, value[:8])), None)
    if isinstance(value, dict):
        return next(filter(None, (read_url(value.get(key)) for key in ("url", "href", "src", "@url", "mp3"))), None)
    text = read_text(value) or ""
    return text if "://" in text or text.startswith("//") else None


def read_number(value: Any) -> Decimal | None:
    """Return the number of an episode.

    >>> read_number("#12"), read_number(315.5), read_number("twelve"), read_number(True)
    (Decimal('12'), Decimal('315.5'), None, None)
    """
    if isinstance(value, bool):
        return None
    match = _PLAIN_NUMBER.fullmatch(read_text(value) or "")
    return Decimal(match[1].removesuffix(".0")) if match else None


def read_language(value: Any) -> str | None:
    """Return a language tag.

    >>> [read_language(value) for value in ("en_us", "english", "eng", "zh-Hans-CN", "no idea")]
    ['en-US', 'en', 'en', 'zh-Hans-CN', None]
    """
    text = read_text(value) or ""
    if text.lower() in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[text.lower()]
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        return None
    parts = (_THREE_LETTERS.get(match[1].lower(), match[1].lower()), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(filter(None, parts))


def read_duration(value: Any, unit: float | None = None, last_ms: int | None = None) -> int | None:
    """Return a length in ms; `unit` is what a number is in ms, if known, `last_ms` when the speech ends, if known.

    >>> read_duration("00:49:08"), read_duration(3924, last_ms=3_886_090), read_duration(3_924_000)
    (2948000, 3924000, 3924000)
    >>> read_duration(65.4, last_ms=3_886_090)
    3924000
    """
    number, clock = read_time(value)
    length = number * (unit or _likely_unit(number, last_ms)) if math.isnan(clock) else clock
    if math.isnan(length):
        return parse_duration(value) if isinstance(value, str) else None
    return round(length) if 0 < length < _LONGEST_DURATION_MS else None


def _likely_unit(number: float, last_ms: int | None) -> float:
    if not last_ms or not number:
        return 1000.0 if number < _MOST_SECONDS else 1.0
    return min((1000.0, 1.0, 60_000.0), key=lambda unit: max(number * unit / last_ms, last_ms / (number * unit)))


def read_names(value: Any) -> list[str]:
    """Return the strings of a list, or of a string with commas between them.

    >>> read_names("bees, hives,"), read_names(["bees", 3, {"name": "hives"}])
    (['bees', 'hives'], ['bees', 'hives'])
    """
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, dict):
        return read_names(list(value.values()))
    if not isinstance(value, list):
        return []
    held = (item.get("name") or item.get("label") if isinstance(item, dict) else item for item in value)
    return [item.strip() for item in held if isinstance(item, str) and item.strip()]
