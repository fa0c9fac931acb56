"""One hostile input: its bytes, and the outcomes that are right for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Record = Literal["ok", "warned", "rejected"]


@dataclass(frozen=True)
class Case:
    """A document by name and bytes. `outcomes` are pairs of how it is recorded and the reason that must be given.

    `segments` is how many segments a right reading gives, None where that is open. `texts` and `labels` are what
    they say, in order, where that is the point.
    """

    name: str
    data: bytes
    outcomes: tuple[tuple[Record, str], ...]
    segments: int | None = None
    texts: tuple[str, ...] | None = None
    labels: tuple[str | None, ...] | None = None
    start_ms: tuple[int | None, ...] | None = None


def case(name: str, content: str | bytes, record: Record, reason: str = "", *others: tuple[Record, str],
         segments: int | None = None, texts: tuple[str, ...] | None = None,
         labels: tuple[str | None, ...] | None = None,
         start_ms: tuple[int | None, ...] | None = None) -> Case:  # fmt: skip
    """Return a case; text is encoded as UTF-8."""
    data = content.encode() if isinstance(content, str) else content
    return Case(name, data, ((record, reason), *others), segments, texts, labels, start_ms)


def clock(ms: int, point: str = ",") -> str:
    """Return a cue's time: `hh:mm:ss,mmm`."""
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


Cue = tuple[int, int, str]
TALK: tuple[Cue, ...] = (
    (0, 1000, "Ida: Good evening."),
    (1000, 2500, "Is this on?"),
    (2500, 4000, "Rolf: It is, Ida."),
)
TALK_TEXTS = ("Good evening.", "Is this on?", "It is, Ida.")


def srt(cues: tuple[Cue, ...] = TALK, end: str = "\n", first: int = 1) -> str:
    """Return SubRip cues."""
    return end.join(f"{number}{end}{clock(start)} --> {clock(stop)}{end}{text}{end}"
                    for number, (start, stop, text) in enumerate(cues, first))  # fmt: skip


def vtt(cues: tuple[Cue, ...] = TALK, head: str = "WEBVTT\n\n") -> str:
    """Return WebVTT cues."""
    return head + "\n".join(f"{clock(start, '.')} --> {clock(stop, '.')}\n{text}\n" for start, stop, text in cues)
