"""Closed captions of line 21 (CEA-608): what the pairs of bytes mean, and the captions that they put on a screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

_BASIC = {0x2A: "á", 0x5C: "é", 0x5E: "í", 0x5F: "ó", 0x60: "ú", 0x7B: "ç", 0x7C: "÷", 0x7D: "Ñ", 0x7E: "ñ", 0x7F: "█"}
_SPECIAL = "®°½¿™¢£♪à èâêîôû"
# These come behind a plain letter that they replace.
_EXTENDED = {0x12: "ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»", 0x13: "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘"}
_LOAD, _BACKSPACE, _PAINT, _TEXT = 0x20, 0x21, 0x29, (0x2A, 0x2B)
_ROLL_UP = (0x25, 0x26, 0x27)
_ERASE, _RETURN, _ERASE_HIDDEN, _SHOW = 0x2C, 0x2D, 0x2E, 0x2F
_SECOND_CHANNEL = 0x08


class Letter(NamedTuple):
    """A character of a caption, and where its pair of bytes is written."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Caption:
    """Characters that were on the screen together; frames are counted from zero, None where never cleared."""

    letters: list[Letter]
    start: int
    end: int | None = None


@dataclass(slots=True)
class Screen:
    """One channel's screen: `captions` are what was shown on it, in order."""

    captions: list[Caption] = field(default_factory=list)
    _hidden: list[Letter] = field(default_factory=list)
    _row: list[Letter] = field(default_factory=list)
    _row_start: int = 0
    _mode: str = "roll"
    _line: int | None = None

    def write(self, text: str, frame: int, start: int, end: int) -> None:
        """Take in a character that is sent at `frame` and written at `start:end`."""
        if self._mode == "text":
            return
        letters = self._hidden if self._mode == "pop" else self._row
        if letters is self._row and not letters:
            self._row_start = frame
        letters.append(Letter(text, start, end))

    def replace(self, text: str, frame: int, start: int, end: int) -> None:
        """Take in a character that stands for the one before it."""
        self._back()
        self.write(text, frame, start, end)

    def space(self, sign: str, start: int, end: int) -> None:
        """Part what follows from the characters before it, if there are any."""
        letters = self._hidden if self._mode == "pop" else self._row
        if letters and letters[-1].text not in " \n" and self._mode != "text":
            letters.append(Letter(sign, start, end))

    def move(self, line: int, start: int, end: int) -> None:
        """Go to a line of the screen: the next line of a caption, unless lines roll up."""
        if self._mode != "roll" and line != self._line:
            self.space("\n", start, end)
        self._line = line

    def command(self, code: int, frame: int) -> None:
        """Obey a control code that is sent at `frame`."""
        if code == _BACKSPACE:
            self._back()
        elif code == _RETURN:
            self._end_row()
        elif code == _ERASE:
            self._end_row()
            self._clear(frame)
        elif code == _ERASE_HIDDEN:
            self._hidden = []
        elif code == _SHOW:
            self._clear(frame)
            self._show(self._hidden, frame)
            self._hidden, self._mode = [], "pop"
        elif code in (_LOAD, _PAINT, *_ROLL_UP, *_TEXT):
            self._end_row()
            self._mode = {_LOAD: "pop", _PAINT: "paint"}.get(code, "text" if code in _TEXT else "roll")
        self._line = None if code in (_LOAD, _SHOW, _PAINT) else self._line

    def finish(self, frame: int) -> None:
        """Take what was sent and never shown as shown at the end."""
        self._end_row()
        self._show(self._hidden, frame)

    def _back(self) -> None:
        letters = self._hidden if self._mode == "pop" else self._row
        if letters:
            letters.pop()

    def _clear(self, frame: int) -> None:
        if self.captions and self.captions[-1].end is None:
            self.captions[-1].end = frame

    def _end_row(self) -> None:
        if self._row:
            self._clear(self._row_start)
            self._show(self._row, self._row_start)
            self._row = []

    def _show(self, letters: list[Letter], frame: int) -> None:
        if any(not letter.text.isspace() for letter in letters):
            self.captions.append(Caption(letters, frame))


class Decoder:
    """Turns pairs of bytes into captions, on one screen for each of the two channels of a field."""

    def __init__(self) -> None:
        self.screens = (Screen(), Screen())
        self._channel = 0
        self._last: int | None = None

    def feed(self, pair: int, frame: int, start: int, end: int) -> None:
        """Take in a pair (two bytes with their parity bits) that is sent at `frame` and written at `start:end`."""
        high, low = pair >> 8 & 0x7F, pair & 0x7F
        if 0x10 <= high < 0x20:
            # Every control code is sent twice, for safety.
            code = high << 8 | low
            self._last = None if code == self._last else code
            if self._last is not None:
                self._channel = 1 if high & _SECOND_CHANNEL else 0
                self._control(high & ~_SECOND_CHANNEL, low, frame, start, end)
            return
        if high or low:
            self._last = None
        for byte in (high, low):
            if byte >= 0x20:
                self.screens[self._channel].write(_BASIC.get(byte, chr(byte)), frame, start, end)

    def _control(self, high: int, low: int, frame: int, start: int, end: int) -> None:
        screen = self.screens[self._channel]
        if low >= 0x40:
            screen.move(high << 1 | low >> 5 & 1, start, end)
        elif high == 0x11 and low >= 0x30:
            screen.write(_SPECIAL[low - 0x30], frame, start, end)
        elif high in _EXTENDED and low >= 0x20:
            screen.replace(_EXTENDED[high][low - 0x20], frame, start, end)
        elif high in (0x14, 0x15) and 0x20 <= low < 0x30:
            screen.command(low, frame)
        elif (high == 0x11 and low >= 0x20) or (high == 0x17 and 0x21 <= low <= 0x23):
            screen.space(" ", start, end)
