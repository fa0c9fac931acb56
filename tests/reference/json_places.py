"""Where the parts of a JSON text stand, character by character: the plain version of the records' outline."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

BLANK = " \t\n\r"


@dataclass
class Part:
    """A value, its stretch, the boxes around its own content, and its members (key, key's offset, part) or elements."""

    start: int
    end: int
    depth: int
    kind: str
    members: list[tuple[str, int, Part]] = field(default_factory=list)
    elements: list[Part] = field(default_factory=list)

    def boxes(self) -> list[Part]:
        inner = [part for _, _, part in self.members] + self.elements
        own = [self] if self.kind in "{[" else []
        return own + [box for part in inner for box in part.boxes()]

    def strings_of(self, key: str, depth: int) -> list[tuple[int, int]]:
        found = []
        for name, _, part in self.members:
            if name == key and part.kind == '"' and self.depth == depth:
                found.append((part.start + 1, part.end - 1))
            found += part.strings_of(key, depth)
        for part in self.elements:
            found += part.strings_of(key, depth)
        return found

    def strings_in_arrays(self, depth: int) -> list[tuple[int, int]]:
        found = [(part.start + 1, part.end - 1) for part in self.elements if part.kind == '"' and self.depth == depth]
        for part in [*(part for _, _, part in self.members), *self.elements]:
            found += part.strings_in_arrays(depth)
        return sorted(found)


def read(text: str) -> Part:
    """Return the parts of one valid JSON document."""
    return _value(text, _skip(text, 0), 0)


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in BLANK:
        place += 1
    return place


def _string_end(text: str, place: int) -> int:
    place += 1
    while text[place] != '"':
        place += 2 if text[place] == "\\" else 1
    return place + 1


def _value(text: str, place: int, around: int) -> Part:
    if text[place] == '"':
        return Part(place, _string_end(text, place), around, '"')
    if text[place] in "{[":
        return _box(text, place, around + 1)
    end = place
    while end < len(text) and text[end] not in BLANK + ",]}":
        end += 1
    return Part(place, end, around, "0")


def _box(text: str, start: int, depth: int) -> Part:
    box = Part(start, start, depth, text[start])
    place = _skip(text, start + 1)
    while text[place] not in "}]":
        if box.kind == "{":
            key_start, key_end = place, _string_end(text, place)
            place = _skip(text, _skip(text, key_end) + 1)
            part = _value(text, place, depth)
            box.members.append((json.loads(text[key_start:key_end], strict=False), key_start, part))
        else:
            part = _value(text, place, depth)
            box.elements.append(part)
        place = _skip(text, part.end)
        place = _skip(text, place + 1) if text[place] == "," else place
    box.end = place + 1
    return box
