"""Where everything stands in a JSON text: strings, keys, objects and arrays by position, found in a few passes.

The value of a JSON text is decoded elsewhere; the outline adds what decoding throws away. It is exact for valid JSON
and says nothing useful, without failing, for anything else.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Places = NDArray[np.int64]

_QUOTE, _MARK, _COLON, _OPEN, _CLOSE = b'"\\:{}'
_IS_BLANK = np.zeros(256, dtype=np.bool_)
_IS_BLANK[list(b" \t\n\r")] = True
_BLANK = re.compile(r"[ \t\n\r]*")
_GAP = re.compile(r"[ \t\n\r,]*")
_KEY = re.compile(r'[ \t\n\r,]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t\n\r]*:[ \t\n\r]*', re.S)
_SCALAR = re.compile(r"[^\s,\]}]*")
# Steps of the vectorised walk over white space; longer stretches are passed over one at a time.
_PATIENCE = 96


class Member(NamedTuple):
    """A key of an object and its value: offsets of the key's quote, of the value, and behind the value."""

    key: str
    key_start: int
    start: int
    end: int


class Outline:
    """The strings (`opens`/`closes`: offsets of their quotes) and boxes (objects, arrays) of a JSON text, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        # One byte a character keeps positions equal to code points; what is not Latin-1 cannot be structure.
        self._codes = np.frombuffer(text.encode("latin-1", "replace") + b"\0\0", dtype=np.uint8)
        quotes = _unescaped_quotes(self._codes)
        pairs = len(quotes) // 2
        self.opens: Places = quotes[0 : 2 * pairs : 2]
        self.closes: Places = quotes[1 : 2 * pairs : 2]
        colons = self._behind_blank(self.closes + 1)
        self.is_key: NDArray[np.bool_] = self._codes[colons] == _COLON
        self._brackets, self._levels = _bracket_levels(self._codes, quotes)
        self.box_opens, self.box_closes = _boxes(self._codes, self._brackets, self._levels)
        self._ignored: Places = np.zeros(0, dtype=np.int64)
        self._members: dict[int, list[Member]] = {}
        self._latest: dict[int, dict[str, Member]] = {}

    @property
    def depth(self) -> int:
        """Return how deep the brackets are nested."""
        return int(self._levels.max(initial=0))

    def key_count(self) -> int:
        """Return how many keys all objects have together, repeated ones counted each time."""
        return int(self.is_key.sum())

    def colon_count(self) -> int:
        """Return how often a quote before a colon begins a string or stands inside of one (not counting escapes)."""
        return self.text.count('":') - int((self._codes[self.closes + 1] == _COLON).sum())

    def box_count(self) -> int:
        """Return how many objects and arrays there are."""
        return len(self.box_opens)

    def ignore(self, keys: Places) -> None:
        """Leave these keys (indexes of strings, ascending) out of all further answers of `strings`."""
        self._ignored = keys

    def strings(self, key: str | None, depth: int, start: int, end: int) -> tuple[Places, Places]:
        """Return where the string values of `key` stand, in order: offsets behind and at their quotes.

        Only keys with `depth` brackets around them and between offsets `start` and `end` count. With None for a key,
        the strings in arrays of that depth.
        """
        low, high = self.opens.searchsorted((start, end))
        if key is None:
            found = self._elements_in(int(low), int(high))
            found = found[self._depths(self.opens[found]) == depth]
            return self.opens[found] + 1, self.closes[found]
        lengths = self.closes[low:high] - self.opens[low:high] - 1
        found = np.flatnonzero(self.is_key[low:high] & (lengths == len(key))) + low
        found = self._spelt(found, key)
        if self._ignored.size:
            found = found[~np.isin(found, self._ignored)]
        found = found[self._depths(self.opens[found]) == depth]
        begins = self._value_starts(found)
        found = found[self._codes[begins] == _QUOTE] + 1
        return self.opens[found] + 1, self.closes[found]

    def members(self, start: int) -> list[Member]:
        """Return the members of the object whose brace stands at `start`, in order, repeated keys included."""
        if start not in self._members:
            self._members[start] = list(self._find_members(start))
        return self._members[start]

    def member(self, start: int, key: str) -> Member:
        """Return the last member with this key of the object whose brace stands at `start`."""
        if start not in self._latest:
            self._latest[start] = {member.key: member for member in self.members(start)}
        return self._latest[start][key]

    def elements(self, start: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the elements of the array whose bracket stands at `start`."""
        end, text = self.box_end(start) - 1, self.text
        boxes = self._inner_boxes(start, end)
        place = _end_of(_GAP, text, start + 1)
        while place < end:
            behind = boxes[place] + 1 if place in boxes else self._value_end(place)
            yield place, behind
            place = _end_of(_GAP, text, max(behind, place + 1))

    def roots(self) -> list[tuple[int, int]]:
        """Return the stretches of the boxes that are in no other box."""
        opens = self.box_opens[self._levels[self._brackets.searchsorted(self.box_opens)] == 1]
        return [(start, self.box_end(start)) for start in opens.tolist()]

    def box_end(self, start: int) -> int:
        """Return the offset behind the box that opens at `start`."""
        return int(self.box_closes[self.box_opens.searchsorted(start)]) + 1

    def parents(self, keys: Places) -> Iterator[int]:
        """Yield, for each key (index of a string, ascending), the offset of the object it belongs to."""
        around: list[int] = []
        brackets, place = self._brackets.tolist(), 0
        is_open = (self._codes[self._brackets] | 32) == _OPEN
        for key_start in self.opens[keys].tolist():
            while place < len(brackets) and brackets[place] < key_start:
                if is_open[place]:
                    around.append(brackets[place])
                elif around:
                    around.pop()
                place += 1
            yield around[-1] if around else -1

    def name(self, key: int) -> str:
        """Return the decoded text of the string with index `key`."""
        return _decoded(self.text[self.opens[key] + 1 : self.closes[key]])

    def value_stretch(self, key: int) -> tuple[int, int]:
        """Return the stretch from the key with index `key` to the end of its value."""
        begin = int(self._value_starts(np.array([key]))[0])
        return int(self.opens[key]), self._value_end(begin)

    def _find_members(self, start: int) -> Iterator[Member]:
        text, place = self.text, start + 1
        while match := _KEY.match(text, place):
            begin = match.end()
            place = self._value_end(begin)
            raw = match[1]
            yield Member(_decoded(raw), match.start(1) - 1, begin, place)

    def _elements_in(self, low: int, high: int) -> Places:
        """Return the strings that are neither keys nor values of keys."""
        keys = np.flatnonzero(self.is_key[max(low - 1, 0) : high]) + max(low - 1, 0)
        is_other = ~self.is_key[low:high]
        values = keys[self._codes[self._value_starts(keys)] == _QUOTE] + 1
        is_other[values[(values >= low) & (values < high)] - low] = False
        return np.flatnonzero(is_other) + low

    def _inner_boxes(self, start: int, end: int) -> dict[int, int]:
        """Return where the boxes that stand directly in a box close, by where they open."""
        low, high = self.box_opens.searchsorted((start + 1, end))
        opens = self.box_opens[low:high]
        direct = self._depths(opens) == self._depth_inside(start)
        return dict(zip(opens[direct].tolist(), self.box_closes[low:high][direct].tolist(), strict=True))

    def _spelt(self, found: Places, key: str) -> Places:
        if not key.isascii():
            begins = (self.opens[found] + 1).tolist()
            return found[np.array([self.text.startswith(key, begin) for begin in begins], dtype=np.bool_)]
        for offset, char in enumerate(key.encode(), 1):
            found = found[self._codes[self.opens[found] + offset] == char]
        return found

    def _value_starts(self, keys: Places) -> Places:
        colons = self._behind_blank(self.closes[keys] + 1)
        return self._behind_blank(np.minimum(colons + 1, len(self.text)))

    def _value_end(self, start: int) -> int:
        code = self._codes[start]
        if code == _QUOTE:
            return int(self.closes[self.opens.searchsorted(start)]) + 1
        if code | 32 == _OPEN:
            return self.box_end(start)
        return _end_of(_SCALAR, self.text, start)

    def _depths(self, places: Places) -> NDArray[np.int32]:
        return self._levels[self._brackets.searchsorted(places) - 1]

    def _depth_inside(self, start: int) -> int:
        return int(self._levels[self._brackets.searchsorted(start)])

    def _behind_blank(self, places: Places) -> Places:
        places = places.copy()
        pending = np.flatnonzero(_IS_BLANK[self._codes[places]])
        for _ in range(_PATIENCE):
            if not pending.size:
                return places
            places[pending] += 1
            pending = pending[_IS_BLANK[self._codes[places[pending]]]]
        for index in pending.tolist():
            places[index] = _end_of(_BLANK, self.text, int(places[index]))
        return places


