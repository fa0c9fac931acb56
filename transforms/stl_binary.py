"""EBU STL subtitle files (.stl) as text: a block of facts and blocks of subtitles, all of fixed length (EBU Tech 3264).

The text has the facts as lines under the file's own code (`STL25.01`), and below them each subtitle as a numbered cue.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.parsed import Reject, WarningNote
from transforms.stl_characters import decode_stl, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_GSI, _TTI = 1024, 128
_CODE = re.compile(rb"STL(\d\d)\.\d\d")
_USER_DATA, _LAST_BLOCK, _COMMENT = 0xFE, 0xFF, 1
_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_PIECE = re.compile(rb"([\x00-\x07])|([\x8a]+)|([\x20-\x7e\xa0-\xff]+)|([^\x8f])", re.S)
_CODE_PAGE = re.compile(rb"437|850|860|863|865")


class StlText(NamedTuple):
    """The text of a file, and what was odd about it."""

    text: str
    warnings: list[WarningNote]


class _Subtitle(NamedTuple):
    start: str
    end: str
    text: str


def is_stl(data: bytes) -> bool:
    """Return whether bytes begin as an EBU STL file does: a code page, then `STL25.01` or the like."""
    return _CODE.match(data, 3) is not None and _CODE_PAGE.match(data) is not None


def read_stl(data: bytes) -> StlText | Reject:
    """Return the text of an EBU STL file; `truncated` is rejected where there is no whole subtitle. Never raises."""
    if len(data) < _GSI + _TTI:
        return Reject("truncated", f"byte {len(data)}", "", "an EBU STL file without a whole subtitle")
    warnings = []
    left = (len(data) - _GSI) % _TTI
    if left and data[-left:].strip(b"\0 \x8f\x1a\r\n"):
        warnings.append(WarningNote("truncated", 1, f"byte {len(data) - left}", "cut off in the middle of a subtitle"))
    rate = max(1, int(data[6:8]))
    cues = "".join(
        f"\n{number}\n{cue.start} --> {cue.end}\n{cue.text}\n" for number, cue in enumerate(_subtitles(data, rate), 1)
    )
    return StlText("\n".join(_facts(data)) + "\n" + cues, warnings)


def _facts(data: bytes) -> Iterator[str]:
    yield data[3:11].decode("ascii", "replace")
    page = data[:3].decode("ascii", "replace")
    for name, start, end in (("Programme", 16, 48), ("Episode", 48, 80)):
        if value := " ".join(data[start:end].decode(f"cp{page}", "replace").replace("\0", " ").split()):
            yield f"{name}: {value}"
    if language := language_of(data[14:16]):
        yield f"Language: {language}"
    if (begin := data[256:264]).isdigit() and begin.strip(b"0"):
        yield f"Start of programme: {':'.join(begin[at : at + 2].decode() for at in (0, 2, 4, 6))}"


def _subtitles(data: bytes, rate: int) -> Iterator[_Subtitle]:
    """Yield the subtitles: blocks of the same number belong together, comments and user data are left out."""
    table, text = data[12:14], b""
    for at in range(_GSI, len(data) - _TTI + 1, _TTI):
        block = data[at : at + _TTI]
        if block[3] == _USER_DATA or block[15] == _COMMENT:
            continue
        text += block[16:].partition(b"\x8f")[0]
        if block[3] == _LAST_BLOCK:
            yield _Subtitle(_time(block[5:9], rate), _time(block[9:13], rate), _words(text, table))
            text = b""


def _time(code: bytes, rate: int) -> str:
    hours, minutes, seconds, frames = code
    return f"{hours:02}:{minutes:02}:{seconds:02},{min(999, frames * 1000 // rate):03}"


def _words(data: bytes, table: bytes) -> str:
    """Return what a text field says: colours as tags, other control codes as the space that they take."""
    made: list[str] = []
    colour = shown = ""
    for piece in _PIECE.finditer(data):
        if piece[1] is not None:
            colour = _COLOURS[piece[1][0]]
            made.append(" ")
        elif piece[2] is not None:
            made.append("\n")
        elif piece[3] is None:
            made.append(" ")
        else:
            words = decode_stl(piece[3], table)
            is_new = colour != shown and bool(words.strip())
            made.append(f'<font color="{colour}">{words}' if is_new else words)
            shown = colour if is_new else shown
    lines = (" ".join(line.split()) for line in "".join(made).split("\n"))
    return "\n".join(filter(None, lines))
