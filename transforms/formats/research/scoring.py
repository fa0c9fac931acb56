"""What evaluations of recognisers read and write: CTM (a word a line), STM (a turn a line), RTTM (turns and words)."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import Cues
from transforms.formats.captions.line_ends import unify
from transforms.formats.research.word_columns import WordColumns
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.parsed import ParsedEpisode

NAME = "scoring"
MEDIA_TYPE = "text/plain"

_TIME = r"\d{1,7}(?:\.\d{1,9})?"
_CTM = re.compile(
    rf"^[ \t]*(\S{{1,200}})[ \t]+(\S{{1,20}})[ \t]+({_TIME})[ \t]+({_TIME})[ \t]+(\S{{1,200}})"
    r"(?:[ \t]+(-?\d(?:\.\d{1,20})?|NA|<NA>|-))?(?:[ \t]+([a-z-]{2,12}|<NA>|NA)(?:[ \t]+(\S{1,60}))?)?[ \t]*$",
    re.M,
)
_STM = re.compile(
    rf"^[ \t]*(\S{{1,200}})[ \t]+(\S{{1,20}})[ \t]+(\S{{1,200}})[ \t]+({_TIME})[ \t]+({_TIME})[ \t]+"
    r"(?:<[^<>\n]{0,80}>[ \t]*)?([^\n]*)$",
    re.M,
)
_RTTM = re.compile(
    r"^[ \t]*([A-Z-]{2,12})[ \t]+(\S{1,200})[ \t]+(\S{1,20})[ \t]+"
    rf"({_TIME}|<NA>)[ \t]+({_TIME}|<NA>)[ \t]+(\S{{1,200}})[ \t]+(\S{{1,40}})[ \t]+(\S{{1,200}})[ \t]+\S{{1,20}}"
    r"(?:[ \t]+\S{1,20})?[ \t]*$",
    re.M,
)
_NOTE = re.compile(r"[ \t]*;;")
_UNSPOKEN = re.compile(r"ignore_time_segment_in_scoring|inter_segment_gap|<(?:eps|sil|unk)>|<no_speech>", re.I)
_FEWEST = 3
_SAMPLE, _FIRST = 40, 8
_SHARE = 0.9
_RTTM_FIRST = re.compile(r"(?:SPEAKER|LEXEME|SPKR-INFO|SEGMENT|NON-LEX|NON-SPEECH|NOSCORE|SU|FILLER|EDIT)[ \t]")


def sniff(document: Document) -> float:
    """Return 0.9 when nearly all lines of the head but notes have the columns of one of the three."""
    return 0.9 if _columns(document.head) is not None else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: turns as segments, words as runs of one speaker, times from seconds.

    A diarization without words is rejected as `no_segments`; lines in another form are `segment_invalid`.
    """
    pattern = _columns(document.head)
    if pattern is None:
        return None
    text = unify(document.text)
    parsed = Parsed({_CTM: "ctm", _STM: "stm", _RTTM: "rttm"}[pattern], MEDIA_TYPE)
    found = list(pattern.finditer(text))
    _account_lines(parsed, text, found)
    if pattern is _STM:
        return reject_wordless(parsed, assemble(parsed, document, _turns(found)))
    return reject_wordless(parsed, _words(found, len(text), is_rttm=pattern is _RTTM))


def _columns(head: str) -> re.Pattern[str] | None:
    whole, _, cut = unify(head).rpartition("\n")
    noted = (line for line in (whole or cut).split("\n") if line.strip() and not _NOTE.match(line))
    lines = list(islice(noted, _FIRST))
    # Nearly all lines are of one form: then some of the first are.
    if len(lines) < _FEWEST or not any(map(_has_form, lines)):
        return None
    lines += islice(noted, _SAMPLE - _FIRST)
    most = _SHARE * len(lines)
    if sum(_RTTM_FIRST.match(line) is not None and _RTTM.match(line) is not None for line in lines) >= most:
        return _RTTM
    # Words go on in time in one recording; any other table of such columns does not.
    words = [match for line in lines if (match := _CTM.match(line))]
    if len(words) >= most and _are_times([(match[3], match[4]) for match in words], are_lengths=True):
        return _CTM
    turns = [match for line in lines if (match := _STM.match(line))]
    if len(turns) >= most and _are_times([(match[4], match[5]) for match in turns], are_lengths=False):
        return _STM if sum(" " in match[6].strip() for match in turns) * 2 >= len(turns) else None
    return None


def _has_form(line: str) -> bool:
    """Return whether a line is of one of the forms, all of which have a number or `<NA>` as their fourth word."""
    words = line.split(None, 4)
    is_likely = len(words) > 4 and (words[3][0].isdecimal() or words[3][0] == "<")
    return is_likely and any(form.match(line) for form in (_CTM, _STM, _RTTM))


def _are_times(columns: list[tuple[str, str]], *, are_lengths: bool) -> bool:
    """Return whether two columns are starts in seconds that mostly go on, and lengths of words or ends of turns."""
    pairs = [(float(start), float(other)) for start, other in columns]
    if not any("." in start or "." in other for start, other in columns):
        return False
    forward = sum(after[0] >= before[0] for before, after in pairwise(pairs))
    are_right = all(other < 30 if are_lengths else start <= other for start, other in pairs)
    return are_right and forward * 5 >= (len(pairs) - 1) * 4


def _account_lines(parsed: Parsed, text: str, found: list[re.Match[str]]) -> None:
    """Account for all but the words, and reject the lines between that are in another form."""
    parsed.accounts.extend((match.start(), match.end(), "mark") for match in found)
    reached = 0
    for start, end in [*(match.span() for match in found), (len(text), len(text))]:
        at = reached
        for line in text[reached:start].splitlines(keepends=True):
            if _NOTE.match(line):
                parsed.account(at, at + len(line), "notes")
            elif line.strip("\0 \t\r\n"):
                parsed.reject("segment_invalid", f"character {at}", line.strip(), "too few columns")
                parsed.account(at, at + len(line), "rejected")
            at += len(line)
        reached = end


def _ms(seconds: str) -> int | None:
    return None if seconds.startswith("<") else round(float(seconds) * 1000)


def _turns(found: list[re.Match[str]]) -> Cues:
    cues = Cues()
    for match in found:
        if match[6].strip() and not _UNSPOKEN.fullmatch(match[6].strip()) and not _UNSPOKEN.fullmatch(match[3]):
            cues.add(match[6], match.start(6), _ms(match[4]), _ms(match[5]), match[3])
    return cues


def _words(found: list[re.Match[str]], length: int, *, is_rttm: bool) -> ParsedEpisode:
    columns = WordColumns()
    channels = {match[2] for match in found}
    for match in found:
        if is_rttm:
            start, span, word, at = match[4], match[5], match[6], match.start(6)
            label = None if match[8] == "<NA>" else match[8]
        else:
            start, span, word, at = match[3], match[4], match[5], match.start(5)
            is_named = match[8] not in (None, "NA", "<NA>", "unknown")
            label = match[8] if is_named else match[2] if len(channels) > 1 else None
        if (is_rttm and match[1] != "LEXEME") or _UNSPOKEN.fullmatch(word):
            continue
        start_ms, span_ms = _ms(start), _ms(span)
        columns.add(word, at, start_ms, None if start_ms is None or span_ms is None else start_ms + span_ms, label)
    return columns.episode(length)
