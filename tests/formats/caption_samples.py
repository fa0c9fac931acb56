"""Caption files made for tests, by name of format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.document import Document
from transforms.formats import captions

if TYPE_CHECKING:
    from transforms.formats.format import Format
    from transforms.parsed import Parsed, Speech

FORMATS: dict[str, Format] = {fmt.NAME: fmt for fmt in captions.FORMATS}

# What stands in a file of each format up to where the words of a cue begin.
OPENINGS = {
    "webvtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
    "subrip": "1\n00:00:01,000 --> 00:00:02,000\n",
    "sbv": "0:00:01.000,0:00:02.000\n",
    "ass": "[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,",
    "ttml": '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">',
    "youtube_json": '{"wireMagic": "pb3", "events": [{"tStartMs": 1, "segs": [{"utf8": "',
    "youtube_xml": '<timedtext format="3"><body><p t="1" d="2">',
    "lrc": "[ti:Wax]\n[00:00.50]so\n[00:01.00]",
    "microdvd": "{1}{1}25\n{1}{2}",
    "scc": "Scenarist_SCC V1.0\n\n00:00:01:00\t9425 9425 94ad 94ad 9470 9470 d76f f264 7380\n00:00:02:00\t94ad 94ad ",
    "ebu_stl": "STL25.01\nProgramme: Wax\n\n1\n00:00:01,000 --> 00:00:02,000\n",
    "bracket_blocks": "{QTtext}{timeScale:100}\n[00:00:01.00]\n",
    "timed_lines": "0:00:01.00 0:00:02.00 {~} so\n0:00:02.00 0:00:03.00 {~} ",
    "table": "start\tend\ttext\n0\t900\tso\n900\t1500\t",
}


def document(text: str, name: str = "input.txt") -> Document:
    """Return a document of that text."""
    return Document("0" * 16, name, text)


def parse(text: str) -> Parsed:
    """Return what the surest caption format makes of the text; fails where none takes it."""
    given = document(text)
    surest = max(captions.FORMATS, key=lambda fmt: fmt.sniff(given))
    parsed = surest.parse(given) if surest.sniff(given) else None
    assert parsed is not None, "no caption format takes this"
    return parsed


def speech(text: str) -> Speech:
    """Return the speech of the one episode that the text makes."""
    (episode,) = parse(text).episodes
    return episode.speech


def said(text: str) -> list[tuple[str | None, str]]:
    """Return label and words of each segment, white space folded."""
    spoken = speech(text)
    return [(label, " ".join(words.split())) for label, words in zip(spoken.label, spoken.text, strict=True)]


def subrip(*cues: str) -> str:
    """Return a SubRip file of cues that follow each other, two and a half seconds each."""
    return "\n".join(
        f"{place}\n{_clock(place * 2500)} --> {_clock(place * 2500 + 2400)}\n{cue}\n"
        for place, cue in enumerate(cues, 1)
    )


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"
