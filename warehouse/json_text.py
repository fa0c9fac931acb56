"""Values that DuckDB returns, as JSON text that keeps what they are."""

from __future__ import annotations

import datetime as dt
import json
import math
from decimal import Decimal
from typing import Any


def to_json(value: Any) -> str:
    """Return JSON text for a value from DuckDB.

    Decimals are exact, without zeros at the end; NaN and infinity, which JSON has not, are null; days and instants
    are ISO 8601 (UTC as `Z`), bytes hexadecimal; lists, structs and maps are nested.

    >>> to_json({"number": Decimal("315.500"), "day": dt.date(2024, 1, 31), "share": math.nan, "names": ["Ann"]})
    '{"number": 315.5, "day": "2024-01-31", "share": null, "names": ["Ann"]}'
    """
    match value:
        case None | bool() | str() | int():
            return json.dumps(value, ensure_ascii=False)
        case float():
            return repr(value) if math.isfinite(value) else "null"
        case Decimal():
            return decimal_text(value) if value.is_finite() else "null"
        case list() | tuple():
            return f"[{', '.join(map(to_json, value))}]"
        case dict():
            pairs = (f"{json.dumps(_key(key), ensure_ascii=False)}: {to_json(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case _:
            return json.dumps(_key(value), ensure_ascii=False)


def decimal_text(value: Decimal) -> str:
    """Return all digits of a finite decimal, without an exponent and without zeros at the end.

    >>> decimal_text(Decimal("1200.500")), decimal_text(Decimal("100.000"))
    ('1200.5', '100')
    """
    return f"{value.normalize():f}"


def _key(value: Any) -> str:
    """Return a value as plain text."""
    match value:
        case dt.datetime() if value.utcoffset() == dt.timedelta(0):
            return value.replace(tzinfo=None).isoformat() + "Z"
        case dt.date() | dt.time():
            return value.isoformat()
        case bytes() | bytearray():
            return value.hex()
        case _:
            return str(value)
