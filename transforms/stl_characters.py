"""The character tables and language codes of EBU STL subtitle files (EBU Tech 3264)."""

from __future__ import annotations

import unicodedata

# ISO 6937 from 0xA0 on; a zero stands where the table has nothing.
_UPPER = "\u00a0¡¢£$¥#§¤‘“«←↑→↓°±²³×µ¶·÷’”»¼½¾¿0000000000000000―¹®©™♪¬¦0000⅛⅜⅝⅞ΩÆĐªĦ0ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ\u00ad"
# Marks of their own that stand before the letter they belong on.
_MARKS = dict(
    zip(
        range(0xC1, 0xD0),
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0327\u0332\u030b\u0328\u030c",
        strict=True,
    )
)
_PARTS_OF_8859 = {b"01": "iso8859-5", b"02": "iso8859-6", b"03": "iso8859-7", b"04": "iso8859-8"}
_LANGUAGES = [
    "-", "sq", "br", "ca", "hr", "cy", "cs", "da", "de", "en", "es", "eo", "et", "eu", "fo", "fr", "fy", "ga",
    "gd", "gl", "is", "it", "se", "la", "lv", "lb", "lt", "hu", "mt", "nl", "no", "oc", "pl", "pt", "ro", "rm",
    "sr", "sk", "sl", "fi", "sv", "tr", "nl", "wa",
]  # fmt: skip


def decode_stl(data: bytes, table: bytes) -> str:
    r"""Return printable bytes as text by the table that the file names (`00`: Latin, ISO 6937).

    >>> decode_stl(b"caf\xc2e \xa9x\xb9", b"00"), decode_stl(b"\xb0\xd1", b"01")
    ('café ‘x’', 'Аб')
    """
    if table in _PARTS_OF_8859:
        return data.decode(_PARTS_OF_8859[table], "replace")
    made: list[str] = []
    mark = ""
    for byte in data:
        if byte in _MARKS:
            mark = _MARKS[byte]
            continue
        char = chr(byte) if byte < 0xA0 else _UPPER[byte - 0xA0]
        made.append(char if char != "0" or byte == ord("0") else "\ufffd")
        if mark:
            made[-1:] = [unicodedata.normalize("NFC", made[-1] + mark)]
            mark = ""
    return "".join(made)


def language_of(code: bytes) -> str | None:
    """Return the language that a code of two hexadecimal digits stands for, by its ISO 639-1 code.

    >>> language_of(b"09"), language_of(b"0F"), language_of(b"  ")
    ('en', 'fr', None)
    """
    try:
        number = int(code, 16)
    except ValueError:
        return None
    return _LANGUAGES[number] if 0 < number < len(_LANGUAGES) else None
