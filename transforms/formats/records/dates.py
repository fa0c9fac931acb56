"""Dates as feeds, exports and people write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T _]\S.*)?")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ]\S.*)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH_FIRST = re.compile(r"(?:\w+,? )?([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:\W.*)?")
_DAY_FIRST = re.compile(
    r"(?:[\w-]+,? )?(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?: of| de)?[ -]([^\W\d_]{3,10})\.?,?(?: de| del)?[ -](\d{4})"
    r"(?:\W.*)?"
)
_CJK_DATE = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일](?:\W.*)?")
# By month, the beginnings that its names have in the languages that most podcasts are in.
_MONTHS = (
    ("jan", "ene", "gen", "янв", "sty"), ("feb", "fev", "fév", "фев", "lut"), ("mar", "mär", "mrz", "maa", "мар"),
    ("apr", "avr", "abr", "апр", "kwi"),
    ("may", "mai", "mag", "mei", "maj", "мая", "май"), ("jun", "juin", "giu", "июн", "cze"),
    ("jul", "juil", "lug", "июл", "lip"),
    ("aug", "aoû", "aou", "ago", "авг", "sie"), ("sep", "set", "сен", "wrz"),
    ("oct", "okt", "ott", "out", "окт", "paź"),
    ("nov", "ноя", "lis"), ("dec", "dez", "déc", "dic", "дек", "gru"),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_LONGEST = 64
# Seconds since 1970 for the years in which there are podcasts; ms are a thousand times that.
_FIRST_EPOCH, _LAST_EPOCH = 946_684_800, 4_102_444_800


def parse_date(value: object) -> dt.date | None:
    """Return the day that a JSON value names: a date or time in words or digits, or seconds or ms since 1970 (UTC).

    Days and months in an order that only the country tells apart (`03/04/2024`) are None, as is all else.

    >>> [str(parse_date(value)) for value in ("2024-03-05T10:00:00Z", "Tue, 05 Mar 2024 22:30:00 GMT", 1709629200)]
    ['2024-03-05', '2024-03-05', '2024-03-05']
    >>> [str(parse_date(value)) for value in ("March 5th, 2024", "5 Mar 2024", "2024/3/5", "05.03.2024")]
    ['2024-03-05', '2024-03-05', '2024-03-05', '2024-03-05']
    >>> [str(parse_date(value)) for value in ("5. März 2024", "5 de marzo de 2024", "2024年3月5日", "5-Mar-2024")]
    ['2024-03-05', '2024-03-05', '2024-03-05', '2024-03-05']
    >>> [parse_date(value) for value in ("2024-13-45", "03/04/2024", "soon", True, float("nan"))]
    [None, None, None, None, None]
    """
    if isinstance(value, str):
        return _parse_text(value.strip()) if len(value) <= _LONGEST else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(value)
    return None


def _from_epoch(number: float) -> dt.date | None:
    seconds = number / 1000 if number >= _LAST_EPOCH else number
    if not _FIRST_EPOCH <= seconds < _LAST_EPOCH:
        return None
    return (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)).date()


def _parse_text(text: str) -> dt.date | None:
    if text.isdigit() and text.isascii() and len(text) >= 9:
        return _from_epoch(int(text))
    if match := _ISO.fullmatch(text) or _SLASHED.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _CJK_DATE.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1])
    return _from_mail(text)


def _from_mail(text: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError):
        return None


def _month(name: str) -> str:
    lower = name.casefold()
    return str(_MONTH_OF.get(lower[:4]) or _MONTH_OF.get(lower[:3], 0))


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
