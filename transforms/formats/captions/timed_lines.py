"""Lines that begin with two times: Spruce STL, JACOsub, PJS, MPSub, Encore, Avid, TMPlayer, dumps of diarizations."""

from __future__ import annotations

import re
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cue_times import frame_rate, read_time
from transforms.formats.captions.cues import BLANK, Cues
from transforms.formats.captions.line_ends import unify
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "timed_lines"
MEDIA_TYPE = "text/plain"

_CLOCK = r"\d{1,3}:[0-5]\d:[0-5]\d(?:[.,:;]\d{1,3})?"
_SECONDS = r"\d{1,6}[.,]\d{1,6}"
_NUMBER = r"(?:#?\d{1,6}[.:)]?[ \t]+)?"
_GAP = r"[ \t]*[,;|\t ][ \t]*"


class _Form(NamedTuple):
    """One way to begin a line; groups: start, end. Times in `unit` ms; `is_relative`: a pause and a length.

    `least` is the share of lines that begin so where words stand on the same line.
    """

    pattern: re.Pattern[str]
    unit: int = 1000
    is_relative: bool = False
    has_bars: bool = False
    least: float = 0.75


_FORMS = (
    _Form(re.compile(rf"^[ \t]*{_NUMBER}({_CLOCK}){_GAP}({_CLOCK})(?![\d:.])"
                     r"(?:[ \t]*[,;|\t][ \t]*|[ \t]+|(?=\n|\Z))", re.M), has_bars=True),
    _Form(re.compile(rf"^[ \t]*({_CLOCK})(?:,\d)?()=", re.M), has_bars=True),
    _Form(re.compile(r"^[ \t]*(\d{1,8})[ \t]*,[ \t]*(\d{1,8})[ \t]*,[ \t]*(?=\")", re.M), 100, has_bars=True),
    _Form(re.compile(r"^[ \t]*(?:start|begin)[=:][ \t]*(\d{1,6}(?:[.,]\d{1,6})?)s?[ ,;\t]+(?:stop|end)[=:][ \t]*"
                     r"(\d{1,6}(?:[.,]\d{1,6})?)s?[ ,;:\t]+", re.M | re.I)),
    _Form(re.compile(rf"^[ \t]*\[?[ \t]*({_SECONDS})s?[ \t]*(?:[-–|,; \t]|->|-->|to)[ \t]*({_SECONDS})s?[ \t]*"
                     r"(?:\]:?[ \t]*|[|,;:\t ][ \t]*)(?=\S)", re.M)),
    _Form(re.compile(rf"^[ \t]*\[[ \t]*({_SECONDS})s?[ \t]*\]()[ \t]*(?=\S)", re.M)),
)  # fmt: skip
_MPSUB = _Form(re.compile(rf"^[ \t]*(-?{_SECONDS}|-?\d{{1,6}})[ \t]+({_SECONDS}|\d{{1,6}})[ \t]*(?=\n|\Z)", re.M),
               is_relative=True)  # fmt: skip
_HEADER_OF_MPSUB = re.compile(
    r"\s{0,64}(?:(?:TITLE|FILE|AUTHOR|TYPE|NOTE)=[^\n]{0,200}\n\s{0,8}){0,9}FORMAT=TIME\b", re.I
)
# Settings and notes that stand between or above the cues of these formats.
_ASIDE = re.compile(r"[ \t]*(?://|\$|#|@|<(?:begin|end) subtitles>|[A-Z]{3,12}=)[^\n]*")
_CODES = re.compile(r"\{[^{}\n]{0,80}\}|\^[BIUbiu]")
_VOICE = re.compile(r"(?:speaker_)?((?:speaker|spk|spkr)[ _-]?\d{1,3})[ \t:|,;]+(?=\S)", re.I)
_SAMPLE = 60
_FEWEST = 2


