"""Bytes that are UTF-8 in part: what is valid stays, the rest is read in another encoding or marked as lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from transforms.encoding_guess import Guess, guess_encoding
from transforms.parsed import WarningNote

# Sequences with the right number of bytes that UTF-8 forbids: overlong forms, surrogates, beyond the last character.
_FORBIDDEN = re.compile(
    rb"[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]"
    rb"|\xf0[\x80-\x8f][\x80-\xbf]{2}|\xf4[\x90-\xbf][\x80-\xbf]{2}|[\xf5-\xf7][\x80-\xbf]{3}"
)
_STRAY = re.compile("[\udc80-\udcff]+")
_VALID = re.compile("[^\x00-\x7f\udc80-\udcff]")
_BEYOND = re.compile("[^\x00-\x7f]")
_NATURAL = 0.5
# Two bytes of a Chinese character make one of UTF-8 now and then, and lines of one character are valid by chance.
_CHANCE_CJK = 0.15
# The first byte of a character of several bytes with some of those that go on with it.
_CUT_OFF = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


class Repaired(NamedTuple):
    """Text, the encoding it was read in, and what was odd."""

    text: str
    encoding: str
    warnings: list[WarningNote]


def decode_damaged(data: bytes) -> Repaired | None:
    """Return the text of bytes that are not valid UTF-8, None where no encoding gives text.

    A file in a legacy encoding is read whole in it (`encoding_guessed`). Where valid UTF-8 stands beside other
    bytes, lines without any are read in a legacy encoding (`mixed_encoding`), and what is broken in the others
    becomes U+FFFD (`invalid_bytes`); forbidden forms of UTF-8 are never decoded to what they stand for.
    """
    place = _first_invalid(data)
    if _is_damaged_utf8(data):
        return Repaired(*_replaced(data, place))
    escaped = data.decode("utf-8", "surrogateescape")
    guess = guess_encoding(data)
    if _VALID.search(escaped) is None or (guess is not None and _is_legacy(escaped, guess)):
        return _as_legacy(data, guess)
    return _by_lines(escaped, place)


def _first_invalid(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Return whether all that is invalid are forbidden forms, or a last character that was cut off."""
    rest = _FORBIDDEN.sub(b"", data)
    try:
        rest.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return False
        return len(rest) - error.start > 1 or _VALID.search(rest[: error.start].decode("utf-8")) is not None
    return True


def _replaced(data: bytes, place: int) -> tuple[str, str, list[WarningNote]]:
    text = data.decode("utf-8", "replace")
    return text, "utf-8", [_note("invalid_bytes", text.count("\ufffd"), place, "not valid UTF-8")]


def _is_legacy(escaped: str, guess: Guess) -> bool:
    """Return whether what is valid UTF-8 is so by accident: seldom a whole line, and never in a Latin encoding."""
    if guess.kind == "latin" or guess.naturalness <= _NATURAL:
        return False
    valid = sum(len(_VALID.findall(line)) for line in escaped.split("\n") if not _STRAY.search(line))
    return valid <= (_CHANCE_CJK * len(_BEYOND.findall(escaped)) if guess.kind == "cjk" else 1)


def _as_legacy(data: bytes, guess: Guess | None) -> Repaired | None:
    if guess is None:
        return None
    text = data.decode(guess.encoding, "replace")
    notes = [_note("encoding_guessed", 1, 0, f"read as {guess.encoding}")]
    if lost := text.count("\ufffd"):
        notes.append(_note("invalid_bytes", lost, 0, f"not valid {guess.encoding}"))
    return Repaired(text, guess.encoding, notes)


@dataclass(slots=True)
class _Counts:
    mixed: int = 0
    lost: int = 0


def _by_lines(escaped: str, place: int) -> Repaired:
    lines, counts = escaped.split("\n"), _Counts()
    foreign = [line.encode("utf-8", "surrogateescape") for line in lines
               if _STRAY.search(line) and not _VALID.search(line)]  # fmt: skip
    guess = guess_encoding(b"\n".join(foreign)) if foreign else None
    encoding = guess.encoding if guess else "cp1252"
    text = "\n".join(_line(line, encoding, counts) if _STRAY.search(line) else line for line in lines)
    notes = []
    if counts.mixed:
        detail = f"UTF-8, and {encoding} in other lines" if foreign else f"UTF-8, and single letters in {encoding}"
        notes.append(_note("mixed_encoding", counts.mixed, place, detail))
    if counts.lost:
        notes.append(_note("invalid_bytes", counts.lost, place, "not valid UTF-8"))
    return Repaired(text, "utf-8", notes)


def _line(line: str, encoding: str, counts: _Counts) -> str:
    if not _VALID.search(line):
        text = line.encode("utf-8", "surrogateescape").decode(encoding, "replace")
        counts.mixed += 1
        counts.lost += text.count("\ufffd")
        return text

    def read(match: re.Match[str]) -> str:
        stray = match[0].encode("utf-8", "surrogateescape")
        if len(stray) > 2 or _CUT_OFF.match(stray) or stray.decode("cp1252", "replace").count("\ufffd"):
            counts.lost += 1
            return "\ufffd"
        counts.mixed += 1
        return stray.decode("cp1252")

    return _STRAY.sub(read, line)


def _note(reason: str, count: int, place: int, detail: str) -> WarningNote:
    return WarningNote(reason, count, f"byte {place}", detail)
