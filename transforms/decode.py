"""Bytes to text: the encoding is found from the bytes, and what was odd on the way is said."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

import charset_normalizer

from transforms.parsed import Reject, WarningNote

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 256 * 1024


@dataclass(slots=True)
class Decoded:
    """Text of a document, or the reject that says why there is none; the BOM is not part of the text."""

    text: str = ""
    encoding: str | None = None
    warnings: list[WarningNote] = field(default_factory=list)
    reject: Reject | None = None


def decode(data: bytes) -> Decoded:
    r"""Return the text of `data`: by its byte order mark, as UTF-8, or by a guess that is reported.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9").text
    'café'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _by_mark(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        note = WarningNote("invalid_bytes", 1, f"byte {error.start}", f"not valid {encoding}")
        return Decoded(data.decode(encoding, "replace"), encoding, [note])


def _guess(data: bytes) -> Decoded:
    best = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None:
        detail = "no text encoding fits the bytes"
        return Decoded(reject=Reject("undecodable", "byte 0", repr(data[:40]), detail))
    note = WarningNote("encoding_guessed", 1, "byte 0", f"taken as {best.encoding}")
    return Decoded(data.decode(best.encoding, "replace"), best.encoding, [note])
