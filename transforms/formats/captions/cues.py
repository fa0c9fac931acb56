"""Columns of cues on their way to segments."""

from __future__ import annotations

from dataclasses import dataclass, field

# Stands where markup was, so that text keeps its length; at either end of words it is no part of them.
BLANK = "\0"
# Fills up a character that is written longer (`&amp;`); it belongs to the words. No text may contain this one.
FILL = "\ufdd0"
# What is not part of the words at either end of a stretch of text.
MARGIN = " \t\n\r\v\f\0\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200C))
)


def bare(text: str) -> str:
    """Return `text` without what only keeps its length."""
    return text.replace(BLANK, "").replace(FILL, "")


def resolved(raw: str, meaning: str) -> str:
    """Return `meaning` as long as `raw`, which stands for it."""
    return meaning.ljust(len(raw), BLANK if meaning.isspace() else FILL)


@dataclass(slots=True)
class Cues:
    """Columns of cues or parts of cues, in document order.

    `text` stands in the document from `at` on, character for character: line ends may be other ones, and there are
    `BLANK`s and `FILL`s in it, which never become part of a segment. `cue` is the number of the cue, from 0. `label` is
    what the cue itself says of its speaker; `is_change` that it says somebody else speaks now; `voice` a colour.
    """

    text: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)
    start_ms: list[int | None] = field(default_factory=list)
    end_ms: list[int | None] = field(default_factory=list)
    label: list[str | None] = field(default_factory=list)
    is_change: list[bool] = field(default_factory=list)
    voice: list[int | None] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of cues."""
        return len(self.text)

    def add(
        self,
        text: str,
        at: int,
        start_ms: int | None = None,
        end_ms: int | None = None,
        label: str | None = None,
        cue: int | None = None,
    ) -> None:
        """Append one cue; without `cue` it is the next one."""
        self.cue.append(len(self.cue) if cue is None else cue)
        self.text.append(text)
        self.at.append(at)
        self.start_ms.append(start_ms)
        self.end_ms.append(end_ms)
        self.label.append(label)
        self.is_change.append(False)
        self.voice.append(None)

    def extend(self, other: Cues, start: int, end: int) -> None:
        """Append the cues `start:end` of `other`."""
        for name in self.__slots__:
            getattr(self, name).extend(getattr(other, name)[start:end])

    def complete(self) -> Cues:
        """Fill the columns that were left empty with their defaults, and return the same object."""
        count = len(self.text)
        self.cue = self.cue or list(range(count))
        self.label = self.label or [None] * count
        self.is_change = self.is_change or [False] * count
        self.voice = self.voice or [None] * count
        return self