def sniff(document: Document) -> float:
    """Return 0.9 when nearly all lines of the head begin with two times, or these stand above blocks of words."""
    return 0.9 if _form(document.head) is not None else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each pair of times that has words behind it.

    Frames count at the slowest usual rate at which all of them occur. Words above the first times are notes.
    """
    form = _form(document.head)
    if form is None:
        return None
    parsed = Parsed(NAME, MEDIA_TYPE)
    text = unify(document.text)
    found = list(form.pattern.finditer(text))
    if not found:
        return None
    parsed.account(0, found[0].start(), "metadata")
    parsed.accounts.extend((match.start(), match.end(), "mark") for match in found)
    ends = [match.start() for match in found[1:]] + [len(text)]
    cues = Cues([_words(parsed, text, match.end(), end, form) for match, end in zip(found, ends, strict=True)],
                [match.end() for match in found])  # fmt: skip
    _set_times(parsed, cues, found, form)
    _take_voices(parsed, cues.complete())
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _form(head: str) -> _Form | None:
    text = unify(head)
    if _HEADER_OF_MPSUB.match(text):
        return _MPSUB
    first = text.split("\n", 3 * _SAMPLE)[: 3 * _SAMPLE]
    cues = (line for line in first if line.strip() and not _ASIDE.match(line))
    lines = list(islice(cues, 1))
    forms = [form for form in _FORMS if lines and form.pattern.match(lines[0])]
    if forms:
        lines += islice(cues, _SAMPLE - 1)
    for form in forms:
        found = [match for line in lines if (match := form.pattern.match(line))]
        if len(found) < _FEWEST or not _go_on(found):
            continue
        alone = sum(match.end() == len(match.string.rstrip()) for match in found)
        if alone > len(found) / 2 or len(found) >= form.least * len(lines):
            return form
    return None


def _go_on(found: list[re.Match[str]]) -> bool:
    """Return whether most times come after the ones before them."""
    times = [time.ms for match in found if (time := read_time(match[1])) is not None and time.ms is not None]
    return sum(before <= after for before, after in pairwise(times)) * 5 >= (len(found) - 1) * 4


def _words(parsed: Parsed, text: str, start: int, end: int, form: _Form) -> str:
    """Return the words of a cue, of the same length as their stretch, without codes and notes."""
    words = text[start:end]
    if "{" in words or "^" in words:
        words = _CODES.sub(lambda code: BLANK * len(code[0]), words)
    if "\n" in words.rstrip() and any(sign in words for sign in "/$#@<="):
        first, *lines = words.split("\n")
        words = "\n".join([first, *(BLANK * len(line) if _ASIDE.match(line) else line for line in lines)])
        parsed.account(start, end, "markup")
    if form.has_bars:
        words = words.replace("|", "\n")
    bare = words.strip(" \t\n")
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        parsed.account(start, end, "markup")
        words = words.replace('"', BLANK, 1)[::-1].replace('"', BLANK, 1)[::-1]
    return words


def _set_times(parsed: Parsed, cues: Cues, found: list[re.Match[str]], form: _Form) -> None:
    times = [(read_time(match[1].lstrip("-")), read_time(match[2]) if match[2] else None) for match in found]
    frames = [time.frames for pair in times for time in pair if time and time.frames is not None]
    rate = frame_rate(frames) if frames else 0
    scale = form.unit / 1000

    def ms(time: object, sign: int = 1) -> int | None:
        if time is None:
            return None
        value = time.at_rate(rate)  # type: ignore[attr-defined]
        return None if value is None else round(value * scale) * sign

    starts = [ms(start, -1 if match[1].startswith("-") else 1) for match, (start, _) in zip(found, times, strict=True)]
    ends = [ms(end) for _, end in times]
    if form.is_relative:
        steps = [part or 0 for pair in zip(starts, ends, strict=True) for part in pair]
        reached = list(accumulate(steps))
        starts, ends = list(reached[::2]), list(reached[1::2])
    unread = sum(start is None for start in starts)
    if unread:
        parsed.warn("time_invalid", "document", "times that cannot be read", unread)
    cues.start_ms, cues.end_ms = starts, ends


def _take_voices(parsed: Parsed, cues: Cues) -> None:
    """Take numbered voices without a colon (`SPEAKER_00 so`) for labels where most cues begin with one."""
    found = [_VOICE.match(text) for text in cues.text]
    if sum(match is not None for match in found) * 2 < len(found):
        return
    for place, match in enumerate(found):
        if match is not None:
            cues.label[place] = match[1]
            parsed.account(cues.at[place], cues.at[place] + match.end(), "label")
            cues.text[place] = cues.text[place][match.end() :]
            cues.at[place] += match.end()
