"""Bytes to text: the encoding is found from the bytes, and what was odd on the way is said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.document import DEFAULT_LIMITS, Limits
from transforms.encoding_mixed import decode_damaged
from transforms.encoding_wide import wide_encoding
from transforms.office import extract_text, office_kind
from transforms.parsed import Reject, WarningNote
from transforms.rtf import read_rtf
from transforms.signatures import signature, unnamed_binary
from transforms.stl_binary import is_stl, read_stl

if TYPE_CHECKING:
    from transforms.signatures import Signature

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})|<meta\s[^>]{0,400}?charset\s*=\s*["']?([\w.:-]{1,40})""",
    re.I,
)
_DECLARED_WITHIN = 4096
# What a declaration says, and what is meant by it on the web: the larger set that programs really write.
_LEGACY = re.compile(r"(?:cp|iso8859|koi8|gb|hz|big5|euc|shift|mac|tis|kz|johab|iso2022)")
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
          "euc_kr": "cp949", "iso8859-9": "cp1254"}  # fmt: skip
# UTF-8 that was taken for Windows-1252 and encoded once more: the two or three characters that one became.
_CONTINUED = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_MOJIBAKE = re.compile(f"[ÃÅÄÐÑ][{_CONTINUED}]|Â[\u0080-\u00bf]|â€[{_CONTINUED}]|ðŸ")
_MOJIBAKE_SIGNS = ("Ã", "â€", "Â", "Ð", "ðŸ")


@dataclass(slots=True)
class Decoded:
    """Text of a document without its byte order mark, line ends untouched; or why there is none.

    `binary` says what bytes are that are no text and are left alone; `reject` is for what should have been text.
    """

    text: str = ""
    encoding: str | None = None
    warnings: list[WarningNote] = field(default_factory=list)
    reject: Reject | None = None
    binary: Signature | None = None


def decode(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Decoded:
    r"""Return the text of `data`: by its byte order mark, as UTF-8, or by a guess that is reported.

    Office documents give their text, with encoding 'docx', 'odt' or 'rtf', EBU STL subtitles with 'ebu_stl'.
    Never raises on any input.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9").text
    'café'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding)
    if (found := signature(data)) is not None:
        return _not_text(data, found, limits)
    if is_stl(data):
        return _subtitles(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_declaration(data) or _guessed(data)
    if not text.isascii():
        return Decoded(text, "utf-8", _suspicions(text))
    if "\0" in text or "\x1b" in text:
        return _odd_ascii(data, text)
    return Decoded(text, "utf-8")


def _by_mark(data: bytes, encoding: str) -> Decoded:
    try:
        text, notes = data.decode(encoding), []
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        notes = [_note("invalid_bytes", text.count("\ufffd"), f"not valid {encoding}", f"byte {error.start}")]
    return Decoded(text, encoding, notes + _suspicions(text))


def _not_text(data: bytes, found: Signature, limits: Limits) -> Decoded:
    if found.verdict == "binary":
        return Decoded(binary=found)
    if found.name == "rtf":
        return Decoded(read_rtf(data), "rtf")
    if found.verdict == "pointer":
        detail = "a pointer to a file that was not fetched"
        return Decoded(reject=Reject("lfs_pointer", "byte 0", data[:120].decode("utf-8", "replace"), detail))
    if found.verdict == "compressed":
        kind = office_kind(data) if found.name == "zip" else None
        if kind is None:
            return Decoded(reject=Reject("compressed_not_text", "byte 0", "", f"{found.name} data, not text"))
        outcome = extract_text(data, kind, limits)
        return Decoded(reject=outcome) if isinstance(outcome, Reject) else Decoded(outcome, kind)
    return Decoded(reject=Reject("undecodable", "byte 0", "", f"a document in {found.name}, whose text is not read"))


def _subtitles(data: bytes) -> Decoded:
    outcome = read_stl(data)
    if isinstance(outcome, Reject):
        return Decoded(reject=outcome)
    return Decoded(outcome.text, "ebu_stl", outcome.warnings)


def _odd_ascii(data: bytes, text: str) -> Decoded:
    """Return what ASCII with zero bytes or escapes is: UTF-16 or UTF-32, ISO-2022, binary data, or damaged text."""
    if (wide := wide_encoding(data)) is not None:
        return _guessed_as(data, wide)
    if "\x1b$" in text:
        japanese = data.decode("iso2022_jp", "replace")
        if "\ufffd" not in japanese:
            return Decoded(japanese, "iso2022_jp", [_note("encoding_guessed", 1, "read as iso2022_jp")])
    if (binary := unnamed_binary(data)) is not None:
        return Decoded(binary=binary)
    return Decoded(text, "utf-8")


def _by_declaration(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
        encoding = _MEANT.get(name, name)
        text = data.decode(encoding) if _LEGACY.match(encoding) else None
    except (LookupError, UnicodeError):
        return None
    return Decoded(text, encoding, _suspicions(text)) if text is not None else None


def _guessed(data: bytes) -> Decoded:
    if b"\0" in data and (wide := wide_encoding(data)) is not None:
        return _guessed_as(data, wide)
    if (binary := unnamed_binary(data)) is not None:
        return Decoded(binary=binary)
    repaired = decode_damaged(data)
    if repaired is None:
        return Decoded(reject=Reject("undecodable", "byte 0", repr(data[:40]), "the bytes read as text in no encoding"))
    return Decoded(repaired.text, repaired.encoding, repaired.warnings)


def _guessed_as(data: bytes, encoding: str) -> Decoded:
    decoded = _by_mark(data, encoding)
    decoded.warnings.insert(0, _note("encoding_guessed", 1, f"read as {encoding}"))
    return decoded


def _suspicions(text: str) -> list[WarningNote]:
    if not any(sign in text for sign in _MOJIBAKE_SIGNS) or (first := _MOJIBAKE.search(text)) is None:
        return []
    count = sum(1 for _ in _MOJIBAKE.finditer(text))
    excerpt = text[max(0, first.start() - 20) : first.end() + 20]
    return [_note("mojibake_suspected", count, excerpt, f"character {first.start()}")]


def _note(reason: str, count: int, detail: str, locator: str = "byte 0") -> WarningNote:
    return WarningNote(reason, count, locator, detail)