def _decoded(raw: str) -> str:
    return str(json.loads(f'"{raw}"', strict=False)) if "\\" in raw else raw


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _unescaped_quotes(codes: NDArray[np.uint8]) -> Places:
    quotes = np.flatnonzero(codes == _QUOTE)
    marks = np.flatnonzero(codes == _MARK)
    if not marks.size:
        return quotes
    count = np.arange(len(marks))
    is_first = np.append(True, np.diff(marks) != 1)
    in_run = count - np.maximum.accumulate(np.where(is_first, count, 0))
    is_escaped = np.zeros(len(codes) + 1, dtype=np.bool_)
    is_escaped[marks[in_run % 2 == 0] + 1] = True
    return quotes[~is_escaped[quotes]]


def _bracket_levels(codes: NDArray[np.uint8], quotes: Places) -> tuple[Places, NDArray[np.int32]]:
    """Return the brackets outside of strings and how many boxes are open behind each."""
    folded = codes | 32
    places = np.flatnonzero((folded == _OPEN) | (folded == _CLOSE))
    places = places[np.searchsorted(quotes, places) % 2 == 0]
    steps = np.where(folded[places] == _OPEN, 1, -1).astype(np.int32)
    return places, np.cumsum(steps, dtype=np.int32)


def _boxes(codes: NDArray[np.uint8], brackets: Places, levels: NDArray[np.int32]) -> tuple[Places, Places]:
    """Return where each box opens and closes: on one level, brackets open and close in turn."""
    is_open = (codes[brackets] | 32) == _OPEN
    # Sixteen bits are sorted in linear time; deeper than that nothing is looked at.
    own_level = np.where(is_open, levels, levels + 1).astype(np.int16)
    ordered = brackets[np.argsort(own_level, kind="stable")]
    pairs = len(ordered) // 2
    opens, closes = ordered[0 : 2 * pairs : 2], ordered[1 : 2 * pairs : 2]
    order = np.argsort(opens, kind="stable")
    return opens[order], closes[order]
