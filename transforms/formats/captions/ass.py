"""SubStation Alpha, `.ssa` and `.ass`: events with fields, of which one may name who speaks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cue_times import read_times
from transforms.formats.captions.cues import BLANK, Cues
from transforms.formats.captions.line_ends import unify
from transforms.formats.captions.time_warnings import warn_of_times
from transforms.labels import is_generic, is_label_shaped
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.document import Document

NAME = "ass"
MEDIA_TYPE = "text/x-ssa"

_HEADER = re.compile(r"[\s\ufeff]{0,64}(?:[;!][^\n]{0,500}\n\s{0,8}){0,20}\[script info\]", re.I)
_EVENT = re.compile(r"^Dialogue:[ \t]*[^,\n]{0,20},[ \t]*\d{1,4}:\d\d:\d\d[.:]\d", re.M)
# The order of fields where no line states one; the older version has "marked" for "layer".
_FIELDS = "layer,start,end,style,name,marginl,marginr,marginv,effect,text"
_OVERRIDE = re.compile(r"\{[^{}\n]*\}")
_DRAWING = re.compile(r"(\{[^{}\n]*\\p[1-9][^{}\n]*\})([^{\n]*)")
_BREAKS = {r"\N": "\n\0", r"\n": "\n\0", r"\h": " \0"}
# What styles are called that say where or how words are shown, not who says them.
_STYLE = re.compile(
    r"default|main|(?:main ?)?dialogu?e?|(?:sub)?titles?|captions?|text|top|bottom|signs?|italics?|bold"
    r"|alt(?:ernative)?|op|ed|credits?|lyrics?|song|karaoke|romaji|notes?|flashback|thoughts?|narration|standard|normal|style\d*",
    re.I,
)
_UNTITLED = re.compile(r"<?untitled>?|default (?:aegisub )?file|new (?:file|subtitles?)", re.I)


class _Event(NamedTuple):
    """The fields of one event, and where its text begins in the document."""

    start: str
    end: str
    style: str
    name: str
    text: str
    at: int


def sniff(document: Document) -> float:
    """Return 1 for the script header, 0.95 for events without one."""
    if _HEADER.match(document.head):
        return 1.0
    return 0.95 if "Dialogue:" in document.head and _EVENT.search(unify(document.head)) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each event, in file order, with its name or style as the label.

    Styles are labels only where several are used that say no more than who speaks. Comments are no speech; an event
    with too few fields is rejected as `segment_invalid`.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    title, events = _read(parsed, unify(document.text))
    cues = _cues(parsed, events)
    episode = assemble(parsed, document, cues)
    episode.facts.title = title
    return reject_wordless(parsed, episode)


def _read(parsed: Parsed, text: str) -> tuple[str | None, list[_Event]]:
    fields = _FIELDS.split(",")
    title, events, at = None, [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            at += 1
            continue
        kind, colon, rest = line.partition(":")
        kind = kind.strip().casefold()
        if kind == "dialogue" and colon:
            event = _event(rest, fields, at + len(line))
            if event is None:
                parsed.reject("segment_invalid", f"line {number}", line, "an event with too few fields")
                parsed.account(at, at + len(line), "rejected")
            else:
                events.append(event)
                parsed.account(at, event.at, "mark")
        else:
            parsed.account(at, at + len(line), "notes" if kind == "comment" else "metadata")
            if kind == "format" and "text" in rest.casefold():
                fields = [name.strip().casefold() for name in rest.split(",")]
            elif kind == "title" and not _UNTITLED.fullmatch(rest.strip()):
                title = rest.strip() or title
        at += len(line) + 1
    return title, events


def _event(rest: str, fields: list[str], end: int) -> _Event | None:
    values = rest.split(",", len(fields) - 1)
    if len(values) < len(fields):
        return None
    found = dict(zip(fields, values, strict=True))
    name = found.get("name") or found.get("actor") or ""
    text = values[-1]
    return _Event(
        found.get("start", ""),
        found.get("end", ""),
        found.get("style", "").strip(" *"),
        name.strip(),
        text,
        end - len(text),
    )


def _cues(parsed: Parsed, events: list[_Event]) -> Cues:
    starts = read_times([event.start for event in events], 2)
    ends = read_times([event.end for event in events], 2)
    warn_of_times(parsed, starts, ends, [f"{event.start},{event.end}" for event in events])
    words = [_blank(event.text) for event in events]
    cues = Cues(words, [event.at for event in events], start_ms=starts.ms, end_ms=ends.ms)
    _set_labels(cues.complete(), events)
    return cues


def _blank(text: str) -> str:
    """Return the words of an event with codes as NUL: braces hold codes and comments, drawings are no words."""
    if "{" in text:
        if r"\p" in text:
            text = _DRAWING.sub(lambda match: match[1] + BLANK * len(match[2]), text)
        text = _OVERRIDE.sub(lambda match: BLANK * len(match[0]), text)
    if "\\" in text:
        for code, sign in _BREAKS.items():
            text = text.replace(code, sign)
    return text


def _set_labels(cues: Cues, events: list[_Event]) -> None:
    if any(event.name for event in events):
        cues.label = [event.name or None for event in events]
        return
    speakers = _speaking_styles(event.style for event in events)
    if speakers:
        cues.label = [event.style if event.style in speakers else None for event in events]
        cues.is_change = [label is None for label in cues.label]


def _speaking_styles(styles: Iterable[str]) -> frozenset[str]:
    used = Counter(styles)
    named = frozenset(style for style in used if is_label_shaped(style) and not _STYLE.fullmatch(style))
    return named if len(named) > 1 or any(map(is_generic, named)) else frozenset()
