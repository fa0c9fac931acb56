"""JSON strings as they stand in the text, decoded without moving a character."""

from __future__ import annotations

import re

from transforms.formats.captions.cues import resolved

_HEX = "[0-9a-fA-F]"
_ESCAPE = re.compile(rf"\\u([dD][89abAB]{_HEX}{{2}})\\u([dD][c-fC-F]{_HEX}{{2}})|\\u({_HEX}{{4}})|\\(.)", re.S)
_SIGNS = {"b": " ", "f": " ", "n": "\n", "r": "\n", "t": "\t"}


def unescape(raw: str) -> str:
    r"""Return what a string between its quotes stands for, as long as `raw`: each escape is filled up.

    >>> unescape(r"caf\u00e9\n")
    'café\ufdd0\ufdd0\ufdd0\ufdd0\ufdd0\n\x00'
    """
    return _ESCAPE.sub(_resolve, raw) if "\\" in raw else raw


def _resolve(match: re.Match[str]) -> str:
    high, low, code, sign = match.groups()
    if high is not None:
        meaning = chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    elif code is not None:
        point = int(code, 16)
        meaning = "\ufffd" if 0xD800 <= point < 0xE000 else chr(point)
    else:
        meaning = _SIGNS.get(sign, sign)
    return resolved(match[0], meaning)
